"""What the index holds of a text: for each of its parts the overlapping pairs of characters, and the words.

A phrase of two characters or more is a run of pairs. The last character of a paragraph stands alone after
its pairs, so that no run leads on into the next; every character stands once more at the end, so that one
alone is found too. A long word of the dictionary is found by itself, in place of a run of its pairs.
"""

import json
from dataclasses import dataclass

from ..language.normalization import searchable
from ..un.segmentation import LONG, long_words
from .matches import Ids

PARTS = ("title", "pp", "op", "annex", "fn")  # title: headings too
PART_OF = {"preamble": "pp", "operative": "op", "annex": "annex"}  # of a paragraph, by its own name for it
VERSION = "1"  # of what is made here; another needs `manage.py reindex`

# A heading, paragraph or footnote: the part it stands in, its anchor ("" for a heading at the end), its text, and the
# searchable form of that.
IndexedLine = tuple[str, str, str, str]
TextRow = tuple[str, str, str, list[str]]  # the part, the anchor, the text, its words
LENGTHS = range(LONG, 100)  # of long words, in characters


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """The searchable paragraphs of each part, and their words. `id` orders documents by date.

    `long` are the words of three characters and more: those that the text is cut into, and those of the dictionary
    that stand anywhere in it. `lines` are what answers show: headings, paragraphs, footnotes, in the order of reading.
    """

    id: int
    texts: dict[str, list[str]]
    words: dict[str, list[str]]
    long: dict[str, set[str]]
    lines: list[IndexedLine]


def entry_id(day: int, edition: int) -> int:
    """The id of an edition of a document of this day (its ordinal): later days have higher ids."""
    return day << 24 | edition


def editions_of(ids: Ids) -> Ids:
    """The editions of entries with these ids."""
    return ids & ((1 << 24) - 1)


def build_entry(ident: int, rows: list[TextRow]) -> IndexEntry:
    """The entry with this id of a title, which comes first, and of headings, paragraphs and footnotes."""
    texts: dict[str, list[str]] = {}
    words: dict[str, list[str]] = {}
    long: dict[str, set[str]] = {}
    lines: list[IndexedLine] = []
    for part, anchor, text, cut_words in rows:
        form = searchable(text)
        own = index_words(cut_words)
        texts.setdefault(part, []).append(form)
        words.setdefault(part, []).extend(own)
        long.setdefault(part, set()).update(long_words(form), (word for word in own if len(word) in LENGTHS))
        lines.append((part, anchor, text, form))
    return IndexEntry(ident, texts, words, long, lines[1:])


def serialize_lines(lines: list[IndexedLine]) -> str:
    """Lines as one string, which takes a tenth of the time to read that a row for each would."""
    return json.dumps(lines, ensure_ascii=False, separators=(",", ":"))


def deserialize_lines(text: str) -> list[IndexedLine]:
    """The lines of a string that packed() made."""
    lines: list[IndexedLine] = json.loads(text)
    return lines


def bigrams(text: str) -> list[str]:
    """The overlapping pairs of a searchable text, its last character alone."""
    return [text[i : i + 2] for i in range(len(text))]


def phrase_bigrams(term: str) -> list[str]:
    """The pairs that stand one after another wherever a term does; a single character is itself."""
    return bigrams(term)[:-1] if len(term) > 1 else [term]


def index_words(words: list[str]) -> list[str]:
    """Words as they are kept at import, in the searchable form, without punctuation."""
    folded = map(searchable, words)
    return [word for word in folded if any(c.isalnum() for c in word)]
