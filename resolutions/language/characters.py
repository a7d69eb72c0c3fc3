"""What a character is: folding to one form for matching, blanks, Han.

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
