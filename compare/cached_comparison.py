"""Cached comparisons of two editions, and the paragraphs that they are made from.

Both stay valid because editions never change.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from django.core.cache import cache

from resolutions.models import Edition, FootnoteMark, Paragraph
from resolutions.reading.model import Part

from .collation.collate import collate, passages
from .collation.model import Comparison, Passage, PassageNote

CACHE_SECONDS = 30 * 24 * 3600
# A passage with what is derived from it takes about 130 bytes a character: 26 MB in each process.
MOST_CHARACTERS = 200_000


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


class PassageCache:
    """The paragraphs of the editions that were compared last, in the memory of this process.

    The passages keep what the comparison derived from them, which takes longer to make than the comparison.
    An edition is dropped when those used after it have more than MOST_CHARACTERS together.
    """

    def __init__(self) -> None:
        self._passages: OrderedDict[tuple[int, str], tuple[Passage, ...]] = OrderedDict()
        self._characters = 0
        self._lock = Lock()

    def get_or_make(self, edition: Edition) -> tuple[Passage, ...]:
        """Return the paragraphs of a stored edition, from memory if they are there."""
        key = edition.pk, edition.digest
        with self._lock:
            if key in self._passages:
                self._passages.move_to_end(key)
                return self._passages[key]
        notes = _notes_of(edition)
        made = tuple(passage_of(row, notes.get(row.pk, ())) for row in edition.paragraphs.all())
        with self._lock:
            if key not in self._passages:
                self._passages[key] = made
                self._characters += _count_characters(made)
            while self._characters > MOST_CHARACTERS:
                _, dropped = self._passages.popitem(last=False)
                self._characters -= _count_characters(dropped)
        return made

    def clear(self) -> None:
        """Drop all editions."""
        with self._lock:
            self._passages.clear()
            self._characters = 0


passage_cache = PassageCache()


def _count_characters(passages: tuple[Passage, ...]) -> int:
    return sum(len(passage.text) for passage in passages)


def passages_of(edition: Edition) -> tuple[Passage, ...]:
    """Return the paragraphs of an edition with the words that were segmented at import.

    The paragraphs of an edition under review are segmented now.
    """
    if edition.working:
        return passages(edition.working)
    return passage_cache.get_or_make(edition)


def _notes_of(edition: Edition) -> dict[int, list[PassageNote]]:
    """Return the footnotes of the paragraphs of an edition, by the keys of the paragraphs."""
    marks = FootnoteMark.objects.filter(paragraph__edition=edition, footnote__isnull=False)
    notes: dict[int, list[PassageNote]] = {}
    for paragraph, marker, text in marks.values_list("paragraph", "marker", "footnote__text"):
        notes.setdefault(paragraph, []).append(PassageNote(marker, text))
    return notes


def passage_of(row: Paragraph, notes: Sequence[PassageNote] = ()) -> Passage:
    """Return a stored paragraph as a passage with its footnotes."""
    return Passage(
        ident=row.ident,
        part=Part(row.part),
        text=row.text,
        words=tuple(row.words.split("\n")),
        depth=row.depth,
        component=row.component,
        verb=row.verb or None,
        notes=tuple(notes),
    )
