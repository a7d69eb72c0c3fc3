"""Safe names for uploaded files."""

import re
import unicodedata

from ...language.characters import BLANKS, UNPRINTABLE

MAX_NAME = 200
_FORBIDDEN = re.compile(r'[<>:"|?*]')  # in file names on Windows, where a file may be downloaded
_WINDOWS_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE | re.DOTALL)


def clean_name(name: str) -> str:
    """Return the last part of a path as a plain file name: printable, in NFC, 1 to 200 characters.

    Control and format characters, such as those that change the direction of writing, are dropped. A long
    name is shortened before its extension. Cleaning a clean name returns it unchanged.
    """
    path = unicodedata.normalize("NFC", BLANKS.sub(" ", name.translate(UNPRINTABLE)))
    last_part = path.replace("\\", "/").rstrip("/ ").rpartition("/")[2]
    plain = _FORBIDDEN.sub("_", last_part).strip(" ").rstrip(". ")
    if _WINDOWS_DEVICE.fullmatch(plain):
        plain = f"_{plain}"
    stem, dot, extension = plain.rpartition(".")
    if len(plain) > MAX_NAME and stem and len(extension) < 10:
        return stem[: MAX_NAME - len(dot + extension)] + dot + extension
    return plain[:MAX_NAME].rstrip(". ") or "未命名"
