"""How alike every paragraph of one text is to every paragraph of another.

Half the cosine of their words, each word weighing more the fewer paragraphs of the two texts hold
it, so that what the texts say all the time counts little; half the share of characters that both
have in the same order, figures masked, since those roll from year to year. To that a little for a
rare symbol or the lead verb in common, and for both being the closing paragraph.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel

from .model import Passage

Matrix = NDArray[np.float32]

FIGURE = 0.3  # a figure weighs so much of a word
SYMBOL = 0.10
VERB = 0.03
CLOSING = 0.15
PART = 0.05  # taken off where one stands in the preamble and the other does not
UNLIKELY = 0.1  # a cosine of no more: the characters need not be looked at, no such pair was ever a true one
RARE = 2.0  # a symbol counts as rare above this idf
CLOSING_VERBS = {"决定"}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of two texts, by their numbers, rising: the idf of each, and whether it is a figure, a symbol."""

    words: NDArray[np.int64]
    idf: Matrix
    figure: NDArray[np.bool_]
    symbol: NDArray[np.bool_]
    weights: dict[int, float]

    @classmethod
    def of(cls, a: Sequence[Passage], b: Sequence[Passage]) -> "Vocabulary":
        columns = [p.columns for p in (*a, *b)]
        numbers = np.concatenate([c.numbers for c in columns])
        words, first, frequency = np.unique(numbers, return_index=True, return_counts=True)
        idf = np.log(1 + (len(a) + len(b)) / np.maximum(frequency, 1)).astype(np.float32)
        figure, symbol = (
            np.concatenate(flags)[first] for flags in ([c.figure for c in columns], [c.symbol for c in columns])
        )
        return cls(words, idf, figure, symbol, dict(zip(words.tolist(), idf.tolist(), strict=True)))

    def mass(self, words: Iterable[int]) -> float:
        """What a set of words weighs together."""
        return sum(self.weights[word] for word in words)


def similarity(a: Sequence[Passage], b: Sequence[Passage], vocabulary: Vocabulary) -> Matrix:
    """Scores of every paragraph of A (rows) against every one of B (columns), mostly 0 to 1.2."""
    counts_a, counts_b = _counts(a, vocabulary), _counts(b, vocabulary)
    weights = vocabulary.idf * np.where(vocabulary.figure, np.float32(FIGURE), np.float32(1))
    cosine = _unit(counts_a * weights) @ _unit(counts_b * weights).T
    ratio = _ratio(a, b, cosine > UNLIKELY)
    rare = vocabulary.symbol & (vocabulary.idf > RARE)
    shared = counts_a[:, rare] @ counts_b[:, rare].T
    scores = 0.5 * cosine + 0.5 * ratio + SYMBOL * (shared > 0)
    verbs_a, verbs_b = (np.array([p.verb or missing for p in side]) for side, missing in ((a, "-"), (b, "")))
    scores += VERB * (verbs_a[:, None] == verbs_b[None, :])
    parts_a, parts_b = (np.array([p.part.value for p in side]) for side in (a, b))
    scores -= PART * (parts_a[:, None] != parts_b[None, :])
    if a[-1].verb in CLOSING_VERBS and b[-1].verb in CLOSING_VERBS:
        scores[-1, -1] += CLOSING
    return np.asarray(scores, dtype=np.float32)


def _ratio(a: Sequence[Passage], b: Sequence[Passage], cells: NDArray[np.bool_]) -> Matrix:
    """The share of characters in common and in order, figures masked, for these cells; 0 for all others."""
    ratio = np.zeros(cells.shape, np.float32)
    rows, columns = np.nonzero(cells)
    ratio[rows, columns] = process.cpdist(
        [a[int(i)].masked for i in rows],
        [b[int(j)].masked for j in columns],
        scorer=Indel.normalized_similarity,
        dtype=np.float32,
        workers=1,
    )
    return ratio


def _counts(side: Sequence[Passage], vocabulary: Vocabulary) -> Matrix:
    """For every paragraph and word 1 + log of how often it occurs, 0 where it does not."""
    columns = [p.columns for p in side]
    rows = np.repeat(np.arange(len(side)), [len(c.numbers) for c in columns])
    counts = np.zeros((len(side), len(vocabulary.words)), np.float32)
    places = np.searchsorted(vocabulary.words, np.concatenate([c.numbers for c in columns]))
    counts[rows, places] = np.concatenate([c.times for c in columns])
    return counts


def _unit(vectors: Matrix) -> Matrix:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)
