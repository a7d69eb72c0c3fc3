"""Words that carry grammar (grammar_words.tsv)."""

import re
from functools import cache

from resolutions.language.wordlists import read_rows

FREE, SOFT = "free", "soft"
CONJUNCTION = "conjunction"


@cache
def _words_by_role() -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = {}
    for row, role, _evidence in read_rows(__file__, "grammar_words.tsv"):
        words.setdefault(role, set()).update(row.split("|"))
    return {role: frozenset(members) for role, members in words.items()}


@cache
def _sequence_of(*roles: str) -> re.Pattern[str]:
    words = frozenset().union(*(_words_by_role()[role] for role in roles))
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(longest_first)})*")


def is_free(text: str) -> bool:
    """Return whether a text consists of words that may be put in or left out. "" does."""
    return _sequence_of(FREE).fullmatch(text) is not None


def is_soft(text: str) -> bool:
    """Return whether Chinese alone does not say what the words of a text change. "" counts as such words."""
    return _sequence_of(FREE, SOFT).fullmatch(text) is not None


def is_conjunction(text: str) -> bool:
    return text in _words_by_role()[CONJUNCTION]


def are_interchangeable(old: str, new: str) -> bool:
    """Return whether two texts are words of one group."""
    groups = (words for role, words in _words_by_role().items() if role not in (FREE, SOFT))
    return any(old in words and new in words for words in groups)
