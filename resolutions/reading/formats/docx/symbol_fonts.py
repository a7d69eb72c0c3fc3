"""Characters of symbol fonts (w:sym).

Each font numbers its glyphs differently; listed are those that texts use.
"""

import re

from lxml.etree import _Element

from .package import attribute

UNKNOWN = "\ufffd"
_PRIVATE_USE = 0xF000  # where symbol fonts put their codes
_UPPER = dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True))
_LOWER = dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))
_SIGNS = {
    0x2A: "∗", 0x2D: "−", 0xA2: "′", 0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥",
    0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…",
}  # fmt: skip
_SYMBOL = _UPPER | _LOWER | _SIGNS
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "◻",
    0xD8: "➢", 0xE0: "→", 0xFC: "✓", 0xFE: "☑",
}  # fmt: skip
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}


def symbol_text(symbol: _Element) -> str:
    """Return the character of a w:sym element, U+FFFD if it is not known."""
    return _glyph(attribute(symbol, "font"), attribute(symbol, "char")) or UNKNOWN


def _glyph(font: str, code: str) -> str | None:
    """Return the character that a font has at a hexadecimal code such as "F0B7", None if it is not known."""
    if not re.fullmatch(r"[0-9A-Fa-f]{1,4}", code):
        return None
    number = int(code, 16)
    table = _FONTS.get(font.lower())
    if table is not None:
        return _symbol_glyph(table, number)
    if 0x20 <= number < 0xD800 or 0xF900 <= number < 0xFFFE:
        return chr(number)
    return None


def _symbol_glyph(table: dict[int, str], number: int) -> str | None:
    if number >= _PRIVATE_USE:
        number -= _PRIVATE_USE
    character = table.get(number)
    if character is None and table is _SYMBOL and 0x20 <= number <= 0x3F:
        return chr(number)  # digits and punctuation, which this font has where ASCII has them
    return character
