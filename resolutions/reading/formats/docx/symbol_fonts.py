"""Characters of symbol fonts (w:sym), as far as they occur in texts: fonts number their glyphs as they like."""

import re

_GREEK = dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)) | dict(
    zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)
)
_SYMBOL = _GREEK | {0x2A: "∗", 0x2D: "−", 0xA2: "′", 0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥",
                    0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…"}  # fmt: skip
_WINGDINGS = {0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "◻",
              0xD8: "➢", 0xE0: "→", 0xFC: "✓", 0xFE: "☑"}  # fmt: skip
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}


def glyph(font: str, code: str) -> str | None:
    """The character that a font has at a code ("F0B7", the private use area), None where it is not known."""
    if not re.fullmatch(r"[0-9A-Fa-f]{1,4}", code):
        return None
    number = int(code, 16)
    if table := _FONTS.get(font.lower()):
        low = number - 0xF000 if number >= 0xF000 else number
        return table.get(low) or (chr(low) if table is _SYMBOL and 0x20 <= low <= 0x3F else None)
    usual = 0x20 <= number < 0xD800 or 0xF900 <= number < 0xFFFE
    return chr(number) if usual else None
