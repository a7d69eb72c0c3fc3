"""The only writer of the corpus: it stores readings, and
publishes, withdraws, names and settles for staff.
"""

from .citations import resolve_citation
from .editions import Outcome, edition_with_hash, existing_edition, predict_outcome, store
from .exceptions import CorpusError
from .preparation import (
    PreparedEdition,
    digest_of,
    fingerprint,
    prepare,
    prepare_reading,
    text_fingerprint,
)
from .publication import UNDOABLE, assign_symbol, publish, restore, unpublish, withdraw

__all__ = [
    "UNDOABLE",
    "CorpusError",
    "Outcome",
    "PreparedEdition",
    "assign_symbol",
    "digest_of",
    "edition_with_hash",
    "existing_edition",
    "fingerprint",
    "predict_outcome",
    "prepare",
    "prepare_reading",
    "publish",
    "resolve_citation",
    "restore",
    "store",
    "text_fingerprint",
    "unpublish",
    "withdraw",
]
