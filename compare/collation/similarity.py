"""Similarity of every paragraph of one text to every paragraph of another.

Half of a score is the cosine of the words, weighted by inverse document frequency, so that words that
occur in most paragraphs of the two texts count little. The other half is the share of characters that
both have in the same order, with figures masked, because figures are updated from year to year; items of
lists are compared without the words that a list repeats in most items. A rare name of a document or a lead
verb in common adds a small bonus, as does being the closing paragraph of both texts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel

from .model import Passage

Matrix = NDArray[np.float32]

FIGURE = 0.3  # the weight of a figure; a word weighs 1
SYMBOL = 0.10  # the bonus of a rare symbol or number of a resolution in common
DATE = 0.05  # the bonus of a rare date to the day beside it
TITLE = 0.05  # the bonus of a rare title of an instrument in common
VERB = 0.03  # the bonus of the same lead verb
CLOSING = 0.15  # the bonus of the closing paragraphs of both texts
PART = 0.05  # the penalty of a pair in different parts of the texts
# The characters are compared only if the cosine exceeds UNLIKELY and is one of the NEAREST highest of one of
# the two paragraphs; no correct pair has a lower one. They are not compared either if one of the two has a
# twin and the cosine is below RIVAL: such a pair never comes near the score of the twins.
UNLIKELY = 0.1
NEAREST = 12
RIVAL = 0.8
RARE = (
    0.16  # the greatest share of the paragraphs of both texts that have a rare name; one of each may always
)
FRAME = 0.5  # the least share of the items of a list that have a word of its frame
FRAME_WORD = 0.3  # the weight of such a word in an item
CLOSING_VERBS = {"决定"}


@dataclass(frozen=True)
class Vocabulary:
    """The words of two texts and the weight of each: its idf, for a figure FIGURE times that.

    `words` are their numbers. `counts` has a row for each paragraph, those of A first, and a column for each
    word: 1 + log of the number of occurrences, or 0 without any. `weight_of` maps the numbers to the weights,
    and `masses` has the sum of the weights of each paragraph. `height` is the number of paragraphs of A.
    """

    height: int
    words: NDArray[np.int64]
    weights: Matrix
    counts: Matrix
    masses: Matrix
    weight_of: dict[int, float]

    @classmethod
    def of(cls, a: Sequence[Passage], b: Sequence[Passage]) -> "Vocabulary":
        terms = [p.terms for p in (*a, *b)]
        numbers = np.fromiter(chain.from_iterable(terms), np.int64)
        words, places, frequency = np.unique(numbers, return_inverse=True, return_counts=True)
        idf = np.log(1 + (len(a) + len(b)) / np.maximum(frequency, 1)).astype(np.float32)
        figures = {t.number for t in chain.from_iterable(p.figures for p in (*a, *b))}
        is_figure = np.isin(words, list(figures))
        weights = idf * np.where(is_figure, np.float32(FIGURE), np.float32(1))
        counts = np.zeros((len(terms), len(words)), np.float32)
        rows = np.repeat(np.arange(len(terms)), list(map(len, terms)))
        times = np.fromiter(chain.from_iterable(t.values() for t in terms), np.float32)
        counts[rows, places] = 1 + np.log(times)
        weight_of = dict(zip(words.tolist(), weights.tolist(), strict=True))
        masses = np.asarray((counts > 0) @ weights, np.float32)
        return cls(
            height=len(a), words=words, weights=weights, counts=counts, masses=masses, weight_of=weight_of
        )

    def mass(self, words: Iterable[int]) -> float:
        """Return the sum of the weights of some words, given by their numbers."""
        return sum(map(self.weight_of.__getitem__, words))

    @cached_property
    def covers(self) -> tuple[Matrix, Matrix]:
        """The shares, 0 to 1, of the weight of each paragraph that each of the other text contains.

        The first matrix has a row for each paragraph of A and a column for each of B, the second the reverse.
        """
        contains = np.asarray(self.counts > 0, np.float32)
        masses = np.maximum(self.masses, np.float32(1e-9))
        shared = contains[: self.height] * self.weights @ contains[self.height :].T
        of_a, of_b = masses[: self.height, None], masses[self.height :, None]
        return np.asarray(shared / of_a, np.float32), np.asarray(shared.T / of_b, np.float32)


def similarity(a: Sequence[Passage], b: Sequence[Passage], vocabulary: Vocabulary) -> Matrix:
    """Return the scores of all paragraphs of A (rows) against all of B (columns), mostly from 0 to 1.2."""
    frame = _frame_words(a, b)
    vectors = vocabulary.counts * vocabulary.weights
    is_item = np.array([p.depth > 0 for p in (*a, *b)])
    vectors[np.ix_(is_item, np.isin(vocabulary.words, list(frame)))] *= FRAME_WORD
    unit = _unit_vectors(vectors)
    cosine = unit[: len(a)] @ unit[len(a) :].T
    twins = _twins(a, b)
    has_twin = twins.any(axis=1, keepdims=True) | twins.any(axis=0, keepdims=True)
    candidates = (cosine > UNLIKELY) & ~(has_twin & (cosine < RIVAL)) & ~twins & _nearest(cosine)
    ratio = _character_ratio(a, b, candidates, frame) + twins
    scores = 0.5 * cosine + 0.5 * ratio + _name_bonus(a, b)
    verbs_a = np.array([p.verb or "-" for p in a])  # two paragraphs without a verb do not match
    verbs_b = np.array([p.verb or "" for p in b])
    scores += VERB * (verbs_a[:, None] == verbs_b[None, :])
    parts_a = np.array([p.part.value for p in a])
    parts_b = np.array([p.part.value for p in b])
    scores -= PART * (parts_a[:, None] != parts_b[None, :])
    if a[-1].verb in CLOSING_VERBS and b[-1].verb in CLOSING_VERBS:
        scores[-1, -1] += CLOSING
    return np.asarray(scores, dtype=np.float32)


def _nearest(cosine: Matrix) -> NDArray[np.bool_]:
    """Return which cells are among the NEAREST highest of their row or of their column."""
    height, width = cosine.shape
    nearest = np.ones((height, width), np.bool_)
    if width > NEAREST < height:
        least_in_rows = np.partition(cosine, -NEAREST, axis=1)[:, -NEAREST, None]
        least_in_columns = np.partition(cosine, -NEAREST, axis=0)[None, -NEAREST]
        nearest = (cosine >= least_in_rows) | (cosine >= least_in_columns)
    return nearest


def _name_bonus(a: Sequence[Passage], b: Sequence[Passage]) -> Matrix:
    """Return the bonus of each pair of paragraphs for the rare names of documents that both have."""
    symbols = _share_rare([p.symbols for p in a], [p.symbols for p in b])
    dates = _share_rare([p.dates for p in a], [p.dates for p in b])
    titles = _share_rare([p.titles for p in a], [p.titles for p in b])
    return np.asarray(SYMBOL * symbols + DATE * (symbols & dates) + TITLE * titles, np.float32)


def _share_rare(a: Sequence[frozenset[str]], b: Sequence[frozenset[str]]) -> NDArray[np.bool_]:
    """Return whether each paragraph of A has one of its rare names in common with each of B."""
    shared = np.zeros((len(a), len(b)), np.bool_)
    most = max(2, RARE * (len(a) + len(b)))
    places_a, places_b = _places_of_names(a), _places_of_names(b)
    for name in places_a.keys() & places_b.keys():
        if len(places_a[name]) + len(places_b[name]) <= most:
            shared[np.ix_(places_a[name], places_b[name])] = True
    return shared


def _places_of_names(names: Sequence[frozenset[str]]) -> dict[str, list[int]]:
    """Return the positions of the paragraphs that have each name."""
    places: dict[str, list[int]] = {}
    for position, own in enumerate(names):
        for name in own:
            places.setdefault(name, []).append(position)
    return places


def _twins(a: Sequence[Passage], b: Sequence[Passage]) -> NDArray[np.bool_]:
    """Return which pairs of paragraphs are the same except for their figures."""
    hashes_a = np.array([hash(p.masked) for p in a])
    hashes_b = np.array([hash(p.masked) for p in b])
    return np.asarray(hashes_a[:, None] == hashes_b[None, :])


def _character_ratio(
    a: Sequence[Passage], b: Sequence[Passage], cells: NDArray[np.bool_], frame: AbstractSet[int]
) -> Matrix:
    """Return the share of characters in the same order, figures masked, for these cells; 0 for all others."""
    texts_a = [_without_frame(p, frame) for p in a]
    texts_b = [_without_frame(p, frame) for p in b]
    ratio = np.zeros(cells.shape, np.float32)
    rows, columns = np.nonzero(cells)
    ratio[rows, columns] = process.cpdist(
        [texts_a[i] for i in rows.tolist()],
        [texts_b[j] for j in columns.tolist()],
        scorer=Indel.normalized_similarity,
        dtype=np.float32,
        workers=1,
    )
    return ratio


def _frame_words(a: Sequence[Passage], b: Sequence[Passage]) -> set[int]:
    """Return the words that at least FRAME of the items of any list have, and two items at least.

    In 加强教育方面的协调工作 and 加强卫生方面的监测工作 they are all but 教育, 协调, 卫生 and 监测.
    """
    frame: set[int] = set()
    for items in (*_lists(a), *_lists(b)):
        counts = Counter(chain.from_iterable(item.terms for item in items))
        least = max(2, FRAME * len(items))
        frame.update(word for word, count in counts.items() if count >= least)
    return frame


def _lists(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Yield the items of each list: paragraphs of one depth, with none but deeper ones between them."""
    open_lists: dict[int, list[Passage]] = {}
    for passage in passages:
        for depth in [depth for depth in open_lists if depth > passage.depth]:
            yield open_lists.pop(depth)
        if passage.depth:
            open_lists.setdefault(passage.depth, []).append(passage)
    yield from open_lists.values()


def _without_frame(passage: Passage, frame: AbstractSet[int]) -> str:
    """Return the masked text; of an item of a list, without these words, unless it has no others."""
    if not passage.depth or not frame:
        return passage.masked
    return passage.masked_without(frame) or passage.masked


def _unit_vectors(vectors: Matrix) -> Matrix:
    """Return the rows scaled to length 1; rows of zeros stay zeros."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)
