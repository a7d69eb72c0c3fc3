"""What a person mends in a reading: steps that lead from one Reading to another.

A step is a Correction, plain values that can be kept; a list of them is applied to the reading of
the file, so that the file is never changed and each step can be told. Where a text was changed the
file's own is what its spans say: `texts_as_read` gives it.
"""

from collections.abc import Sequence

from ..model import Reading
from .editable_reading import make_editable
from .form_diff import PostedItem, find_corrections, form_items
from .metadata_fields import FIELDS, field_differences, field_text
from .model import PARAGRAPHS, TEXTS, Correction, CorrectionError, Item, ItemKind
from .operations import apply_operation

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


def apply(reading: Reading, corrections: Sequence[Correction]) -> Reading:
    """The reading that the steps, one after another, lead to; what it cites and warns of is found anew.

    Raises CorrectionError where a step does not fit what the earlier ones left.
    """
    if not corrections:
        return reading
    draft = make_editable(reading)
    for step in corrections:
        apply_operation(draft, step)
    return draft.corrected()


def texts_as_read(reading: Reading) -> dict[str, str]:
    """By the idents of items: the file's text of those whose text a person changed."""
    return {entry.ident: entry.as_read for entry in make_editable(reading).entries if entry.as_read}
