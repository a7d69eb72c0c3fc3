"""The only writer: a Reading becomes rows; staff settle what it left open; symbols are given."""

from .editions import Outcome, Prepared, fingerprint, give_symbol, known, outcome_of, prepare, store
from .links import settle

__all__ = [
    "Outcome",
    "Prepared",
    "fingerprint",
    "give_symbol",
    "known",
    "outcome_of",
    "prepare",
    "settle",
    "store",
]
