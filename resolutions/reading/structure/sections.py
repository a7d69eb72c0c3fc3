"""Parts, annexes and labelled sections of a body."""

import re

from ...language.numerals import parse_numeral, to_roman
from ..closing import is_closing
from ..lines import Line
from .opening import begins_body, opening_of

_ANNEX = re.compile(r"(?:附件|附录|附文)(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[IVX]{1,4})?(?::.{0,60})?")
_PART = re.compile(r"\(?(?P<letter>[A-Z])\)?[.、]?[^a-z,;。:]{0,80}")
_SECTION_LABEL = re.compile(r"(?P<label>[IVX]{1,5}|[A-Z]|[一二三四五六七八九十]{1,3})(?:[.、]|$)")
_LONGEST_PART_HEADING = 3  # lines


def is_annex_heading(line: Line) -> bool:
    return _ANNEX.fullmatch(line.key) is not None


def begins_part(lines: list[Line], index: int) -> bool:
    """Return whether a heading of at most three lines, and then a new opening, begin at an index."""
    for at in range(index, min(index + _LONGEST_PART_HEADING + 1, len(lines))):
        line = lines[at]
        if opening_of(line):
            return at + 1 < len(lines) and begins_body(lines[at + 1])
        if line.terminal or is_closing(line.key):
            return False
    return False


def part_letter(line: Line) -> str | None:
    """Return the letter with which the heading of a part begins."""
    match = _PART.fullmatch(line.key)
    return match["letter"] if match else None


def section_label(line: Line) -> str | None:
    """Return the label with which a section's heading begins. It is ASCII, because ids are: II for 二."""
    match = _SECTION_LABEL.match(line.key)
    if match is None:
        return None
    label = match["label"]
    if label.isascii():
        return label
    value = parse_numeral(label)
    return to_roman(value) if value else label
