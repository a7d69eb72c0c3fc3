"""The form of a text in which it is searched and compared: one for all ways of writing the same words.

Unlike `characters.fold` this changes lengths (… is three characters of it, ㈠ too), so the way back to
the text as it is shown goes through offsets. The searchable form is never shown. It is made of each
character alone, so the form of a part of a text is that part of the form.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from .characters import fold

_QUOTES = str.maketrans("“”„‟‘’‚‛", "\"\"\"\"''''")
_LEFT_OUT = ("Cc", "Cf", "Cs", "Mn", "Me")  # categories: what cannot be printed, accents


class _Form(dict[int, str]):
    """The searchable form of each character, for str.translate; "" for blanks too.

    `others` are those met so far, up to U+FFFF, whose form is not one character, the blank first.
    """

    def __init__(self) -> None:
        super().__init__()
        self.others = " "

    def __missing__(self, code: int) -> str:
        form = chr(code)
        for _ in range(2):  # what is folded may be one that folds again: σ for Σ for a look-alike
            form = fold(unicodedata.normalize("NFKD", form)).translate(_QUOTES).casefold()
        kept = [c for c in form if not c.isspace() and unicodedata.category(c) not in _LEFT_OUT]
        self[code] = fold(unicodedata.normalize("NFKC", "".join(kept)))
        if len(self[code]) != 1 and code <= 0xFFFF:
            self.others += chr(code)
        return self[code]


_FORM = _Form()


@lru_cache(maxsize=1)
def _any_of(characters: str) -> re.Pattern[str]:
    """Finds one of them, or any above U+FFFF, of which it would go through a list."""
    return re.compile(f"[{re.escape(characters)}\U00010000-\U0010ffff]")


def searchable(text: str) -> str:
    """The text in NFKC, Simplified and lower case, with plain quotation marks, without blanks and accents."""
    return text.translate(_FORM)


def searchable_with_offsets(text: str) -> tuple[str, Sequence[int]]:
    """The searchable form, and for each of its characters the offset of the one in the text that it came from.

    What stands at i to j of the form stands at offsets[i] to offsets[j - 1] + 1 of the text.
    """
    form = searchable(text)
    if not _any_of(_FORM.others).search(text):
        return form, range(len(text))
    return form, [at for at, c in enumerate(text) for _ in _FORM[ord(c)]]
