"""Paragraphs that were split or merged: each unlinked paragraph is tried as a part of a linked one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from .model import Passage
from .similarity import Matrix, Vocabulary

# Each bound gives: the greatest distance in paragraphs between a part and the paragraph that has the
# rest; the least share of the whole's weight that the part adds to the rest; and the least share of the
# part's own weight that the whole contains. A short part of a long whole must be almost completely
# in it, while a real half may be rewritten.
BOUNDS = ((2, 0.16, 0.25), (4, 0.08, 0.40))
LEAST_COVER = min(cover for _, _, cover in BOUNDS)
# At a greater distance, a part must be one clause of the whole, almost word for word.
CLAUSE = 0.70


@dataclass(frozen=True, slots=True)
class SplitPart:
    """An unlinked paragraph on one `side` ("a" or "b") that is a part of paragraph `whole` of the other."""

    side: str
    position: int
    whole: int


def find_split_parts(
    a: Sequence[Passage], b: Sequence[Passage], pairs: Sequence[tuple[int, int]], vocabulary: Vocabulary
) -> list[SplitPart]:
    """Return the unlinked paragraphs that are parts of linked ones.

    `pairs` are the positions in A and B of the linked paragraphs. A paragraph that has parts is not a
    part itself.
    """
    covers_a, covers_b = vocabulary.covers(len(a))
    merged_parts = [
        SplitPart("a", position, whole)
        for position, whole in _parts(a, b, pairs=pairs, covers=covers_a, vocabulary=vocabulary)
    ]
    wholes = {part.whole for part in merged_parts}
    mirrored = [(j, i) for i, j in pairs if j not in wholes]
    split_parts = [
        SplitPart("b", position, whole)
        for position, whole in _parts(b, a, pairs=mirrored, covers=covers_b, vocabulary=vocabulary)
    ]
    return merged_parts + split_parts


def _parts(
    own_side: Sequence[Passage],
    other_side: Sequence[Passage],
    *,
    pairs: Sequence[tuple[int, int]],
    covers: Matrix,
    vocabulary: Vocabulary,
) -> Iterator[tuple[int, int]]:
    """Yield the positions of each part on its own side and of its whole on the other side."""
    linked = {i for i, _ in pairs}
    for position, passage in enumerate(own_side):
        if position in linked:
            continue
        best: tuple[float, int] | None = None
        passage_covers = covers[position].tolist()
        for i, j in pairs:
            cover = passage_covers[j]
            if cover < LEAST_COVER:
                continue
            whole = other_side[j]
            bounds = [(gain, least) for reach, gain, least in BOUNDS if abs(i - position) <= reach]
            if not bounds and any(_is_same_clause(passage.masked, clause) for clause in whole.clauses):
                bounds = [BOUNDS[-1][1:]]
            if not bounds:
                continue
            added = (passage.terms.keys() & whole.terms.keys()) - own_side[i].terms.keys()
            gain = vocabulary.mass(added) / max(vocabulary.mass(whole.terms), 1e-9)
            if any(gain >= least_gain and cover >= least_cover for least_gain, least_cover in bounds):
                best = max(best or (0.0, 0), (gain + cover, j))
        if best:
            yield position, best[1]


def _is_same_clause(part: str, clause: str) -> bool:
    return Indel.normalized_similarity(part, clause, score_cutoff=CLAUSE) > 0
