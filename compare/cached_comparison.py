"""Cached comparisons of two editions. They stay valid because editions never change."""

import hashlib
from pathlib import Path

from django.core.cache import cache

from resolutions.models import Edition, Paragraph
from resolutions.reading.model import Part

from .collation.collate import collate, passages
from .collation.model import Comparison, Passage

CACHE_SECONDS = 30 * 24 * 3600


def _rules_digest() -> str:
    """Return a digest of the code and the word lists of the collation.

    As a part of the cache key, it invalidates the cached comparisons when a rule changes.
    """
    folder = Path(__file__).parent / "collation"
    digest = hashlib.sha256()
    for path in sorted([*folder.glob("*.py"), *folder.glob("*.tsv")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


RULES = _rules_digest()


def compare_editions(a: Edition, b: Edition, unit: str = "word") -> Comparison:
    """Return the comparison of two editions by words ("word") or by characters ("char")."""
    key = f"comparison:{RULES}:{a.digest}.{a.pk}:{b.digest}.{b.pk}:{unit}"
    comparison: Comparison | None = cache.get(key)
    if comparison is None:
        comparison = collate(passages_of(a), passages_of(b), characters=unit == "char")
        cache.set(key, comparison, CACHE_SECONDS)
    return comparison


def passages_of(edition: Edition) -> tuple[Passage, ...]:
    """Return the paragraphs of an edition with the words that were segmented at import.

    The paragraphs of an edition under review are segmented now.
    """
    if edition.working:
        return passages(edition.working)
    return tuple(passage_of(row) for row in edition.paragraphs.all())


def passage_of(row: Paragraph) -> Passage:
    """Return a stored paragraph as a passage."""
    return Passage(
        ident=row.ident,
        part=Part(row.part),
        text=row.text,
        words=tuple(row.words.split("\n")),
        depth=row.depth,
        component=row.component,
        verb=row.verb or None,
    )
