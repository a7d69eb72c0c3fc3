"""Titles that say the same in other words: the key under which a series stands together."""

import re
from functools import cache
from pathlib import Path

from .characters import fold


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = Path(__file__).with_name("variants.tsv").read_text(encoding="utf-8").splitlines()
    stands_for = {}
    for row in rows:
        if not row.startswith("#"):
            words = row.split("\t")[0].split("|")
            stands_for.update(dict.fromkeys(words, words[0]))
    longest_first = sorted(stands_for, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), stands_for


def series_key(title: str) -> str:
    """A title without blanks, punctuation and 的, in Simplified, each variant by the word that stands for it."""
    pattern, stands_for = _pattern()
    plain = re.sub(r"[\W_的]", "", fold(title))
    return pattern.sub(lambda m: stands_for[m[0]], plain)[:200]
