"""Classes of characters, and folding to one form for matching.

Folding never changes the length of a text, so an offset in the folded text is an offset in the
text itself. Text that people see is never folded.
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
    """Table that drops control, format and surrogate characters.

    It keeps line, page and paragraph ends, tabs and line separators, which are blanks of the text.
    """

    def __missing__(self, code: int) -> int | None:
        is_printable = unicodedata.category(chr(code)) not in ("Cc", "Cf", "Cs")
        self[code] = code if is_printable or chr(code).isspace() else None
        return self[code]


UNPRINTABLE = _Unprintable()  # a table for str.translate


@cache
def _folding() -> dict[int, int]:
    """Return the table of folded characters: half width, plain digits, Latin letters, Simplified."""
    table = {}
    for code in (*range(0xFF01, 0xFF5F), *range(0x2F00, 0x2FD6), *range(0xF900, 0xFAD0)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1:
            table[code] = ord(plain)
    table.update({ord(character): ord("0") + value for value, character in enumerate(SUPERSCRIPTS)})
    table.update(_LOOKALIKES)
    table.update(_QUOTES)
    table.update(str.maketrans("．﹒–‐", "..--"))
    han = "".join(map(chr, range(0x4E00, 0xA000)))
    simplified = opencc.OpenCC("t2s").convert("\n".join(han)).split("\n")
    table.update({ord(t): ord(s) for t, s in zip(han, simplified, strict=True) if t != s})
    table.update(str.maketrans("吿屆著覈羣", "告届著核群"))
    # A second step where the result is itself folded: compatibility 曆 is 曆, which is 历.
    return {code: table.get(plain, plain) for code, plain in table.items()}


def fold(text: str) -> str:
    """Return the text in the form that rules match: half width, Simplified, of the same length."""
    return text.translate(_folding())


def is_traditional(text: str) -> bool:
    """Return whether more than 3 % of the Han characters are
    Traditional ones with another Simplified form.
    """
    sample = "".join(HAN.findall(text[:20_000]))
    return bool(sum(map(ne, sample, fold(sample))) * 33 > len(sample))


def width(text: str) -> int:
    """Return the columns of a line in print: 2 for a Chinese character, 1 for any other."""
    return len(text) + len(CJK.findall(text))
