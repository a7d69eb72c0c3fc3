"""Changes of figures: dates, sessions and numbers of documents that were rolled forward, went back, or are
others.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from .annotated_text import CLAUSE_END, AnnotatedText, Atom, Stretch
from .figures import Figure, FigureForm, is_forward
from .grammar_words import is_free
from .model import Change
from .pieces import AtomAlignment, ClassifiedPiece, Piece

NEAR = 8  # atoms or characters between a date and the number of the document that it dates
DATES = (FigureForm.DATE, FigureForm.YEAR)
OF_DOCUMENTS = (FigureForm.NUMBER, FigureForm.SYMBOL)


def figure_changes(alignment: AtomAlignment, piece: Piece) -> list[ClassifiedPiece]:
    """Return the changes of a piece of as many figures in both texts, with free words; [] for any other."""
    old, new = _figures(piece.a), _figures(piece.b)
    if not old or _forms(piece.a) != _forms(piece.b):
        return []
    if not (_is_plain(alignment.old, piece.a) and _is_plain(alignment.new, piece.b)):
        return []
    return [
        _change(before, after, redated=_dates_same_document(alignment, piece, before, after))
        for before, after in zip(old, new, strict=True)
    ]


def rolled_apart(
    alignment: AtomAlignment, pieces: Sequence[Piece]
) -> tuple[list[ClassifiedPiece], list[Piece]]:
    """Return the changes of figures of which one text has the old and the other, elsewhere, the new one; and
    the pieces that are left. They are paired in order, if each text has as many of a form.
    """
    removed = [p for p in pieces if not p.b and _is_rolling(alignment.old, p.a)]
    inserted = [p for p in pieces if not p.a and _is_rolling(alignment.new, p.b)]
    forms_removed = [_forms(piece.a) for piece in removed]
    if not removed or forms_removed != [_forms(piece.b) for piece in inserted]:
        return [], list(pieces)
    changes: list[ClassifiedPiece] = []
    for gone, come in zip(removed, inserted, strict=True):
        figures = zip(_figures(gone.a), _figures(come.b), strict=True)
        backward = any(is_forward(old, new) is not True for old, new in figures)
        between = alignment.span(*sorted((gone.first, come.first)))
        sure = CLAUSE_END.search(alignment.old.folded[slice(*between.stretch_a)]) is None
        changes += [
            ClassifiedPiece.of(piece, Change.UPDATED, sure=sure, backward=backward) for piece in (gone, come)
        ]
    return changes, [p for p in pieces if p not in removed and p not in inserted]


def with_dates(old: AnnotatedText, changes: Sequence[ClassifiedPiece]) -> list[ClassifiedPiece]:
    """Return changes of `old` in their order. A number of a document that is smaller than the last one is no
    step back if the date before it went forward: another organ, another series of numbers.
    """
    forms = {atom.start: atom.figure.form for atom in old.atoms if atom.figure}
    out = list(changes)
    for k, (before, after) in enumerate(pairwise(changes), 1):
        is_date = forms.get(before.a[0]) in DATES and before.change is Change.UPDATED
        is_number = forms.get(after.a[0]) in OF_DOCUMENTS and after.backward
        if is_date and is_number and not before.backward and 0 <= after.a[0] - before.a[1] <= NEAR:
            out[k] = replace(after, backward=False)
    return out


def _forms(atoms: Sequence[Atom]) -> list[FigureForm]:
    return [figure.form for figure in _figures(atoms)]


def _figures(atoms: Sequence[Atom]) -> list[Figure]:
    return [atom.figure for atom in atoms if atom.figure]


def _is_plain(text: AnnotatedText, atoms: Sequence[Atom]) -> bool:
    """Return whether some atoms are figures and free words."""
    return is_free(text, [atom for atom in atoms if not atom.figure])


def _is_rolling(text: AnnotatedText, atoms: Sequence[Atom]) -> bool:
    figures = _figures(atoms)
    return bool(figures) and all(f.rolls for f in figures) and _is_plain(text, atoms)


def _change(old: Figure, new: Figure, *, redated: bool) -> ClassifiedPiece:
    a: Stretch = (old.start, old.end)
    b: Stretch = (new.start, new.end)
    if old.key == new.key:
        return ClassifiedPiece(a, b, Change.WORDING)
    forward = is_forward(old, new) if old.rolls and new.rolls else None
    if forward is None:
        return ClassifiedPiece(a, b, Change.SUBSTANCE)
    if redated:
        return ClassifiedPiece(a, b, Change.REDATED)
    return ClassifiedPiece(a, b, Change.UPDATED, backward=not forward)


def _dates_same_document(alignment: AtomAlignment, piece: Piece, old: Figure, new: Figure) -> bool:
    """Return whether the next figure after two full dates is the same number or symbol of a document."""
    if (
        old.form is not FigureForm.DATE
        or old is not _figures(piece.a)[-1]
        or not all((*old.value, *new.value))
    ):
        return False
    for column in alignment.columns[piece.last : piece.last + NEAR]:
        figures = _figures((*column.a, *column.b))
        if figures:
            return column.equal and figures[0].form in OF_DOCUMENTS
    return False
