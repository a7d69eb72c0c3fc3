"""Two texts collated: paragraphs in rows, the words that differ in each row, and what kind of change each is."""

from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from resolutions.language.characters import fold, is_traditional
from resolutions.reading import Reading
from resolutions.reading.model import Part
from resolutions.un.segmentation import segment

from .alignment import Link, align, crossed
from .classification import row_kind
from .hunks import hunks_between
from .model import Change, Comparison, ComparisonRow, Hunk, Passage, RowKind, Substitution

SAMPLE = 5  # paragraphs that tell in which script a text is
UNLIKE = 0.30  # below this, two paragraphs stand as two blocks
RECURS = 2  # rows in which a substitution must occur to be proposed
LONGEST_SUBSTITUTION = 8  # characters
TOO_UNLIKE = "两段差别太大，未逐词比对。"
TOO_LONG = "段落过长，未逐词比对。"


def passages(reading: Reading) -> tuple[Passage, ...]:
    """The paragraphs of a reading, their words cut."""
    return tuple(
        Passage(p.id, p.part, p.text, tuple(segment(p.text)), p.depth, p.component, p.verb) for p in reading.paragraphs
    )


def collate(a: Sequence[Passage], b: Sequence[Passage], *, characters: bool = False) -> Comparison:
    """Two texts, row by row. `characters` compares single characters instead of words."""
    folded = is_traditional(_all(a[:SAMPLE])) != is_traditional(_all(b[:SAMPLE]))
    links = align(a, b)
    rows = [_row(link, a, b, characters=characters, folded=folded) for link in links]
    paired_a, paired_b = {i for link in links for i in link.a}, {j for link in links for j in link.b}
    rows += [ComparisonRow((p.ident,), (), RowKind.REMOVED) for i, p in enumerate(a) if i not in paired_a]
    rows += [ComparisonRow((), (p.ident,), RowKind.ADDED) for j, p in enumerate(b) if j not in paired_b]
    ordered = _in_reading_order(rows, a, b)
    return Comparison(tuple(a), tuple(b), tuple(ordered), _substitutions(ordered, a, b))


def _all(side: Sequence[Passage]) -> str:
    return "".join(p.text for p in side)


# --- one row --------------------------------------------------------------------------------------


def _row(link: Link, a: Sequence[Passage], b: Sequence[Passage], *, characters: bool, folded: bool) -> ComparisonRow:
    left, right = [a[i] for i in link.a], [b[j] for j in link.b]
    old, new = (fold(_all(side)) if folded else _all(side) for side in (left, right))
    similar = 1.0 if old == new else round(Indel.normalized_similarity(old, new), 3)
    hunks: list[Hunk] = []
    whole = ""
    if len(left) == len(right) == 1 and similar < UNLIKE:
        whole = TOO_UNLIKE
    elif old != new:
        try:
            hunks = hunks_between(left, right, characters=characters, folded=folded)
        except ValueError:
            whole = TOO_LONG
    if len(left) > 1:
        kind = RowKind.MERGE
    elif len(right) > 1:
        kind = RowKind.SPLIT
    else:
        kind = RowKind.AMENDED if whole else row_kind(hunks)
    return ComparisonRow(
        a=tuple(p.ident for p in left),
        b=tuple(p.ident for p in right),
        kind=kind,
        similarity=similar,
        moved=link.moved,
        crossed=crossed(link, a, b),
        sure=link.sure,
        why=tuple(link.why),
        hunks=tuple(hunks),
        whole=whole,
    )


# --- all rows -------------------------------------------------------------------------------------


def _in_reading_order(rows: Sequence[ComparisonRow], a: Sequence[Passage], b: Sequence[Passage]) -> list[ComparisonRow]:
    """Rows as B is read; what was removed follows what stood before it in A and did not move.

    What was removed from the operative part never stands among the preamble of B.
    """
    place = {p.ident: k for k, p in enumerate(b)}
    body = next((k for k, p in enumerate(b) if p.part is not Part.PREAMBLE), len(b))
    of_a = {ident: row for row in rows for ident in row.a}
    keys: dict[int, tuple[int, int]] = {id(row): (place[row.b[0]], 0) for row in rows if row.b}
    before = -1
    for k, passage in enumerate(a):
        row = of_a[passage.ident]
        if not row.b:
            before = before if passage.part is Part.PREAMBLE else max(before, body - 1)
            keys[id(row)] = (before, k + 1)
        elif not row.moved:
            before = place[row.b[-1]]
    return sorted(rows, key=lambda row: keys[id(row)])


def _substitutions(
    rows: Sequence[ComparisonRow], a: Sequence[Passage], b: Sequence[Passage]
) -> tuple[Substitution, ...]:
    """Words that became other words in several rows, the most frequent first."""
    old, new = ({p.ident: p.text for p in side} for side in (a, b))
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        pairs = {(old[h.a][h.a_start : h.a_end], new[h.b][h.b_start : h.b_end]) for h in row.hunks if _is_word(h)}
        counts.update(p for p in pairs if all(w.isalnum() and len(w) <= LONGEST_SUBSTITUTION for w in p))
    return tuple(
        Substitution(before, after, n)
        for (before, after), n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if n >= RECURS
    )


def _is_word(hunk: Hunk) -> bool:
    """Whether a hunk may be a substitution: neither figures nor grammar alone."""
    grammar = hunk.change is Change.WORDING and hunk.shift is None
    return not grammar and hunk.change not in (Change.PUNCTUATION, Change.UPDATED, Change.REDATED)
