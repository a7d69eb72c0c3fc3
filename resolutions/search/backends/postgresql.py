"""The index in PostgreSQL: a row for each document, with its searchable text and its words.

One inverted index (migration 0009) over the units and the long words of each text gives the documents that have all
units of a term. A unit is a pair of characters, or one alone, as a number with the place of its part; a long word
bears its place in front. Of a term of three characters and more the pairs need not stand together, so those texts are
looked at, unless it is a word of the dictionary, of which the index has each; of another word, as 2015年, it has those
that the text is cut into. Texts are kept as they are, since to unpack one takes longer than to read it. The planner
takes no account of what it costs to work units out or to unpack long words, and would read all rows for a word that
most documents have: it is told not to.
"""

from functools import partial
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from ...un.segmentation import is_long_word
from ..index_entry import PARTS, IndexEntry, phrase_bigrams
from ..matches import Ids, Matches
from ..query_parser import Term, words_of

CAP = 300  # documents ranked, the newest; what is older follows by date
TABLES = ("search_documents",)
_LABELS = {"title": "A", "op": "B", "pp": "C", "annex": "D", "fn": "D"}
_WEIGHTS = "{0.2, 0.4, 0.6, 1.0}"  # of D, C, B, A
_MOST_POSITION, _MOST_PLACES = 16_383, 255  # in a tsvector
_MOST_UNITS = 30  # of a long term that are looked for; the text is read for the rest


def add(cursor: CursorWrapper, entry: IndexEntry, suffix: str = "") -> None:
    cursor.execute(
        f"INSERT INTO search_documents{suffix} VALUES (%s, %s, %s::tsvector, %s)",  # noqa: S608  -- our names
        [entry.id, _text(entry), _vector(entry), _all_long(entry)],
    )


def remove(cursor: CursorWrapper, entry: IndexEntry, suffix: str = "") -> None:
    cursor.execute(f"DELETE FROM search_documents{suffix} WHERE id = %s", [entry.id])  # noqa: S608  -- our names


def clear(cursor: CursorWrapper, suffix: str = "") -> None:
    cursor.execute(f"DELETE FROM search_documents{suffix}")  # noqa: S608  -- our names


def make(cursor: CursorWrapper, suffix: str) -> None:
    """An empty table like the one in use, without indexes: they are made faster when the rows are there."""
    cursor.execute(f"DROP TABLE IF EXISTS search_documents{suffix}")
    cursor.execute(f"CREATE TABLE search_documents{suffix} (LIKE search_documents INCLUDING STORAGE)")


def finish(cursor: CursorWrapper, suffix: str) -> None:
    """The indexes of the table in use, on the new one."""
    cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'search_documents'")
    for name, definition in cursor.fetchall():
        made = definition.replace(f" {name} ON ", f" {name}{suffix} ON ")
        cursor.execute(made.replace(".search_documents ", f".search_documents{suffix} "))
    # To count what the index holds would take as long as to make it, and the planner has no use for it. Here the
    # column is named because the new setting of an index counts from the next session on.
    cursor.execute(f"ALTER TABLE search_documents{suffix} ALTER words SET STATISTICS 0, ALTER long SET STATISTICS 0")
    cursor.execute(f"ALTER INDEX search_documents_all{suffix} ALTER COLUMN 1 SET STATISTICS 0")
    cursor.execute(f"ANALYZE search_documents{suffix} (id)")


def swap(cursor: CursorWrapper, suffix: str) -> None:
    """The table with the suffix in place of the one in use, and its indexes."""
    cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = %s", [f"search_documents{suffix}"])
    names = [row[0] for row in cursor.fetchall()]
    cursor.execute("DROP TABLE search_documents")
    cursor.execute(f"ALTER TABLE search_documents{suffix} RENAME TO search_documents")
    for name in names:
        cursor.execute(f"ALTER INDEX {name} RENAME TO {name.removesuffix(suffix)}")


def matching(term: str, part: str, long: bool) -> Matches:
    """The ids of the documents that are sure to have a term, and of those that have all its units.

    `long`: the index has every long word of our dictionary.
    """
    if long and is_long_word(term):
        return Matches.certain(_matching([_WITH_LONG], [_long(term, part)]))
    units = [[_number(unit) | place << 42 for place in _places(part)] for unit in phrase_bigrams(term)[:_MOST_UNITS]]
    ids = _matching([_WITH_UNIT] * len(units), units)
    if len(term) <= 2:
        return Matches.certain(ids)
    sure = _matching([_WITH_LONG], [_long(term, part)]) if words_of(term) == (term,) else ids[:0]
    return Matches(sure, ids, partial(_having, term, part))


def _matching(conditions: list[str], values: list[Any]) -> Ids:
    """The documents that meet all conditions, found by the index whatever the planner thinks."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        cursor.execute(f"{_PACKED} search_documents WHERE {' AND '.join(conditions)}", values)
        ids = _unpacked(cursor)
        cursor.execute("SET LOCAL enable_seqscan = on; SET LOCAL enable_indexscan = on")
    return ids


def _having(term: str, part: str, ids: Ids) -> Ids:
    """Those of the documents whose texts a term stands in."""
    text = "split_part(own.text, E'\\n\\n', %s)" if part else "own.text"
    with connection.cursor() as cursor:
        cursor.execute(_READ.format(text), [_array(ids), *(_places(part) if part else []), term])
        return _unpacked(cursor)


def ranked(terms: list[Term], part: str, ids: Ids) -> dict[int, float]:
    """How well the first CAP of these documents, the newest, answer any words of the terms, higher for better."""
    words = dict.fromkeys(word for term in terms for word in words_of(term.shown))
    query = " | ".join(_labelled(word, part) for word in words)
    with connection.cursor() as cursor:
        cursor.execute(_RANKED, [_WEIGHTS, query, _array(ids[:CAP])])
        return dict(cursor.fetchall())


def holding(entry: IndexEntry) -> list[str]:
    """What of an entry the index does not hold."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [_text(entry), _vector(entry), _all_long(entry), entry.id])
        row = cursor.fetchone() or (False, False, False)
    return [what for what, held in zip(("text", "words", "long"), row, strict=True) if not held]


def sound() -> str:
    """Nothing: the table is like all others, and whole if the database is."""
    return ""


def count(table: str) -> int:
    """Documents in the table."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608  -- our names
        return int(cursor.fetchone()[0])


# Ids packed by the database: a row of Python for each would take longer than to find them.
_PACKED = "SELECT string_agg(int8send(id), '') FROM"
_WITH_UNIT = "search_units(text) && %s::bigint[]"  # in any of the places
_WITH_LONG = "long && %s::text[]"
# Fenced in, so that texts are read of these documents alone.
_READ = f"""
    {_PACKED} unnest(%s::bigint[]) AS asked(id), LATERAL (
        SELECT FROM search_documents AS own WHERE own.id = asked.id AND strpos({{}}, %s) > 0 LIMIT 1
    ) AS one
"""
_RANKED = "SELECT id, ts_rank(%s::real[], words, %s::tsquery, 1) FROM search_documents WHERE id = ANY(%s::bigint[])"
_HELD = "SELECT text = %s, words = %s::tsvector, long = %s::text[] FROM search_documents WHERE id = %s"


def _array(ids: Ids) -> str:
    """Ids as the database reads an array: psycopg would take longer to write some hundreds than to find them."""
    return f"{{{','.join(map(str, ids.tolist()))}}}"


def _unpacked(cursor: CursorWrapper) -> Ids:
    return np.frombuffer(cursor.fetchone()[0] or b"", dtype=">i8").astype(np.int64)


def _places(part: str) -> list[int]:
    """Where a part stands among all, from 1, or where any does."""
    return [PARTS.index(part) + 1] if part else list(range(1, len(PARTS) + 1))


def _number(unit: str) -> int:
    """A pair of characters, or one, as search_units() writes it."""
    return ord(unit) if len(unit) == 1 else ord(unit[0]) << 21 | ord(unit[1])


def _long(word: str, part: str) -> list[str]:
    """A long word as it is kept, with the place of its part."""
    return [f"{place}{word}" for place in _places(part)]


def _labelled(word: str, part: str) -> str:
    """A word in a part, or anywhere, as a query."""
    return _quoted(word) + (f":{_LABELS[part]}" if part else "")


def _text(entry: IndexEntry) -> str:
    """All parts, empty ones too, so that each stands in its place; no paragraph is empty, so none parts them."""
    return "\n\n".join("\n".join(filter(None, entry.texts.get(part, []))) for part in PARTS)


def _all_long(entry: IndexEntry) -> list[str]:
    return [f"{place}{word}" for place, part in enumerate(PARTS, 1) for word in sorted(entry.long.get(part, ()))]


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _vector(entry: IndexEntry) -> str:
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
