"""Lines → paragraphs: where the resolution opens, what begins a paragraph, what it is called."""

from .block import Block, Body
from .body import read_body
from .ids import identify, name, name_notes
from .levels import TOP, Levels, Place
from .opening import begins_body, find_opening, is_preamble_before, opening_of

__all__ = [
    "TOP",
    "Block",
    "Body",
    "Levels",
    "Place",
    "begins_body",
    "find_opening",
    "identify",
    "is_preamble_before",
    "name",
    "name_notes",
    "opening_of",
    "read_body",
]
