"""Which documents are like a text as a whole."""

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

RARE = 50  # what stands in more wordings or documents says little of which document a text is like
MOST_PARAGRAPHS = 200  # of a text, the longest; the others are not looked for
MOST_WORDINGS = 1000  # that share most with it, whose documents are likely
MOST_VERIFIED = 20  # documents that are compared with it
AT_LEAST = 0.5  # similarity below which two paragraphs have little in common
KEPT = 24 * 3600  # seconds
LIKE = 0.2  # below this, documents are not alike


@dataclass(frozen=True, slots=True)
class SimilarDocument:
    """A document, and how like a text it is: `similarity` from 0 to 1."""

    resolution: Resolution
    similarity: float

    @property
    def percent(self) -> int:
        """The similarity in hundredths, rounded down: 100 is the same text and nothing else."""
        return int(self.similarity * 100)


def similar_documents(resolution: Resolution, user: Visitor) -> list[SimilarDocument]:
    """The documents that are like one, itself apart; looked for once while the corpus is the same."""
    if resolution.edition is None:
        return []
    staff = bool(user.is_active and user.is_staff)
    key = f"similar:{RELEASE}:{resolution.edition.sha256}.{resolution.edition_id}:{CorpusVersion.current()}:{staff}"
    known: list[tuple[int, float]] | None = cache.get(key)
    if known is None:
        texts = list(resolution.edition.paragraphs.values_list("text", flat=True))
        known = [(near.resolution.pk, near.similarity) for near in nearest_documents(texts, user, but=resolution)]
        cache.set(key, known, KEPT)
    documents = Resolution.objects.visible_to(user).in_bulk([pk for pk, _ in known])
    return [SimilarDocument(documents[pk], similarity) for pk, similarity in known if pk in documents]


def nearest_documents(
    texts: Sequence[str], user: Visitor, *, most: int = 5, but: Resolution | None = None
) -> list[SimilarDocument]:
    """The documents that this visitor may see whose paragraphs are most like these, as a whole; the most alike first.

    Every paragraph goes with the one of the other side that is most like it, and counts by its length.
    1 is the same text. `but` is a document that is not looked for.
    """
    given = sorted({wording for text in texts if (wording := searchable(text))}, key=len, reverse=True)
    given = given[:MOST_PARAGRAPHS]
    weights = _likely(given, user, but)
    likely = sorted(weights, key=lambda pk: (-weights[pk], -pk))[:MOST_VERIFIED]
    rows = Occurrence.objects.filter(resolution__in=likely).values_list("resolution", "wording__text")
    theirs: dict[int, set[str]] = {}
    for pk, wording in rows:
        theirs.setdefault(pk, set()).add(wording)
    found = {pk: likeness(given, sorted(wordings)) for pk, wordings in theirs.items()}
    best = sorted((pk for pk in found if found[pk] >= LIKE), key=lambda pk: (-found[pk], -pk))[:most]
    documents = Resolution.objects.visible_to(user).select_related("edition").in_bulk(best)
    return [SimilarDocument(documents[pk], found[pk]) for pk in best if pk in documents]


def likeness(a: Sequence[str], b: Sequence[str]) -> float:
    """How much of two texts, given as the wordings of their paragraphs, is in both: from 0 to 1."""
    if not a or not b:
        return 0.0
    scores = process.cdist(a, b, scorer=Indel.normalized_similarity, score_cutoff=AT_LEAST, dtype=np.float32)
    lengths_a, lengths_b = np.array([len(w) for w in a]), np.array([len(w) for w in b])
    shared = (scores.max(axis=1) * lengths_a).sum() + (scores.max(axis=0) * lengths_b).sum()
    return float(shared / (lengths_a.sum() + lengths_b.sum()))


def _likely(given: Sequence[str], user: Visitor, but: Resolution | None) -> dict[int, float]:
    """Documents by what they share with these wordings: rare fingerprints, and paragraphs word for word."""
    own = set[int]().union(*map(fingerprints, given))
    counts = postings.shared_counts(own, RARE + 1)
    weights: dict[int, float] = defaultdict(float)  # of wordings
    for h, ids in postings.wordings([h for h, n in counts.items() if n <= RARE], RARE).items():
        for pk in ids.tolist():
            weights[pk] += 1 / counts[h]
    for pk in Wording.objects.filter(digest__in=map(digest_of, given)).values_list("pk", flat=True):
        weights[pk] += 1
    heaviest = sorted(weights, key=lambda pk: (-weights[pk], pk))[:MOST_WORDINGS]
    standing = Occurrence.objects.visible_to(user).filter(wording__in=heaviest)
    often = standing.values("wording").annotate(n=Count("pk")).filter(n__gt=RARE).values("wording")
    if but:
        standing = standing.exclude(resolution=but)
    documents: dict[int, float] = defaultdict(float)
    for wording, resolution in standing.exclude(wording__in=often).values_list("wording", "resolution"):
        documents[resolution] += weights[wording]
    return documents
