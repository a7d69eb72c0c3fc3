"""Words that stand in another order: items of a list, phrases that say according to what, and others."""

import re
from collections.abc import Sequence

from .actors import names_actor
from .annotated_text import CLAUSE_END, AnnotatedText
from .grammar_words import TO_ACTORS
from .model import Change
from .near_words import turns_sense
from .pieces import AtomAlignment, ClassifiedPiece, Piece

_BETWEEN_ITEMS = re.compile("以及|[、和及]")
_OF = re.compile("[的了]")
_RELATIONS = re.compile("[向对由为把被给从与以在]")  # say who does what to whom
_SERIES = re.compile("^(?:并|又|还|也|且|而)|(?:并|又|还|也|且|而)$")
# Phrases that say the same wherever in the sentence they stand.
_MOVABLE = re.compile(
    "(?:依照|按照|依据|根据|遵照)[^不未非无没勿]*(?:宪章|宣言|公约|国际法|文书|议定书|决议)"
)


def reordered(alignment: AtomAlignment, pieces: Sequence[Piece]) -> tuple[list[ClassifiedPiece], list[Piece]]:
    """Return the pieces that only stand elsewhere in the other text, and those that are left.

    Items of one list may change places. A phrase such as 依照《宪章》 may move. Of other words Chinese alone
    does not say what their order changes; of actors, negations and numbers it is substance.
    """
    decided: list[ClassifiedPiece] = []
    left = list(pieces)
    for group in _by_clause(alignment.old, pieces):
        if len(group) > 1 and _is_permuted_list(alignment, group):
            decided += [ClassifiedPiece.of(piece, Change.WORDING) for piece in group]
            left = [piece for piece in left if piece not in group]
    removed = [piece for piece in left if piece.a and not piece.b]
    inserted = [piece for piece in left if piece.b and not piece.a]
    for gone in removed:
        come = next((p for p in inserted if _moved_text(p.new) == _moved_text(gone.old)), None)
        if come is None:
            continue
        sure = _is_movable(_moved_text(gone.old)) or _is_movable(_text_between(alignment, gone, come))
        if not sure and turns_sense(gone.old):
            continue
        inserted.remove(come)
        if gone.old in TO_ACTORS or _moves_attribute(alignment, gone, come):
            decided += [ClassifiedPiece.of(piece, Change.SUBSTANCE) for piece in (gone, come)]
            left = [piece for piece in left if piece not in (gone, come)]
            continue
        decided += [ClassifiedPiece.of(piece, Change.WORDING, sure=sure) for piece in (gone, come)]
        left = [piece for piece in left if piece not in (gone, come)]
    for group in _by_clause(alignment.old, left):
        if len(group) > 1 and _has_same_characters(alignment, group):
            decided += [ClassifiedPiece.of(piece, Change.WORDING, sure=False) for piece in group]
            left = [piece for piece in left if piece not in group]
    return decided, left


def _has_same_characters(alignment: AtomAlignment, group: Sequence[Piece]) -> bool:
    """Return whether some pieces have the same characters in both texts, and none that turn the sense."""
    words = (alignment.old.folded[piece.stretch_a[0] : piece.stretch_a[1] + 2] for piece in group)
    if any(map(names_actor, words)):  # 发达国家 has no sign of its own for an actor in 达
        return False
    old = _OF.sub("", "".join(piece.old for piece in group))
    new = _OF.sub("", "".join(piece.new for piece in group))
    return sorted(old) == sorted(new) and not turns_sense(old) and _RELATIONS.search(old) is None


def _moves_attribute(alignment: AtomAlignment, gone: Piece, come: Piece) -> bool:
    """Return whether an attribute belongs to another item of a list: 食物和有尊严的住房."""
    before, after = sorted((gone, come), key=lambda piece: piece.first)
    passed = alignment.old.folded[slice(*alignment.span(before.last, after.first).stretch_a)]
    if _BETWEEN_ITEMS.search(gone.old):
        return "的" in passed
    return gone.old.endswith("的") and _BETWEEN_ITEMS.search(passed) is not None


def _is_movable(text: str) -> bool:
    return _MOVABLE.fullmatch(text) is not None


def _text_between(alignment: AtomAlignment, gone: Piece, come: Piece) -> str:
    """Return the text between two pieces, over which the one moved; "" if the two texts differ there."""
    first, last = min(gone.last, come.last), max(gone.first, come.first)
    columns = alignment.columns[first:last]
    return "".join(column.a[0].key for column in columns) if all(c.equal for c in columns) else ""


def _moved_text(text: str) -> str:
    return _SERIES.sub("", text)


def _by_clause(text: AnnotatedText, pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return the pieces of each clause of A."""
    groups: list[list[Piece]] = []
    end = -1
    for piece in pieces:
        if end < 0 or CLAUSE_END.search(text.folded, end, piece.stretch_a[0]):
            groups.append([])
        groups[-1].append(piece)
        end = piece.stretch_a[1]
    return groups


def _is_permuted_list(alignment: AtomAlignment, group: Sequence[Piece]) -> bool:
    """Return whether the texts from the first to the last of some pieces are the same items."""
    span = alignment.span(group[0].first, group[-1].last)
    old = alignment.old.folded[slice(*span.stretch_a)]
    new = alignment.new.folded[slice(*span.stretch_b)]
    if CLAUSE_END.search(old) or CLAUSE_END.search(new):
        return False
    items_a, items_b = _items(old), _items(new)
    return len(items_a) > 1 and sorted(items_a) == sorted(items_b)


def _items(text: str) -> list[str]:
    return [item for item in _BETWEEN_ITEMS.split(text) if item]
