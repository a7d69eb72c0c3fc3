"""Instruments that resolutions name: treaties, declarations, world conferences and their outcomes.

The key of an instrument is the symbol of its document, else instrument/ and a name that we give it. So
a text that names an instrument and a text that cites its number have one key.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from ..language.characters import fold
from ..language.wordlists import read_rows

_UNBRACKETED = "~"  # in front of an alias that is also used without 《》
_BRACKETED = "《(?:[^《》]++|《[^《》]*+》)*+》"


@dataclass(frozen=True, slots=True)
class KnownInstrument:
    """A row of instruments.tsv.

    `titles` are used inside 《》, `names` also without; both are folded and have no blanks, quotes or
    inner brackets. `label` is short, for a figure.
    """

    key: str
    title: str
    label: str
    day: date | None
    titles: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class InstrumentMention:
    """The name of an instrument without brackets, at `start` to `end` of a text."""

    start: int
    end: int
    key: str


def _plain(title: str) -> str:
    """Return a title folded, without blanks, brackets and quotes."""
    return re.sub(r"[\s《》“”‘’]", "", fold(title))


@cache
def instruments() -> dict[str, KnownInstrument]:
    """Return every instrument of instruments.tsv by its key."""
    rows = read_rows(__file__, "instruments.tsv")
    return {row[0]: _instrument_of_row(row) for row in rows}


def _instrument_of_row(row: list[str]) -> KnownInstrument:
    key, title, label, day, aliases, _evidence = row
    listed = aliases.split("|") if aliases else []
    names = {alias.removeprefix(_UNBRACKETED) for alias in listed if alias.startswith(_UNBRACKETED)}
    titles = {alias.removeprefix(_UNBRACKETED) for alias in listed}
    adopted_on = date.fromisoformat(day) if day else None
    return KnownInstrument(
        key=key,
        title=title,
        label=label,
        day=adopted_on,
        titles=frozenset({_plain(title), *titles}),
        names=frozenset(names),
    )


@cache
def _by_title() -> dict[str, KnownInstrument]:
    by_title = {}
    for instrument in instruments().values():
        by_title.update(dict.fromkeys(instrument.titles, instrument))
    return by_title


def instrument_by_title(title: str) -> KnownInstrument | None:
    """Return the instrument with this whole title, with or without 《》, or None.

    《宪章》 is the Charter of the United Nations. 《公约》 or 《宣言》 alone is no instrument, because
    it means one that the text named before.
    """
    return _by_title().get(_plain(title))


@cache
def _in_text() -> re.Pattern[str]:
    """Return the pattern of titles in brackets, which are skipped, and of names (group 1), longest first.

    A name right after 第二次 or 第三届 is that of a later conference and does not match.
    """
    names: set[str] = set()
    for instrument in instruments().values():
        names |= instrument.names
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(f"{_BRACKETED}|(?<![次届])({'|'.join(map(re.escape, longest_first))})")


def instruments_named_in(text: str) -> list[InstrumentMention]:
    """Return the mentions of instruments without brackets in a text, in order."""
    offsets = [at for at, character in enumerate(text) if not character.isspace()]
    unspaced = fold("".join(text[at] for at in offsets))
    mentions = []
    for match in _in_text().finditer(unspaced):
        if match[1]:
            start, end = offsets[match.start()], offsets[match.end() - 1] + 1
            mentions.append(InstrumentMention(start, end, _by_title()[match[1]].key))
    return mentions
