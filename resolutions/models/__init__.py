"""The stored corpus: documents, their immutable editions, and everything that was read from them.

Only resolutions.corpus writes these rows, except those of indexes and uploads. The application never changes
or deletes an edition or its parts; a correction is a new edition.
"""

from .citation import Citation, Settlement
from .citation_graph import Edge, EdgeQuerySet, Ranking, Work
from .edition import CorpusVersion, Edition, EditionQuerySet, Source
from .resolution import UNDATED, AddressChange, Resolution, ResolutionQuerySet, Status, Visibility
from .reuse import Fingerprint, Occurrence, OccurrenceQuerySet, Wording
from .search import IndexedEdition, IndexedLines, IndexState
from .text import Footnote, FootnoteMark, Heading, Paragraph
from .upload import Upload

__all__ = [
    "UNDATED",
    "AddressChange",
    "Citation",
    "CorpusVersion",
    "Edge",
    "EdgeQuerySet",
    "Edition",
    "EditionQuerySet",
    "Fingerprint",
    "Footnote",
    "FootnoteMark",
    "Heading",
    "IndexState",
    "IndexedEdition",
    "IndexedLines",
    "Occurrence",
    "OccurrenceQuerySet",
    "Paragraph",
    "Ranking",
    "Resolution",
    "ResolutionQuerySet",
    "Settlement",
    "Source",
    "Status",
    "Upload",
    "Visibility",
    "Wording",
    "Work",
]
