"""Words as the comparison weighs them: figures, function words, punctuation, and all others."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from hashlib import blake2b

from resolutions.language.characters import fold
from resolutions.language.wordlists import read_rows
from resolutions.un.segmentation import is_number_like


class TokenKind(StrEnum):
    FIGURE = "figure"  # a date, symbol, ordinal, number: what is rolled forward from year to year
    FUNCTION = "function"  # 的, 和, 以及 …
    PUNCTUATION = "punctuation"  # and blanks
    CONTENT = "content"


WEIGHTS = {TokenKind.PUNCTUATION: 0.2, TokenKind.FUNCTION: 0.4, TokenKind.FIGURE: 4.0}  # a content word: its length


@dataclass(frozen=True, slots=True)
class Token:
    """A word, whatever stands around it."""

    folded: str
    kind: TokenKind
    number: int  # the same for the same folded word, whenever and wherever


@cache
def _function_words() -> frozenset[str]:
    return frozenset(word for word, _evidence in read_rows(__file__, "function_words.tsv"))


@lru_cache(maxsize=200_000)
def token(word: str) -> Token:
    """What is known of a word."""
    folded = fold(word)
    if not any(c.isalnum() for c in folded):
        kind = TokenKind.PUNCTUATION
    elif is_number_like(folded):
        kind = TokenKind.FIGURE
    else:
        kind = TokenKind.FUNCTION if folded in _function_words() else TokenKind.CONTENT
    number = int.from_bytes(blake2b(folded.encode(errors="surrogatepass"), digest_size=8).digest(), signed=True)
    return Token(folded, kind, number)


@lru_cache(maxsize=200_000)
def weight(word: str) -> float:
    """What a word is worth where it stayed and the words on both its sides changed.

    An island of equal words is swallowed by heavier neighbours, since a comma or 的 between two changed
    words tells a reader nothing.
    """
    return WEIGHTS.get(token(word).kind, float(len(word)))
