"""Alignment of the paragraphs of two texts, including paragraphs that moved, split or merged.

Every paragraph of one text is scored against every paragraph of the other (`similarity`). The best
one-to-one assignment gives the links. Each unlinked paragraph is tried as a part of a paragraph near by that
was split or merged (`split_merge`), then as one that contains an unlinked paragraph or is contained in it
(`containment`), and at last as a part of any paragraph. Links outside the longest common order are moves. The
constants come from tests on the five resolutions and on artificial next versions, repeated by
`python -m benchmarks aligning`.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import product

import numpy as np
from scipy.optimize import linear_sum_assignment

from .containment import find_contained_pairs
from .model import Passage
from .similarity import Matrix, Vocabulary, similarity
from .split_merge import SplitPart, find_split_parts

FLOOR = 0.34  # the least score of a link; the results are the same from .32 to .42
SURE = 0.50  # the least score of a sure link
MARGIN = 0.08  # the least lead of a sure link over every rival
ORDER = 0.06  # the greatest penalty for a position out of order
REACH = 0.2  # the share of the other text at which the penalty reaches ORDER
CONTAINED = "只有一部分见于另一段"  # why such a link may be wrong
FAMILY = 0.05  # the bonus of items whose parents are linked


@dataclass(slots=True)
class Link:
    """Positions in A and in B that belong together: one and one, one and several, or several and one.

    `main` is the pair to which the parts of a split or a merge were added. `why` are the reasons for doubt,
    as sentences for readers; it is empty for a sure link.
    """

    a: list[int]
    b: list[int]
    main: tuple[int, int]
    score: float
    moved: bool = False
    contained: bool = False  # one paragraph, or its opening, is contained in the other
    why: list[str] = field(default_factory=list)

    @property
    def sure(self) -> bool:
        return not self.why


def align(a: Sequence[Passage], b: Sequence[Passage]) -> list[Link]:
    """Return the links between two texts, in the order of A.

    Swapping the sides gives mirrored links, because the alignment is always computed in one of the two
    orders.
    """
    if [p.text for p in b] < [p.text for p in a]:
        mirrored = [_mirror_link(link) for link in _align_in_order(b, a)]
        return sorted(mirrored, key=lambda link: link.a)
    return _align_in_order(a, b)


def _mirror_link(link: Link) -> Link:
    """Return the link with its sides swapped."""
    main = link.main[1], link.main[0]
    return replace(link, a=link.b, b=link.a, main=main)


def _align_in_order(a: Sequence[Passage], b: Sequence[Passage]) -> list[Link]:
    if not a or not b:
        return []
    vocabulary = Vocabulary.of(a, b)
    scores = _penalize_order(similarity(a, b, vocabulary))
    pairs = _assign_pairs(scores)
    bonus = _family_bonus(a, b, pairs)
    if bonus is not None:
        scores += bonus
        pairs = _assign_pairs(scores)
    links = [Link([i], [j], (i, j), float(scores[i, j])) for i, j in pairs]
    _note_doubts(links, scores)
    parts = find_split_parts(a, b, pairs=pairs, vocabulary=vocabulary)
    contained = find_contained_pairs(
        a,
        b,
        placed_a={i for i, _ in pairs} | {part.position for part in parts if part.side == "a"},
        placed_b={j for _, j in pairs} | {part.position for part in parts if part.side == "b"},
        vocabulary=vocabulary,
    )
    links += [
        Link([i], [j], (i, j), float(scores[i, j]), contained=True, why=[CONTAINED]) for i, j in contained
    ]
    pairs = sorted([*pairs, *contained])
    far_parts = find_split_parts(a, b, pairs=pairs, found=parts, vocabulary=vocabulary, far=True)
    for part in [*parts, *far_parts]:
        _attach_part(links, part)
    _mark_moves(links, a, b)
    return links


def _assign_pairs(scores: Matrix) -> list[tuple[int, int]]:
    """Return the one-to-one pairs with the greatest total score, in the order of A."""
    usable_scores = np.where(scores >= FLOOR, scores, 0)
    rows, columns = linear_sum_assignment(usable_scores, maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if scores[i, j] >= FLOOR]


def _penalize_order(scores: Matrix) -> Matrix:
    """Return the scores minus a penalty for the distance from the position that the neighbours suggest.

    Pairs that are sure and each other's best are anchors; positions between them are interpolated.
    """
    best = scores.argmax(axis=1)
    anchors = [(i, int(j)) for i, j in enumerate(best) if scores[i, j] >= SURE and scores[:, j].argmax() == i]
    if len(anchors) < 2:
        return scores
    in_order = max_weight_increasing_subsequence([j for _, j in anchors])
    anchors = [anchor for k, anchor in enumerate(anchors) if k in in_order]
    height, width = scores.shape
    known_rows = [-1, *(i for i, _ in anchors), height]
    known_columns = [-1, *(j for _, j in anchors), width]
    expected = np.interp(np.arange(height), known_rows, known_columns)
    distance = np.abs(np.arange(width)[None, :] - expected[:, None]) / (REACH * width)
    return np.asarray(scores - ORDER * np.minimum(1, distance), dtype=np.float32)


def _parents(passages: Sequence[Passage]) -> list[int]:
    """Return the position of the parent of each paragraph, or -1."""
    parents, ancestors = [], [-1]
    for position, passage in enumerate(passages):
        del ancestors[passage.depth + 1 :]
        parent = ancestors[-1] if passage.depth else -1
        parents.append(parent)
        ancestors += [position] * (passage.depth + 2 - len(ancestors))
    return parents


def _family_bonus(a: Sequence[Passage], b: Sequence[Passage], pairs: list[tuple[int, int]]) -> Matrix | None:
    """Return FAMILY for each pair of items whose parents are linked; None if a text has no items."""
    if not any(p.depth for p in a) or not any(p.depth for p in b):
        return None
    linked = dict(pairs)
    parents = np.array([linked.get(i, -2) for i in _parents(a)])
    return np.asarray(FAMILY * (parents[:, None] == np.array(_parents(b))[None, :]), dtype=np.float32)


def _note_doubts(links: list[Link], scores: Matrix) -> None:
    """Note for every link why it may be wrong: it is weak, or another one is nearly as good."""
    if not links:
        return
    best_in_rows = -np.sort(-scores, axis=1)[:, :2]
    best_in_columns = -np.sort(-scores, axis=0)[:2]
    for link in links:
        i, j = link.main
        rival = 0.0
        for best in (best_in_rows[i], best_in_columns[:, j]):
            rivals = best[1:] if best[0] == scores[i, j] else best[:1]
            if len(rivals):
                rival = max(rival, float(rivals[0]))
        if link.score < SURE:
            link.why.append("相似度低")
        if link.score - rival < MARGIN:
            link.why.append("另有一段同样相近")


def _attach_part(links: list[Link], part: SplitPart) -> None:
    """Add a part to the link of its whole."""
    if part.side == "a":
        link = next(link for link in links if part.whole in link.b)
        link.a = sorted([*link.a, part.position])
    else:
        link = next(link for link in links if part.whole in link.a)
        link.b = sorted([*link.b, part.position])
    link.why = ["一段对多段"]


def _mark_moves(links: list[Link], a: Sequence[Passage], b: Sequence[Passage]) -> None:
    """Mark as moves the links outside the order that most paragraphs keep.

    Of several such orders, take the one with the most text. A link between the preamble and another part
    is always a move; it does not make moves of others.
    """
    links.sort(key=lambda link: link.main)
    staying = [link for link in links if a[link.main[0]].part is b[link.main[1]].part]
    weights = [1 + (_shared_length(link, a, b) + link.score) / 1e6 for link in staying]
    in_order = max_weight_increasing_subsequence([link.main[1] for link in staying], weights)
    kept = {staying[position].main for position in in_order}
    for link in links:
        link.moved = link.main not in kept or crossed(link, a, b)


def crossed(link: Link, a: Sequence[Passage], b: Sequence[Passage]) -> bool:
    """Return whether a link joins the preamble and another part, be it by one of the parts of a split."""
    return any(a[i].part is not b[j].part for i, j in product(link.a, link.b))


def _shared_length(link: Link, a: Sequence[Passage], b: Sequence[Passage]) -> int:
    """Return the sum of the shorter lengths of all pairs of paragraphs in a link, in characters."""
    return sum(min(len(a[i].text), len(b[j].text)) for i, j in product(link.a, link.b))


def max_weight_increasing_subsequence(
    values: Sequence[int], weights: Sequence[float] | None = None
) -> set[int]:
    """Return the positions of the increasing subsequence of
    greatest weight; without weights, of the longest.
    """
    # The candidates are the subsequences that may still grow. Their last values and their weights increase.
    ends: list[int] = []  # the last value of each candidate
    totals: list[float] = []  # the weight of each
    last: list[int] = []  # the last position of each
    before: dict[int, int] = {}  # the position before each position in its subsequence
    for position, value in enumerate(values):
        at = bisect_left(ends, value)
        total = weights[position] if weights else 1
        if at:
            total += totals[at - 1]
        before[position] = last[at - 1] if at else -1
        end = at  # of the candidates that are not better than the new one, which replaces them
        while end < len(ends) and totals[end] <= total:
            end += 1
        ends[at:end], totals[at:end], last[at:end] = [value], [total], [position]
    positions: set[int] = set()
    position = last[-1] if last else -1
    while position >= 0:
        positions.add(position)
        position = before[position]
    return positions
