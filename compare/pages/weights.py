"""How much a change matters: the weight of a hunk and of a row, and the labels by which rows are filtered."""

from collections import Counter
from collections.abc import Iterable
from enum import IntEnum

from ..collation.classification import WITHOUT_SUBSTANCE
from ..collation.model import ComparisonRow, Hunk, NoteChange, RowKind, Shift

MOVED = "moved"
VERB = "verb"  # any change of lead verb, whatever its direction
_HEAVY_KINDS = (RowKind.AMENDED, RowKind.ADDED, RowKind.REMOVED)


class Weight(IntEnum):
    """What a change can do to the sense.

    LIGHT is wording, punctuation and dates that were updated, UNCLEAR what Chinese alone does not decide.
    """

    LIGHT = 0
    UNCLEAR = 1
    SUBSTANCE = 2


def hunk_weight(hunk: Hunk) -> Weight:
    """Return the weight of a hunk. A change of lead verb is never light."""
    if hunk.backward:
        return Weight.SUBSTANCE
    if not hunk.sure:
        return Weight.UNCLEAR
    if hunk.change in WITHOUT_SUBSTANCE and not hunk.shift:
        return Weight.LIGHT
    return Weight.SUBSTANCE


def row_weight(row: ComparisonRow) -> Weight:
    """Return the weight of a row, the greatest of its kind, its hunks and its footnotes.

    A paragraph that moved between the preamble and another part is of substance, and so is one whose words
    were not compared.
    """
    if row.kind in _HEAVY_KINDS or row.crossed or row.whole:
        return Weight.SUBSTANCE
    weights = [hunk_weight(hunk) for hunk in row.hunks]
    weights += [_note_weight(note) for note in row.notes]
    if row.kind == RowKind.UNCLEAR:
        weights.append(Weight.UNCLEAR)
    return max(weights, default=Weight.LIGHT)


def _note_weight(note: NoteChange) -> Weight:
    if note.kind in _HEAVY_KINDS:
        return Weight.SUBSTANCE
    return Weight.UNCLEAR if note.kind == RowKind.UNCLEAR else Weight.LIGHT


def row_shifts(row: ComparisonRow) -> list[Shift]:
    """Return the directions in which lead verbs of a row changed, each once."""
    return list(dict.fromkeys(hunk.shift for hunk in row.hunks if hunk.shift))


def row_labels(row: ComparisonRow) -> set[str]:
    """Return what a row is filtered by: its kind, whether it moved or is unclear, and its changes of verb."""
    labels: set[str] = {row.kind, *row_shifts(row)}
    if row.moved:
        labels.add(MOVED)
    if row_weight(row) == Weight.UNCLEAR:
        labels.add(RowKind.UNCLEAR)
    if row_shifts(row):
        labels.add(VERB)
    return labels


def count_labels(rows: Iterable[ComparisonRow]) -> Counter[str]:
    """Return the number of rows with each label."""
    counts: Counter[str] = Counter()
    for row in rows:
        counts.update(row_labels(row))
    return counts
