"""The only writer: a Reading becomes rows; staff publish, withdraw, name and settle."""

from .citations import resolve_citation
from .editions import (
    Outcome,
    PreparedEdition,
    digest_of,
    edition_with_hash,
    existing_edition,
    fingerprint,
    predict_outcome,
    prepare,
    prepared,
    store,
    text_fingerprint,
)
from .publication import UNDOABLE, assign_symbol, publish, restore, unpublish, withdraw

__all__ = [
    "UNDOABLE",
    "Outcome",
    "PreparedEdition",
    "assign_symbol",
    "digest_of",
    "edition_with_hash",
    "existing_edition",
    "fingerprint",
    "predict_outcome",
    "prepare",
    "prepared",
    "publish",
    "resolve_citation",
    "restore",
    "store",
    "text_fingerprint",
    "unpublish",
    "withdraw",
]
