"""Writing and reading fingerprints in SQL, for either database."""

import json
from collections.abc import Collection, Iterable
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

Ids = NDArray[np.int64]

# A list as rows: one parameter of any length.
_VALUES = {
    "sqlite": "SELECT value FROM json_each(%s)",
    "postgresql": "SELECT unnest(%s::bigint[]) AS value",
}
_JOINED = {"sqlite": "group_concat(wording_id)", "postgresql": "string_agg(wording_id::text, ',')"}
_PAIRS = {
    # Without WHERE, SQLite would parse ON as part of a join.
    "sqlite": "SELECT value ->> 0, value ->> 1 FROM json_each(%s) WHERE true",
    "postgresql": "SELECT (pair ->> 0)::integer, (pair ->> 1)::bigint "
    "FROM jsonb_array_elements(%s::jsonb) AS pair",
}


def add_postings(pairs: Iterable[tuple[int, int]]) -> None:
    """Store pairs of a hash and the primary key of a wording. Ignore pairs that are stored."""
    selected = _PAIRS[connection.vendor]
    sql = f"INSERT INTO resolutions_fingerprint (hash, wording_id) {selected} ON CONFLICT DO NOTHING"
    with connection.cursor() as cursor:
        cursor.execute(sql, [json.dumps(sorted(pairs))])


def shared_counts(hashes: Collection[int], cap: int) -> dict[int, int]:
    """Return the number of wordings with each hash, at most `cap`. Hashes of no wording are left out."""
    return {hash_: count for hash_, count in _aggregates("count(*)", hashes, cap) if count}


def wordings(hashes: Collection[int], most: int) -> dict[int, Ids]:
    """Return the primary keys of the wordings with each hash, at most `most` of each."""
    rows = _aggregates(_JOINED[connection.vendor], hashes, most)
    return {hash_: np.array(pks.split(","), dtype=np.int64) for hash_, pks in rows if pks}


def texts(pks: Collection[int]) -> dict[int, str]:
    """Return the texts of wordings by primary key."""
    return dict(_rows("SELECT id, text FROM resolutions_wording WHERE id IN (GIVEN_VALUES)", pks))


def _aggregates(aggregate: str, hashes: Collection[int], most: int) -> list[tuple[Any, ...]]:
    """Return each hash with an aggregate of the first `most` rows with it, also if there are none."""
    rows = f"SELECT wording_id FROM resolutions_fingerprint WHERE hash = given.value LIMIT {most:d}"  # noqa: S608  -- a number
    sql = f"SELECT value, (SELECT {aggregate} FROM ({rows}) AS several) FROM (GIVEN_VALUES) AS given"  # noqa: S608  -- ours
    return _rows(sql, hashes)


def _rows(sql: str, values: Collection[int]) -> list[tuple[Any, ...]]:
    """Return the rows of a query in which GIVEN_VALUES is a subquery for the values."""
    parameter: str | list[int] = [int(value) for value in values]
    if connection.vendor == "sqlite":
        parameter = json.dumps(parameter)
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("GIVEN_VALUES", _VALUES[connection.vendor]), [parameter])
        return list(cursor.fetchall())
