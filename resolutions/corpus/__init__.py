"""The only writer: a Reading becomes rows; staff publish, withdraw, name and settle."""

from .citations import settle
from .editions import (
    Outcome,
    Prepared,
    digest_of,
    fingerprint,
    known,
    outcome_of,
    prepare,
    prepared,
    same_as,
    store,
    text_fingerprint,
)
from .publication import UNDOABLE, give_symbol, publish, restore, take_back, withdraw

__all__ = [
    "UNDOABLE",
    "Outcome",
    "Prepared",
    "digest_of",
    "fingerprint",
    "give_symbol",
    "known",
    "outcome_of",
    "prepare",
    "prepared",
    "publish",
    "restore",
    "same_as",
    "settle",
    "store",
    "take_back",
    "text_fingerprint",
    "withdraw",
]
