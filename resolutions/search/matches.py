"""What an engine finds of a term."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Wanted = tuple[tuple[str, str], ...]  # searchable terms, each with the part that it must stand in, "" for any


@dataclass(frozen=True, slots=True)
class Matches:
    """Ids of documents that have a term; and where there may be others, what looks for those that may.

    `having` gives those among some that do have it: their texts are read, so it is asked for a few at a time.
    Ids come in any order, also several times.
    """

    ids: Ids
    perhaps: Callable[[], Ids] | None = None
    having: Callable[[Ids], Ids] = lambda ids: ids[:0]
