"""The index in PostgreSQL: a row for each document, with its searchable text and its words.

One inverted index (migration 0009) over the units and the long words of each text gives the documents that
have all units of a term. A unit is a bigram or a single character, encoded as a number with the number of its
part; a long word has the number of its part as a prefix. The bigrams of a term of three or more characters
may be scattered over a text, so such texts are read, unless the term is a long word of the dictionary, all of
which are indexed. Of other words, such as 2015年, the index has those that the text is segmented into. Texts
are stored uncompressed, because decompressing one takes longer than reading it. The planner ignores the cost
of computing units and of decompressing long words, and would scan all rows for a word that most documents
contain, so these queries disable sequential scans.
"""

from functools import partial
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from ...un.segmentation import is_long_word
from ..index_entry import PARTS, IndexEntry, phrase_bigrams
from ..matches import Ids, Matches, no_ids
from ..query_parser import Term, words_of

MOST_RANKED = 300  # documents, the newest; older ones follow by date
TABLES = ("search_documents",)
_LABELS = {"title": "A", "op": "B", "pp": "C", "annex": "D", "fn": "D"}
_WEIGHTS = "{0.2, 0.4, 0.6, 1.0}"  # of D, C, B, A
_HIGHEST_POSITION, _MOST_POSITIONS = 16_383, 255  # of a word in a tsvector
_MOST_UNITS = 30  # of a long term that the index is asked for; the texts of its matches are read anyway


def add(cursor: CursorWrapper, entry: IndexEntry, suffix: str = "") -> None:
    cursor.execute(
        f"INSERT INTO search_documents{suffix} VALUES (%s, %s, %s::tsvector, %s)",  # noqa: S608  -- our names
        [entry.id, _text(entry), _vector(entry), _all_long_words(entry)],
    )


def remove(cursor: CursorWrapper, entry: IndexEntry, suffix: str = "") -> None:
    cursor.execute(f"DELETE FROM search_documents{suffix} WHERE id = %s", [entry.id])  # noqa: S608  -- our names


def clear(cursor: CursorWrapper, suffix: str = "") -> None:
    cursor.execute(f"DELETE FROM search_documents{suffix}")  # noqa: S608  -- our names


def create_tables(cursor: CursorWrapper, suffix: str) -> None:
    """Create an empty table without indexes: building them is faster when the rows are there."""
    cursor.execute(f"DROP TABLE IF EXISTS search_documents{suffix}")
    cursor.execute(f"CREATE TABLE search_documents{suffix} (LIKE search_documents INCLUDING STORAGE)")


def optimize_tables(cursor: CursorWrapper, suffix: str) -> None:
    """Create the indexes of the table in use on the new one."""
    cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'search_documents'")
    for name, definition in cursor.fetchall():
        renamed = definition.replace(f" {name} ON ", f" {name}{suffix} ON ")
        cursor.execute(renamed.replace(".search_documents ", f".search_documents{suffix} "))
    # Statistics of the indexed values take as long as building the index, and the planner has no use for
    # them. ANALYZE names the column because a new setting for an index takes effect from the next session on.
    cursor.execute(
        f"ALTER TABLE search_documents{suffix} ALTER words SET STATISTICS 0, ALTER long SET STATISTICS 0"
    )
    cursor.execute(f"ALTER INDEX search_documents_all{suffix} ALTER COLUMN 1 SET STATISTICS 0")
    cursor.execute(f"ANALYZE search_documents{suffix} (id)")


def swap_tables(cursor: CursorWrapper, suffix: str) -> None:
    """Replace the table in use and its indexes by those with the suffix."""
    cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = %s", [f"search_documents{suffix}"])
    names = [row[0] for row in cursor.fetchall()]
    cursor.execute("DROP TABLE search_documents")
    cursor.execute(f"ALTER TABLE search_documents{suffix} RENAME TO search_documents")
    for name in names:
        cursor.execute(f"ALTER INDEX {name} RENAME TO {name.removesuffix(suffix)}")


def find_term(term: str, part: str, has_all_long_words: bool) -> Matches:
    """Return the documents certain to contain a term in a part ("" for any), and those with all its units.

    `has_all_long_words`: the index has every long word of this program's dictionary.
    """
    if has_all_long_words and is_long_word(term):
        return Matches.certain(_ids_where([_WITH_LONG], [_long_words(term, part)]))
    units = [_unit_numbers(unit, part) for unit in phrase_bigrams(term)[:_MOST_UNITS]]
    ids = _ids_where([_WITH_UNIT] * len(units), units)
    if len(term) <= 2:
        return Matches.certain(ids)
    certain = no_ids()
    if words_of(term) == (term,):
        certain = _ids_where([_WITH_LONG], [_long_words(term, part)])
    return Matches(certain, ids, partial(_ids_with_text, term, part))


def _ids_where(conditions: list[str], values: list[Any]) -> Ids:
    """Return the documents that meet all conditions, always by means of the inverted index."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        cursor.execute(f"{_PACKED} search_documents WHERE {' AND '.join(conditions)}", values)
        ids = _unpack_ids(cursor)
        cursor.execute("SET LOCAL enable_seqscan = on; SET LOCAL enable_indexscan = on")
    return ids


def _ids_with_text(term: str, part: str, ids: Ids) -> Ids:
    """Return those of the documents whose text contains a term in a part, or anywhere."""
    text = "own.text"
    part_numbers: list[int] = []
    if part:
        text = "split_part(own.text, E'\\n\\n', %s)"
        part_numbers = _part_numbers(part)
    with connection.cursor() as cursor:
        cursor.execute(_READ.format(text), [_array(ids), *part_numbers, term])
        return _unpack_ids(cursor)


def scores(terms: list[Term], part: str, ids: Ids) -> dict[int, float]:
    """Return by id how well the newest MOST_RANKED documents match any words of the terms; higher is better.

    The newest ids come first.
    """
    words: dict[str, None] = {}
    for term in terms:
        words |= dict.fromkeys(words_of(term.shown))
    query = " | ".join(_word_query(word, part) for word in words)
    with connection.cursor() as cursor:
        cursor.execute(_RANKED, [_WEIGHTS, query, _array(ids[:MOST_RANKED])])
        return dict(cursor.fetchall())


def missing_terms(entry: IndexEntry) -> list[str]:
    """Return the names of the columns that differ from the entry: "text", "words", "long"."""
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS_EQUAL, [_text(entry), _vector(entry), _all_long_words(entry), entry.id])
        row = cursor.fetchone() or (False, False, False)
    return [name for name, is_equal in zip(("text", "words", "long"), row, strict=True) if not is_equal]


def integrity_error() -> str:
    """Return "": this is a table like all others, intact if the database is."""
    return ""


def count_rows(table: str) -> int:
    """Return the number of documents in one of TABLES."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608  -- our names
        return int(cursor.fetchone()[0])


# The database packs the ids into bytes: a row for each would take longer than finding them.
_PACKED = "SELECT string_agg(int8send(id), '') FROM"
_WITH_UNIT = "search_units(text) && %s::bigint[]"  # in any of the parts
_WITH_LONG = "long && %s::text[]"
# LIMIT keeps the planner from flattening the subquery, so that the texts of these documents only are read.
_READ = f"""
    {_PACKED} unnest(%s::bigint[]) AS asked(id), LATERAL (
        SELECT FROM search_documents AS own WHERE own.id = asked.id AND strpos({{}}, %s) > 0 LIMIT 1
    ) AS one
"""
_RANKED = (
    "SELECT id, ts_rank(%s::real[], words, %s::tsquery, 1) FROM search_documents WHERE id = ANY(%s::bigint[])"
)
_COLUMNS_EQUAL = (
    "SELECT text = %s, words = %s::tsvector, long = %s::text[] FROM search_documents WHERE id = %s"
)


def _array(ids: Ids) -> str:
    """Return ids as an array literal. psycopg takes longer to write some hundreds than the search takes."""
    return f"{{{','.join(map(str, ids.tolist()))}}}"


def _unpack_ids(cursor: CursorWrapper) -> Ids:
    """Return the ids of a _PACKED query."""
    return np.frombuffer(cursor.fetchone()[0] or b"", dtype=">i8").astype(np.int64)


def _part_numbers(part: str) -> list[int]:
    """Return the number of a part in PARTS, from 1; all numbers for ""."""
    if part:
        return [PARTS.index(part) + 1]
    return list(range(1, len(PARTS) + 1))


def _unit_numbers(unit: str, part: str) -> list[int]:
    """Return a unit in a part, or in each part, as search_units() of the database encodes it."""
    number = ord(unit) if len(unit) == 1 else ord(unit[0]) << 21 | ord(unit[1])
    return [number | part_number << 42 for part_number in _part_numbers(part)]


def _long_words(word: str, part: str) -> list[str]:
    """Return a long word as the index has it: with the number of a part, or of each part, as a prefix."""
    return [f"{part_number}{word}" for part_number in _part_numbers(part)]


def _word_query(word: str, part: str) -> str:
    """Return the tsquery for a word in a part, or anywhere."""
    if part:
        return f"{_quoted(word)}:{_LABELS[part]}"
    return _quoted(word)


def _text(entry: IndexEntry) -> str:
    """Return all parts, also empty ones, with blank lines between them; split_part() finds each by number.

    Empty paragraphs are left out, because they would look like the end of a part.
    """
    return "\n\n".join("\n".join(filter(None, entry.texts.get(part, []))) for part in PARTS)


def _all_long_words(entry: IndexEntry) -> list[str]:
    """Return the long words of all parts as the index has them."""
    long_words: list[str] = []
    for part_number, part in enumerate(PARTS, 1):
        long_words += [f"{part_number}{word}" for word in sorted(entry.long.get(part, ()))]
    return long_words


def _quoted(word: str) -> str:
    """Return a word as a quoted lexeme."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _vector(entry: IndexEntry) -> str:
    """Return the words of an entry as a tsvector: each with its positions, as many as one can hold."""
    positions: dict[str, list[str]] = {}
    position = 0
    for part, words in entry.words.items():
        for word in words:
            position = min(position + 1, _HIGHEST_POSITION)
            positions_of_word = positions.setdefault(word[:500], [])
            if len(positions_of_word) < _MOST_POSITIONS:
                positions_of_word.append(f"{position}{_LABELS[part]}")
    return " ".join(f"{_quoted(word)}:{','.join(listed)}" for word, listed in positions.items())
