"""What the corpus keeps: documents, their immutable editions, and all that a reading found in them.

Rows are written by corpus.py alone. An edition and what belongs to it is never changed or deleted by
the application; a correction is a new edition.
"""

from .edition import CorpusVersion, Edition, Source
from .network import Edge, EdgeQuerySet, Ranking, Work
from .references import Citation, Settlement, place_label
from .resolution import UNDATED, AddressChange, Resolution, ResolutionQuerySet, Status, Visibility
from .search import Indexed, IndexState
from .text import Footnote, FootnoteMark, Heading, Paragraph

__all__ = [
    "UNDATED",
    "AddressChange",
    "Citation",
    "CorpusVersion",
    "Edge",
    "EdgeQuerySet",
    "Edition",
    "Footnote",
    "FootnoteMark",
    "Heading",
    "IndexState",
    "Indexed",
    "Paragraph",
    "Ranking",
    "Resolution",
    "ResolutionQuerySet",
    "Settlement",
    "Source",
    "Status",
    "Visibility",
    "Work",
    "place_label",
]
