"""Similarity of every paragraph of one text to every paragraph of another.

Half of a score is the cosine of the words, weighted by inverse document frequency, so that words that
occur in most paragraphs of the two texts count little. The other half is the share of characters that
both have in the same order, with figures masked, because figures are updated from year to year. A rare
symbol or a lead verb in common adds a small bonus, as does being the closing paragraph of both texts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel

from .model import Passage

Matrix = NDArray[np.float32]

FIGURE = 0.3  # the weight of a figure; a word weighs 1
SYMBOL = 0.10  # the bonus of a rare symbol in common
VERB = 0.03  # the bonus of the same lead verb
CLOSING = 0.15  # the bonus of the closing paragraphs of both texts
PART = 0.05  # the penalty of a pair in different parts of the texts
# The characters are compared only if the cosine exceeds UNLIKELY; no correct pair has a lower one. They are
# not compared either if one of the two has a twin and the cosine is below RIVAL: such a pair never comes near
# the score of the twins.
UNLIKELY = 0.1
RIVAL = 0.8
RARE = 2.0  # the least idf of a rare symbol
CLOSING_VERBS = {"决定"}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of two texts: the idf of each, and whether it is a figure or a symbol.

    `counts` has a row for each paragraph, those of A first, and a column for each word: 1 + log of the
    number of occurrences, or 0 without any. `weights` maps the numbers of the words to their idf.
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
        words, first, places, frequency = np.unique(
            numbers, return_index=True, return_inverse=True, return_counts=True
        )
        idf = np.log(1 + (len(a) + len(b)) / np.maximum(frequency, 1)).astype(np.float32)
        figure = np.concatenate([c.figure for c in columns])[first]
        symbol = np.concatenate([c.symbol for c in columns])[first]
        counts = np.zeros((len(columns), len(words)), np.float32)
        rows = np.repeat(np.arange(len(columns)), [len(c.numbers) for c in columns])
        counts[rows, places] = np.concatenate([c.times for c in columns])
        weights = dict(zip(words.tolist(), idf.tolist(), strict=True))
        return cls(idf=idf, figure=figure, symbol=symbol, counts=counts, weights=weights)

    def mass(self, words: Iterable[int]) -> float:
        """Return the sum of the idf of some words, given by their numbers."""
        return sum(map(self.weights.__getitem__, words))

    def covers(self, height: int) -> tuple[Matrix, Matrix]:
        """Return the shares, 0 to 1, of the weight of each paragraph that each paragraph of the other text
        contains.

        `height` is the number of paragraphs of A. The first matrix has a row for each paragraph of A and a
        column for each of B, the second the reverse.
        """
        contains = np.asarray(self.counts > 0, np.float32)
        masses = np.maximum(contains @ self.idf, 1e-9)
        shared = contains[:height] * self.idf @ contains[height:].T
        return shared / masses[:height, None], shared.T / masses[height:, None]


def similarity(a: Sequence[Passage], b: Sequence[Passage], vocabulary: Vocabulary) -> Matrix:
    """Return the scores of all paragraphs of A (rows) against all of B (columns), mostly from 0 to 1.2."""
    unit = _unit_vectors(
        vocabulary.counts * vocabulary.idf * np.where(vocabulary.figure, np.float32(FIGURE), np.float32(1))
    )
    cosine = unit[: len(a)] @ unit[len(a) :].T
    twins = _twins(a, b)
    has_twin = twins.any(axis=1, keepdims=True) | twins.any(axis=0, keepdims=True)
    candidates = (cosine > UNLIKELY) & ~(has_twin & (cosine < RIVAL)) & ~twins
    ratio = _character_ratio(a, b, candidates) + twins
    rare = vocabulary.symbol & (vocabulary.idf > RARE)
    symbols = vocabulary.counts[:, rare]
    scores = 0.5 * cosine + 0.5 * ratio + SYMBOL * (symbols[: len(a)] @ symbols[len(a) :].T > 0)
    verbs_a = np.array([p.verb or "-" for p in a])  # two paragraphs without a verb do not match
    verbs_b = np.array([p.verb or "" for p in b])
    scores += VERB * (verbs_a[:, None] == verbs_b[None, :])
    parts_a = np.array([p.part.value for p in a])
    parts_b = np.array([p.part.value for p in b])
    scores -= PART * (parts_a[:, None] != parts_b[None, :])
    if a[-1].verb in CLOSING_VERBS and b[-1].verb in CLOSING_VERBS:
        scores[-1, -1] += CLOSING
    return np.asarray(scores, dtype=np.float32)


def _twins(a: Sequence[Passage], b: Sequence[Passage]) -> NDArray[np.bool_]:
    """Return which pairs of paragraphs are the same except for their figures."""
    hashes_a = np.array([hash(p.masked) for p in a])
    hashes_b = np.array([hash(p.masked) for p in b])
    return np.asarray(hashes_a[:, None] == hashes_b[None, :])


def _character_ratio(a: Sequence[Passage], b: Sequence[Passage], cells: NDArray[np.bool_]) -> Matrix:
    """Return the share of characters in the same order, figures masked, for these cells; 0 for all others."""
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


def _unit_vectors(vectors: Matrix) -> Matrix:
    """Return the rows scaled to length 1; rows of zeros stay zeros."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)
