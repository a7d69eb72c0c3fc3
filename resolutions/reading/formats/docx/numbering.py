"""The numbers that Word writes before paragraphs: ECMA-376 part 1, §17.9."""

import re
from dataclasses import dataclass

from lxml.etree import _Element

from ....language.numerals import to_roman
from .package import W, child, integer, switch, value, value_of
from .styles import Styles

LEVELS = 9
_SUFFIXES = {"space": " ", "nothing": ""}
_LONGEST = 60  # characters of a pattern such as "%1."
_DIGITS = "〇一二三四五六七八九"
_CHINESE = {
    "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand", "japaneseCounting",
}  # fmt: skip
_RUNS = {  # the first numbers of formats that go no further
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NumberingLevel:
    """One level of a list; `restart` is the level (0 to 8) after which it starts again, -1 for none."""

    start: int
    format: str
    text: str
    suffix: str
    restart: int
    legal: bool
    style: str


@dataclass(frozen=True, slots=True)
class _List:
    """A list as paragraphs name it: the definition whose count it shares, its levels, its own starts."""

    shared: str
    levels: dict[int, NumberingLevel]
    starts: dict[int, int]


class Numbering:
    """The lists of a file, counting as paragraphs are read. `unsure` holds formats that it cannot write."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions: dict[str, _Element] = {}
        self._instances: dict[str, _Element] = {}
        self._defined: dict[str, dict[int, NumberingLevel]] = {}
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self.unsure: set[str] = set()
        if root is not None:
            self._definitions = {value(e, "abstractNumId"): e for e in root.iterchildren(f"{W}abstractNum")}
            self._instances = {value(e, "numId"): e for e in root.iterchildren(f"{W}num")}

    def label(self, numbering: tuple[str, str] | None, style: str) -> str:
        """The number of the next paragraph, with the blank after it; "" where it has none.

        `numbering` is what the paragraph says itself, else that of its style counts.
        """
        of_style = self._styles.look(style).numbering
        ident = (numbering and numbering[0]) or (of_style[0] if of_style else "")
        found = self._list(ident)
        if found is None:
            return ""
        if numbering and numbering[1]:
            at = integer(numbering[1], 0)
        else:
            linked = (n for n, level in found.levels.items() if style and level.style == style)
            at = next(linked, integer(of_style[1], 0) if of_style else 0)
        return self._next(ident, found, at) if at in found.levels else ""

    def _next(self, ident: str, found: _List, at: int) -> str:
        counts = self._counts.setdefault(found.shared, {})
        first = at in found.starts and (ident, at) not in self._begun
        counts[at] = self._start(found, at) if first or at not in counts else counts[at] + 1
        self._begun.add((ident, at))
        for deeper in [n for n in counts if n > at]:
            if at <= (found.levels[deeper].restart if deeper in found.levels else deeper):
                del counts[deeper]
        level = found.levels[at]
        if level.format == "bullet":
            text = re.sub(r"[\ue000-\uf8ff]", "•", level.text)
        else:
            parts = re.split(r"%([1-9])", level.text)  # between the numbers, and in turn the levels that they are of
            parts[1::2] = [self._part(found, counts, int(part) - 1, legal=level.legal) for part in parts[1::2]]
            text = "".join(parts)
        return text + level.suffix if text else ""

    def _part(self, found: _List, counts: dict[int, int], at: int, *, legal: bool) -> str:
        if at not in found.levels:
            return ""
        kind = "decimal" if legal else found.levels[at].format
        text = numeral(kind, number := counts.get(at, self._start(found, at)))
        if text is None:
            self.unsure.add(kind)
        return str(number) if text is None else text

    def _start(self, found: _List, at: int) -> int:
        return found.starts.get(at, found.levels[at].start)

    def _list(self, ident: str) -> _List | None:
        if ident not in self._lists:
            self._lists[ident] = self._read(ident)
        return self._lists[ident]

    def _read(self, ident: str) -> _List | None:
        instance = self._instances.get(ident)
        shared = value_of(instance, "abstractNumId")
        definition = self._definitions.get(shared)
        for _ in range(5):  # a definition may be that of a list style, which names another list
            link = value_of(definition, "numStyleLink")
            if not link:
                break
            named = self._styles.look(link).numbering
            shared = value_of(self._instances.get(named[0] if named else ""), "abstractNumId")
            definition = self._definitions.get(shared)
        if instance is None or definition is None:
            return None
        levels, starts = dict(self._levels(shared)), dict[int, int]()
        for override in instance.iterchildren(f"{W}lvlOverride"):
            at, own = integer(value(override, "ilvl"), -1), child(override, "lvl")
            if own is not None:
                levels[at] = _level(own)
            if start := value_of(override, "startOverride"):
                starts[at] = integer(start, 1)
        return _List(shared, {at: level for at, level in levels.items() if 0 <= at < LEVELS}, starts)

    def _levels(self, shared: str) -> dict[int, NumberingLevel]:
        if shared not in self._defined:
            found = {integer(value(e, "ilvl"), -1): e for e in self._definitions[shared].iterchildren(f"{W}lvl")}
            self._defined[shared] = {at: _level(e) for at, e in found.items() if 0 <= at < LEVELS}
        return self._defined[shared]


def _level(element: _Element) -> NumberingLevel:
    at, restart = integer(value(element, "ilvl"), 0), value_of(element, "lvlRestart")
    return NumberingLevel(
        start=integer(value_of(element, "start"), 0),
        format=value(element.find(f".//{W}numFmt")) or "decimal",
        text=value_of(element, "lvlText")[:_LONGEST],
        suffix=_SUFFIXES.get(value_of(element, "suff"), "\t"),
        restart=min(integer(restart, at) if restart else at, at) - 1,
        legal=bool(switch(element, "isLgl")),
        style=value_of(element, "pStyle"),
    )


def numeral(kind: str, number: int) -> str | None:
    """A number in one of the formats of Word, None where the format or its use of the number is not sure."""
    match kind:
        case "decimal":
            return str(number)
        case "none":
            return ""
        case "decimalZero":
            return f"{number:02}"
        case "decimalFullWidth" | "decimalFullWidth2":
            return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
        case "ideographDigital" if number >= 0:
            return "".join(_DIGITS[int(digit)] for digit in str(number))
        case "lowerRoman" | "upperRoman" | "lowerLetter" | "upperLetter":
            text = _roman(number) if kind.endswith("Roman") else _letters(number)
            return text.upper() if text and kind.startswith("upper") else text
    if kind in _CHINESE:
        return _chinese(number)
    characters = _RUNS.get(kind, "")
    return characters[number - 1] if 1 <= number <= len(characters) else None


def _roman(number: int) -> str | None:
    return to_roman(number).lower() if 1 <= number <= 3999 else None


def _letters(number: int) -> str | None:
    """A … z, aa, bb … zz, aaa …"""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 1 <= number <= 780 else None


def _chinese(number: int) -> str | None:
    """一 to 九十九, in which all the ways of counting agree."""
    if not 1 <= number <= 99:
        return None
    tens, units = divmod(number, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[units] if units else "")
