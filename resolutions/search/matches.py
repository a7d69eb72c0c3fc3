"""What an engine finds of a term."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Wanted = tuple[tuple[str, str], ...]  # searchable terms, each with the part that it must stand in, "" for any


@dataclass(frozen=True, slots=True)
class Matches:
    """Ids of documents that have a term, and of those that may, in any order, also several times.

    `having` gives those of the latter that have it: their texts are read, so it is asked for some at a time.
    """

    ids: Ids
    perhaps: Ids
    having: Callable[[Ids], Ids]

    @classmethod
    def certain(cls, ids: Ids) -> "Matches":
        """Where nothing needs to be looked at."""
        nothing = np.array([], dtype=np.int64)
        return cls(ids, nothing, lambda _ids: nothing)
