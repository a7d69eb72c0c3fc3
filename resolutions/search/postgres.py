"""The index in PostgreSQL: a row for each part of a document with its text, and a row for its words.

An inverted index over the pairs of each text (migration 0006) gives the documents that have all pairs of a
term. Of a longer term they need not stand together, so their texts are looked at; where the term is one word,
those that the word index has need no look. Texts are kept as they are, since to unpack one takes longer than to
read it. The planner takes no account of what it costs to unpack a tsvector, and would read the whole table: it
is told not to.
"""

from functools import partial
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from .entry import Entry, run_of
from .matches import Ids, Matches, Wanted
from .query import Term, words_of

CAP = 300  # documents ranked, the newest; what is older follows by date
TABLES = ("search_parts", "search_words")
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
        cursor.execute(f"CREATE TABLE {table}{suffix} (LIKE {table} INCLUDING DEFAULTS INCLUDING STORAGE)")


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


def matching(wanted: Wanted) -> list[Matches]:
    """The ids of the documents in which each term stands, and of those that have all its pairs."""
    return [_matching(term, part) for term, part in wanted]


def _matching(term: str, part: str) -> Matches:
    where, values = _within(part)
    with connection.cursor() as cursor:
        ids = _ids(cursor, _HAVING.format(where), [run_of(term), *values])
        if len(term) < 3 or not len(ids):
            return Matches.certain(ids)
        return Matches(_with_word(cursor, term, part), ids, partial(_having, term, part))


def _having(term: str, part: str, ids: Ids) -> Ids:
    """Those of the documents whose texts a term stands in."""
    where, values = _within(part)
    with connection.cursor() as cursor:
        return _ids(cursor, _READ.format(where), [ids.tolist(), *values, term])


def ranked(terms: list[Term], part: str, ids: Ids) -> dict[int, float]:
    """How well the first CAP of these documents, the newest, answer any words of the terms, higher for better."""
    words = dict.fromkeys(word for term in terms for word in words_of(term.shown))
    query = " | ".join(_quoted(word) + (f":{_LABELS[part]}" if part else "") for word in words)
    with connection.cursor() as cursor:
        cursor.execute(_RANKED, [_WEIGHTS, query, ids[:CAP].tolist()])
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


# Ids packed by the database: a row of Python for each would take longer than to find them.
_PACKED = "string_agg(int8send(id), '')"
_HAVING = f'SELECT {_PACKED} FROM search_parts WHERE search_pairs(text) COLLATE "C" @> %s::text[] {{}}'  # noqa: S608  -- our names
_WITH_WORD = f"SELECT {_PACKED} FROM search_words WHERE words @@ %s::tsquery"  # noqa: S608  -- our names
# From the shortest part on (title, pp, op), as far as the first that has the term.
_READ = f"""
    SELECT {_PACKED} FROM unnest(%s::bigint[]) AS asked(id), LATERAL (
        SELECT FROM search_parts AS own WHERE own.id = asked.id {{}} AND strpos(text, %s) > 0 ORDER BY part DESC LIMIT 1
    ) AS one
"""  # noqa: S608  -- our names
_RANKED = "SELECT id, ts_rank(%s::real[], words, %s::tsquery, 1) FROM search_words WHERE id = ANY(%s)"


def _within(part: str) -> tuple[str, list[str]]:
    """The condition of a query that looks in one part, and its values."""
    return ("AND part = %s", [part]) if part else ("", [])


def _ids(cursor: CursorWrapper, query: str, values: list[Any]) -> Ids:
    """The ids that a query gives packed."""
    cursor.execute(query, values)
    return np.frombuffer(cursor.fetchone()[0] or b"", dtype=">i8").astype(np.int64)


def _with_word(cursor: CursorWrapper, term: str, part: str) -> Ids:
    """The documents that have a term as one word; none where it is several, or its part bears no label of its own."""
    if words_of(term) != (term,) or part in ("annex", "fn"):
        return np.array([], dtype=np.int64)
    query = _quoted(term) + (f":{_LABELS[part]}" if part else "")
    with transaction.atomic():
        cursor.execute("SET LOCAL enable_seqscan = off")
        ids = _ids(cursor, _WITH_WORD, [query])
        cursor.execute("SET LOCAL enable_seqscan = on")
    return ids


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
