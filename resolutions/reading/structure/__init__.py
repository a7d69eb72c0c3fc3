"""Structure of a text: its opening line, its paragraphs and headings, their ids."""

from .block import Body, ParagraphBlock
from .body import read_body
from .ids import assign_ids, assign_note_ids, assign_parts_and_ids
from .levels import TOP, LevelPlace, NumberingLevels
from .opening import begins_body, find_opening, is_preamble_before, opening_of

__all__ = [
    "TOP",
    "Body",
    "LevelPlace",
    "NumberingLevels",
    "ParagraphBlock",
    "assign_ids",
    "assign_note_ids",
    "assign_parts_and_ids",
    "begins_body",
    "find_opening",
    "is_preamble_before",
    "opening_of",
    "read_body",
]
