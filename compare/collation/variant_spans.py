"""Stretches of two texts that differ in nothing but translation variants and grammar."""

from collections.abc import Sequence

from .annotated_text import AnnotatedText, Atom, Stretch
from .grammar_words import are_free, are_interchangeable, are_soft
from .pieces import AtomAlignment, Column, Piece
from .translation_variants import VariantOccurrence


def variant_span(alignment: AtomAlignment, piece: Piece, *, near: bool = False) -> Piece | None:
    """Return the piece, widened to every variant that it overlaps in either text, if nothing else differs in
    it; else None. `near` takes words that are near in sense as well.
    """
    if not _touches_variant(alignment, piece, near=near):
        return None
    span = _widened(alignment, piece, near=near)
    old = _sequence(alignment.old, span.a, near=near)
    new = _sequence(alignment.new, span.b, near=near)
    (rows_a, plain_a), (rows_b, plain_b) = old, new
    if not rows_a or len(rows_a) != len(rows_b):
        return None
    same_rows = all(a & b for a, b in zip(rows_a, rows_b, strict=True))
    same_text = all(_says_the_same(alignment, a, b, near=near) for a, b in zip(plain_a, plain_b, strict=True))
    return span if same_rows and same_text else None


def _says_the_same(
    alignment: AtomAlignment, of_old: Sequence[Atom], of_new: Sequence[Atom], *, near: bool
) -> bool:
    old, new = ("".join(atom.key for atom in atoms) for atoms in (of_old, of_new))
    if old == new or are_interchangeable(old, new):
        return True
    if near and are_soft(alignment.old, of_old, alignment.new, of_new):
        return True
    return are_free(alignment.old, of_old, alignment.new, of_new)


def _occurrences(text: AnnotatedText, *, near: bool) -> Sequence[VariantOccurrence]:
    return text.near_synonyms if near else text.variants


def _touches_variant(alignment: AtomAlignment, piece: Piece, *, near: bool) -> bool:
    return any(_overlap(o, piece.stretch_a) for o in _occurrences(alignment.old, near=near)) or any(
        _overlap(o, piece.stretch_b) for o in _occurrences(alignment.new, near=near)
    )


def _widened(alignment: AtomAlignment, piece: Piece, *, near: bool) -> Piece:
    old, new = _occurrences(alignment.old, near=near), _occurrences(alignment.new, near=near)
    while True:
        first, last = piece.first, piece.last
        over_a = [o for o in old if _overlap(o, piece.stretch_a)]
        over_b = [o for o in new if _overlap(o, piece.stretch_b)]
        start_a = min([o.start for o in over_a], default=len(alignment.old.text))
        start_b = min([o.start for o in over_b], default=len(alignment.new.text))
        end_a = max([o.end for o in over_a], default=0)
        end_b = max([o.end for o in over_b], default=0)
        while first and _reaches(alignment.columns[first - 1], start_a, start_b, left=True):
            first -= 1
        while last < len(alignment.columns) and _reaches(alignment.columns[last], end_a, end_b, left=False):
            last += 1
        if (first, last) == (piece.first, piece.last):
            return piece
        piece = alignment.span(first, last)


def _reaches(column: Column, edge_a: int, edge_b: int, *, left: bool) -> bool:
    """Return whether a column has atoms beyond the edge of a variant: of its start, or else of its end."""
    if left:
        return bool(column.a and column.a[-1].end > edge_a) or bool(column.b and column.b[-1].end > edge_b)
    return bool(column.a and column.a[0].start < edge_a) or bool(column.b and column.b[0].start < edge_b)


def _overlap(occurrence: VariantOccurrence, stretch: Stretch) -> bool:
    return occurrence.start < stretch[1] and stretch[0] < occurrence.end


def _sequence(
    text: AnnotatedText, atoms: Sequence[Atom], *, near: bool
) -> tuple[list[frozenset[int]], list[list[Atom]]]:
    """Return the rows of the variants among some atoms, and the atoms before, between and after them."""
    rows: list[frozenset[int]] = []
    plain: list[list[Atom]] = [[]]
    first, last = (atoms[0].start, atoms[-1].end) if atoms else (0, 0)
    occurrences = [o for o in _occurrences(text, near=near) if o.start < last and first < o.end]
    current: VariantOccurrence | None = None
    for atom in atoms:
        if current and atom.start < current.end:
            continue
        current = next((o for o in occurrences if o.start <= atom.start < o.end), None)
        if current:
            rows.append(current.rows)
            plain.append([])
        else:
            plain[-1].append(atom)
    return rows, plain
