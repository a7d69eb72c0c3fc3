"""Apply a list of corrections to the reading of a file.

Corrections never change the reading that the file gives, so that each of them can be shown and undone. The
spans of a corrected reading still refer to the file; `texts_as_read` returns the original of each changed
text.
"""

from collections.abc import Sequence

from ..model import Reading
from .editable_reading import make_editable
from .model import Correction
from .operations import apply_operation


def apply(reading: Reading, corrections: Sequence[Correction]) -> Reading:
    """Return the reading after all corrections, with its citations and warnings found again.

    Raise CorrectionError if a correction does not fit the result of the earlier ones.
    """
    if not corrections:
        return reading
    editable = make_editable(reading)
    for correction in corrections:
        apply_operation(editable, correction)
    return editable.to_reading()


def texts_as_read(reading: Reading) -> dict[str, str]:
    """Return the text in the file of each item whose text was changed, by the item's ident."""
    return {item.ident: item.as_read for item in make_editable(reading).items if item.as_read}
