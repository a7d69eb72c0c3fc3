"""The index entry of a text: for each of its parts the bigrams of characters, the words and the long words.

A phrase of two or more characters is found as a sequence of bigrams. The last character of a paragraph
follows its bigrams as a unit of one, so that no sequence continues into the next paragraph. Each character is
also indexed alone at the end of the part, for queries of one character. A long word of the dictionary is
found as a word and not as a sequence of bigrams.
"""

import json
from dataclasses import dataclass

from ..language.normalization import searchable
from ..un.segmentation import LONG, long_words
from .matches import Ids

PARTS = ("title", "pp", "op", "annex", "fn")  # "title" includes headings
PART_OF = {"preamble": "pp", "operative": "op", "annex": "annex"}  # by Paragraph.part
VERSION = "1"  # of the form of entries; a new one needs `manage.py reindex`

# A heading, paragraph or footnote: its part, anchor ("" for a heading at the end), text and searchable form.
IndexedLine = tuple[str, str, str, str]
TextRow = tuple[str, str, str, list[str]]  # part, anchor, text, words of the text
LENGTHS = range(LONG, 100)  # of long words, in characters


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """The searchable paragraphs of each part, and their words. Ids are in the order of dates.

    `long` has the words of three or more characters: those that the text is segmented into, and those of the
    dictionary that occur anywhere in it. `lines` are what results show: headings, paragraphs and footnotes in
    reading order.
    """

    id: int
    texts: dict[str, list[str]]
    words: dict[str, list[str]]
    long: dict[str, set[str]]
    lines: list[IndexedLine]


def entry_id(day: int, edition: int) -> int:
    """Return the id for an edition (primary key) of a day (ordinal). Later days have higher ids."""
    return day << 24 | edition


def editions_of(ids: Ids) -> Ids:
    """Return the primary keys of the editions of entries."""
    return ids & ((1 << 24) - 1)


def build_entry(ident: int, rows: list[TextRow]) -> IndexEntry:
    """Return the entry of a title, which is the first row, and of headings, paragraphs and footnotes."""
    texts: dict[str, list[str]] = {}
    words: dict[str, list[str]] = {}
    long: dict[str, set[str]] = {}
    lines: list[IndexedLine] = []
    for part, anchor, text, segmented in rows:
        form = searchable(text)
        words_of_row = index_words(segmented)
        texts.setdefault(part, []).append(form)
        words.setdefault(part, []).extend(words_of_row)
        long_words_of_part = long.setdefault(part, set())
        long_words_of_part.update(long_words(form))
        long_words_of_part.update(word for word in words_of_row if len(word) in LENGTHS)
        lines.append((part, anchor, text, form))
    return IndexEntry(id=ident, texts=texts, words=words, long=long, lines=lines[1:])


def serialize_lines(lines: list[IndexedLine]) -> str:
    """Return lines as one JSON string, which is read in a tenth of the time that a row for each takes."""
    return json.dumps(lines, ensure_ascii=False, separators=(",", ":"))


def deserialize_lines(text: str) -> list[IndexedLine]:
    """Return the lines of a string that serialize_lines() made."""
    lines: list[IndexedLine] = json.loads(text)
    return lines


def bigrams(text: str) -> list[str]:
    """Return the bigrams of a searchable text, and its last character alone."""
    return [text[i : i + 2] for i in range(len(text))]


def phrase_bigrams(term: str) -> list[str]:
    """Return the sequence of bigrams for a term; for a single character, the character."""
    if len(term) <= 1:
        return [term]
    return bigrams(term)[:-1]


def index_words(words: list[str]) -> list[str]:
    """Return the words stored at import in the searchable form, without punctuation."""
    folded = map(searchable, words)
    return [word for word in folded if any(character.isalnum() for character in word)]
