"""Stretches of two texts that differ in nothing but translation variants and grammar."""

from collections.abc import Sequence

from .annotated_text import AnnotatedText, Atom
from .grammar_words import are_interchangeable, is_free
from .pieces import AtomAlignment, Piece
from .translation_variants import VariantOccurrence


def variant_span(alignment: AtomAlignment, piece: Piece, *, near: bool = False) -> Piece | None:
    """Return the piece, widened to every variant that it overlaps in either text, if nothing else differs in
    it; else None. `near` takes words that are near in sense as well.
    """
    span = _widened(alignment, piece, near=near)
    old = _sequence(alignment.old, span.a, near=near)
    new = _sequence(alignment.new, span.b, near=near)
    (rows_a, plain_a), (rows_b, plain_b) = old, new
    if not rows_a or len(rows_a) != len(rows_b):
        return None
    same_rows = all(a & b for a, b in zip(rows_a, rows_b, strict=True))
    same_text = all(_says_the_same(a, b) for a, b in zip(plain_a, plain_b, strict=True))
    return span if same_rows and same_text else None


def _says_the_same(old: str, new: str) -> bool:
    return old == new or (is_free(old) and is_free(new)) or are_interchangeable(old, new)


def _occurrences(text: AnnotatedText, *, near: bool) -> Sequence[VariantOccurrence]:
    return text.near_synonyms if near else text.variants


def _widened(alignment: AtomAlignment, piece: Piece, *, near: bool) -> Piece:
    while True:
        first, last = piece.first, piece.last
        for occurrence in _occurrences(alignment.old, near=near):
            if _overlap(occurrence, piece.stretch_a):
                first, last = _around([c.a for c in alignment.columns], occurrence, first=first, last=last)
        for occurrence in _occurrences(alignment.new, near=near):
            if _overlap(occurrence, piece.stretch_b):
                first, last = _around([c.b for c in alignment.columns], occurrence, first=first, last=last)
        if (first, last) == (piece.first, piece.last):
            return piece
        piece = alignment.span(first, last)


def _overlap(occurrence: VariantOccurrence, stretch: tuple[int, int]) -> bool:
    return (occurrence.start < stretch[1] and stretch[0] < occurrence.end) or (
        occurrence.start < stretch[0] == stretch[1] < occurrence.end
    )


def _around(
    side: Sequence[Sequence[Atom]], occurrence: VariantOccurrence, *, first: int, last: int
) -> tuple[int, int]:
    """Return the span of columns widened to all atoms of an occurrence in one text."""
    inside = [
        k for k, atoms in enumerate(side)
        if any(atom.start < occurrence.end and occurrence.start < atom.end for atom in atoms)
    ]  # fmt: skip
    if not inside:
        return first, last
    return min(first, inside[0]), max(last, inside[-1] + 1)


def _sequence(
    text: AnnotatedText, atoms: Sequence[Atom], *, near: bool
) -> tuple[list[frozenset[int]], list[str]]:
    """Return the rows of the variants among some atoms, and the characters before, between and after them."""
    rows: list[frozenset[int]] = []
    plain = [""]
    occurrences = list(_occurrences(text, near=near))
    current: VariantOccurrence | None = None
    for atom in atoms:
        if current and atom.start < current.end:
            continue
        current = next((o for o in occurrences if o.start <= atom.start < o.end), None)
        if current:
            rows.append(current.rows)
            plain.append("")
        else:
            plain[-1] += atom.key
    return rows, plain
