"""Figures in a text: dates, sessions, numbers of documents, places in a text, amounts. Two figures of one
value are equal however they are written.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from resolutions.language.dates import DATE_IN_YEAR
from resolutions.language.numerals import NUMERAL, from_roman, parse_numeral
from resolutions.un.symbols import IN_TEXT


class FigureForm(StrEnum):
    """The forms of figures. Those up to SYMBOL roll forward from one text to the next."""

    DATE = "date"
    YEAR = "year"
    SESSION = "session"  # 第六十五届
    TURN = "turn"  # 第三次, 第二轮, 第二周期
    ANNIVERSARY = "anniversary"  # 六十周年
    NUMBER = "number"  # 65/218, 1325(2000)
    SYMBOL = "symbol"
    PLACE = "place"  # 第五十条, 第3段
    COUNT = "count"


ROLLING = frozenset(FigureForm) - {FigureForm.PLACE, FigureForm.COUNT}

Value = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """Characters start to end of a folded text. `value` is () if the figure cannot be read."""

    start: int
    end: int
    form: FigureForm
    value: Value
    text: str
    rolls: bool

    @property
    def key(self) -> str:
        """What equal figures have in common."""
        return f"{self.form}:{self.value or self.text}"


_N = f"[{NUMERAL}]"
_COUNTED = "个|名|次|年|月|日|天|周|小时|倍|项|份|人|位|种|届|亿|万|美元|票|席|国"
_NUMBER = (
    r"(?:(?<=[第、和及与,])(?:E?S-)?\d{1,4}/\d{1,4}|(?:E?S-)?\d{1,4}/\d{1,4}(?= ?[A-Z]?号)"
    r"|\d{1,4}(?: ?[A-Z])? ?\((?:\d{4}|(?:E?S-)?[IVXLC]+)\))(?: ?[A-Z](?![A-Za-z]))?"
)
_DATE = (
    f"{re.sub('[?]P<[a-z]+>', '?:', DATE_IN_YEAR)}|{_N}{{2,4}}年{_N}{{1,3}}月"
    f"|(?<![个每{NUMERAL}])(?<!延长)(?<!为期)(?<!期限)(?<!任期){_N}{{1,3}}月(?!{_N}|之?内|的?期间)"
    f"|(?<=[至—–、和-]){_N}{{1,3}}日"
)
_COUNT = (
    rf"百分之{_N}+(?:点{_N}+)?|{_N}+分之{_N}+|\d+(?:[., ]\d+)*[%万亿]?"
    rf"|{_N}+[万亿]|(?!一(?:{_COUNTED})){_N}+(?={_COUNTED})"
)
_FIGURE = re.compile(
    "|".join(
        (
            f"(?P<symbol>{IN_TEXT.pattern})",
            f"(?P<number>{_NUMBER})",
            f"(?P<date>{_DATE})",
            r"(?P<year>(?:19|20)\d\d(?=[-—–至]|年|两年期)年?|[〇零○一二三四五六七八九]{4}年)",
            f"(?P<session>第{_N}+(?=届))",
            f"(?P<turn>第{_N}+(?=次|轮|个?周期))",
            f"(?P<place>第{_N}+(?![{NUMERAL}]|(?: ?[A-Z])? ?[/(]))",
            f"(?P<anniversary>{_N}+(?=周年))",
            f"(?P<count>{_COUNT})",
        )
    )
)
# Dates of a certain act, and what they and ordinals name for good: 每年6月20日, 1949年《日内瓦公约》.
_NAMED = "《?[^,;。:《》]{0,6}?(?:公约|议定书|条约|协定|规约|边界|界线|停火线)|次世界大战"
_FIXED_BEFORE = re.compile("每年[于在]?$")
_FIXED_AFTER = re.compile(_NAMED)
_DAY_OF = re.compile("日定?为(?!止|期)")  # 宣布5月3日为世界新闻自由日
_ORGAN = re.compile(r"(?<![A-Z])(?:C|CN|AC|CONF|SUB|WG|GC|SC|PC)\.\d+", re.IGNORECASE)
_SCALES = {"万": 10**4, "亿": 10**8}
_SERIAL = re.compile(r"(?:(E?S)-)?(\d+)/(\d+)")
_IN_YEAR = re.compile(r"(\d+) ?([A-Z]?) ?\(((?:E?S-)?\w+)\)")
_DIGITS = re.compile(r"\d+")


def find_figures(folded: str) -> list[Figure]:
    """Return the figures of a folded text in their order."""
    return [_figure(match) for match in _FIGURE.finditer(folded)]


def _figure(match: re.Match[str]) -> Figure:
    form = FigureForm(match.lastgroup or FigureForm.COUNT)
    before = match.string[: match.start()]
    fixed = _FIXED_BEFORE.search(before) or _FIXED_AFTER.match(match.string, match.end())
    fixed = fixed or _DAY_OF.match(match.string, match.end() - 1)
    return Figure(
        start=match.start(),
        end=match.end(),
        form=form,
        value=_value(form, match[0]),
        text=match[0],
        rolls=form in ROLLING and not fixed,
    )


def _value(form: FigureForm, text: str) -> Value:
    if form is FigureForm.SYMBOL:
        return (text.replace(" ", ""),)
    if form is FigureForm.NUMBER:
        return _number_value(text)
    if form is FigureForm.DATE:
        return _date_value(text)
    if form is FigureForm.COUNT:
        return _count_value(text)
    value = parse_numeral(text.strip("第年"))
    return () if value is None else (value,)


def _number_value(text: str) -> Value:
    """Return the style, the session or year, the serial number and the part of a number of a resolution."""
    if match := _SERIAL.match(text):
        return (match[1] or "", int(match[2]), int(match[3]), text[match.end() :].strip())
    match = _IN_YEAR.match(text)
    if match is None:
        return ()
    part = match[2] or text[match.end() :].strip()
    if match[3].isdecimal():
        return ("year", int(match[3]), int(match[1]), part)
    special, _, session = match[3].rpartition("-")
    return (f"{special}roman", from_roman(session) or 0, int(match[1]), part)


def _date_value(text: str) -> Value:
    """Return year, month and day; 0 for one that is not given."""
    values = []
    rest = re.sub(r"\s", "", text)
    for unit in "年月日":
        before, found, after = rest.partition(unit)
        values.append((parse_numeral(before) or 0) if found else 0)
        rest = after if found else rest
    return tuple(values)


def _count_value(text: str) -> Value:
    if text.startswith("百分之"):
        whole, _, decimals = text.removeprefix("百分之").partition("点")
        shares = [parse_numeral(part) for part in (whole, decimals) if part]
        return () if None in shares else (".".join(map(str, shares)), "%")
    if "分之" in text:
        below, _, above = text.partition("分之")
        return (parse_numeral(above) or above, "/", parse_numeral(below) or below)
    percent = ("%",) if text.endswith("%") else ()
    digits = text.rstrip("%万亿")
    scale = _SCALES.get(text[-1], 1)
    if digits.isascii():
        amount = re.sub(r"(?<=\d)[ ,](?=\d{3}(?!\d))", "", digits)
        if scale > 1 and amount.replace(".", "", 1).isdecimal():
            amount = f"{Decimal(amount) * scale:.0f}"
        return (amount, *percent)
    value = parse_numeral(digits)
    return () if value is None else (str(value * scale), *percent)


def is_forward(old: Figure, new: Figure) -> bool | None:
    """Return whether a figure that rolls went forward; None if the two cannot be compared, as those of two
    documents of one session, neither of which follows the other.
    """
    if not old.value or not new.value:
        return None
    if old.form is FigureForm.SYMBOL:
        return _forward_symbols(str(old.value[0]), str(new.value[0]))
    if old.form is FigureForm.NUMBER:
        of_one_session = old.value[0] != "year" and old.value[1] == new.value[1]
        if old.value[0] != new.value[0] or of_one_session:
            return None
        return _later(old.value[1:3], new.value[1:3])
    if old.form is FigureForm.DATE:
        if bool(old.value[0]) != bool(new.value[0]):
            return None
        return not old.value[0] or _later(old.value, new.value)
    return _later(old.value, new.value)


def _forward_symbols(old: str, new: str) -> bool | None:
    if _ORGAN.findall(old) != _ORGAN.findall(new):
        return None
    old, new = _ORGAN.sub("", old), _ORGAN.sub("", new)
    if _DIGITS.sub("0", old) != _DIGITS.sub("0", new):
        return None
    numbers_a, numbers_b = (tuple(map(int, _DIGITS.findall(symbol))) for symbol in (old, new))
    if numbers_a[:1] == numbers_b[:1] and not old.startswith("S/"):
        return None
    return _later(numbers_a, numbers_b)


def _later(old: Value, new: Value) -> bool:
    return tuple(map(int, new)) > tuple(map(int, old))
