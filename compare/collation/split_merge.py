"""Paragraphs that were split or merged: what is left over is tried as a part of a linked paragraph."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from .model import Passage
from .similarity import Matrix, Vocabulary

# A part stands at most so many paragraphs from the one that has the rest, explains so much of the
# whole's weight that the rest does not, and has so much of its own weight in the whole. Short parts of
# long wholes need to be in it almost whole; real halves may be rewritten.
BOUNDS = ((2, 0.16, 0.25), (4, 0.08, 0.40))
LEAST_COVER = min(cover for _, _, cover in BOUNDS)
# Beyond that a part must be, nearly word for word, one clause of the whole.
CLAUSE = 0.70


@dataclass(frozen=True, slots=True)
class SplitPart:
    """A paragraph left over on one `side` ("a" or "b") is a part of paragraph `whole` of the other."""

    side: str
    left_over: int
    whole: int


def find_split_parts(
    a: Sequence[Passage], b: Sequence[Passage], pairs: Sequence[tuple[int, int]], vocabulary: Vocabulary
) -> list[SplitPart]:
    """The parts among what is left over. A paragraph that has parts is no part itself."""
    of_a, of_b = vocabulary.covers(len(a))
    merged = [SplitPart("a", u, j) for u, j in _parts(a, b, pairs, of_a, vocabulary)]
    taken = {piece.whole for piece in merged}
    mirrored = [(j, i) for i, j in pairs if j not in taken]
    return [*merged, *(SplitPart("b", u, i) for u, i in _parts(b, a, mirrored, of_b, vocabulary))]


def _parts(
    mine: Sequence[Passage],
    other: Sequence[Passage],
    pairs: Sequence[tuple[int, int]],
    covers: Matrix,
    vocabulary: Vocabulary,
) -> Iterator[tuple[int, int]]:
    """Every paragraph of mine that is left over, and the paragraph of the other text of which it is a part."""
    linked = {i for i, _ in pairs}
    for u in (u for u in range(len(mine)) if u not in linked):
        best: tuple[float, int] | None = None
        held = covers[u].tolist()
        for i, j in pairs:
            cover = held[j]
            if cover < LEAST_COVER:
                continue
            bounds = [(gain, least) for reach, gain, least in BOUNDS if abs(i - u) <= reach]
            if not bounds and any(_alike(mine[u].masked, clause) for clause in other[j].clauses):
                bounds = [BOUNDS[-1][1:]]
            if not bounds:
                continue
            added = (mine[u].terms.keys() & other[j].terms.keys()) - mine[i].terms.keys()
            gain = vocabulary.mass(added) / max(vocabulary.mass(other[j].terms), 1e-9)
            if any(gain >= g and cover >= c for g, c in bounds):
                best = max(best or (0.0, 0), (gain + cover, j))
        if best:
            yield u, best[1]


def _alike(part: str, clause: str) -> bool:
    return Indel.normalized_similarity(part, clause, score_cutoff=CLAUSE) > 0
