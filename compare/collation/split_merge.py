"""Paragraphs that were split or merged: each unlinked paragraph is tried as a part of a linked one."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import inf

import numpy as np

from .containment import contained_share
from .model import Passage
from .similarity import Matrix, Vocabulary

Pair = tuple[int, int]  # positions of two paragraphs

# Each bound gives: the greatest distance in paragraphs between a part and the paragraph that has the
# rest; the least share of the whole's weight that the part adds to the rest; and the least share of the
# part's own weight that the whole contains. A short part of a long whole must be almost completely
# in it, while a real half may be rewritten.
NEAR = ((2, 0.16, 0.25), (4, 0.08, 0.40))
# At a greater distance, and in the other part of the text, the whole must also contain this share of the
# part's characters in the same order.
FAR = (inf, 0.08, 0.50)
FAR_SHARE = 0.70


@dataclass(frozen=True, slots=True)
class SplitPart:
    """An unlinked paragraph on one `side` ("a" or "b") that is a part of paragraph `whole` of the other."""

    side: str
    position: int
    whole: int


@dataclass(frozen=True, slots=True)
class SplitSide:
    """One side of a search for parts: the paragraphs that may be parts, and those of the other text.

    `pairs` are the positions of linked paragraphs that may get parts, own side first. `placed` are the
    positions of the own side that are linked, or parts. `covers` are the shares of each paragraph of the own
    side that each paragraph of the other contains.
    """

    own: Sequence[Passage]
    other: Sequence[Passage]
    pairs: Sequence[Pair]
    placed: AbstractSet[int]
    covers: Matrix


def find_split_parts(
    a: Sequence[Passage],
    b: Sequence[Passage],
    *,
    pairs: Sequence[Pair],
    found: Sequence[SplitPart] = (),
    vocabulary: Vocabulary,
    far: bool = False,
) -> list[SplitPart]:
    """Return the unlinked paragraphs that are parts of linked ones, near these or, if `far`, anywhere.

    `pairs` are the positions in A and B of the linked paragraphs, `found` the parts that are known. A
    paragraph that has parts is not a part itself.
    """
    covers_a, covers_b = vocabulary.covers
    split = {part.whole for part in found if part.side == "b"}
    placed = {i for i, _ in pairs} | {part.position for part in found if part.side == "a"}
    side = SplitSide(a, b, [(i, j) for i, j in pairs if i not in split], placed, covers_a)
    merged_parts = [SplitPart("a", *part) for part in _parts(side, vocabulary, far=far)]

    merged = {part.whole for part in [*found, *merged_parts] if part.side == "a"}
    placed = {j for _, j in pairs} | {part.position for part in found if part.side == "b"}
    side = SplitSide(b, a, [(j, i) for i, j in pairs if j not in merged], placed, covers_b)
    return merged_parts + [SplitPart("b", *part) for part in _parts(side, vocabulary, far=far)]


def _parts(side: SplitSide, vocabulary: Vocabulary, *, far: bool) -> Iterator[Pair]:
    """Yield the positions of each part on its own side and of its whole on the other side."""
    if not side.pairs:
        return
    bounds = (FAR,) if far else NEAR
    greatest_reach = max(reach for reach, _, _ in bounds)
    least_cover = min(cover for _, _, cover in bounds)
    counterparts, wholes = np.array(side.pairs).T
    for position, passage in enumerate(side.own):
        if position in side.placed:
            continue
        best: tuple[float, int] | None = None
        covers = side.covers[position, wholes]
        possible = (covers >= least_cover) & (abs(counterparts - position) <= greatest_reach)
        for k in np.flatnonzero(possible).tolist():
            i, j = side.pairs[k]
            cover = float(covers[k])
            whole = side.other[j]
            added = (passage.terms.keys() & whole.terms.keys()) - side.own[i].terms.keys()
            gain = vocabulary.mass(added) / max(vocabulary.mass(whole.terms), 1e-9)
            is_part = any(
                abs(i - position) <= reach and gain >= least_gain and cover >= least
                for reach, least_gain, least in bounds
            )
            if is_part and (not far or contained_share(passage.masked, whole.masked) >= FAR_SHARE):
                best = max(best or (0.0, 0), (gain + cover, j))
        if best:
            yield position, best[1]
