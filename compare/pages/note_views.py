"""Footnotes of a row that are not the same on both sides, as the comparison page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..collation.model import ComparisonRow, NoteChange
from .diff_html import PairHtml, SideHtml, inline_html
from .options import ComparisonOptions
from .seals import SEALS, ChangeBadge


@dataclass(frozen=True, slots=True)
class NoteView:
    """A footnote with its changes marked. `marker_a` and `marker_b` are "" on a side without it."""

    marker_a: str
    marker_b: str
    seal: ChangeBadge
    html: SafeString


def note_views(row: ComparisonRow, options: ComparisonOptions) -> Iterable[NoteView]:
    """Yield the footnotes of a row that changed, came or went."""
    for note in row.notes:
        yield NoteView(
            marker_a=note.a.marker if note.a else "",
            marker_b=note.b.marker if note.b else "",
            seal=SEALS[note.kind],
            html=_note_html(note, options),
        )


def _note_html(note: NoteChange, options: ComparisonOptions) -> SafeString:
    if not (note.a and note.b and note.hunks):
        removed = format_html("<del>{}</del>", note.a.text) if note.a else ""
        inserted = format_html("<ins>{}</ins>", note.b.text) if note.b else ""
        return format_html("{}{}", removed, inserted)
    side_a = SideHtml({note.a.ident: note.a.text}, {})
    side_b = SideHtml({note.b.ident: note.b.text}, {})
    return inline_html(PairHtml(side_a, side_b, options), note.b.ident, note.hunks)
