"""The paragraphs that contain a given text, word for word or nearly so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel

from ..language.normalization import searchable
from ..models import Occurrence, Wording
from ..models.visitor import Visitor
from . import postings
from .fingerprinting import fingerprints
from .indexing import digest_of

BUDGET = 20_000  # postings that are read for a paragraph, of its rarest fingerprints first
NO_BUDGET = 2**31
MOST_FINGERPRINTS = 300  # of a paragraph, the smallest hashes; a paragraph of 900 characters has so many
MOST_VERIFIED = 2000  # wordings that are compared with a paragraph: those sharing the rarest fingerprints
AT_LEAST = 0.5  # similarity below which wordings have little in common


@dataclass(frozen=True, slots=True)
class Match:
    """A paragraph of a current text and its similarity to the given one, from 0 to 1.

    `paragraph` and `resolution` are primary keys. `day` is the sort date of the document (UNDATED if
    unknown).
    """

    paragraph: int
    resolution: int
    similarity: float
    day: date
    series: str


def find_matches(text: str, user: Visitor, *, every: bool = False, at_least: float = AT_LEAST) -> list[Match]:
    """Return the paragraphs that are similar to a text and visible to a visitor, best first, then oldest.

    All matches with a similarity of 0.9 and more are found, and nearly all from 0.7 on. `every` reads all
    postings, which finds nearly all from 0.5 on.
    """
    similarities = similar_wordings(searchable(text), every=every, at_least=at_least)
    occurrences = Occurrence.objects.visible_to(user).filter(wording__in=similarities)
    columns = ("wording", "paragraph", "resolution", "resolution__sort_date", "resolution__series")
    matches = [
        Match(
            paragraph=paragraph,
            resolution=resolution,
            similarity=similarities[wording],
            day=day,
            series=series,
        )
        for wording, paragraph, resolution, day, series in occurrences.values_list(*columns)
    ]
    return sorted(matches, key=lambda match: (-match.similarity, match.day, match.paragraph))


def similar_wordings(wording: str, *, every: bool = False, at_least: float = AT_LEAST) -> dict[int, float]:
    """Return the similarity of each wording that is similar enough to a given one, by primary key."""
    identical = Wording.objects.filter(digest=digest_of(wording)).values_list("pk", flat=True)
    texts = postings.texts({*candidate_wordings(wording, every=every), *identical})
    return dict(wording_similarity(wording, texts, at_least))


def wording_similarity(wording: str, texts: dict[int, str], at_least: float) -> Iterable[tuple[int, float]]:
    """Yield the key and the similarity of each text that is similar enough to a wording.

    Similarity is the share of characters of both texts that are in their longest common subsequence.
    """
    rows = process.extract_iter(wording, texts, scorer=Indel.normalized_similarity, score_cutoff=at_least)
    return ((pk, similarity) for _text, similarity, pk in rows)


def candidate_wordings(wording: str, *, every: bool = False) -> list[int]:
    """Return the primary keys of wordings that share fingerprints with this one, the rarest first."""
    hashes = sorted(fingerprints(wording))[:MOST_FINGERPRINTS]
    if every:
        return rank_by_shared(postings.wordings(hashes, NO_BUDGET))
    counts = postings.shared_counts(hashes, BUDGET)
    rarest_first = sorted(counts, key=lambda hash_: (counts[hash_], hash_))
    affordable = within_budget(BUDGET, rarest_first, counts)
    return rank_by_shared(postings.wordings(affordable, BUDGET))[:MOST_VERIFIED]


def within_budget(budget: int, rarest_first: list[int], counts: dict[int, int]) -> list[int]:
    """Return the first hashes whose postings fit a budget together, at least one."""
    total = np.cumsum([counts[hash_] for hash_ in rarest_first])
    return rarest_first[: max(1, int(np.searchsorted(total, budget, side="right")))]


def rank_by_shared(wordings_by_hash: dict[int, postings.Ids]) -> list[int]:
    """Return wordings by the total weight of the fingerprints that they share.

    A rare fingerprint weighs more than several common ones.
    """
    if not wordings_by_hash:
        return []
    pks_of_hashes = list(wordings_by_hash.values())
    weights = np.concatenate([np.full(len(pks), np.log(2 * BUDGET / len(pks))) for pks in pks_of_hashes])
    wordings, indices = np.unique(np.concatenate(pks_of_hashes), return_inverse=True)
    totals = np.bincount(indices, weights=weights)
    return [int(pk) for pk in wordings[np.argsort(-totals, kind="stable")]]
