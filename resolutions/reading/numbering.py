"""Numbers of paragraphs: 1. 1． 1、 １. 一. 一、 (a) （a） (一) (甲) (i) OP1 5 bis."""

import re
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_lowercase

from ..language.numerals import from_roman, parse_numeral, to_roman

_STEMS = "甲乙丙丁戊己庚辛壬癸"


class NumberStyle(StrEnum):
    """The writing of a number. Paragraphs of one level have one style."""

    ARABIC = "1."
    CHINESE = "一、"
    LETTER = "(a)"
    ROMAN = "(i)"
    CHINESE_BRACKET = "(一)"
    STEM = "(甲)"
    ARABIC_BRACKET = "(1)"
    PREAMBULAR = "PP1"
    BULLET = "•"


@dataclass(frozen=True, slots=True)
class Marker:
    """A paragraph's number. `length` is that of the number in the line, with the blanks after it."""

    style: NumberStyle
    value: int
    length: int
    suffix: str = ""  # bis, ter …

    @property
    def label(self) -> str:
        """The number in an id: "7", "7bis", "a", "iv". 甲 is a and 一 is 1, because ids are ASCII."""
        if self.style in (NumberStyle.LETTER, NumberStyle.STEM):
            first, last = divmod(self.value - 1, 26)
            return (ascii_lowercase[first - 1] if first else "") + ascii_lowercase[last]
        if self.style is NumberStyle.ROMAN:
            return to_roman(self.value).lower()
        return f"{self.value}{self.suffix}"


# The brackets of a reference, as in (a)项 or (a)和(b)分段, number no paragraph.
_NO_REFERENCE = r"(?!\s*(?:[项款节条目]|分段|段|分项|小项|[和至、及]\s*\())"
_PATTERNS: tuple[tuple[NumberStyle, re.Pattern[str]], ...] = (
    (
        NumberStyle.ARABIC,
        re.compile(
            r"\[?\s*(?:OP|执行部分第)?\s*(?P<v>\d(?:\s?\d){0,2})\s*段?\s*(?P<suffix>bis|ter|quater|quinquies)?"
            r"\s*(?:[.、]\s+|[.、](?!\d)|\)\s*)"
        ),
    ),
    (NumberStyle.ARABIC, re.compile(r"\[?\s*OP\s?(?P<v>\d{1,3})\s*(?P<suffix>bis|ter)?[.:]?\s*")),
    (NumberStyle.ARABIC, re.compile(r"l\s*[.、]\s*(?=[^\x00-\x7f])")),  # 1 as a scanner reads it
    (
        NumberStyle.PREAMBULAR,
        re.compile(r"\[?\(?(?:PP\s?|序言部分第)(?P<v>\d{1,2})段?\s*(?P<suffix>bis|ter)?\)?[.:]?\s*"),
    ),
    (NumberStyle.ARABIC, re.compile(r"(?P<digit>[⒈-⒛])\s*")),
    (NumberStyle.CHINESE, re.compile(r"\[?\s*(?P<v>[一二三四五六七八九十廿卅]{1,4})\s*[、.]\s*")),
    (NumberStyle.ROMAN, re.compile(rf"\(\s*(?P<roman>[ivx]{{1,6}})\s*\){_NO_REFERENCE}\s*")),
    (NumberStyle.LETTER, re.compile(rf"\(\s*(?P<letter>[a-z]{{1,2}})\s*\){_NO_REFERENCE}\s*")),
    (
        NumberStyle.CHINESE_BRACKET,
        re.compile(rf"\(\s*(?P<v>[一二三四五六七八九十]{{1,3}})\s*\){_NO_REFERENCE}\s*"),
    ),
    (NumberStyle.CHINESE_BRACKET, re.compile(r"(?P<digit>[㈠-㈩])\s*")),
    (NumberStyle.STEM, re.compile(rf"\(\s*(?P<stem>[{_STEMS}])\s*\){_NO_REFERENCE}\s*")),
    (NumberStyle.STEM, re.compile(rf"(?P<stem>[{_STEMS}])\s*[、.]\s*")),
    (NumberStyle.ARABIC_BRACKET, re.compile(rf"\(\s*(?P<v>\d{{1,2}})\s*\){_NO_REFERENCE}\s*")),
    (NumberStyle.ROMAN, re.compile(r"(?P<roman>[ivx]{1,6})\s*[.)](?![a-z])\s*")),
    (NumberStyle.LETTER, re.compile(r"(?P<letter>[a-z])\s*[.)](?![a-z])\s*")),
    (NumberStyle.BULLET, re.compile(r"[•●▪■◦‧·—–-]\s*(?=\S)")),
)


def find_markers(folded: str) -> list[Marker]:
    """Return the numbers that the start of a folded line can be: none, one, or two for (i), (v) and (x)."""
    markers = []
    for style, pattern in _PATTERNS:
        match = pattern.match(folded)
        value = _value(match.groupdict()) if match else 0
        if match and value:
            suffix = match.groupdict().get("suffix") or ""
            markers.append(Marker(style, value, match.end(), suffix))
    return markers


def _value(groups: dict[str, str | None]) -> int:
    """Return the value of a number by the groups of its pattern, 0 if it has none."""
    if numeral := groups.get("v"):
        return parse_numeral(numeral) or 0
    if digit := groups.get("digit"):
        first = "㈠" if digit >= "㈠" else "⒈"
        return ord(digit) - ord(first) + 1
    if roman := groups.get("roman"):
        return from_roman(roman) or 0
    if letters := groups.get("letter"):
        return _letter_value(letters)
    if stem := groups.get("stem"):
        return _STEMS.index(stem) + 1
    return 1  # a bullet, or a scanned l


def _letter_value(letters: str) -> int:
    """Return 1 for a, 27 for aa, 53 for ba, and 0 for two letters from ca on."""
    last = ord(letters[-1]) - ord("a") + 1
    if len(letters) == 1:
        return last
    first = "ab".find(letters[0]) + 1
    return 26 * first + last if first else 0
