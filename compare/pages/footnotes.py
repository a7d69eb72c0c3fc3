"""Footnote marks of two editions. They are shown in the compared paragraphs but not compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resolutions.lookup import DocumentMatch
from resolutions.models import FootnoteMark

from ..addresses import document_name


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A mark before the character at `offset` of a paragraph, with the address of its note."""

    offset: int
    marker: str
    url: str


Notes = Mapping[str, Sequence[NoteMark]]  # by the ids of the paragraphs


def notes_of(a: DocumentMatch, b: DocumentMatch) -> tuple[Notes, Notes]:
    """Return the marks of both sides in one query. Each links to the note on the page of its document."""
    editions = [side.edition.pk for side in (a, b) if not side.edition.working]
    stored = FootnoteMark.objects.filter(paragraph__edition__in=editions)
    rows = list(stored.values_list("paragraph__edition", "paragraph__ident", "offset", "marker"))
    return _side_notes(a, rows), _side_notes(b, rows)


def _side_notes(side: DocumentMatch, rows: Sequence[tuple[int, str, int, str]]) -> Notes:
    """Return the marks of one side: of its working copy under review, or of the rows of its edition."""
    marks: list[tuple[str, int, str]] = []
    if side.edition.working:
        for paragraph in side.edition.working.paragraphs:
            marks += [(paragraph.id, mark.offset, mark.marker) for mark in paragraph.marks]
    else:
        marks = [
            (ident, offset, marker) for edition, ident, offset, marker in rows if edition == side.edition.pk
        ]
    page = document_name(side)
    notes: dict[str, list[NoteMark]] = {}
    for ident, offset, marker in marks:
        notes.setdefault(ident, []).append(NoteMark(offset, marker, f"/{page}#fn{marker}"))
    return notes
