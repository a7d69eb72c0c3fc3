"""Series: titles that differ only in translation have one key."""

import re
from functools import cache

from ..language.characters import fold
from ..language.wordlists import read_rows

_LONGEST_KEY = 200  # characters


@cache
def variant_groups() -> list[list[str]]:
    """Return groups of words of titles; the words of a group translate one English word."""
    return [row[0].split("|") for row in read_rows(__file__, "variants.tsv")]


@cache
def _representatives() -> dict[str, str]:
    """Return the first word of its group for every word of a group."""
    representatives = {}
    for words in variant_groups():
        representatives.update(dict.fromkeys(words, words[0]))
    return representatives


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_representatives(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def series_key(title: str) -> str:
    """Return a title in Simplified without blanks, punctuation and 的, with one word for all its variants."""
    plain = re.sub(r"[\W_的]", "", fold(title))
    return _pattern().sub(lambda match: _representatives()[match[0]], plain)[:_LONGEST_KEY]
