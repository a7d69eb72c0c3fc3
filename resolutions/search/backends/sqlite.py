"""The index in SQLite: three contentless FTS5 tables with a row for each document and a column for each part.

Texts are written as tokens with blanks between them, so that the tokenizer only splits at blanks. It would
drop ASCII punctuation, which is therefore written in full width; the searchable form has no full-width
characters.
"""

import numpy as np
from django.db import connection
from django.db.backends.utils import CursorWrapper

from ...un.segmentation import is_long_word
from ..index_entry import PARTS, IndexEntry, bigrams, phrase_bigrams
from ..matches import Ids, Matches
from ..query_parser import Term, words_of

MOST_RANKED = 500  # documents, the newest; older ones follow by date
MANY = 5000  # documents that contain a phrase
TABLES = ("search_pairs", "search_words", "search_long")
_WEIGHTS = "8.0, 1.0, 1.5, 0.7, 0.5"  # of PARTS
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F) if not chr(code).isalnum()}


def add(cursor: CursorWrapper, entry: IndexEntry, suffix: str = "") -> None:
    for table, values in _rows(entry):
        cursor.execute(_INSERT.format(f"{table}{suffix}"), [entry.id, *values])


def remove(cursor: CursorWrapper, entry: IndexEntry, suffix: str = "") -> None:
    """Delete an entry from the tables that have a row for it; after migration 0009 search_long may have none.

    The entry must equal the one that was added: a contentless table cannot look up what to delete.
    """
    for table, values in _rows(entry):
        cursor.execute(_DELETE.format(f"{table}{suffix}"), [*values, entry.id])


def clear(cursor: CursorWrapper, suffix: str = "") -> None:
    for table in TABLES:
        cursor.execute(f"INSERT INTO {table}{suffix} ({table}{suffix}) VALUES ('delete-all')")  # noqa: S608  -- our names


def create_tables(cursor: CursorWrapper, suffix: str) -> None:
    """Create empty tables like those in use."""
    for table in TABLES:
        cursor.execute(f"DROP TABLE IF EXISTS {table}{suffix}")
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [table])
        cursor.execute(cursor.fetchone()[0].replace(table, f"{table}{suffix}", 1))


def optimize_tables(cursor: CursorWrapper, suffix: str) -> None:
    for table in TABLES:
        cursor.execute(f"INSERT INTO {table}{suffix} ({table}{suffix}) VALUES ('optimize')")  # noqa: S608  -- our names


def swap_tables(cursor: CursorWrapper, suffix: str) -> None:
    """Replace the tables in use by those with the suffix."""
    for table in TABLES:
        cursor.execute(f"DROP TABLE {table}")
        cursor.execute(f"ALTER TABLE {table}{suffix} RENAME TO {table}")


def find_term(term: str, part: str, has_all_long_words: bool) -> Matches:
    """Return the documents that contain a term in a part, or in any part if that is "". All are certain.

    `has_all_long_words`: the index has every long word of this program's dictionary. The database joins the
    ids to one string, because a row for each would take three times as long.
    """
    if has_all_long_words and is_long_word(term):
        table, phrase = "search_long", term
    else:
        table, phrase = "search_pairs", " ".join(phrase_bigrams(term))
    with connection.cursor() as cursor:
        cursor.execute(_MATCHING.format(table), [_expression([phrase], part)])
        return Matches.certain(np.fromstring(cursor.fetchone()[0] or "", dtype=np.int64, sep=","))


def scores(terms: list[Term], part: str, ids: Ids) -> dict[int, float]:
    """Return by id how well the newest MOST_RANKED documents match the terms; higher is better.

    The newest ids come first. A term of one word is ranked as a word, a term of several as a phrase.
    Ranking a phrase takes as long as finding it, so if more than MANY documents contain a long one, its
    longest word is ranked in its place.
    """
    words, phrases = [], []
    for term in terms:
        words_of_term = words_of(term.shown)
        is_word = words_of_term == (term.text,)
        is_slow_phrase = words_of_term and len(term.text) > 2 and len(ids) > MANY
        if is_word or is_slow_phrase:
            words.append(max(words_of_term, key=len))
        else:
            phrases.append(" ".join(phrase_bigrams(term.text)))
    oldest_ranked = int(ids[:MOST_RANKED].min())
    totals: dict[int, float] = {}
    with connection.cursor() as cursor:
        for table, wanted in (("search_words", words), ("search_pairs", phrases)):
            if wanted:
                cursor.execute(_RANKED.format(table), [_expression(wanted, part), oldest_ranked])
                for ident, score in cursor.fetchall():
                    totals[ident] = totals.get(ident, 0.0) - score  # bm25() is lower for better matches
    return totals


def missing_terms(entry: IndexEntry) -> list[str]:
    """Return a phrase and a word of each part that the index lacks: a sample, see integrity_error() too."""
    missing = []
    for part, texts in entry.texts.items():
        phrase = max(texts, key=len, default="")[:12]
        word = max(entry.long.get(part, ()), key=len, default="")
        missing += [f"{part}: {term}" for term in (phrase, word) if term and not _is_found(entry, term, part)]
    return missing


def _is_found(entry: IndexEntry, term: str, part: str) -> bool:
    return entry.id in find_term(term, part, has_all_long_words=True).ids


def integrity_error() -> str:
    """Return the database's message about damaged tables; "" if they are intact."""
    try:
        with connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")  # noqa: S608  -- our names
    except Exception as error:  # noqa: BLE001  -- any error of the database is the result
        return str(error)
    return ""


def count_rows(table: str) -> int:
    """Return the number of documents in one of TABLES."""
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
"""  # noqa: S608  -- our numbers


def _rows(entry: IndexEntry) -> list[tuple[str, list[str]]]:
    """Return each of TABLES with the values of its columns, one for each part."""
    bigram_columns, word_columns, long_word_columns = [], [], []
    for part in PARTS:
        texts = [text.translate(_WIDE) for text in entry.texts.get(part, [])]
        units: list[str] = []
        for text in texts:
            units += bigrams(text)
        units += sorted(set("".join(texts)))
        bigram_columns.append(" ".join(units))
        word_columns.append(" ".join(entry.words.get(part, [])).translate(_WIDE))
        long_word_columns.append(" ".join(sorted(entry.long.get(part, ()))).translate(_WIDE))
    return list(zip(TABLES, (bigram_columns, word_columns, long_word_columns), strict=True))


def _expression(phrases: list[str], part: str) -> str:
    """Return the FTS5 query for all phrases, in a part or anywhere."""
    all_phrases = " AND ".join(f'"{phrase.translate(_WIDE)}"' for phrase in phrases)
    return f"{{{part}}} : ({all_phrases})" if part else all_phrases
