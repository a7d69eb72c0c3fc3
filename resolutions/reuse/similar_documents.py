"""The documents that are similar to a text as a whole."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.core.cache import cache
from django.db.models import Count
from rapidfuzz import process
from rapidfuzz.distance import Indel

from ..language.normalization import searchable
from ..models import CorpusVersion, Occurrence, Resolution, Wording
from ..models.visitor import Visitor
from ..web.version import RELEASE
from . import postings
from .fingerprinting import fingerprints
from .indexing import digest_of

RARE = 50  # wordings or documents; anything in more of them says little about which document a text resembles
MOST_PARAGRAPHS = 200  # of a text, the longest; the others are ignored
MOST_WORDINGS = 1000  # that share most with a text, whose documents are candidates
MOST_VERIFIED = 20  # documents that are compared with a text
AT_LEAST = 0.5  # similarity below which two paragraphs have little in common
KEPT = 24 * 3600  # seconds
LIKE = 0.2  # least similarity of documents


@dataclass(frozen=True, slots=True)
class SimilarDocument:
    """A document and its similarity to a text, from 0 to 1."""

    resolution: Resolution
    similarity: float

    @property
    def percent(self) -> int:
        """The similarity in percent, rounded down: 100 is exactly the same text."""
        return int(self.similarity * 100)


def similar_documents(resolution: Resolution, user: Visitor) -> list[SimilarDocument]:
    """Return the other documents that are similar to one; from the cache while the corpus is the same."""
    if resolution.edition is None:
        return []
    is_staff = bool(user.is_active and user.is_staff)
    edition = f"{resolution.edition.sha256}.{resolution.edition_id}"
    key = f"similar:{RELEASE}:{edition}:{CorpusVersion.current()}:{is_staff}"
    rows: list[tuple[int, float]] | None = cache.get(key)
    if rows is None:
        texts = list(resolution.edition.paragraphs.values_list("text", flat=True))
        nearest = nearest_documents(texts, user, but=resolution)
        rows = [(document.resolution.pk, document.similarity) for document in nearest]
        cache.set(key, rows, KEPT)
    documents = Resolution.objects.visible_to(user).in_bulk([pk for pk, _similarity in rows])
    return [SimilarDocument(documents[pk], similarity) for pk, similarity in rows if pk in documents]


def nearest_documents(
    texts: Sequence[str], user: Visitor, *, most: int = 5, but: Resolution | None = None
) -> list[SimilarDocument]:
    """Return the documents visible to a visitor whose paragraphs are most similar to these, best first.

    See document_similarity(). `but` is a document to leave out.
    """
    wordings = sorted({searchable(text) for text in texts} - {""}, key=len, reverse=True)[:MOST_PARAGRAPHS]
    weights = _candidate_documents(wordings, user, but)
    candidates = sorted(weights, key=lambda pk: (-weights[pk], -pk))[:MOST_VERIFIED]
    wordings_of_documents: dict[int, set[str]] = {}
    occurrences = Occurrence.objects.filter(resolution__in=candidates)
    for pk, wording in occurrences.values_list("resolution", "wording__text"):
        wordings_of_documents.setdefault(pk, set()).add(wording)
    similarities = {}
    for pk, their_wordings in wordings_of_documents.items():
        similarity = document_similarity(wordings, sorted(their_wordings))
        if similarity >= LIKE:
            similarities[pk] = similarity
    best = sorted(similarities, key=lambda pk: (-similarities[pk], -pk))[:most]
    documents = Resolution.objects.visible_to(user).select_related("edition").in_bulk(best)
    return [SimilarDocument(documents[pk], similarities[pk]) for pk in best if pk in documents]


def document_similarity(a: Sequence[str], b: Sequence[str]) -> float:
    """Return the similarity of two texts, given as the wordings of their paragraphs, from 0 to 1.

    It is the mean similarity of each paragraph to the most similar one of the other text, weighted by length.
    """
    if not a or not b:
        return 0.0
    scores = process.cdist(a, b, scorer=Indel.normalized_similarity, score_cutoff=AT_LEAST, dtype=np.float32)
    lengths_a = np.array([len(wording) for wording in a])
    lengths_b = np.array([len(wording) for wording in b])
    shared = (scores.max(axis=1) * lengths_a).sum() + (scores.max(axis=0) * lengths_b).sum()
    return float(shared / (lengths_a.sum() + lengths_b.sum()))


def _candidate_documents(wordings: Sequence[str], user: Visitor, but: Resolution | None) -> dict[int, float]:
    """Return weights of documents by primary key, for the
    rare fingerprints and paragraphs that they share.
    """
    weights = _shared_wordings(wordings)
    heaviest = sorted(weights, key=lambda pk: (-weights[pk], pk))[:MOST_WORDINGS]
    occurrences = Occurrence.objects.visible_to(user).filter(wording__in=heaviest)
    common = occurrences.values("wording").annotate(n=Count("pk")).filter(n__gt=RARE).values("wording")
    if but:
        occurrences = occurrences.exclude(resolution=but)
    documents: dict[int, float] = defaultdict(float)
    for wording, resolution in occurrences.exclude(wording__in=common).values_list("wording", "resolution"):
        documents[resolution] += weights[wording]
    return documents


def _shared_wordings(wordings: Sequence[str]) -> dict[int, float]:
    """Return weights of stored wordings by primary key: 1 if identical, and 1/n for each rare fingerprint.

    n is the number of wordings with the fingerprint.
    """
    hashes = set[int]().union(*map(fingerprints, wordings))
    counts = postings.shared_counts(hashes, RARE + 1)
    rare_hashes = [hash_ for hash_, count in counts.items() if count <= RARE]
    weights: dict[int, float] = defaultdict(float)
    for hash_, pks in postings.wordings(rare_hashes, RARE).items():
        for pk in pks.tolist():
            weights[pk] += 1 / counts[hash_]
    for pk in Wording.objects.filter(digest__in=map(digest_of, wordings)).values_list("pk", flat=True):
        weights[pk] += 1
    return weights
