"""The indexed documents in memory, as this kind of visitor sees them, so that counts need no database.

Kept until the corpus or its index changes; with it the documents that have what was lately asked for.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.db.models import Subquery
from numpy.typing import NDArray

from ..models import UNDATED, CorpusVersion, IndexedEdition, IndexState
from ..models.resolution import visible
from ..models.visitor import Visitor
from .backends import engine
from .index_entry import editions_of
from .indexing import index_version
from .matches import Ids, Wanted

Mask = NDArray[np.bool_]
Places = NDArray[np.int64]
KEPT = 100  # results
KEPT_TERMS = 300  # of which four masks are kept, 100 kB each of 25,000 documents
LOOKED_AT = 1000  # documents whose texts are read for what is wanted, if that is all of them
GLANCED_AT = 100  # for a count beside the answers
EVERY = 25_000  # for who asks for all, of all terms together: about a second
NEWEST = 400  # that are read where there are more, since no number will be exact


@dataclass(frozen=True, slots=True)
class TermMatches:
    """What is known of one term: which documents are `sure` to have it, and which may (`open`).

    Of the latter those whose texts were `looked_at`, and those that `have` it, which grow.
    """

    having: Callable[[Ids], Ids]
    sure: Mask
    open: Mask
    looked_at: Mask
    have: Mask


@dataclass(slots=True)
class DocumentColumns:
    """A row for each document, the oldest first: parallel arrays. `bodies`, `statuses`, `series` hold
    places in the lists of values beside them. `titles` has the newest title of each series, `place_of` the place
    of the document of each edition, 0 for others. `current`: the index was made
    with the words of this program.
    """

    key: tuple[Any, ...]
    current: bool
    ids: Ids
    place_of: Places
    documents: NDArray[np.int64]
    bodies: NDArray[np.int32]
    statuses: NDArray[np.int32]
    series: NDArray[np.int32]
    years: NDArray[np.int32]
    body_values: list[str]
    status_values: list[str]
    series_values: list[str]
    titles: dict[str, str]
    hits: OrderedDict[tuple[str, str], TermMatches] = field(default_factory=OrderedDict)
    results: OrderedDict[str, Any] = field(default_factory=OrderedDict)

    def __len__(self) -> int:
        return len(self.ids)

    def having(self, wanted: Wanted, among: Mask | None = None, most: int = LOOKED_AT) -> tuple[Mask, Mask]:
        """Which documents have all that is wanted, and which may have it.

        Those that may are looked at if they are no more than `most`, else the newest of them; and those of a
        selection likewise, so whoever narrows a search comes to older ones. What others looked at before changes
        nothing of the answer.
        """
        hits = [self._hits(term, part) for term, part in wanted]
        has = np.logical_and.reduce([one.sure for one in hits])
        open_ = np.logical_and.reduce([one.sure | one.open for one in hits]) & ~has
        may = open_.copy()
        for selection in (open_,) if among is None else (open_, open_ & among):
            left = np.flatnonzero(selection)
            left = left if len(left) <= most else left[-min(most, NEWEST) :]
            may[left] = False
            for one in hits:
                self._look(one, left)
                left = left[one.sure[left] | one.have[left]]
            has[left] = True
        return has, may

    def _hits(self, term: str, part: str) -> TermMatches:
        kept = self.hits.get((term, part))
        if kept is None:
            matches = engine().matching(term, part, self.current)
            sure = self._mask(matches.ids)
            nothing = np.zeros(len(self), dtype=np.bool_)
            open_ = self._mask(matches.perhaps) & ~sure if len(matches.perhaps) else nothing
            kept = self.hits[term, part] = TermMatches(matches.having, sure, open_, nothing.copy(), nothing.copy())
            while len(self.hits) > KEPT_TERMS:
                self.hits.popitem(last=False)
        return kept

    def _mask(self, ids: Ids) -> Mask:
        """Which documents have these ids; there may be others among them."""
        mask = np.zeros(len(self), dtype=np.bool_)
        if len(self):
            places = self.place_of[np.minimum(editions_of(ids), len(self.place_of) - 1)]
            mask[places[self.ids[places] == ids]] = True
        return mask

    def _look(self, hits: TermMatches, places: Places) -> None:
        """Look at the texts of those of these documents of which it is not known."""
        new = places[hits.open[places] & ~hits.looked_at[places]]
        if len(new):
            hits.have[:] |= self._mask(hits.having(self.ids[new]))
            hits.looked_at[new] = True

    def keep(self, name: str, result: Any) -> None:
        """Remember a result until the corpus changes."""
        self.results[name] = result
        while len(self.results) > KEPT:
            self.results.popitem(last=False)


_SNAPSHOTS: dict[bool, DocumentColumns] = {}  # for staff, for others


def document_columns(user: Visitor) -> DocumentColumns:
    """The documents that this visitor may see: one query, and one more after a change of the corpus."""
    staff = user.is_active and user.is_staff
    number = Subquery(CorpusVersion.objects.values("number")[:1])
    key = (*(IndexState.objects.values_list("version", "stamp", number).first() or (None,)), staff)
    kept = _SNAPSHOTS.get(staff)
    if kept is None or kept.key != key:
        kept = _SNAPSHOTS[staff] = _read(key, user)
    return kept


def _read(key: tuple[Any, ...], user: Visitor) -> DocumentColumns:
    of = "edition__resolution__"
    rows = IndexedEdition.objects.filter(visible(user, of)).order_by("id")
    columns = [f"{of}{name}" for name in ("pk", "organ", "status", "series", "sort_date", "title")]
    table = list(rows.values_list("id", *columns))
    bodies, body_values = _coded([row[2] for row in table])
    statuses, status_values = _coded([row[3] for row in table])
    series, series_values = _coded([row[4] for row in table])
    years = [0 if row[5] == UNDATED else row[5].year for row in table]
    ids = np.array([row[0] for row in table], dtype=np.int64)
    place_of = np.zeros(editions_of(ids).max(initial=0) + 1, dtype=np.int64)
    place_of[editions_of(ids)] = np.arange(len(ids))
    return DocumentColumns(
        key, key[0] in (None, index_version()), ids, place_of,
        np.array([row[1] for row in table], dtype=np.int64),
        bodies, statuses, series, np.array(years, dtype=np.int32), body_values, status_values, series_values,
        {row[4]: row[6] for row in table},
    )  # fmt: skip


def _coded(values: list[str]) -> tuple[NDArray[np.int32], list[str]]:
    known = {value: place for place, value in enumerate(sorted(set(values)))}
    return np.array([known[value] for value in values], dtype=np.int32), list(known)
