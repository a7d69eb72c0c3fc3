"""The indexed documents as numpy columns, so that filters and counts need no database."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import Subquery
from numpy.typing import NDArray

from ..models import UNDATED, CorpusVersion, IndexedEdition, IndexState
from ..models.resolution import visible
from ..models.visitor import Visitor
from .index_entry import editions_of
from .indexing import index_version
from .matches import Ids

Mask = NDArray[np.bool_]  # a value for each row


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class DocumentColumns:
    """The documents that one kind of visitor may see, a row each, the oldest first, as parallel arrays.

    `ids` are those of index entries, `documents` primary keys, `years` 0 where unknown. `bodies`, `statuses`
    and `series` are indices into the lists of their values. `row_of` has the row of each edition by its
    primary key, and 0 for other numbers. `titles` has the newest title of each series. `has_all_long_words`:
    the index was built with the dictionary of this program, so it has every long word of it. `stamp` changes
    with the corpus and with the index, and differs between kinds of visitors.
    """

    stamp: tuple[Any, ...]
    has_all_long_words: bool
    ids: Ids
    row_of: NDArray[np.int64]
    documents: NDArray[np.int64]
    bodies: NDArray[np.int32]
    statuses: NDArray[np.int32]
    series: NDArray[np.int32]
    years: NDArray[np.int32]
    body_values: list[str]
    status_values: list[str]
    series_values: list[str]
    titles: dict[str, str]

    def __len__(self) -> int:
        return len(self.ids)

    def no_rows(self) -> Mask:
        """Return a mask that is false in every row."""
        return np.zeros(len(self), dtype=np.bool_)

    def rows_with(self, ids: Ids) -> Mask:
        """Return a mask of the rows with these ids. Ignore ids of documents that the visitor may not see."""
        mask = self.no_rows()
        if len(self):
            rows = self.row_of[np.minimum(editions_of(ids), len(self.row_of) - 1)]
            mask[rows[self.ids[rows] == ids]] = True
        return mask


_COLUMNS: dict[bool, DocumentColumns] = {}  # by whether the visitor is staff


def document_columns(user: Visitor) -> DocumentColumns:
    """Return the documents that a visitor may see. One query;
    two after a change of the corpus or the index.
    """
    is_staff = user.is_active and user.is_staff
    corpus_version = Subquery(CorpusVersion.objects.values("number")[:1])
    state = IndexState.objects.values_list("version", "stamp", corpus_version).first() or (None,)
    stamp = (*state, is_staff)
    columns = _COLUMNS.get(is_staff)
    if columns is None or columns.stamp != stamp:
        columns = _COLUMNS[is_staff] = _read_columns(stamp, user)
    return columns


def _read_columns(stamp: tuple[Any, ...], user: Visitor) -> DocumentColumns:
    to_resolution = "edition__resolution__"
    editions = IndexedEdition.objects.filter(visible(user, to_resolution)).order_by("id")
    names = [f"{to_resolution}{name}" for name in ("pk", "organ", "status", "series", "sort_date", "title")]
    table = list(editions.values_list("id", *names))
    bodies, body_values = _encode([row[2] for row in table])
    statuses, status_values = _encode([row[3] for row in table])
    series, series_values = _encode([row[4] for row in table])
    years = [0 if row[5] == UNDATED else row[5].year for row in table]
    ids = np.array([row[0] for row in table], dtype=np.int64)
    row_of = np.zeros(editions_of(ids).max(initial=0) + 1, dtype=np.int64)
    row_of[editions_of(ids)] = np.arange(len(ids))
    return DocumentColumns(
        stamp=stamp,
        has_all_long_words=stamp[0] in (None, index_version()),
        ids=ids,
        row_of=row_of,
        documents=np.array([row[1] for row in table], dtype=np.int64),
        bodies=bodies,
        statuses=statuses,
        series=series,
        years=np.array(years, dtype=np.int32),
        body_values=body_values,
        status_values=status_values,
        series_values=series_values,
        titles={row[4]: row[6] for row in table},
    )


def _encode(values: list[str]) -> tuple[NDArray[np.int32], list[str]]:
    """Return values as indices into the sorted list of the different ones, and that list."""
    index = {value: place for place, value in enumerate(sorted(set(values)))}
    return np.array([index[value] for value in values], dtype=np.int32), list(index)
