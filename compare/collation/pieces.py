"""Where two texts differ, in the smallest pieces: characters and figures that only one of them has.

Punctuation other than square brackets takes no part, nor does the lead verb if both texts have one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Indel

from .annotated_text import AnnotatedText, Atom, Stretch
from .model import Change, Shift
from .verb_changes import compared_verbs


class Column(NamedTuple):
    """One atom of each text, which are equal; or atoms of both between which nothing is equal."""

    a: Sequence[Atom]
    b: Sequence[Atom]
    equal: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Columns first to last (exclusive), the atoms of both texts in them, and their characters.

    The stretch of a side without atoms is the gap between the two atoms around it.
    """

    first: int
    last: int
    a: Sequence[Atom]
    b: Sequence[Atom]
    stretch_a: Stretch
    stretch_b: Stretch

    @property
    def old(self) -> str:
        return "".join(atom.key for atom in self.a)

    @property
    def new(self) -> str:
        return "".join(atom.key for atom in self.b)


@dataclass(frozen=True, slots=True)
class ClassifiedPiece:
    """A piece by its characters in both texts, and its class. `sure` and `backward` are those of a Hunk."""

    a: Stretch
    b: Stretch
    change: Change
    shift: Shift | None = None
    sure: bool = True
    backward: bool = False

    @classmethod
    def of(
        cls, piece: Piece, change: Change, *, sure: bool = True, backward: bool = False
    ) -> "ClassifiedPiece":
        return cls(a=piece.stretch_a, b=piece.stretch_b, change=change, sure=sure, backward=backward)


@dataclass(frozen=True, slots=True)
class AtomAlignment:
    """The atoms of two texts in columns."""

    old: AnnotatedText
    new: AnnotatedText
    columns: Sequence[Column]

    @classmethod
    def of(cls, old: AnnotatedText, new: AnnotatedText) -> "AtomAlignment":
        verbs = compared_verbs(old, new)
        if verbs is None:
            return cls(old, new, _columns(old.atoms, new.atoms))
        return cls(old, new, _columns(old.atoms_without(verbs[0]), new.atoms_without(verbs[1])))

    def pieces(self) -> list[Piece]:
        """Return every piece in which the texts differ, in their order."""
        return [self.span(k, k + 1) for k, column in enumerate(self.columns) if not column.equal]

    def rewritten(self) -> list[Piece]:
        """Return the figures that are equal and written otherwise."""
        return [
            self.span(k, k + 1)
            for k, column in enumerate(self.columns)
            if column.equal and column.a[0].figure and _shown(column.a[0]) != _shown(column.b[0])
        ]

    def span(self, first: int, last: int) -> Piece:
        """Return the columns first to last as one piece."""
        a: list[Atom] = []
        b: list[Atom] = []
        for column in self.columns[first:last]:
            a += column.a
            b += column.b
        return Piece(
            first=first,
            last=last,
            a=a,
            b=b,
            stretch_a=self._stretch(a, first, last, left=True),
            stretch_b=self._stretch(b, first, last, left=False),
        )

    def _stretch(self, atoms: Sequence[Atom], first: int, last: int, *, left: bool) -> Stretch:
        if atoms:
            return atoms[0].start, atoms[-1].end
        text = self.old if left else self.new
        start, end = 0, len(text.text)
        for k in range(first - 1, -1, -1):
            side = self.columns[k].a if left else self.columns[k].b
            if side:
                start = side[-1].end
                break
        for k in range(last, len(self.columns)):
            side = self.columns[k].a if left else self.columns[k].b
            if side:
                end = side[0].start
                break
        if start <= text.verb_span[0] and text.verb_span[1] <= end:
            start = text.verb_span[1]
        return start, end


def _shown(atom: Atom) -> str:
    """Return the figure as printed, without blanks."""
    return atom.text.replace(" ", "")


def _columns(a: Sequence[Atom], b: Sequence[Atom]) -> list[Column]:
    """Return the columns. The script is made in one of the two orders, so that swapped texts mirror it."""
    keys_a, keys_b = [atom.key for atom in a], [atom.key for atom in b]
    if keys_b < keys_a:
        return [Column(column.b, column.a, column.equal) for column in _columns(b, a)]
    columns: list[Column] = []
    old: list[Atom] = []
    new: list[Atom] = []
    for op in Indel.opcodes(keys_a, keys_b):
        if op.tag != "equal":
            old += a[op.src_start : op.src_end]
            new += b[op.dest_start : op.dest_end]
            continue
        if old or new:
            columns.append(Column(old, new, equal=False))
            old, new = [], []
        equal_a, equal_b = a[op.src_start : op.src_end], b[op.dest_start : op.dest_end]
        columns += [Column((x,), (y,), equal=True) for x, y in zip(equal_a, equal_b, strict=True)]
    if old or new:
        columns.append(Column(old, new, equal=False))
    return columns
