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
RIVAL = 0.8  # nor where one of the two has a twin, with a cosine of less: no such pair comes near it
RARE = 2.0  # a symbol counts as rare above this idf
CLOSING_VERBS = {"决定"}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of two texts: the idf of each, whether it is a figure, a symbol, and how often it occurs.

    `counts` has a row for every paragraph, those of A first: for every word 1 + log of how often it
    occurs, 0 where it does not. `weights` are the idf by the words' numbers.
    """

    idf: Matrix
    figure: NDArray[np.bool_]
    symbol: NDArray[np.bool_]
    counts: Matrix
    weights: dict[int, float]

    @classmethod
    def of(cls, a: Sequence[Passage], b: Sequence[Passage]) -> "Vocabulary":
        columns = [p.columns for p in (*a, *b)]
        numbers = np.concatenate([c.numbers for c in columns])
        words, first, places, frequency = np.unique(numbers, return_index=True, return_inverse=True, return_counts=True)
        idf = np.log(1 + (len(a) + len(b)) / np.maximum(frequency, 1)).astype(np.float32)
        figure, symbol = (
            np.concatenate(flags)[first] for flags in ([c.figure for c in columns], [c.symbol for c in columns])
        )
        counts = np.zeros((len(columns), len(words)), np.float32)
        rows = np.repeat(np.arange(len(columns)), [len(c.numbers) for c in columns])
        counts[rows, places] = np.concatenate([c.times for c in columns])
        return cls(idf, figure, symbol, counts, dict(zip(words.tolist(), idf.tolist(), strict=True)))

    def mass(self, words: Iterable[int]) -> float:
        """What a set of words weighs together."""
        return sum(map(self.weights.__getitem__, words))

    def covers(self, height: int) -> tuple[Matrix, Matrix]:
        """How much of what each paragraph of A, the first so many, weighs each of B holds too, and the reverse."""
        held = np.asarray(self.counts > 0, np.float32)
        own = np.maximum(held @ self.idf, 1e-9)
        shared = held[:height] * self.idf @ held[height:].T
        return shared / own[:height, None], shared.T / own[height:, None]


def similarity(a: Sequence[Passage], b: Sequence[Passage], vocabulary: Vocabulary) -> Matrix:
    """Scores of every paragraph of A (rows) against every one of B (columns), mostly 0 to 1.2."""
    unit = _unit(vocabulary.counts * vocabulary.idf * np.where(vocabulary.figure, np.float32(FIGURE), np.float32(1)))
    cosine = unit[: len(a)] @ unit[len(a) :].T
    twins = _twins(a, b)
    settled = twins.any(axis=1, keepdims=True) | twins.any(axis=0, keepdims=True)
    ratio = _ratio(a, b, (cosine > UNLIKELY) & ~(settled & (cosine < RIVAL)) & ~twins) + twins
    rare = vocabulary.symbol & (vocabulary.idf > RARE)
    symbols = vocabulary.counts[:, rare]
    scores = 0.5 * cosine + 0.5 * ratio + SYMBOL * (symbols[: len(a)] @ symbols[len(a) :].T > 0)
    verbs_a, verbs_b = (np.array([p.verb or missing for p in side]) for side, missing in ((a, "-"), (b, "")))
    scores += VERB * (verbs_a[:, None] == verbs_b[None, :])
    parts_a, parts_b = (np.array([p.part.value for p in side]) for side in (a, b))
    scores -= PART * (parts_a[:, None] != parts_b[None, :])
    if a[-1].verb in CLOSING_VERBS and b[-1].verb in CLOSING_VERBS:
        scores[-1, -1] += CLOSING
    return np.asarray(scores, dtype=np.float32)


def _twins(a: Sequence[Passage], b: Sequence[Passage]) -> NDArray[np.bool_]:
    """Which paragraphs are the same but for their figures."""
    left, right = (np.array([hash(p.masked) for p in side]) for side in (a, b))
    return np.asarray(left[:, None] == right[None, :])


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


def _unit(vectors: Matrix) -> Matrix:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)
