"""What a character is: folding to one form for matching, blanks, Han, numerals.

Folding never changes the length of a text, so an offset into the folded text is an offset into
the text itself. Text that people see is never folded.
"""

import re
import unicodedata
from functools import cache
from operator import ne

import opencc

# Letters of other scripts that look like Latin ones. A volunteer's parser met A/C.2/62/INF/1 with
# such a C in a UN PDF (freesteel.co.uk, 2008-03-13).
_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТХаеорсхΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "ABEKMHOPCTXaeopcxABEZHIKMNOPTYX",
)
_QUOTES = str.maketrans("「」『』﹁﹂﹃﹄〈〉", "“”‘’“”‘’《》")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007\u2e80-\u2fdf\U00020000-\U0003ffff"
_FULL_WIDTH = "\u3000-\u303f\uff00-\uffef\u2013-\u2026\u2460-\u24ff\u3200-\u33ff"

CJK = re.compile(f"[{_HAN}{_FULL_WIDTH}]")
HAN = re.compile(f"[{_HAN}]")
BLANKS = re.compile(r"\s+")
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


class _Unprintable(dict[int, int | None]):
    """Drops control, format and surrogate characters.

    Line, page and paragraph ends, tabs and the line separators stay: they are blanks of the text.
    """

    def __missing__(self, code: int) -> int | None:
        drop = unicodedata.category(chr(code)) in ("Cc", "Cf", "Cs") and not chr(code).isspace()
        self[code] = None if drop else code
        return self[code]


UNPRINTABLE = _Unprintable()  # a table for str.translate


@cache
def _folding() -> dict[int, int]:
    """One character for one character: full width, superscripts, look-alikes, Traditional."""
    table = {}
    for low in (*range(0xFF01, 0xFF5F), *range(0x2F00, 0x2FD6), *range(0xF900, 0xFAD0)):
        plain = unicodedata.normalize("NFKC", chr(low))
        if len(plain) == 1:
            table[low] = ord(plain)
    table.update({ord(c): ord("0") + i for i, c in enumerate(SUPERSCRIPTS)})
    table.update(_LOOKALIKES)
    table.update(_QUOTES)
    table.update({ord("．"): ord("."), ord("﹒"): ord("."), ord("–"): ord("-"), ord("‐"): ord("-")})
    han = "".join(chr(c) for c in range(0x4E00, 0xA000))
    simplified = opencc.OpenCC("t2s").convert("\n".join(han)).split("\n")
    table.update({ord(t): ord(s) for t, s in zip(han, simplified, strict=True) if t != s})
    table.update({ord(t): ord(s) for t, s in zip("吿屆著覈羣", "告届著核群", strict=True)})
    return {low: table.get(plain, plain) for low, plain in table.items()}  # 曆 for compatibility is 曆 is 历


def fold(text: str) -> str:
    """The text in the one form that rules match against: half width, simplified, same length."""
    return text.translate(_folding())


def is_traditional(text: str) -> bool:
    """Whether Traditional characters prevail where the two scripts differ (more than 3 % of Han)."""
    sample = "".join(HAN.findall(text[:20_000]))
    return bool(sum(map(ne, sample, fold(sample))) * 33 > len(sample))


def width(text: str) -> int:
    """Columns that a line takes on paper: 2 for a Chinese character, 1 for others."""
    return len(text) + len(CJK.findall(text))


# --- numerals -----------------------------------------------------------------------------------

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


def number(numeral: str) -> int | None:
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


def roman(value: int) -> str:
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
    return total if not left and total and roman(total) == numeral.upper() else None
