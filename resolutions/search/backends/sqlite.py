"""The index in SQLite: three full-text tables without contents, a row a document, a column a part.

Texts come cut into tokens: the tokenizer only parts them at blanks. It would drop ASCII punctuation, so
that is written in full width, which the searchable form never has.
"""

import numpy as np
from django.db import connection
from django.db.backends.utils import CursorWrapper

from ...un.segmentation import is_long_word
from ..index_entry import PARTS, IndexEntry, bigrams, phrase_bigrams
from ..matches import Ids, Matches
from ..query_parser import Term, words_of

CAP = 500  # documents ranked, the newest; what is older follows by date
MANY = 5000  # documents that have a phrase
TABLES = ("search_pairs", "search_words", "search_long")
_WEIGHTS = "8.0, 1.0, 1.5, 0.7, 0.5"  # of PARTS
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F) if not chr(code).isalnum()}


def add(cursor: CursorWrapper, entry: IndexEntry, suffix: str = "") -> None:
    for table, values in _rows(entry):
        cursor.execute(_INSERT.format(f"{table}{suffix}"), [entry.id, *values])


def remove(cursor: CursorWrapper, entry: IndexEntry, suffix: str = "") -> None:
    """Delete an entry from the tables that have a row of it; search_long may not, after migration 0009.

    The entry must be the very one that was added: a table without contents cannot look up what to delete.
    """
    for table, values in _rows(entry):
        cursor.execute(_DELETE.format(f"{table}{suffix}"), [*values, entry.id])


def clear(cursor: CursorWrapper, suffix: str = "") -> None:
    for table in TABLES:
        cursor.execute(f"INSERT INTO {table}{suffix} ({table}{suffix}) VALUES ('delete-all')")  # noqa: S608  -- our names


def make(cursor: CursorWrapper, suffix: str) -> None:
    """Empty tables like those in use."""
    for table in TABLES:
        cursor.execute(f"DROP TABLE IF EXISTS {table}{suffix}")
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [table])
        cursor.execute(cursor.fetchone()[0].replace(table, f"{table}{suffix}", 1))


def finish(cursor: CursorWrapper, suffix: str) -> None:
    for table in TABLES:
        cursor.execute(f"INSERT INTO {table}{suffix} ({table}{suffix}) VALUES ('optimize')")  # noqa: S608  -- our names


def swap(cursor: CursorWrapper, suffix: str) -> None:
    """The tables with the suffix in place of those in use."""
    for table in TABLES:
        cursor.execute(f"DROP TABLE {table}")
        cursor.execute(f"ALTER TABLE {table}{suffix} RENAME TO {table}")


def matching(term: str, part: str, long: bool) -> Matches:
    """The ids of all documents in which a term stands, joined by the database: a row of Python for each would take
    three times as long. `long`: the index has every long word of our dictionary.
    """
    by_word = long and is_long_word(term)
    table, phrase = ("search_long", term) if by_word else ("search_pairs", " ".join(phrase_bigrams(term)))
    with connection.cursor() as cursor:
        cursor.execute(_MATCHING.format(table), [_expression([phrase], part)])
        return Matches.certain(np.fromstring(cursor.fetchone()[0] or "", dtype=np.int64, sep=","))


def ranked(terms: list[Term], part: str, ids: Ids) -> dict[int, float]:
    """How well the first CAP of these documents, the newest, answer the terms, higher for better.

    A term of one word is weighed as a word, one of several as the phrase that it is. A long phrase takes as long
    to weigh as to find, so where more than MANY have it, its longest word stands for it.
    """
    words, phrases = [], []
    for term in terms:
        of_term = words_of(term.shown)
        if of_term == (term.text,) or (of_term and len(term.text) > 2 and len(ids) > MANY):
            words.append(max(of_term, key=len))
        else:
            phrases.append(" ".join(phrase_bigrams(term.text)))
    scores: dict[int, float] = {}
    with connection.cursor() as cursor:
        for table, wanted in (("search_words", words), ("search_pairs", phrases)):
            if wanted:
                cursor.execute(_RANKED.format(table), [_expression(wanted, part), int(ids[:CAP].min())])
                for ident, score in cursor.fetchall():
                    scores[ident] = scores.get(ident, 0.0) - score
    return scores


def holding(entry: IndexEntry) -> list[str]:
    """What of an entry the index does not hold: the integrity of the tables is checked as a whole."""
    missing = []
    for part, texts in entry.texts.items():
        phrase = max(texts, key=len, default="")[:12]
        word = max(entry.long.get(part, ()), key=len, default="")
        missing += [
            f"{part}: {term}" for term in (phrase, word) if term and entry.id not in matching(term, part, True).ids
        ]
    return missing


def sound() -> str:
    """What the database says of tables that are not whole; nothing of those that are."""
    try:
        with connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")  # noqa: S608  -- our names
    except Exception as error:  # noqa: BLE001  -- any error of the database is the finding
        return str(error)
    return ""


def count(table: str) -> int:
    """Documents in one of the two tables."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}_docsize")  # noqa: S608  -- our names
        return int(cursor.fetchone()[0])


_INSERT = f"INSERT INTO {{}} (rowid, {', '.join(PARTS)}) VALUES (%s, %s, %s, %s, %s, %s)"  # noqa: S608  -- our names
_DELETE = f"""
    INSERT INTO {{0}} ({{0}}, rowid, {", ".join(PARTS)})
    SELECT 'delete', id, %s, %s, %s, %s, %s FROM {{0}}_docsize WHERE id = %s
"""  # noqa: S608  -- our names
_MATCHING = "SELECT group_concat(rowid) FROM {0} WHERE {0} MATCH %s"
_RANKED = f"""
    SELECT rowid, bm25({{0}}, {_WEIGHTS}) FROM {{0}} WHERE {{0}} MATCH %s AND rowid >= %s
"""  # noqa: S608  -- numbers of ours


def _rows(entry: IndexEntry) -> list[tuple[str, list[str]]]:
    by_pairs, by_words, by_long = [], [], []
    for part in PARTS:
        texts = [text.translate(_WIDE) for text in entry.texts.get(part, [])]
        runs = [pair for text in texts for pair in bigrams(text)]
        by_pairs.append(" ".join([*runs, *sorted(set("".join(texts)))]))
        by_words.append(" ".join(entry.words.get(part, [])).translate(_WIDE))
        by_long.append(" ".join(sorted(entry.long.get(part, ()))).translate(_WIDE))
    return list(zip(TABLES, (by_pairs, by_words, by_long), strict=True))


def _expression(phrases: list[str], part: str) -> str:
    every = " AND ".join(f'"{phrase.translate(_WIDE)}"' for phrase in phrases)
    return f"{{{part}}} : ({every})" if part else every
