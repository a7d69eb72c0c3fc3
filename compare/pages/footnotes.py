"""The footnote marks of two editions: shown in the compared paragraphs, never compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resolutions.lookup import DocumentMatch
from resolutions.models import FootnoteMark

from ..addresses import document_name


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A mark before the character at `offset` of a paragraph, and the address of its note."""

    offset: int
    marker: str
    url: str


Notes = Mapping[str, Sequence[NoteMark]]  # of each paragraph, by its id


def notes_of(a: DocumentMatch, b: DocumentMatch) -> tuple[Notes, Notes]:
    """The marks of both sides, each leading to the note on the page of its own document: one query."""
    stored = FootnoteMark.objects.filter(paragraph__edition__in=[f.edition.pk for f in (a, b) if not f.edition.working])
    rows = list(stored.values_list("paragraph__edition", "paragraph__ident", "offset", "marker"))
    return _of_side(a, rows), _of_side(b, rows)


def _of_side(side: DocumentMatch, rows: Sequence[tuple[int, str, int, str]]) -> Notes:
    notes: dict[str, list[NoteMark]] = {}
    if side.edition.working:
        marks = [(p.id, m.offset, m.marker) for p in side.edition.working.paragraphs for m in p.marks]
    else:
        marks = [(ident, offset, marker) for edition, ident, offset, marker in rows if edition == side.edition.pk]
    for ident, offset, marker in marks:
        notes.setdefault(ident, []).append(NoteMark(offset, marker, f"/{document_name(side)}#fn{marker}"))
    return notes
