"""Footnotes of paragraphs that belong together: which of them changed, came or went.

The number of a note is no change. Notes are compared by characters and figures, since their words are not
segmented at import.
"""

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from resolutions.language.characters import fold
from resolutions.reading.model import Part

from .classification import row_kind
from .figures import find_figures
from .hunks import hunks_between
from .model import NoteChange, Passage, PassageNote, RowKind
from .word_diff import TextsTooLong

ALIKE = 0.4  # the least similarity of two notes that are compared with each other


def note_changes(left: Sequence[Passage], right: Sequence[Passage]) -> tuple[NoteChange, ...]:
    """Return the notes of a row that are not the same on both sides, in the order of their marks."""
    old = [note for passage in left for note in passage.notes]
    new = [note for passage in right for note in passage.notes]
    changes = []
    for a, b in _pairs(old, new):
        change = _change(a, b)
        if change.kind is not RowKind.SAME:
            changes.append(change)
    return tuple(changes)


def _pairs(
    old: Sequence[PassageNote], new: Sequence[PassageNote]
) -> Iterator[tuple[PassageNote | None, PassageNote | None]]:
    """Yield the notes of both sides in pairs, the most alike first; None for one without a counterpart."""
    scores = []
    for i, a in enumerate(old):
        for j, b in enumerate(new):
            scores.append((Indel.normalized_similarity(fold(a.text), fold(b.text)), -abs(i - j), i, j))
    partner: dict[int, int] = {}
    for score, _distance, i, j in sorted(scores, reverse=True):
        if score >= ALIKE and i not in partner and j not in partner.values():
            partner[i] = j
    for i, note in enumerate(old):
        yield note, new[partner[i]] if i in partner else None
    for j, note in enumerate(new):
        if j not in partner.values():
            yield None, note


def _change(a: PassageNote | None, b: PassageNote | None) -> NoteChange:
    if a is None or b is None:
        return NoteChange(a, b, RowKind.ADDED if a is None else RowKind.REMOVED)
    try:
        found = hunks_between([_as_passage(a)], [_as_passage(b)], folded=True)
    except TextsTooLong:
        return NoteChange(a, b, RowKind.AMENDED)
    return NoteChange(a, b, row_kind(found.pieces), tuple(found.hunks))


def _as_passage(note: PassageNote) -> Passage:
    return Passage(ident=note.ident, part=Part.OPERATIVE, text=note.text, words=tuple(_units(note.text)))


def _units(text: str) -> Iterator[str]:
    """Yield the figures of a text and the characters between them."""
    at = 0
    for figure in find_figures(fold(text)):
        yield from text[at : figure.start]
        yield text[figure.start : figure.end]
        at = figure.end
    yield from text[at:]
