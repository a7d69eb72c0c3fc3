"""The searchable form of a text: one form for all ways of writing the same words.

Unlike `characters.fold` it changes lengths (… becomes three characters, and ㈠ too), so offsets lead back
to the text. The form is never shown. It is made character by character, so the form of a part of a
text is a part of the form.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from .characters import fold

_QUOTES = str.maketrans("“”„‟‘’‚‛", "\"\"\"\"''''")
_LEFT_OUT = ("Cc", "Cf", "Cs", "Mn", "Me")  # categories of unprintable characters and accents


class _Form(dict[int, str]):
    """The searchable form of each character, for str.translate; "" for blanks.

    `others` are the characters up to U+FFFF, among those met so far, whose form is not one character.
    The first is the blank.
    """

    def __init__(self) -> None:
        super().__init__()
        self.others = " "

    def __missing__(self, code: int) -> str:
        form = chr(code)
        for _ in range(2):  # the result may itself be folded: σ for Σ for a look-alike
            form = fold(unicodedata.normalize("NFKD", form)).translate(_QUOTES).casefold()
        form = "".join(character for character in form if _is_searchable(character))
        self[code] = fold(unicodedata.normalize("NFKC", form))
        if len(self[code]) != 1 and code <= 0xFFFF:
            self.others += chr(code)
        return self[code]


def _is_searchable(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) not in _LEFT_OUT


_FORM = _Form()


@lru_cache(maxsize=1)
def _any_of(characters: str) -> re.Pattern[str]:
    """Return a pattern for any of the characters, or any above U+FFFF.

    A class of single characters above U+FFFF would be searched one by one.
    """
    return re.compile(f"[{re.escape(characters)}\U00010000-\U0010ffff]")


def searchable(text: str) -> str:
    """Return the text in NFKC, Simplified and lower case,
    with plain quotation marks, no blanks, no accents.
    """
    return text.translate(_FORM)


def searchable_with_offsets(text: str) -> tuple[str, Sequence[int]]:
    """Return the searchable form, and for each of its characters the offset of its origin in the text.

    Characters i to j of the form come from offsets[i] to offsets[j - 1] + 1 of the text.
    """
    form = searchable(text)
    if not _any_of(_FORM.others).search(text):
        return form, range(len(text))
    offsets: list[int] = []
    for at, character in enumerate(text):
        for _ in _FORM[ord(character)]:
            offsets.append(at)  # noqa: PERF401  -- extend is slower: nearly every form is one character
    return form, offsets
