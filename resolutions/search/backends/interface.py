"""The interface of a search engine, and the one of the database in use."""

from typing import Protocol, cast

from django.db import connection
from django.db.backends.utils import CursorWrapper

from ..index_entry import IndexEntry
from ..matches import Ids, Matches
from ..query_parser import Term
from . import postgresql, sqlite


class Engine(Protocol):
    """A module that keeps and queries the index in one kind of database; see sqlite.py and postgresql.py.

    `suffix` ends the names of the tables: "" for those in use.
    """

    MOST_RANKED: int
    TABLES: tuple[str, ...]

    def add(self, cursor: CursorWrapper, entry: IndexEntry, suffix: str = "") -> None: ...
    def remove(self, cursor: CursorWrapper, entry: IndexEntry, suffix: str = "") -> None: ...
    def clear(self, cursor: CursorWrapper, suffix: str = "") -> None: ...
    def create_tables(self, cursor: CursorWrapper, suffix: str) -> None: ...
    def optimize_tables(self, cursor: CursorWrapper, suffix: str) -> None: ...
    def swap_tables(self, cursor: CursorWrapper, suffix: str) -> None: ...
    def find_term(self, term: str, part: str, has_all_long_words: bool) -> Matches: ...
    def scores(self, terms: list[Term], part: str, ids: Ids) -> dict[int, float]: ...
    def missing_terms(self, entry: IndexEntry) -> list[str]: ...
    def integrity_error(self) -> str: ...
    def count_rows(self, table: str) -> int: ...


def engine() -> Engine:
    """Return the engine of the database in use."""
    return cast("Engine", postgresql if connection.vendor == "postgresql" else sqlite)
