"""The answer of an engine to one term."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]  # ids of index entries
PlacedTerm = tuple[str, str]  # a searchable term and the part of the text that it must be in, "" for any


def no_ids() -> Ids:
    """Return an empty array of ids."""
    return np.array([], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Matches:
    """Ids of documents that contain a term, and of those that may; in any order, with repetitions.

    `filter_candidates` reads the texts of some of the `candidates` and returns the ids of those that contain
    the term.
    """

    ids: Ids
    candidates: Ids
    filter_candidates: Callable[[Ids], Ids]

    @classmethod
    def certain(cls, ids: Ids) -> "Matches":
        """Return matches without candidates."""
        return cls(ids, no_ids(), lambda _ids: no_ids())
