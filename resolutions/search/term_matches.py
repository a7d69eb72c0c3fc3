"""The documents that contain terms, remembered for each term until the documents change."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from .backends import engine
from .document_columns import DocumentColumns, Mask
from .matches import Ids, PlacedTerm

Rows = NDArray[np.int64]

MOST_TERMS_KEPT = 300  # for each kind of visitor; the four masks of one take 100 kB for 25,000 documents
MOST_READ = 1000  # candidates whose texts are read if there are no more of them
MOST_READ_FOR_COUNT = 100  # the same, for a count that is shown next to a link
MOST_READ_ON_REQUEST = 25_000  # texts, for all terms together, if the reader asks for all: about a second
NEWEST_READ = 400  # candidates that are read if there are more: the count will not be exact anyway


@dataclass(frozen=True, slots=True)
class TermMatches:
    """The documents that contain one term, as masks.

    Those of `sure` contain it; those of `candidates` may. `read` are the candidates whose texts were read,
    and `confirmed` those of them that contain the term; both grow.
    """

    filter_candidates: Callable[[Ids], Ids]
    sure: Mask
    candidates: Mask
    read: Mask
    confirmed: Mask

    def read_candidates(self, columns: DocumentColumns, rows: Rows) -> None:
        """Read the texts of those of these rows that are candidates not read before."""
        unread = rows[self.candidates[rows] & ~self.read[rows]]
        if len(unread):
            self.confirmed[:] |= columns.rows_with(self.filter_candidates(columns.ids[unread]))
            self.read[unread] = True


_KEPT: WeakKeyDictionary[DocumentColumns, OrderedDict[PlacedTerm, TermMatches]] = WeakKeyDictionary()


def documents_with(
    columns: DocumentColumns,
    terms: Sequence[PlacedTerm],
    selection: Mask | None = None,
    most_read: int = MOST_READ,
) -> tuple[Mask, Mask]:
    """Return a mask of the documents that contain all terms, and one of those that may.

    Candidates are read if there are no more than `most_read` of them, else the newest NEWEST_READ. The same
    holds for the candidates within the selection, so that narrowing a search reaches older documents. The
    result does not depend on texts that earlier searches have read.
    """
    matches = [_matches_of(columns, term) for term in terms]
    has_all = np.logical_and.reduce([term.sure for term in matches])
    candidates = np.logical_and.reduce([term.sure | term.candidates for term in matches]) & ~has_all
    may_have_all = candidates.copy()
    scopes = [candidates]
    if selection is not None:
        scopes.append(candidates & selection)
    for scope in scopes:
        rows = np.flatnonzero(scope)
        if len(rows) > most_read:
            rows = rows[-min(most_read, NEWEST_READ) :]
        may_have_all[rows] = False
        for term in matches:
            term.read_candidates(columns, rows)
            rows = rows[term.sure[rows] | term.confirmed[rows]]
        has_all[rows] = True
    return has_all, may_have_all


def _matches_of(columns: DocumentColumns, placed_term: PlacedTerm) -> TermMatches:
    kept = _KEPT.setdefault(columns, OrderedDict())
    if placed_term in kept:
        return kept[placed_term]
    term, part = placed_term
    found = engine().find_term(term, part, columns.has_all_long_words)
    sure = columns.rows_with(found.ids)
    candidates = columns.no_rows()
    if len(found.candidates):
        candidates = columns.rows_with(found.candidates) & ~sure
    matches = TermMatches(
        filter_candidates=found.filter_candidates,
        sure=sure,
        candidates=candidates,
        read=columns.no_rows(),
        confirmed=columns.no_rows(),
    )
    kept[placed_term] = matches
    while len(kept) > MOST_TERMS_KEPT:
        kept.popitem(last=False)
    return matches
