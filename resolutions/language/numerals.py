"""Numerals: Arabic, Chinese and Roman."""

from .characters import BLANKS, fold

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "○": 0, "Ｏ": 0, "O": 0, "两": 2, "廿": 20, "卅": 30,
}  # fmt: skip
_UNITS = {"十": 10, "百": 100, "千": 1000}
_LONGEST = 9  # characters: 九千九百九十九, 999,999,999
NUMERAL = "0-9〇零○一二三四五六七八九十百千廿卅两"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def parse_numeral(numeral: str) -> int | None:
    """The value of 54, 五十四, 一四八一, 二0二五, 二〇〇〇 or １２; None where it is none, or too long to count."""
    text = BLANKS.sub("", fold(numeral))
    if len(text) > _LONGEST:
        return None
    if text.isascii():
        return int(text) if text.isdigit() else None
    if not any(c in _UNITS for c in text):
        digits = [_DIGITS.get(c, int(c) if c.isdecimal() else -1) for c in text]
        if -1 in digits:
            return None
        if any(d >= 20 for d in digits):  # 廿四
            return sum(digits)
        return int("".join(map(str, digits)))
    total = current = 0
    for c in text:
        if c in _UNITS:
            total, current = total + (current or 1) * _UNITS[c], 0
        elif c in _DIGITS or c.isdecimal():
            current = current * 10 + _DIGITS.get(c, int(c) if c.isdecimal() else 0)
        else:
            return None
    return total + current


def to_roman(value: int) -> str:
    """The Roman numeral of a positive number: 21 gives XXI."""
    out = ""
    for size, letters in _ROMAN:
        times, value = divmod(value, size)
        out += letters * times
    return out


def from_roman(numeral: str) -> int | None:
    """The value of a Roman numeral in either case; None where it is not one in its usual form."""
    left, total = numeral.upper(), 0
    for size, letters in _ROMAN:
        while left.startswith(letters):
            left, total = left.removeprefix(letters), total + size
    return total if not left and total and to_roman(total) == numeral.upper() else None
