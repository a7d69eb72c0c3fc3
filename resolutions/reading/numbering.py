"""The numbers of paragraphs: 1. 1． 1、 １. 一. 一、 (a) （a） (一) (甲) (i) OP1 5 bis."""

import re
from dataclasses import dataclass
from enum import StrEnum

from ..language.numerals import from_roman, parse_numeral

_STEMS = "甲乙丙丁戊己庚辛壬癸"


class NumberStyle(StrEnum):
    """How a number is written. Paragraphs of one level share a style."""

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
    """A paragraph's number: `length` characters of the line, with the blanks after it."""

    style: NumberStyle
    value: int
    length: int
    suffix: str = ""  # bis, ter …

    @property
    def label(self) -> str:
        """What an id says of it: "7", "7bis", "a", "iv". 甲 is a, 一 is 1, so that ids are ASCII."""
        if self.style in (NumberStyle.LETTER, NumberStyle.STEM):
            letters = "abcdefghijklmnopqrstuvwxyz"
            last = letters[(self.value - 1) % 26]
            return last if self.value <= 26 else letters[(self.value - 1) // 26 - 1] + last
        if self.style is NumberStyle.ROMAN:
            units = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
            return ("x" * (self.value // 10)) + units[self.value % 10]
        return f"{self.value}{self.suffix}"


# An item's bracket that opens a reference, (a)项 or (a)和(b)分段, numbers nothing.
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
    (NumberStyle.ARABIC, re.compile(r"(?P<one>l)\s*[.、]\s*(?=[^\x00-\x7f])")),  # 1 as a scanner reads it
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
    """The readings of a folded line's beginning as a number: none, one, or two for (i), (v), (x)."""
    found = []
    for style, pattern in _PATTERNS:
        match = pattern.match(folded)
        if match is None:
            continue
        groups = match.groupdict()
        if groups.get("one"):
            value = 1
        elif groups.get("digit"):
            value = ord(groups["digit"]) - (0x2487 if "⒈" <= groups["digit"] <= "⒛" else 0x321F)
        elif groups.get("roman"):
            value = from_roman(groups["roman"]) or 0
        elif groups.get("letter"):
            letters = groups["letter"]
            if len(letters) == 2 and letters[0] not in "ab":
                continue
            value = (ord(letters[-1]) - 96) + 26 * (ord(letters[0]) - 96 if len(letters) == 2 else 0)
        elif groups.get("stem"):
            value = _STEMS.index(groups["stem"]) + 1
        else:
            value = parse_numeral(groups["v"]) or 0 if groups.get("v") else 1
        if value:
            found.append(Marker(style, value, match.end(), groups.get("suffix") or ""))
    return found
