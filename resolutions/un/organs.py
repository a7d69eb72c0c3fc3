"""The organs that speak in resolutions: their names in Chinese and the roots of their symbols."""

import re
from dataclasses import dataclass
from functools import cache

from ..language.wordlists import read_rows


@dataclass(frozen=True, slots=True)
class Organ:
    """`code` is ours (GA, HRC …); `root` opens its symbols; `names` are folded, the full one first."""

    code: str
    root: str
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.names[0]


@cache
def organs() -> dict[str, Organ]:
    """Every organ of organs.tsv by its code."""
    fields = read_rows(__file__, "organs.tsv")
    return {code: Organ(code, root, tuple(names.split("|"))) for code, root, names, _evidence in fields}


@cache
def _by_name() -> dict[str, Organ]:
    return {name: organ for organ in organs().values() for name in organ.names}


def organ_named(name: str) -> Organ | None:
    """The organ that goes by this (folded) name."""
    return _by_name().get(name)


@cache
def organ_pattern() -> str:
    """A pattern for any organ's name, longest first, for folded text."""
    return "|".join(re.escape(n) for n in sorted(_by_name(), key=len, reverse=True))
