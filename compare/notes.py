"""The footnote marks of two editions: shown in the compared paragraphs, never compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resolutions.addresses import Found
from resolutions.models import FootnoteMark

from .addresses import name_of


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A mark before the character at `offset` of a paragraph, and the address of its note."""

    offset: int
    marker: str
    url: str


Notes = Mapping[str, Sequence[NoteMark]]  # of each paragraph, by its id


def notes_of(a: Found, b: Found) -> tuple[Notes, Notes]:
    """The marks of both sides, each leading to the note on the page of its own document: one query."""
    marks = FootnoteMark.objects.filter(paragraph__edition__in=[a.edition, b.edition])
    rows = list(marks.values_list("paragraph__edition", "paragraph__ident", "offset", "marker"))
    of_a: dict[str, list[NoteMark]] = {}
    of_b: dict[str, list[NoteMark]] = {}
    for side, notes in ((a, of_a), (b, of_b)):
        for edition, ident, offset, marker in rows:
            if edition == side.edition.pk:
                notes.setdefault(ident, []).append(NoteMark(offset, marker, f"/{name_of(side)}#fn{marker}"))
    return of_a, of_b
