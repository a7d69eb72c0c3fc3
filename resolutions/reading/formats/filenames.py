"""The name of a file that a stranger chose, made plain."""

import re
import unicodedata

from ...language.characters import BLANKS, UNPRINTABLE

MAX_NAME = 200
_FORBIDDEN = re.compile(r'[<>:"|?*]')  # in names on Windows, where a file may be downloaded to
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE | re.DOTALL)


def clean_name(name: str) -> str:
    """The last part of a path as a plain file name: printable, in NFC, 1 to 200 characters, the same if cleaned again.

    Control and format characters (which turn the direction of writing, say) are dropped; a long name loses of its
    middle, not of its extension.
    """
    plain = unicodedata.normalize("NFC", BLANKS.sub(" ", name.translate(UNPRINTABLE)))
    plain = _FORBIDDEN.sub("_", plain.replace("\\", "/").rstrip("/ ").rpartition("/")[2]).strip(" ").rstrip(". ")
    if _DEVICE.fullmatch(plain):
        plain = f"_{plain}"
    stem, dot, extension = plain.rpartition(".")
    if len(plain) > MAX_NAME and stem and len(extension) < 10:
        return stem[: MAX_NAME - len(dot + extension)] + dot + extension
    return plain[:MAX_NAME].rstrip(". ") or "未命名"
