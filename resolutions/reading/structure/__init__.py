"""Lines → paragraphs: where the resolution opens, what begins a paragraph, what it is called."""

from .block import Block, Body
from .body import read_body
from .ids import identify
from .opening import begins_body, find_opening, is_preamble_before, opening_of

__all__ = [
    "Block",
    "Body",
    "begins_body",
    "find_opening",
    "identify",
    "is_preamble_before",
    "opening_of",
    "read_body",
]
