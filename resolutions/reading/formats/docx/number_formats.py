"""Numbers in the formats of Word: ECMA-376 part 1, §17.18.59 (ST_NumberFormat)."""

from ....language.numerals import to_roman

_DIGITS = "〇一二三四五六七八九"
_CHINESE = {
    "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
    "japaneseCounting",
}  # fmt: skip
_SEQUENCES = {  # formats of a few numbers only
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
}  # fmt: skip


def format_number(number: int, number_format: str) -> str | None:
    """Return a number in a format of Word, None if the format is not known or does not certainly write it."""
    match number_format:
        case "decimal":
            return str(number)
        case "none":
            return ""
        case "decimalZero":
            return f"{number:02}"
        case "decimalFullWidth" | "decimalFullWidth2":
            return "".join([chr(ord(digit) + 0xFEE0) for digit in str(number)])
        case "ideographDigital" if number >= 0:
            return "".join([_DIGITS[int(digit)] for digit in str(number)])
    if number_format in _CHINESE:
        return _chinese(number)
    if number_format in _LETTERED:
        text = _LETTERED[number_format](number)
        if number_format.startswith("upper"):
            text = text.upper()
        return text or None
    characters = _SEQUENCES.get(number_format, "")
    if 1 <= number <= len(characters):
        return characters[number - 1]
    return None


def _roman(number: int) -> str:
    """Return i to mmmcmxcix, "" for other numbers."""
    if 1 <= number <= 3999:
        return to_roman(number).lower()
    return ""


def _letters(number: int) -> str:
    """Return a … z, aa, bb … zz, aaa … for 1 to 780, "" for other numbers."""
    if not 1 <= number <= 780:
        return ""
    repetitions, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (repetitions + 1)


def _chinese(number: int) -> str | None:
    """Return 一 to 九十九, which all counting formats write alike, None for other numbers."""
    if not 1 <= number <= 99:
        return None
    tens, units = divmod(number, 10)
    text = ""
    if tens > 1:
        text += _DIGITS[tens]
    if tens:
        text += "十"
    if units:
        text += _DIGITS[units]
    return text


_LETTERED = {"lowerRoman": _roman, "upperRoman": _roman, "lowerLetter": _letters, "upperLetter": _letters}
