"""Organs that adopt resolutions: their names in Chinese and the roots of their symbols."""

import re
from dataclasses import dataclass
from functools import cache

from ..language.wordlists import read_rows


@dataclass(frozen=True, slots=True)
class Organ:
    """A row of organs.tsv.

    `code` is our own (GA, HRC …). `root` begins its symbols. `names` are folded, the full one first.
    """

    code: str
    root: str
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.names[0]


@cache
def organs() -> dict[str, Organ]:
    """Return every organ of organs.tsv by its code."""
    rows = read_rows(__file__, "organs.tsv")
    return {code: Organ(code, root, tuple(names.split("|"))) for code, root, names, _evidence in rows}


@cache
def _by_name() -> dict[str, Organ]:
    by_name = {}
    for organ in organs().values():
        by_name.update(dict.fromkeys(organ.names, organ))
    return by_name


def organ_named(name: str) -> Organ | None:
    """Return the organ with this folded name, or None."""
    return _by_name().get(name)


@cache
def organ_pattern() -> str:
    """Return a pattern of all names of organs, longest first, for folded text."""
    longest_first = sorted(_by_name(), key=len, reverse=True)
    return "|".join(map(re.escape, longest_first))
