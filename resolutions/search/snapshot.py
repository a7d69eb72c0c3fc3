"""The indexed documents in memory, as this kind of visitor sees them, so that counts need no database.

Kept until the corpus or its index changes; with it the documents that have what was lately asked for.
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
from .matches import Ids, Matches, Wanted

Visitor = User | AnonymousUser
Mask = NDArray[np.bool_]
Places = NDArray[np.int64]
KEPT = 100  # of what was asked for
LOOKED_AT = 1000  # documents whose texts are read for what is wanted
GLANCED_AT = 100  # of them for a count beside the answers


@dataclass(frozen=True, slots=True)
class Hits:
    """The documents of a snapshot that have all that is wanted, by their places, and those that may.

    `each` is what the engine says of one term after another, and which documents are sure to have it. The other
    arrays are parallel to `open`: those whose texts were `looked_at`, and those that `have` it all.
    """

    each: list[tuple[Matches, Mask]]
    places: Places
    open: Places
    looked_at: Mask
    have: Mask


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
    hits: OrderedDict[Wanted, Hits] = field(default_factory=OrderedDict)
    results: OrderedDict[str, Any] = field(default_factory=OrderedDict)

    def __len__(self) -> int:
        return len(self.ids)

    def having(self, wanted: Wanted, among: Mask | None = None, most: int = LOOKED_AT) -> tuple[Mask, Mask]:
        """Which documents have all that is wanted, and which may have it.

        Of those that may, so many of the newest are looked at, and of the newest of a selection; so whoever
        narrows a search comes to older ones.
        """
        hits = self._hits(wanted)
        has, may = np.zeros(len(self), dtype=np.bool_), np.zeros(len(self), dtype=np.bool_)
        has[hits.places] = True
        may[hits.open] = True
        for selection in [np.ones(len(self), dtype=np.bool_)] + ([] if among is None else [among]):
            newest = np.flatnonzero(selection[hits.open])[-most:]
            self._look(hits, newest[~hits.looked_at[newest]])
            has[hits.open[newest]] = hits.have[newest]
            may[hits.open[newest]] = False
        return has, may

    def _hits(self, wanted: Wanted) -> Hits:
        kept = self.hits.get(wanted)
        if kept is None:
            each = [(matches, self._mask(matches.ids)) for matches in engine().matching(wanted)]
            has = np.logical_and.reduce([mask for _matches, mask in each])
            may = np.logical_and.reduce([mask | self._mask(matches.perhaps) for matches, mask in each])
            open_ = np.flatnonzero(may & ~has)
            nothing = np.zeros(len(open_), dtype=np.bool_)
            kept = self.hits[wanted] = Hits(each, np.flatnonzero(has), open_, nothing, nothing.copy())
            while len(self.hits) > KEPT:
                self.hits.popitem(last=False)
        return kept

    def _mask(self, ids: Ids) -> Mask:
        """Which documents have these ids; there may be others among them."""
        mask = np.zeros(len(self), dtype=np.bool_)
        if len(self):
            places = np.searchsorted(self.ids, ids)
            places[places == len(self)] = 0
            mask[places[self.ids[places] == ids]] = True
        return mask

    def _look(self, hits: Hits, which: Places) -> None:
        if not len(which):
            return
        left = np.zeros(len(self), dtype=np.bool_)
        left[hits.open[which]] = True
        for matches, has in hits.each:
            if (unsure := left & ~has).any():
                left &= has | self._mask(matches.having(self.ids[unsure]))
        hits.have[which] = left[hits.open[which]]
        hits.looked_at[which] = True

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
