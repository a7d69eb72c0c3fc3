"""What the index holds of a text: for each of its parts the overlapping pairs of characters, and the words.

A phrase of two characters or more is a run of pairs. The last character of a paragraph stands alone after
its pairs, so that no run leads on into the next; every character stands once more at the end, so that one
alone is found too.
"""

from dataclasses import dataclass

from ..folding import searchable
from .matches import Ids

PARTS = ("title", "pp", "op", "annex", "fn")  # title: headings too
PART_OF = {"preamble": "pp", "operative": "op", "annex": "annex"}  # of a paragraph, by its own name for it
VERSION = "1"  # of what is made here; another needs `manage.py reindex`


@dataclass(frozen=True, slots=True)
class Entry:
    """The searchable paragraphs of each part, and their words. `id` orders documents by date."""

    id: int
    texts: dict[str, list[str]]
    words: dict[str, list[str]]


def entry_id(day: int, edition: int) -> int:
    """The id of an edition of a document of this day (its ordinal): later days have higher ids."""
    return day << 24 | edition


def editions_of(ids: Ids) -> Ids:
    """The editions of entries with these ids."""
    return ids & ((1 << 24) - 1)


def pairs(text: str) -> list[str]:
    """The overlapping pairs of a searchable text, its last character alone."""
    return [text[i : i + 2] for i in range(len(text))]


def run_of(term: str) -> list[str]:
    """The pairs that stand one after another wherever a term does; a single character is itself."""
    return pairs(term)[:-1] if len(term) > 1 else [term]


def index_words(words: list[str]) -> list[str]:
    """Words as they are kept at import, in the searchable form, without punctuation."""
    folded = map(searchable, words)
    return [word for word in folded if any(c.isalnum() for c in word)]
