"""The indexed documents in memory, as this kind of visitor sees them, so that counts need no database.

Kept until the corpus or its index changes; with it the documents in which terms lately asked for stand.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.contrib.auth.models import AnonymousUser, User
from numpy.typing import NDArray

from ..models import UNDATED, CorpusVersion, Indexed, IndexState
from ..models.resolution import visible
from .engine import engine
from .matches import Ids

Visitor = User | AnonymousUser
Mask = NDArray[np.bool_]
KEPT = 100  # terms


@dataclass(frozen=True, slots=True)
class Hits:
    """The documents of a snapshot in which a term stands, by their places; `more`: some were not looked at."""

    places: NDArray[np.int32]
    more: bool


@dataclass(slots=True)
class Snapshot:
    """A row for each document, the oldest first: parallel arrays. `bodies`, `statuses`, `series` hold
    places in the lists of values beside them. `titles` has the newest title of each series.
    """

    key: tuple[Any, ...]
    ids: Ids
    documents: NDArray[np.int64]
    bodies: NDArray[np.int32]
    statuses: NDArray[np.int32]
    series: NDArray[np.int32]
    years: NDArray[np.int32]
    body_values: list[str]
    status_values: list[str]
    series_values: list[str]
    titles: dict[str, str]
    hits: OrderedDict[tuple[str, str], Hits] = field(default_factory=OrderedDict)
    results: OrderedDict[str, Any] = field(default_factory=OrderedDict)

    def __len__(self) -> int:
        return len(self.ids)

    def having(self, term: str, part: str) -> tuple[Mask, bool]:
        """Which documents have a term in a part, and whether there may be more."""
        found = self.hits.get((term, part))
        if found is None:
            matches = engine().matching(term, part)
            places = np.searchsorted(self.ids, matches.ids)
            places[places == len(self)] = 0
            here = self.ids[places] == matches.ids if len(self) else np.zeros(len(places), dtype=np.bool_)
            found = self.hits[term, part] = Hits(places[here].astype(np.int32), matches.more)
            while len(self.hits) > KEPT:
                self.hits.popitem(last=False)
        mask = np.zeros(len(self), dtype=np.bool_)
        mask[found.places] = True
        return mask, found.more

    def keep(self, name: str, result: Any) -> None:
        """Remember a result until the corpus changes."""
        self.results[name] = result
        while len(self.results) > KEPT:
            self.results.popitem(last=False)


_SNAPSHOTS: dict[bool, Snapshot] = {}  # for staff, for others


def snapshot(user: Visitor) -> Snapshot:
    """The documents that this visitor may see: two queries, and one more after a change of the corpus."""
    staff = user.is_active and user.is_staff
    stamp = IndexState.objects.values_list("stamp", flat=True).first()
    key = (CorpusVersion.current(), stamp, staff)
    kept = _SNAPSHOTS.get(staff)
    if kept is None or kept.key != key:
        kept = _SNAPSHOTS[staff] = _read(key, user)
    return kept


def _read(key: tuple[Any, ...], user: Visitor) -> Snapshot:
    of = "edition__resolution__"
    rows = Indexed.objects.filter(visible(user, of)).order_by("id")
    columns = [f"{of}{name}" for name in ("pk", "organ", "status", "series", "sort_date", "title")]
    table = list(rows.values_list("id", *columns))
    bodies, body_values = _coded([row[2] for row in table])
    statuses, status_values = _coded([row[3] for row in table])
    series, series_values = _coded([row[4] for row in table])
    years = [0 if row[5] == UNDATED else row[5].year for row in table]
    return Snapshot(
        key,
        np.array([row[0] for row in table], dtype=np.int64),
        np.array([row[1] for row in table], dtype=np.int64),
        bodies, statuses, series, np.array(years, dtype=np.int32), body_values, status_values, series_values,
        {row[4]: row[6] for row in table},
    )  # fmt: skip


def _coded(values: list[str]) -> tuple[NDArray[np.int32], list[str]]:
    known = {value: place for place, value in enumerate(sorted(set(values)))}
    return np.array([known[value] for value in values], dtype=np.int32), list(known)
