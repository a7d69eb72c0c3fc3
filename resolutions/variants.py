"""Titles that say the same in other words: the key under which a series stands together."""

import re
from functools import cache

from .characters import fold
from .lists import rows


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    variants = [row[0].split("|") for row in rows(__file__, "variants.tsv")]
    stands_for = {word: words[0] for words in variants for word in words}
    longest_first = sorted(stands_for, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), stands_for


def series_key(title: str) -> str:
    """A title without blanks, punctuation and 的, in Simplified, each variant by the word that stands for it."""
    pattern, stands_for = _pattern()
    plain = re.sub(r"[\W_的]", "", fold(title))
    return pattern.sub(lambda m: stands_for[m[0]], plain)[:200]
