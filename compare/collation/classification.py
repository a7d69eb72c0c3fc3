"""Classification of changes, piece by piece, from the characters and figures that only one text has.

A piece is an update, a variant or wording only where a rule says so. Where the words are near in sense or
stand in another order, Chinese alone does not say whether the sense changed, and the class is not sure.
Everything else is substance. See "Never only wording" in docs/domain.md.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from resolutions.language.characters import fold

from .actors import ends_with_actor
from .annotated_text import CLAUSE_END, AnnotatedText, Stretch
from .figure_changes import figure_changes, rolled_apart, with_dates
from .grammar_words import are_free, are_interchangeable, are_soft, is_conjunction
from .model import Change, Hunk, RowKind
from .near_words import are_near
from .pieces import AtomAlignment, ClassifiedPiece, Piece
from .reordering import reordered
from .variant_spans import variant_span
from .verb_changes import compared_verbs, verb_change

SEVERITY = (
    *(Change.PUNCTUATION, Change.WORDING, Change.VARIANT, Change.UPDATED, Change.REDATED, Change.VERB),
    *(Change.LIST, Change.SUBSTANCE),
)
WITHOUT_SUBSTANCE = {Change.UPDATED, Change.VARIANT, Change.WORDING, Change.PUNCTUATION}
_CONJUNCTIONS = ("和", "及", "以及", "或")
_TOGETHER = re.compile("[^,;。:、]{1,16}(?:协商|磋商|合作|协作|协调|商定|商量|斗争|谈判|对话|冲突)")
_PURPOSE = re.compile("[以并]")


def classify_changes(old: AnnotatedText, new: AnnotatedText) -> list[ClassifiedPiece]:
    """Return every piece in which two texts differ, with its class, in the order of the texts.

    The classes depend on the two texts alone, not on how the changes are shown.
    """
    alignment = AtomAlignment.of(old, new)
    found = _verb_pieces(old, new)
    found += [ClassifiedPiece.of(piece, Change.WORDING) for piece in alignment.rewritten()]
    found += _marks_between_actors(alignment)
    undecided: list[Piece] = []
    covered = 0  # the columns before this one are classified
    for piece in alignment.pieces():
        if piece.first < covered:
            continue
        of_figures = figure_changes(alignment, piece)
        span = None if of_figures else variant_span(alignment, piece)
        if of_figures:
            found += of_figures
        elif _is_wording(alignment, piece):
            found.append(ClassifiedPiece.of(piece, Change.WORDING))
        elif are_interchangeable(piece.old, piece.new):
            found.append(ClassifiedPiece.of(piece, Change.VARIANT))
        elif span:
            found.append(ClassifiedPiece.of(span, Change.VARIANT))
            covered = span.last
        else:
            undecided.append(piece)
    for rule in (rolled_apart, reordered, _near_in_sense):
        decided, undecided = rule(alignment, undecided)
        found += decided
    framed = bool(undecided and old.one_form)
    same_but_purpose = framed and _PURPOSE.sub("", old.one_form) == _PURPOSE.sub("", new.one_form)
    for piece in undecided:
        if same_but_purpose:
            sure = old.one_form == new.one_form
            found.append(ClassifiedPiece.of(piece, Change.VARIANT, sure=sure))
        else:
            found.append(ClassifiedPiece.of(piece, _last_class(alignment, piece)))
    found = with_dates(old, sorted(found, key=lambda change: (change.a, change.b)))
    return [_with_items(alignment, found, change) for change in found]


def row_kind(pieces: Iterable[ClassifiedPiece | Hunk]) -> RowKind:
    """Return the kind of a row with one paragraph on each side, given the changes in it."""
    changes = [piece for piece in pieces if piece.change is not Change.PUNCTUATION]
    classes = {piece.change for piece in changes}
    if classes - WITHOUT_SUBSTANCE or any(piece.backward for piece in changes):
        return RowKind.AMENDED
    if not all(piece.sure for piece in changes):
        return RowKind.UNCLEAR
    if Change.UPDATED in classes:
        return RowKind.UPDATED
    return RowKind.VARIANT if classes else RowKind.SAME


def most_severe(pieces: Sequence[ClassifiedPiece]) -> ClassifiedPiece:
    """Return the piece whose class says most."""
    return max(pieces, key=lambda piece: (SEVERITY.index(piece.change), piece.backward, not piece.sure))


def _verb_pieces(old: AnnotatedText, new: AnnotatedText) -> list[ClassifiedPiece]:
    """Return the change of the lead verb, if there is one."""
    verbs = compared_verbs(old, new)
    if verbs is None:
        return []
    verb_a, verb_b = old.text[slice(*verbs[0])], new.text[slice(*verbs[1])]
    if fold(verb_a) == fold(verb_b):
        return []
    change, shift, sure = verb_change(verb_a, verb_b)
    return [ClassifiedPiece(*verbs, change, shift=shift, sure=sure)]


def _marks_between_actors(alignment: AtomAlignment) -> list[ClassifiedPiece]:
    """Return every 、 after an actor where the other text has nothing: 国家、机构 and 国家机构."""
    found: list[ClassifiedPiece] = []
    for before, after in pairwise(alignment.columns):
        if not (before.equal and after.equal):
            continue
        a, b = (before.a[0].end, after.a[0].start), (before.b[0].end, after.b[0].start)
        if a[0] == a[1] and b[0] == b[1]:
            continue
        marks = {alignment.old.folded[slice(*a)].strip(), alignment.new.folded[slice(*b)].strip()}
        if marks == {"", "、"} and ends_with_actor(alignment.old.folded[: a[0]]):
            found.append(ClassifiedPiece(a, b, Change.WORDING, sure=False))
    return found


def _is_wording(alignment: AtomAlignment, piece: Piece) -> bool:
    """Return whether only words of grammar differ."""
    old, new = piece.old, piece.new
    if is_conjunction(old) and is_conjunction(new):
        return not _joins_or_accompanies(alignment, piece)
    if are_free(alignment.old, piece.a, alignment.new, piece.b):
        return _has_same_marks(alignment, piece)
    if not old and is_conjunction(new):
        return _has_separator(alignment.old.folded[slice(*piece.stretch_a)])
    if not new and is_conjunction(old):
        return _has_separator(alignment.new.folded[slice(*piece.stretch_b)])
    return False


def _joins_or_accompanies(alignment: AtomAlignment, piece: Piece) -> bool:
    """Return whether 与 may be "in consultation with" in one text: 请秘书长与高级专员协商."""
    if ("与" in piece.old) == ("与" in piece.new) or not ends_with_actor(
        alignment.old.folded[: piece.stretch_a[0]]
    ):
        return False
    return _TOGETHER.match(alignment.old.folded, piece.stretch_a[1]) is not None


def _has_same_marks(alignment: AtomAlignment, piece: Piece) -> bool:
    """Return whether no 、 stands in the place of words that only one text has."""
    gaps = []
    if not piece.a:
        gaps.append(alignment.old.folded[slice(*piece.stretch_a)])
    if not piece.b:
        gaps.append(alignment.new.folded[slice(*piece.stretch_b)])
    return "、" not in "".join(gaps)


def _with_items(
    alignment: AtomAlignment, changes: Sequence[ClassifiedPiece], change: ClassifiedPiece
) -> ClassifiedPiece:
    """Return a change; one of 、 to 和 or back is of the class LIST beside an item that only one text has."""
    old, new = alignment.old.folded[slice(*change.a)], alignment.new.folded[slice(*change.b)]
    if change.change is not Change.WORDING or not {old, new} <= {"、", "和", "及", "与", "以及"}:
        return change
    items = [other for other in changes if other.change is Change.LIST]
    for item in items:
        between = alignment.old.folded[slice(*_gap(change.a, item.a))]
        between += alignment.new.folded[slice(*_gap(change.b, item.b))]
        if not CLAUSE_END.search(between):
            return replace(change, change=Change.LIST)
    return change


def _gap(first: Stretch, second: Stretch) -> Stretch:
    """Return the stretch between two stretches, whichever is first."""
    return min(first[1], second[1]), max(first[0], second[0])


def _has_separator(gap: str) -> bool:
    return any(mark in gap for mark in "、,;")


def _near_in_sense(
    alignment: AtomAlignment, pieces: Sequence[Piece]
) -> tuple[list[ClassifiedPiece], list[Piece]]:
    """Return what Chinese alone does not decide, and the pieces that are left."""
    decided: list[ClassifiedPiece] = []
    left: list[Piece] = []
    covered = 0
    for piece in pieces:
        if piece.first < covered:
            continue
        span = variant_span(alignment, piece, near=True)
        if span:
            covered = span.last
            decided.append(ClassifiedPiece.of(span, Change.VARIANT, sure=False))
        elif are_soft(alignment.old, piece.a, alignment.new, piece.b):
            decided.append(ClassifiedPiece.of(piece, Change.WORDING, sure=False))
        elif are_near(alignment.old, piece.stretch_a, alignment.new, piece.stretch_b):
            decided.append(ClassifiedPiece.of(piece, Change.VARIANT, sure=False))
        else:
            left.append(piece)
    return decided, left


def _last_class(alignment: AtomAlignment, piece: Piece) -> Change:
    """Return LIST for items of a 、 list that only one text has, else SUBSTANCE."""
    if piece.old and piece.new:
        return Change.SUBSTANCE
    text = alignment.old if piece.old else alignment.new
    start, end = piece.stretch_a if piece.old else piece.stretch_b
    inside = text.folded[start:end]
    around = text.folded[max(0, start - 1) : start] + text.folded[end : end + 1]
    clause = CLAUSE_END.split(text.folded[:start])[-1] + CLAUSE_END.split(text.folded[end:])[0]
    joined = inside.startswith(_CONJUNCTIONS) or inside.endswith(_CONJUNCTIONS)
    is_item = "、" in around or (joined and "、" in clause)
    return Change.LIST if is_item and "[" not in inside and "]" not in inside else Change.SUBSTANCE
