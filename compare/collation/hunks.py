"""Hunks between paragraphs that belong together: where the words differ, and the class of each change.

Hunks are words as a person reads them; their classes come from the pieces in them (classification.py).
"""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from resolutions.language.characters import fold

from .annotated_text import AnnotatedText, Stretch
from .classification import WITHOUT_SUBSTANCE, classify_changes, most_severe
from .model import Change, Hunk, Passage
from .pieces import ClassifiedPiece
from .verb_changes import verb_change
from .word_diff import common_affixes, word_edits


class HunksAndPieces(NamedTuple):
    """The hunks of a row; the changes piece by piece, from which the kind of the row follows; and the words
    that became other words, each time that they did.
    """

    hunks: list[Hunk]
    pieces: list[ClassifiedPiece]
    replaced: list[tuple[str, str]]


def hunks_between(
    left: Sequence[Passage], right: Sequence[Passage], *, characters: bool = False, folded: bool = False
) -> HunksAndPieces:
    """Return the hunks between paragraphs of both sides, each side taken as one text, and their pieces.

    `characters` shows the changes by characters instead of words; `folded` treats Traditional and Simplified
    characters as the same. The pieces depend on neither. Raise TextsTooLong if the texts are too long to be
    compared.
    """
    old, new = _as_text(left), _as_text(right)
    stretches = _changed_stretches(old, new, characters=characters, folded=folded)
    if not stretches:
        return HunksAndPieces([], [], [])
    pieces = classify_changes(old, new)
    hunks = []
    of_hunks = _pieces_of_hunks(stretches, pieces)
    for (stretch_a, stretch_b), inside in zip(stretches, of_hunks, strict=True):
        whole = most_severe(inside) if inside else ClassifiedPiece(stretch_a, stretch_b, Change.PUNCTUATION)
        shift = next((piece.shift for piece in inside if piece.shift), None)
        sure = whole.change not in WITHOUT_SUBSTANCE or all(piece.sure for piece in inside)
        if len(left) == len(right) == 1:
            places = [((left[0].ident, *stretch_a), (right[0].ident, *stretch_b))]
            head, tail = common_affixes(old.text[slice(*stretch_a)], new.text[slice(*stretch_b)])
        else:
            places = _pair_places(_places(stretch_a, left), _places(stretch_b, right))
            head = tail = 0
        for place_a, place_b in places:
            hunk = Hunk(
                *place_a, *place_b, whole.change, shift, head, tail, sure=sure, backward=whole.backward
            )
            hunks.append(hunk)
    return HunksAndPieces(hunks, pieces, _replaced_words(old, new, pieces))


def _pieces_of_hunks(
    stretches: Sequence[tuple[Stretch, Stretch]], pieces: Sequence[ClassifiedPiece]
) -> list[list[ClassifiedPiece]]:
    """Return the pieces in each hunk. A piece that no hunk shows belongs to the nearest."""
    of_hunks: list[list[ClassifiedPiece]] = [[] for _ in stretches]
    for piece in pieces:
        distances = [
            min(_distance(piece.a, stretch_a), _distance(piece.b, stretch_b))
            for stretch_a, stretch_b in stretches
        ]
        touched = [k for k, distance in enumerate(distances) if distance < 0]
        for k in touched or [distances.index(min(distances))]:
            of_hunks[k].append(piece)
    return of_hunks


def _distance(a: Stretch, b: Stretch) -> int:
    """Return how far two stretches are apart in characters; -1 if they have a character in common."""
    if a[0] < b[1] and b[0] < a[1]:
        return -1
    return max(b[0] - a[1], a[0] - b[1], 0)


def _replaced_words(
    old: AnnotatedText, new: AnnotatedText, pieces: Sequence[ClassifiedPiece]
) -> list[tuple[str, str]]:
    """Return the words that became other words; both are widened by the same number of characters."""
    pairs = []
    for piece in pieces:
        is_word = piece.change in (Change.VARIANT, Change.SUBSTANCE, Change.VERB) or piece.shift is not None
        if not is_word or piece.a[0] == piece.a[1] or piece.b[0] == piece.b[1]:
            continue
        words_a, words_b = old.words_around(piece.a), new.words_around(piece.b)
        left = max(piece.a[0] - words_a[0], piece.b[0] - words_b[0])
        right = max(words_a[1] - piece.a[1], words_b[1] - piece.b[1])
        start_a, start_b = max(piece.a[0] - left, 0), max(piece.b[0] - left, 0)
        pairs.append((old.text[start_a : piece.a[1] + right], new.text[start_b : piece.b[1] + right]))
    return pairs


def _as_text(side: Sequence[Passage]) -> AnnotatedText:
    """Return the paragraphs of one side as one text."""
    if len(side) == 1:
        return side[0].as_text
    words = list(chain.from_iterable(passage.words for passage in side))
    return AnnotatedText.of(words, side[0].verb or "")


def _changed_stretches(
    old: AnnotatedText, new: AnnotatedText, *, characters: bool, folded: bool
) -> list[tuple[Stretch, Stretch]]:
    """Return the stretches of characters that changed, in pairs; one of a pair may be empty."""
    units_a: Sequence[str] = old.words
    units_b: Sequence[str] = new.words
    offsets_a, offsets_b = old.starts, new.starts  # of the units, in characters
    if characters:
        units_a, units_b = old.text, new.text
        offsets_a, offsets_b = range(len(old.text) + 1), range(len(new.text) + 1)
    if folded:
        units_a = [fold(unit) for unit in units_a]
        units_b = [fold(unit) for unit in units_b]
    stretches = []
    for edit in word_edits(units_a, units_b):
        if edit.equal:
            continue
        stretch_a = offsets_a[edit.a_start], offsets_a[edit.a_end]
        stretch_b = offsets_b[edit.b_start], offsets_b[edit.b_end]
        stretches += _split_at_verb(old, stretch_a, new, stretch_b)
    return stretches


def _split_at_verb(
    old: AnnotatedText, stretch_a: Stretch, new: AnnotatedText, stretch_b: Stretch
) -> list[tuple[Stretch, Stretch]]:
    """Split a change after the lead verbs, if these changed in a way that matters."""
    if old.verb == new.verb or not old.holds_verb(*stretch_a) or not new.holds_verb(*stretch_b):
        return [(stretch_a, stretch_b)]
    (start_a, end_a), (start_b, end_b) = stretch_a, stretch_b
    verb_end_a, verb_end_b = old.verb_span[1], new.verb_span[1]
    _change, shift, _sure = verb_change(old.verb, new.verb)
    if (verb_end_a, verb_end_b) == (end_a, end_b) or not shift:
        return [(stretch_a, stretch_b)]
    verbs = (start_a, verb_end_a), (start_b, verb_end_b)
    rest_a, rest_b = _without_common_start(old, (verb_end_a, end_a), new, (verb_end_b, end_b))
    if rest_a[0] < rest_a[1] or rest_b[0] < rest_b[1]:
        return [verbs, (rest_a, rest_b)]
    return [verbs]


def _without_common_start(
    old: AnnotatedText, stretch_a: Stretch, new: AnnotatedText, stretch_b: Stretch
) -> tuple[Stretch, Stretch]:
    """Return two stretches without the words with which both begin."""
    (start_a, end_a), (start_b, end_b) = stretch_a, stretch_b
    shared, _ = common_affixes(old.text[start_a:end_a], new.text[start_b:end_b])
    starts_a, starts_b = set(old.starts), set(new.starts)
    while shared and not (start_a + shared in starts_a and start_b + shared in starts_b):
        shared -= 1
    return (start_a + shared, end_a), (start_b + shared, end_b)


Place = tuple[str, int, int]


def _places(stretch: Stretch, paragraphs: Sequence[Passage]) -> list[Place]:
    """Return the places of a stretch in the paragraphs that make up a text: id, start, end.

    An empty stretch has one place, at the start of a paragraph rather than at the end of the one before.
    """
    start, end = stretch
    places, offset = [], 0
    for k, paragraph in enumerate(paragraphs):
        length = len(paragraph.text)
        first, last = max(start - offset, 0), min(end - offset, length)
        is_last = k == len(paragraphs) - 1
        starts_here = 0 <= start - offset < length or (is_last and start - offset == length)
        if first < last or (start == end and starts_here):
            places.append((paragraph.ident, first, last))
        offset += length
    return places


def _pair_places(places_a: list[Place], places_b: list[Place]) -> list[tuple[Place, Place]]:
    """Return the places of one hunk in pairs; empty places at its end fill up the side with fewer."""
    longer = max(len(places_a), len(places_b))
    return list(zip(_fill_up(places_a, longer), _fill_up(places_b, longer), strict=True))


def _fill_up(places: list[Place], length: int) -> list[Place]:
    ident, _start, end = places[-1]
    return places + [(ident, end, end)] * (length - len(places))
