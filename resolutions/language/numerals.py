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
    """Return the value of 54, 五十四, 一四八一, 二0二五, 二〇〇〇 or １２, or None if it is no numeral.

    Numerals of more than nine characters have no value.
    """
    text = BLANKS.sub("", fold(numeral))
    if len(text) > _LONGEST:
        return None
    if text.isascii():
        return int(text) if text.isdigit() else None
    if any(character in _UNITS for character in text):
        return _parse_with_units(text)
    return _parse_digits(text)


def _parse_digits(text: str) -> int | None:
    """Return the value of digits without units: 二〇〇〇, 二0二五, 廿四."""
    digits = [_digit(character) for character in text]
    if -1 in digits:
        return None
    if any(digit >= 20 for digit in digits):  # 廿四
        return sum(digits)
    return int("".join(map(str, digits)))


def _parse_with_units(text: str) -> int | None:
    """Return the value of a numeral with 十, 百 or 千: 一百零七."""
    total = current = 0
    for character in text:
        if character in _UNITS:
            total += (current or 1) * _UNITS[character]
            current = 0
        elif (digit := _digit(character)) >= 0:
            current = current * 10 + digit
        else:
            return None
    return total + current


def _digit(character: str) -> int:
    """Return the value of a digit, or -1."""
    if character in _DIGITS:
        return _DIGITS[character]
    return int(character) if character.isdecimal() else -1


def to_roman(value: int) -> str:
    """Return the Roman numeral of a positive number: XXI for 21."""
    roman = ""
    for size, letters in _ROMAN:
        times, value = divmod(value, size)
        roman += letters * times
    return roman


def from_roman(numeral: str) -> int | None:
    """Return the value of a Roman numeral in either case, or None if it is not one in its usual form."""
    rest, total = numeral.upper(), 0
    for size, letters in _ROMAN:
        while rest.startswith(letters):
            rest, total = rest.removeprefix(letters), total + size
    is_usual = not rest and total > 0 and to_roman(total) == numeral.upper()
    return total if is_usual else None
