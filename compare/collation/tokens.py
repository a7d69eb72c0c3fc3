"""Words as the comparison weighs them: figures, function words, punctuation and content words."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from hashlib import blake2b

from resolutions.language.characters import fold
from resolutions.language.wordlists import read_rows
from resolutions.un.segmentation import is_number_like


class TokenKind(StrEnum):
    """The kinds of words that the comparison weighs differently."""

    FIGURE = "figure"  # a date, symbol, ordinal or number, which is updated from year to year
    FUNCTION = "function"  # 的, 和, 以及 …
    PUNCTUATION = "punctuation"  # and blanks
    CONTENT = "content"


# A content word: its length.
WEIGHTS = {TokenKind.PUNCTUATION: 0.2, TokenKind.FUNCTION: 0.4, TokenKind.FIGURE: 4.0}


@dataclass(frozen=True, slots=True)
class Token:
    """A word without its context."""

    folded: str
    kind: TokenKind
    number: int  # a stable hash of the folded word, the same in every process


@cache
def _function_words() -> frozenset[str]:
    return frozenset(word for word, _evidence in read_rows(__file__, "function_words.tsv"))


@lru_cache(maxsize=200_000)
def token(word: str) -> Token:
    """Return the folded form, the kind and the number of a word."""
    folded = fold(word)
    if not any(c.isalnum() for c in folded):
        kind = TokenKind.PUNCTUATION
    elif is_number_like(folded):
        kind = TokenKind.FIGURE
    elif folded in _function_words():
        kind = TokenKind.FUNCTION
    else:
        kind = TokenKind.CONTENT
    number = int.from_bytes(
        blake2b(folded.encode(errors="surrogatepass"), digest_size=8).digest(), signed=True
    )
    return Token(folded, kind, number)


@lru_cache(maxsize=200_000)
def weight(word: str) -> float:
    """Return the weight of an unchanged word between two changes.

    A light island of equal words is merged into heavier changes around it, since a comma or 的 between
    two changed words does not help a reader.
    """
    return WEIGHTS.get(token(word).kind, float(len(word)))
