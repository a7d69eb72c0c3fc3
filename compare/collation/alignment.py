"""Which paragraphs of two texts belong together, wherever they stand.

Every paragraph is measured against every other (`similarity`), the best one-to-one assignment is
taken, and what is left over is tried as one half of a paragraph that was split or merged (`pieces`).
Links out of the longest common order are moves. Figures: research on the five resolutions and on
made-up next versions, repeated by `python -m benchmarks aligning`.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linear_sum_assignment

from .model import Passage
from .similarity import Matrix, Vocabulary, similarity
from .split_merge import find_split_parts

FLOOR = 0.34  # less alike than this is no counterpart; flat from .32 to .42
SURE = 0.50
MARGIN = 0.08  # by which a sure link leads every rival
ORDER = 0.06  # at most this is taken off for standing elsewhere
REACH = 0.2  # of the other text: so far away the order costs all of ORDER
FAMILY = 0.05  # for standing under paragraphs that are linked


@dataclass(slots=True)
class Link:
    """Positions in A and in B that belong together: one and one, one and several, several and one."""

    a: list[int]
    b: list[int]
    score: float
    moved: bool = False
    why: list[str] = field(default_factory=list)

    @property
    def sure(self) -> bool:
        return not self.why


def align(a: Sequence[Passage], b: Sequence[Passage]) -> list[Link]:
    """The links between two texts, in the order of A.

    Both orders of the sides give mirrored links: the work is always done in one of them.
    """
    if [p.text for p in b] < [p.text for p in a]:
        mirrored = [Link(link.b, link.a, link.score, link.moved, link.why) for link in _align(b, a)]
        return sorted(mirrored, key=lambda link: link.a)
    return _align(a, b)


def _align(a: Sequence[Passage], b: Sequence[Passage]) -> list[Link]:
    if not a or not b:
        return []
    vocabulary = Vocabulary.of(a, b)
    scores = _with_order(similarity(a, b, vocabulary))
    pairs = _assigned(scores)
    family = _family(a, b, pairs)
    if family is not None:
        scores += family
        pairs = _assigned(scores)
    links = [Link([i], [j], float(scores[i, j])) for i, j in pairs]
    _doubt(links, scores)
    for piece in find_split_parts(a, b, pairs, vocabulary):
        _attach(links, piece.side, piece.left_over, piece.whole)
    _mark_moves(links, a, b)
    return links


def _assigned(scores: Matrix) -> list[tuple[int, int]]:
    """The one-to-one pairs of the greatest total, in the order of A."""
    worth = np.where(scores >= FLOOR, scores, 0)
    rows, columns = linear_sum_assignment(worth, maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if scores[i, j] >= FLOOR]


def _with_order(scores: Matrix) -> Matrix:
    """Scores less a little for every paragraph that stands far from where its neighbours lead.

    Pairs that are each other's best and sure are anchors; between them places are interpolated.
    """
    best = scores.argmax(axis=1)
    anchors = [(i, int(j)) for i, j in enumerate(best) if scores[i, j] >= SURE and scores[:, j].argmax() == i]
    if len(anchors) < 2:
        return scores
    kept = max_weight_increasing_subsequence([j for _, j in anchors])
    anchors = [anchor for k, anchor in enumerate(anchors) if k in kept]
    height, width = scores.shape
    expected = np.interp(
        np.arange(height), [-1, *(i for i, _ in anchors), height], [-1, *(j for _, j in anchors), width]
    )
    away = np.abs(np.arange(width)[None, :] - expected[:, None]) / (REACH * width)
    return np.asarray(scores - ORDER * np.minimum(1, away), dtype=np.float32)


def _parents(passages: Sequence[Passage]) -> list[int]:
    """The position of the paragraph under which each stands, or -1."""
    parents, above = [], [-1]
    for position, passage in enumerate(passages):
        del above[passage.depth + 1 :]
        parents.append(above[-1] if passage.depth else -1)
        above += [position] * (passage.depth + 2 - len(above))
    return parents


def _family(a: Sequence[Passage], b: Sequence[Passage], pairs: list[tuple[int, int]]) -> Matrix | None:
    """A little for items whose parents are linked; None where there are no items."""
    if not any(p.depth for p in a) or not any(p.depth for p in b):
        return None
    linked = dict(pairs)
    parents = np.array([linked.get(i, -2) for i in _parents(a)])
    return np.asarray(FAMILY * (parents[:, None] == np.array(_parents(b))[None, :]), dtype=np.float32)


def _doubt(links: list[Link], scores: Matrix) -> None:
    """Say of every link why it may be wrong: it is weak, or another is nearly as good."""
    if not links:
        return
    ranked_rows, ranked_columns = -np.sort(-scores, axis=1)[:, :2], -np.sort(-scores, axis=0)[:2]
    for link in links:
        i, j = link.a[0], link.b[0]
        rival = 0.0
        for ranked in (ranked_rows[i], ranked_columns[:, j]):
            others = ranked[1:] if ranked[0] == scores[i, j] else ranked[:1]
            rival = max(rival, float(others[0]) if len(others) else 0.0)
        if link.score < SURE:
            link.why.append("相似度低")
        if link.score - rival < MARGIN:
            link.why.append("另有一段同样相近")


def _attach(links: list[Link], side: str, left_over: int, whole: int) -> None:
    """Let a paragraph that was left over on one side join the link of a paragraph of the other."""
    mine, other = ("a", "b") if side == "a" else ("b", "a")
    link = next(link for link in links if whole in getattr(link, other))
    setattr(link, mine, sorted([*getattr(link, mine), left_over]))
    link.why = ["一段对多段"]


def _mark_moves(links: list[Link], a: Sequence[Passage], b: Sequence[Passage]) -> None:
    """Links out of the order that most paragraphs keep, and of such orders most text, are moves.

    So are those between the preamble and another part, wherever they stand.
    """
    links.sort(key=lambda link: link.a)
    lengths = [sum(min(len(a[i].text), len(b[j].text)) for i in link.a for j in link.b) for link in links]
    weights = [1 + (length + link.score) / 1e6 for length, link in zip(lengths, links, strict=True)]
    in_order = max_weight_increasing_subsequence([link.b[0] for link in links], weights)
    for position, link in enumerate(links):
        link.moved = position not in in_order or crossed(link, a, b)


def crossed(link: Link, a: Sequence[Passage], b: Sequence[Passage]) -> bool:
    """Whether a link leads from the preamble to another part, or back."""
    return a[link.a[0]].part is not b[link.b[0]].part


def max_weight_increasing_subsequence(values: Sequence[int], weights: Sequence[float] | None = None) -> set[int]:
    """The positions of the rising subsequence that weighs most; without weights, of the longest."""
    ends: list[int] = []  # the values at which the subsequences so far end that may yet grow, rising as do
    totals: list[float] = []  # their weights
    last: list[int] = []  # and their last positions
    before: dict[int, int] = {}
    for position, value in enumerate(values):
        at = bisect_left(ends, value)
        total = (weights[position] if weights else 1) + (totals[at - 1] if at else 0)
        before[position] = last[at - 1] if at else -1
        outdone = at
        while outdone < len(ends) and totals[outdone] <= total:
            outdone += 1
        ends[at:outdone], totals[at:outdone], last[at:outdone] = [value], [total], [position]
    chain, position = set(), last[-1] if last else -1
    while position >= 0:
        chain.add(position)
        position = before[position]
    return chain
