"""Writing and reading the fingerprints: the one place that knows which database it is."""

import json
from collections.abc import Collection, Iterable
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

Ids = NDArray[np.int64]

# A list as rows: one parameter, however long it is.
_VALUES = {
    "sqlite": "SELECT value FROM json_each(%s)",
    "postgresql": "SELECT unnest(%s::bigint[]) AS value",
}
_JOINED = {"sqlite": "group_concat(wording_id)", "postgresql": "string_agg(wording_id::text, ',')"}
_ADDED = {
    "sqlite": "SELECT value ->> 0, value ->> 1 FROM json_each(%s) WHERE true",  # WHERE: else ON is taken for a join's
    "postgresql": "SELECT (pair ->> 0)::integer, (pair ->> 1)::bigint FROM jsonb_array_elements(%s::jsonb) AS pair",
}


def add_posting(pairs: Iterable[tuple[int, int]]) -> None:
    """Let each hash lead to a wording; pairs that are known stay as they are."""
    chosen = _ADDED[connection.vendor]
    sql = f"INSERT INTO resolutions_fingerprint (hash, wording_id) {chosen} ON CONFLICT DO NOTHING"
    with connection.cursor() as cursor:
        cursor.execute(sql, [json.dumps(sorted(pairs))])


def shared_counts(hashes: Collection[int], cap: int) -> dict[int, int]:
    """In how many wordings each hash stands, at most `cap`; those that stand in none are left out."""
    return {h: n for h, n in _of_each("count(*)", hashes, cap) if n}


def wordings(hashes: Collection[int], most: int) -> dict[int, Ids]:
    """The primary keys of the wordings in which each hash stands, at most so many of each."""
    rows = _of_each(_JOINED[connection.vendor], hashes, most)
    return {h: np.array(ids.split(","), dtype=np.int64) for h, ids in rows if ids}


def texts(pks: Collection[int]) -> dict[int, str]:
    """What wordings say."""
    return dict(_rows("SELECT id, text FROM resolutions_wording WHERE id IN (VALUES_GIVEN)", pks))


def _of_each(what: str, hashes: Collection[int], most: int) -> list[tuple[Any, ...]]:
    """Of each hash, what the first of its fingerprints add up to; a hash that has none is not skipped."""
    some = f"SELECT wording_id FROM resolutions_fingerprint WHERE hash = given.value LIMIT {most:d}"  # noqa: S608  -- a number
    return _rows(f"SELECT value, (SELECT {what} FROM ({some}) AS several) FROM (VALUES_GIVEN) AS given", hashes)  # noqa: S608  -- ours


def _rows(sql: str, values: Collection[int]) -> list[tuple[Any, ...]]:
    given = [int(value) for value in values]
    with connection.cursor() as cursor:
        sql = sql.replace("VALUES_GIVEN", _VALUES[connection.vendor])
        cursor.execute(sql, [json.dumps(given) if connection.vendor == "sqlite" else given])
        return list(cursor.fetchall())
