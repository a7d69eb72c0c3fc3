"""The index in PostgreSQL: a row for each part of a document with its text, and a row for its words.

An inverted index over the pairs of each text (migration 0004) gives the documents that have all pairs of a
term. Of a longer term they need not stand together, so the newest VERIFIED are looked at; where the term is
one word, those that the word index has need no look. The planner takes no account of what it costs to
unpack a tsvector, and would read the whole table: it is told not to.
"""

import numpy as np
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from .entry import Entry, run_of
from .matches import Ids, Matches
from .query import Term, words_of

CAP = 500  # documents ranked, the newest; what is older follows by date
TABLES = ("search_parts", "search_words")
VERIFIED = 3000  # texts of parts
_LABELS = {"title": "A", "op": "B", "pp": "C", "annex": "D", "fn": "D"}
_WEIGHTS = "{0.2, 0.4, 0.6, 1.0}"  # of D, C, B, A
_MOST_POSITION, _MOST_PLACES = 16_383, 255  # in a tsvector


def add(cursor: CursorWrapper, entry: Entry, suffix: str = "") -> None:
    rows = [(entry.id, part, "\n".join(texts)) for part, texts in entry.texts.items() if texts]
    cursor.executemany(f"INSERT INTO search_parts{suffix} (id, part, text) VALUES (%s, %s, %s)", rows)  # noqa: S608  -- our names
    cursor.execute(
        f"INSERT INTO search_words{suffix} (id, words) VALUES (%s, %s::tsvector)",  # noqa: S608  -- our names
        [entry.id, _vector(entry)],
    )


def remove(cursor: CursorWrapper, entry: Entry, suffix: str = "") -> None:
    for table in TABLES:
        cursor.execute(f"DELETE FROM {table}{suffix} WHERE id = %s", [entry.id])  # noqa: S608  -- our names


def clear(cursor: CursorWrapper, suffix: str = "") -> None:
    for table in TABLES:
        cursor.execute(f"DELETE FROM {table}{suffix}")  # noqa: S608  -- our names


def make(cursor: CursorWrapper, suffix: str) -> None:
    """Empty tables like those in use, without indexes: they are made faster when the rows are there."""
    for table in TABLES:
        cursor.execute(f"DROP TABLE IF EXISTS {table}{suffix}")
        cursor.execute(f"CREATE TABLE {table}{suffix} (LIKE {table} INCLUDING DEFAULTS)")


def finish(cursor: CursorWrapper, suffix: str) -> None:
    """The indexes of the tables in use, on the new ones."""
    for table in TABLES:
        cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s", [table])
        for name, definition in cursor.fetchall():
            made = definition.replace(f" {name} ON ", f" {name}{suffix} ON ").replace(
                f".{table} ", f".{table}{suffix} "
            )
            cursor.execute(made)
        cursor.execute(f"ANALYZE {table}{suffix}")


def swap(cursor: CursorWrapper, suffix: str) -> None:
    """The tables with the suffix in place of those in use, and their indexes."""
    for table in TABLES:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = %s", [f"{table}{suffix}"])
        names = [row[0] for row in cursor.fetchall()]
        cursor.execute(f"DROP TABLE {table}")
        cursor.execute(f"ALTER TABLE {table}{suffix} RENAME TO {table}")
        for name in names:
            cursor.execute(f"ALTER INDEX {name} RENAME TO {name.removesuffix(suffix)}")


def matching(term: str, part: str) -> Matches:
    """The ids of the documents in which a term stands."""
    where, values = ("AND part = %s", [part]) if part else ("", [])
    with connection.cursor() as cursor:
        cursor.execute(_HAVING.format(where), [run_of(term), *values])
        found = np.array([row[0] for row in cursor.fetchall()], dtype=np.int64)
        ids = np.unique(found)
        if len(term) < 3 or not len(ids):
            return Matches(ids)
        certain = np.intersect1d(ids, _with_word(cursor, term, part))
        open_ids = np.setdiff1d(ids, certain, assume_unique=True)
        looked_at = open_ids[-VERIFIED:]
        cursor.execute(_VERIFIED.format(where), [looked_at.tolist(), *values, term])
        sure = np.array([row[0] for row in cursor.fetchall()], dtype=np.int64)
    return Matches(np.union1d(certain, sure), len(looked_at) < len(open_ids))


def ranked(terms: list[Term], part: str, ids: Ids) -> dict[int, float]:
    """How well each document answers the words of the terms, higher for better; those without them are left out."""
    words = dict.fromkeys(word for term in terms for word in words_of(term.shown))
    if not words:
        return {}
    query = " & ".join(_quoted(word) + (f":{_LABELS[part]}" if part else "") for word in words)
    with connection.cursor() as cursor:
        cursor.execute(_RANKED, [_WEIGHTS, query, ids.tolist(), query])
        return dict(cursor.fetchall())


def holding(entry: Entry) -> list[str]:
    """What of an entry the index does not hold."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT part, text FROM search_parts WHERE id = %s", [entry.id])
        kept = dict(cursor.fetchall())
        cursor.execute("SELECT words = %s::tsvector FROM search_words WHERE id = %s", [_vector(entry), entry.id])
        row = cursor.fetchone()
    texts = {part: "\n".join(texts) for part, texts in entry.texts.items() if texts}
    return [part for part in texts.keys() | kept.keys() if texts.get(part) != kept.get(part)] + (
        [] if row and row[0] else ["words"]
    )


def sound() -> str:
    """Nothing: the tables are like all others, and whole if the database is."""
    return ""


def count(table: str) -> int:
    """Documents in one of the two tables."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(DISTINCT id) FROM {table}")  # noqa: S608  -- our names
        return int(cursor.fetchone()[0])


_HAVING = 'SELECT id FROM search_parts WHERE search_pairs(text) COLLATE "C" @> %s::text[] {}'
_VERIFIED = "SELECT DISTINCT id FROM search_parts WHERE id = ANY(%s) {} AND strpos(text, %s) > 0"
_RANKED = """
    SELECT id, ts_rank(%s::real[], words, %s::tsquery, 1) FROM search_words
    WHERE id = ANY(%s) AND words @@ %s::tsquery
"""


def _with_word(cursor: CursorWrapper, term: str, part: str) -> Ids:
    """The documents that have a term as one word; none where it is several, or its part bears no label of its own."""
    if words_of(term) != (term,) or part in ("annex", "fn"):
        return np.array([], dtype=np.int64)
    query = _quoted(term) + (f":{_LABELS[part]}" if part else "")
    with transaction.atomic():
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SELECT id FROM search_words WHERE words @@ %s::tsquery", [query])
        rows = cursor.fetchall()
        cursor.execute("SET LOCAL enable_seqscan = on")
    return np.array([row[0] for row in rows], dtype=np.int64)


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _vector(entry: Entry) -> str:
    """The words of an entry as a tsvector: each with its places, as many as one can hold."""
    places: dict[str, list[str]] = {}
    at = 0
    for part, words in entry.words.items():
        for word in words:
            at = min(at + 1, _MOST_POSITION)
            of_word = places.setdefault(word[:500], [])
            if len(of_word) < _MOST_PLACES:
                of_word.append(f"{at}{_LABELS[part]}")
    return " ".join(f"{_quoted(word)}:{','.join(of_word)}" for word, of_word in places.items())
