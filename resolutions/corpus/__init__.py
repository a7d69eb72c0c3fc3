"""The only writer: a Reading becomes rows; staff publish, withdraw, name and settle."""

from .editions import (
    Outcome,
    Prepared,
    digest_of,
    fingerprint,
    known,
    outcome_of,
    prepare,
    prepared,
    store,
    text_fingerprint,
)
from .links import settle
from .standing import UNDOABLE, give_symbol, publish, restore, take_back, withdraw

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
    "settle",
    "store",
    "take_back",
    "text_fingerprint",
    "withdraw",
]
