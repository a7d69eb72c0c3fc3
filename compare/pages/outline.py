"""The outline of a comparison: a line for each row in the contents, and a piece in the narrow map."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..collation.model import Comparison, ComparisonRow, Passage
from .rows import RowView
from .weights import row_weight

MAP_WIDTH = 1000.0


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A row, its weight, and its piece of the map from x on; the map is MAP_WIDTH wide."""

    row: RowView
    weight: str
    x: float
    width: float


def outline(comparison: Comparison, rows: Iterable[RowView]) -> list[OutlineEntry]:
    """Return the rows of a page without stand-ins; widths are proportional to the longer text of a row."""
    shown = [row for row in rows if not row.stand_in]
    lengths_a, lengths_b = _lengths(comparison.a), _lengths(comparison.b)
    lengths = [_length(row.row, lengths_a, lengths_b) for row in shown]
    unit = MAP_WIDTH / max(sum(lengths), 1)
    entries, before = [], 0
    for row, length in zip(shown, lengths, strict=True):
        weight = row_weight(row.row).name.lower()
        entries.append(OutlineEntry(row, weight, round(before * unit, 1), round(length * unit, 1)))
        before += length
    return entries


def _lengths(passages: Iterable[Passage]) -> dict[str, int]:
    return {passage.ident: len(passage.text) for passage in passages}


def _length(row: ComparisonRow, lengths_a: dict[str, int], lengths_b: dict[str, int]) -> int:
    return max(sum(lengths_a[ident] for ident in row.a), sum(lengths_b[ident] for ident in row.b), 1)
