"""What the corpus keeps: documents, their immutable editions, and all that a reading found in them.

Rows are written by corpus.py alone. An edition and what belongs to it is never changed or deleted by
the application; a correction is a new edition.
"""

from .edition import CorpusVersion, Edition, Source
from .references import Citation, Instrument, place_label
from .resolution import UNDATED, AddressChange, Resolution, ResolutionQuerySet, Status, Visibility
from .text import Footnote, FootnoteMark, Heading, Paragraph

__all__ = [
    "UNDATED",
    "AddressChange",
    "Citation",
    "CorpusVersion",
    "Edition",
    "Footnote",
    "FootnoteMark",
    "Heading",
    "Instrument",
    "Paragraph",
    "Resolution",
    "ResolutionQuerySet",
    "Source",
    "Status",
    "Visibility",
    "place_label",
]
