"""Paragraphs that are contained in one of the other text: a list was dropped, a mandate got its conditions.

Their lengths differ too much for the scores of `similarity`, so what counts here is the share of the shorter
one that the longer one contains.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import numpy as np
from rapidfuzz.distance import LCSseq

from resolutions.reading.model import Part

from .model import Passage
from .similarity import PART, Vocabulary

LEAST = 0.82  # the least score of a contained paragraph
LEAST_OPENING = 0.75  # the least score of a contained opening
LEAST_COVER = 0.5  # of the words; a lower one never leads to LEAST
LEAST_WEIGHT = 8.0  # of the words of the shorter text, about five of them: 决定 is contained in anything
VERB = 0.05  # the bonus of the same lead verb


def find_contained_pairs(
    a: Sequence[Passage],
    b: Sequence[Passage],
    *,
    placed_a: AbstractSet[int],
    placed_b: AbstractSet[int],
    vocabulary: Vocabulary,
) -> list[tuple[int, int]]:
    """Return the pairs of unlinked paragraphs of A and B of which one contains the other, or its opening.

    `placed_a` and `placed_b` are the positions of the paragraphs that are linked, or parts. Of several pairs
    with the same paragraph, the one that leads the bounds by most is taken.
    """
    free_a = [i for i in range(len(a)) if i not in placed_a]
    free_b = [j for j in range(len(b)) if j not in placed_b]
    covers_a, covers_b = vocabulary.covers
    weights_a, weights_b = vocabulary.masses[: len(a)], vocabulary.masses[len(a) :]
    shorter_is_a = weights_a[:, None] <= weights_b[None, :]
    covers = np.where(shorter_is_a, covers_a, covers_b.T)
    weights = np.minimum(weights_a[:, None], weights_b[None, :])
    possible = (covers >= LEAST_COVER) & (weights >= LEAST_WEIGHT)
    candidates = []
    for i in free_a:
        for j in free_b:
            lead = _score_opening(a[i], b[j], vocabulary) - LEAST_OPENING
            if possible[i, j]:
                lead = max(lead, _score(a[i], b[j], cover=float(covers[i, j])) - LEAST)
            if lead >= 0:
                candidates.append((lead, i, j))
    found: list[tuple[int, int]] = []
    for _lead, i, j in sorted(candidates, key=lambda candidate: -candidate[0]):
        if all(i != x and j != y for x, y in found):
            found.append((i, j))
    return found


def _score(one: Passage, other: Passage, *, cover: float) -> float:
    """Return how surely one of two paragraphs is contained in the other, mostly from 0 to 1."""
    shorter, longer = sorted((one.masked, other.masked), key=len)
    score = 0.5 * cover + 0.5 * contained_share(shorter, longer)
    if one.verb and one.verb == other.verb:
        score += VERB
    if one.part is not other.part:
        score -= PART
    return score


def _score_opening(one: Passage, other: Passage, vocabulary: Vocabulary) -> float:
    """Return how surely the opening words of one of two paragraphs are contained in the other, from 0 to 1.

    A mandate is renewed with another purpose each time: 决定将…的任务期限延长至…，以便…. The score is 0 for
    preambular paragraphs, for those with different verbs, and for openings that say too little.
    """
    if not one.verb or one.verb != other.verb or {one.part, other.part} != {Part.OPERATIVE}:
        return 0.0
    if vocabulary.mass(other.opening.words) < vocabulary.mass(one.opening.words):
        one, other = other, one
    opening, whole = one.opening, other
    weight = vocabulary.mass(opening.words)
    if weight < LEAST_WEIGHT:
        return 0.0
    cover = vocabulary.mass(opening.words & whole.terms.keys()) / weight
    return 0.5 * cover + 0.5 * contained_share(opening.masked, whole.masked)


def contained_share(part: str, whole: str) -> float:
    """Return the share of the characters of a text that another has in the same order, 0 to 1."""
    return LCSseq.similarity(part, whole) / max(len(part), 1)
