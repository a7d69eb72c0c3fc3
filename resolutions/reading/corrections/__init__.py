"""Corrections that an editor makes to a reading, as plain values that are stored and applied in order."""

from .apply import apply, texts_as_read
from .form_diff import PostedItem, find_corrections, form_items
from .metadata_fields import FIELDS, field_differences, field_text
from .model import PARAGRAPHS, TEXTS, Correction, CorrectionError, Item, ItemKind

__all__ = [
    "FIELDS",
    "PARAGRAPHS",
    "TEXTS",
    "Correction",
    "CorrectionError",
    "Item",
    "ItemKind",
    "PostedItem",
    "apply",
    "field_differences",
    "field_text",
    "find_corrections",
    "form_items",
    "texts_as_read",
]
