"""Everywhere that a paragraph stands, word for word or nearly."""

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
MOST_FINGERPRINTS = 300  # of a paragraph, the smallest, as in every text; one of 900 characters has so many
MOST_VERIFIED = 2000  # wordings that are compared with it, of those that share the rarest fingerprints
AT_LEAST = 0.5  # similarity below which wordings have little in common


@dataclass(frozen=True, slots=True)
class Match:
    """A paragraph of a document's current text, and how like the given one it is: `similarity` from 0 to 1.

    `day` is the document's place in the order of documents (UNDATED where nobody knows), `series` its series.
    """

    paragraph: int
    resolution: int
    similarity: float
    day: date
    series: str


def find_matches(text: str, user: Visitor, *, every: bool = False, at_least: float = AT_LEAST) -> list[Match]:
    """The paragraphs that this visitor may see that are at least so like a text, best first, then the oldest.

    Those of similarity 0.9 and more are all found, nearly all from 0.7 on; `every` reads every posting, and
    finds nearly all from 0.5 on.
    """
    alike = similar_wordings(searchable(text), every=every, at_least=at_least)
    rows = Occurrence.objects.visible_to(user).filter(wording__in=alike)
    columns = ("wording", "paragraph", "resolution", "resolution__sort_date", "resolution__series")
    uses = [Match(paragraph, pk, alike[w], day, series) for w, paragraph, pk, day, series in rows.values_list(*columns)]
    return sorted(uses, key=lambda use: (-use.similarity, use.day, use.paragraph))


def similar_wordings(wording: str, *, every: bool = False, at_least: float = AT_LEAST) -> dict[int, float]:
    """The primary keys of the wordings at least so like a given one, each with its similarity."""
    same = Wording.objects.filter(digest=digest_of(wording)).values_list("pk", flat=True)
    texts = postings.texts({*candidate_wordings(wording, every=every), *same})
    return dict(wording_similarity(wording, texts, at_least))


def wording_similarity(wording: str, texts: dict[int, str], at_least: float) -> Iterable[tuple[int, float]]:
    """Those texts that are at least so like a wording. Similarity is what both share in order, of all of both."""
    found = process.extract_iter(wording, texts, scorer=Indel.normalized_similarity, score_cutoff=at_least)
    return ((pk, similarity) for _text, similarity, pk in found)


def candidate_wordings(wording: str, *, every: bool = False) -> list[int]:
    """The primary keys of wordings that share fingerprints with this one, those that share the rarest first."""
    own = sorted(fingerprints(wording))[:MOST_FINGERPRINTS]
    if every:
        read = postings.wordings(own, 2**31)
        return rank_by_shared(read)
    counts = postings.shared_counts(own, BUDGET)
    rarest = sorted(counts, key=lambda h: (counts[h], h))
    return rank_by_shared(postings.wordings(within_budget(BUDGET, rarest, counts), BUDGET))[:MOST_VERIFIED]


def within_budget(budget: int, rarest: list[int], counts: dict[int, int]) -> list[int]:
    """The first of these hashes whose postings fit a budget together; one at least."""
    total = np.cumsum([counts[h] for h in rarest])
    return rarest[: max(1, int(np.searchsorted(total, budget, side="right")))]


def rank_by_shared(read: dict[int, postings.Ids]) -> list[int]:
    """Wordings by what the fingerprints weigh that they share: a rare one weighs more than several common ones."""
    if not read:
        return []
    weights = np.concatenate([np.full(len(ids), np.log(2 * BUDGET / len(ids))) for ids in read.values()])
    found, places = np.unique(np.concatenate(list(read.values())), return_inverse=True)
    totals = np.bincount(places, weights=weights)
    return [int(pk) for pk in found[np.argsort(-totals, kind="stable")]]
