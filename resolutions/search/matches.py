"""What an engine finds."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Matches:
    """Ids of documents, each once, the lowest first; `more`: older ones were not looked at."""

    ids: Ids
    more: bool = False
