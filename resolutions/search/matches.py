"""What an engine finds."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]


def none_of(_ids: Ids) -> Ids:
    return np.array([], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Matches:
    """Ids of documents that have a term, and of those that may; each once, the lowest first.

    `having` gives those of the latter that have it: their texts are read, so it is asked for some at a time.
    """

    ids: Ids
    open: Ids = field(default_factory=lambda: none_of(np.array([], dtype=np.int64)))
    having: Callable[[Ids], Ids] = none_of
