"""Titles that say the same in other words: the key under which a series stands together."""

import re
from functools import cache

from ..language.characters import fold
from ..language.wordlists import read_rows


@cache
def variant_groups() -> list[list[str]]:
    """Return the words of titles that render one English word, a list for each such word."""
    return [row[0].split("|") for row in read_rows(__file__, "variants.tsv")]


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    stands_for = {word: words[0] for words in variant_groups() for word in words}
    longest_first = sorted(stands_for, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), stands_for


def series_key(title: str) -> str:
    """A title without blanks, punctuation and 的, in Simplified, each variant by the word that stands for it."""
    pattern, stands_for = _pattern()
    plain = re.sub(r"[\W_的]", "", fold(title))
    return pattern.sub(lambda m: stands_for[m[0]], plain)[:200]
