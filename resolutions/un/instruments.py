"""The instruments that resolutions call by name: treaties, declarations, world conferences and their outcomes.

A text that names an instrument and one that gives its number so meet in one key: the symbol of the
document that holds the instrument, else instrument/ and a name of our own.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from ..language.characters import fold
from ..language.wordlists import read_rows

_UNBRACKETED = "~"  # before an alias that also stands without 《》
_BRACKETED = "《(?:[^《》]++|《[^《》]*+》)*+》"


@dataclass(frozen=True, slots=True)
class KnownInstrument:
    """A row of instruments.tsv.

    `titles` are what may stand inside 《》, `names` what also stands without; both are folded,
    without blanks, quotes and inner brackets. `label` is short, for a figure.
    """

    key: str
    title: str
    label: str
    day: date | None
    titles: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class InstrumentMention:
    """An instrument's name without brackets, at `start` to `end` of a text."""

    start: int
    end: int
    key: str


def _plain(title: str) -> str:
    return re.sub(r"[\s《》“”‘’]", "", fold(title))


@cache
def instruments() -> dict[str, KnownInstrument]:
    """Every instrument of instruments.tsv by its key."""
    known = {}
    for key, title, label, day, aliases, _evidence in read_rows(__file__, "instruments.tsv"):
        listed = aliases.split("|") if aliases else []
        names = {alias.removeprefix(_UNBRACKETED) for alias in listed if alias.startswith(_UNBRACKETED)}
        titles = {_plain(title), *(alias.removeprefix(_UNBRACKETED) for alias in listed)}
        adopted = date.fromisoformat(day) if day else None
        known[key] = KnownInstrument(key, title, label, adopted, frozenset(titles), frozenset(names))
    return known


@cache
def _by_title() -> dict[str, KnownInstrument]:
    return {title: instrument for instrument in instruments().values() for title in instrument.titles}


def instrument_by_title(title: str) -> KnownInstrument | None:
    """The instrument whose whole title this is, with or without 《》; None where it is not known.

    《宪章》 is the Charter of the United Nations; 《公约》 or 《宣言》 alone is none: it means
    whatever the text named before.
    """
    return _by_title().get(_plain(title))


@cache
def _in_text() -> re.Pattern[str]:
    """Titles in brackets, to be passed over, or names, longest first.

    A name right after 第二次 or 第三届 is that of a later conference.
    """
    names = {name for instrument in instruments().values() for name in instrument.names}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(f"{_BRACKETED}|(?<![次届])({'|'.join(map(re.escape, longest_first))})")


def instruments_named_in(text: str) -> list[InstrumentMention]:
    """The instruments that a text names without brackets, in order, with their places in it."""
    places = [at for at, character in enumerate(text) if not character.isspace()]
    unspaced = fold("".join(text[at] for at in places))
    return [
        InstrumentMention(places[found.start()], places[found.end() - 1] + 1, _by_title()[found[1]].key)
        for found in _in_text().finditer(unspaced)
        if found[1]
    ]
