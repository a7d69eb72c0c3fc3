"""The comparison of two editions, worked out once: editions never change, so what they differ in does not either."""

import hashlib
from pathlib import Path

from django.core.cache import cache

from resolutions.models import Edition, Paragraph
from resolutions.reading.model import Part

from .collation.collate import collate, passages
from .collation.model import Comparison, Passage

KEPT = 30 * 24 * 3600  # seconds; what is asked for again is kept again


def _fingerprint() -> str:
    """Names the rules and lists by which texts are compared: a change of them makes what was kept stale."""
    room = Path(__file__).parent / "collation"
    digest = hashlib.sha256()
    for path in sorted([*room.glob("*.py"), *room.glob("*.tsv")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


RULES = _fingerprint()


def compare_editions(a: Edition, b: Edition, unit: str = "word") -> Comparison:
    """The comparison of two editions by words or by characters ("word", "char")."""
    key = f"comparison:{RULES}:{a.digest}.{a.pk}:{b.digest}.{b.pk}:{unit}"
    known: Comparison | None = cache.get(key)
    if known is None:
        known = collate(passages_of(a), passages_of(b), characters=unit == "char")
        cache.set(key, known, KEPT)
    return known


def passages_of(edition: Edition) -> tuple[Passage, ...]:
    """The paragraphs of an edition with the words that were cut at import; of one under review, cut now."""
    if edition.working:
        return passages(edition.working)
    return tuple(map(passage_of, edition.paragraphs.all()))


def passage_of(row: Paragraph) -> Passage:
    """A paragraph with its words."""
    words = tuple(row.words.split("\n"))
    return Passage(row.ident, Part(row.part), row.text, words, row.depth, row.component, row.verb or None)
