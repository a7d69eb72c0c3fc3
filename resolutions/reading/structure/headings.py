"""Headings inside the text: of sections, parts and annexes."""

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
_LINKS = re.compile(r"并|爰|兹|因此|为此")  # 并为此目的 / 宣告：


class Headings:
    """Tells headings from paragraphs: short, without a stop at the end, a paragraph below."""

    def __init__(self, lines: list[Line], style: TextLayout) -> None:
        self.lines = lines
        self.style = style

    def at(self, index: int, before: Line | None, part: Part, *, begun: bool) -> bool:
        """Whether the line at an index is a heading, given the line before it in its paragraph."""
        line, below = self.lines[index], self._below(index)
        if below is None or not begun or not self._short(line) or not self._free(line, before, part):
            return False
        if (verb_at_start(line.text) or _LINKS.match(line.key)) and not find_markers(line.text):
            return False
        if find_markers(below.text) or opening_of(below) or _NAMED.match(line.key):
            return True
        if self.style.wrapped:
            return part is Part.ANNEX and below.terminal
        return part is Part.ANNEX or verb_at_start(below.text) is not None or not below.terminal

    def is_section(self, index: int, marker: Marker) -> bool:
        """Whether a line that begins with a number is a section's heading: 一. 价值和原则."""
        line, below = self.lines[index], self._below(index)
        if below is None or not self._short(line) or verb_at_start(line.text[marker.length :].strip()):
            return False
        if following := find_markers(below.text):
            return all(m.style is not marker.style for m in following)
        return not self.style.wrapped and (verb_at_start(below.text) is not None or opening_of(below) is not None)

    def _free(self, line: Line, before: Line | None, part: Part) -> bool:
        """Whether a heading may follow what stands before; after a comma only one that is a mere label."""
        if before is None or before.stopped:
            return True
        return part is Part.PREAMBLE and before.terminal and bool(_LABEL.fullmatch(line.key) or _NAMED.match(line.key))

    def _short(self, line: Line) -> bool:
        if line.terminal or len(line.key) > _LONGEST:
            return False
        return not self.style.wrapped or width(line.text) < 0.8 * self.style.margin

    def _below(self, index: int) -> Line | None:
        return self.lines[index + 1] if index + 1 < len(self.lines) else None
