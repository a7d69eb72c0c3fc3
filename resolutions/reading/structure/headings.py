"""Headings of sections, parts and annexes inside the text."""

import re

from ...language.characters import width
from ..lines import Line, TextLayout
from ..model import Part
from ..numbering import Marker, find_markers
from ..verbs import verb_at_start
from .opening import opening_of

_LONGEST = 45  # characters
_NAMED = re.compile(
    r"第[一二三四五六七八九十百\d]+[章节部编篇条]|[IVX]{1,5}[.、]|[一二三四五六七八九十]{1,3}[、.]|导言|序言|执行部分"
)
_LABEL = re.compile(r"[IVX]{1,5}|[A-Z]|[一二三四五六七八九十]{1,3}")
_LINKS = re.compile(r"并|爰|兹|因此|为此")  # 并为此目的, on a line before 宣告：


class Headings:
    """Test for headings: short lines without a stop at the end, above a paragraph."""

    def __init__(self, lines: list[Line], layout: TextLayout) -> None:
        self.lines = lines
        self.layout = layout

    def at(self, index: int, previous: Line | None, part: Part, *, begun: bool) -> bool:
        """Return whether the line at an index is a heading, given the line before it in its paragraph."""
        line, below = self.lines[index], self._line_below(index)
        if below is None or not begun or not self._is_short(line) or not _may_follow(line, previous, part):
            return False
        if not find_markers(line.text) and (verb_at_start(line.text) or _LINKS.match(line.key)):
            return False
        if find_markers(below.text) or opening_of(below) or _NAMED.match(line.key):
            return True
        if self.layout.wrapped:
            return part is Part.ANNEX and below.terminal
        return part is Part.ANNEX or verb_at_start(below.text) is not None or not below.terminal

    def is_section(self, index: int, marker: Marker) -> bool:
        """Return whether a line that begins with a number is a section's heading: 一. 价值和原则."""
        line, below = self.lines[index], self._line_below(index)
        if below is None or not self._is_short(line) or verb_at_start(line.text[marker.length :].strip()):
            return False
        markers_below = find_markers(below.text)
        if markers_below:
            return all(following.style is not marker.style for following in markers_below)
        if self.layout.wrapped:
            return False
        return verb_at_start(below.text) is not None or opening_of(below) is not None

    def _is_short(self, line: Line) -> bool:
        if line.terminal or len(line.key) > _LONGEST:
            return False
        return not self.layout.wrapped or width(line.text) < 0.8 * self.layout.margin

    def _line_below(self, index: int) -> Line | None:
        return self.lines[index + 1] if index + 1 < len(self.lines) else None


def _may_follow(line: Line, previous: Line | None, part: Part) -> bool:
    """Return whether a heading may follow the previous line. After a comma it must be a mere label."""
    if previous is None or previous.stopped:
        return True
    if part is not Part.PREAMBLE or not previous.terminal:
        return False
    return _LABEL.fullmatch(line.key) is not None or _NAMED.match(line.key) is not None
