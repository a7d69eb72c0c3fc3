"""Collation of two texts: rows of paragraphs that belong
together, with the classified changes in each row.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

from rapidfuzz.distance import Indel

from resolutions.language.characters import fold, is_traditional
from resolutions.reading import Reading
from resolutions.reading.model import Paragraph, Part
from resolutions.un.segmentation import segment

from .alignment import Link, align, crossed
from .classification import row_kind
from .hunks import HunksAndPieces, hunks_between
from .model import Comparison, ComparisonRow, Passage, PassageNote, RowKind, Substitution
from .note_changes import note_changes
from .word_diff import TextsTooLong

SAMPLE = 5  # paragraphs by which the script of a text is recognized
UNLIKE = 0.30  # the words of two paragraphs less similar than this are not compared
# They are compared nevertheless if this share of the shorter one is in the other, unless it has fewer than
# SHORT characters: such a text is contained in anything.
CONTAINED = 0.70
SHORT = 10
RECURS = 2  # the least count of a substitution
LONGEST_SUBSTITUTION = 8  # characters
TOO_UNLIKE = "两段差别太大，未逐词比对。"
TOO_LONG = "段落过长，未逐词比对。"


def passages(reading: Reading) -> tuple[Passage, ...]:
    """Return the paragraphs of a reading, segmented into words."""
    texts = {note.marker: note.text for note in reversed(reading.footnotes)}
    return tuple(_passage(paragraph, texts) for paragraph in reading.paragraphs)


def _passage(paragraph: Paragraph, texts_of_notes: Mapping[str, str]) -> Passage:
    markers = [mark.marker for mark in paragraph.marks if mark.marker in texts_of_notes]
    return Passage(
        ident=paragraph.id,
        part=paragraph.part,
        text=paragraph.text,
        words=tuple(segment(paragraph.text)),
        depth=paragraph.depth,
        component=paragraph.component,
        verb=paragraph.verb,
        notes=tuple(PassageNote(marker, texts_of_notes[marker]) for marker in markers),
    )


def collate(a: Sequence[Passage], b: Sequence[Passage], *, characters: bool = False) -> Comparison:
    """Return the comparison of two texts. `characters` compares single characters instead of words.

    If one text is Traditional and the other Simplified, both count as the same script.
    """
    folded = is_traditional(_joined_text(a[:SAMPLE])) != is_traditional(_joined_text(b[:SAMPLE]))
    links = align(a, b)
    rows = [_row(link, a, b, characters=characters, folded=folded) for link in links]
    linked_a = set(chain.from_iterable(link.a for link in links))
    linked_b = set(chain.from_iterable(link.b for link in links))
    rows += [ComparisonRow((p.ident,), (), RowKind.REMOVED) for i, p in enumerate(a) if i not in linked_a]
    rows += [ComparisonRow((), (p.ident,), RowKind.ADDED) for j, p in enumerate(b) if j not in linked_b]
    ordered = _in_reading_order(rows, a, b, dict(link.main for link in links))
    return Comparison(tuple(a), tuple(b), tuple(ordered), _substitutions(ordered))


def _joined_text(passages: Sequence[Passage]) -> str:
    return "".join(p.text for p in passages)


# --- one row --------------------------------------------------------------------------------------


def _row(
    link: Link, a: Sequence[Passage], b: Sequence[Passage], *, characters: bool, folded: bool
) -> ComparisonRow:
    left, right = [a[i] for i in link.a], [b[j] for j in link.b]
    old, new = _joined_text(left), _joined_text(right)
    if folded:
        old, new = fold(old), fold(new)
    similarity = 1.0 if old == new else round(Indel.normalized_similarity(old, new), 3)
    found = HunksAndPieces([], [], [])
    whole = ""
    is_contained = link.contained or _contains(old, new, similarity)
    if len(left) == len(right) == 1 and similarity < UNLIKE and not is_contained:
        whole = TOO_UNLIKE
    elif old != new:
        try:
            found = hunks_between(left, right, characters=characters, folded=folded)
        except TextsTooLong:
            whole = TOO_LONG
    if len(left) > 1:
        kind = RowKind.MERGE
    elif len(right) > 1:
        kind = RowKind.SPLIT
    elif whole:
        kind = RowKind.AMENDED
    else:
        kind = row_kind(found.pieces)
    return ComparisonRow(
        a=tuple(p.ident for p in left),
        b=tuple(p.ident for p in right),
        kind=kind,
        similarity=similarity,
        moved=link.moved,
        crossed=crossed(link, a, b),
        sure=link.sure,
        why=tuple(link.why),
        hunks=tuple(found.hunks),
        whole=whole,
        replaced=tuple(found.replaced),
        notes=note_changes(left, right),
    )


def _contains(old: str, new: str, similarity: float) -> bool:
    """Return whether the longer of two texts contains almost all characters of the shorter one, in order."""
    shared = similarity * (len(old) + len(new)) / 2
    shorter = min(len(old), len(new))
    return shorter >= SHORT and shared >= CONTAINED * shorter


# --- all rows -------------------------------------------------------------------------------------


def _in_reading_order(
    rows: Sequence[ComparisonRow],
    a: Sequence[Passage],
    b: Sequence[Passage],
    partners: Mapping[int, int],
) -> list[ComparisonRow]:
    """Return the rows in the order of B.

    A removed paragraph follows the paragraph that precedes it in A and did not move. A paragraph removed
    from the operative part is never placed in the preamble of B. `partners` has the position in B of the
    counterpart of each linked paragraph of A.
    """
    position_in_b = {p.ident: k for k, p in enumerate(b)}
    first_operative = next((k for k, p in enumerate(b) if p.part is not Part.PREAMBLE), len(b))
    row_of_a: dict[str, ComparisonRow] = {}
    for row in rows:
        row_of_a |= dict.fromkeys(row.a, row)
    sort_keys: dict[int, tuple[int, int]] = {id(row): (position_in_b[row.b[0]], 0) for row in rows if row.b}
    before = -1
    for k, passage in enumerate(a):
        row = row_of_a[passage.ident]
        if not row.b:
            if passage.part is not Part.PREAMBLE:
                before = max(before, first_operative - 1)
            sort_keys[id(row)] = (before, k + 1)
        elif not row.moved and k in partners:
            before = partners[k]
            while before + 1 < len(b) and b[before + 1].ident in row.b:  # the parts of a split that follow
                before += 1
    return sorted(rows, key=lambda row: sort_keys[id(row)])


def _substitutions(rows: Sequence[ComparisonRow]) -> tuple[Substitution, ...]:
    """Return the words that became other words several times, the most frequent first."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        counts.update(pair for pair in row.replaced if all(map(_is_short_word, pair)))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Substitution(old, new, count) for (old, new), count in ranked if count >= RECURS)


def _is_short_word(text: str) -> bool:
    return text.isalnum() and len(text) <= LONGEST_SUBSTITUTION
