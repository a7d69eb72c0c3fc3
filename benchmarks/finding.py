"""A made corpus with its indexes on each database, and what searching it and finding shared wording in it
cost.

`python -m benchmarks.finding DOCUMENTS` measures on the database of DATABASE_URL, which must be empty.
"""

import os
import sys
from pathlib import Path
from time import perf_counter

import django

from .databases import on_each, run


def measure(documents: int) -> str:
    """The figures of so many made documents on SQLite and, where it is installed, on PostgreSQL."""
    return on_each("benchmarks.finding", str(documents))


def on_this_database(documents: int) -> str:
    made = build(documents)
    return f"{made}\n\n{run('benchmarks.searching')}\n\n{run('benchmarks.reusing')}"


def build(documents: int) -> str:
    """A sentence: how much it is, and how long the corpus and each index took."""
    from django.core.management import call_command
    from django.db import connection

    from resolutions.models import Fingerprint, Occurrence, Wording
    from resolutions.reuse import indexing as wordings
    from resolutions.search.rebuild import reindex

    from . import corpus

    call_command("migrate", verbosity=0)
    start = perf_counter()
    corpus.build(documents)
    built = perf_counter()
    reindex()
    searchable = perf_counter()
    wordings.reindex()
    indexed = perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    paragraphs, distinct, postings = (model.objects.count() for model in (Occurrence, Wording, Fingerprint))
    return (
        f"{documents:,} documents, {paragraphs:,} paragraphs, {distinct:,} wordings, "
        f"{postings:,} fingerprints: "
        f"rows written in {built - start:.0f} s, index of words made in {searchable - built:.0f} s, "
        f"index of wordings in {indexed - searchable:.0f} s; database {_size():,.0f} MB."
    )


def _size() -> float:
    """Megabytes of the database."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return float(cursor.fetchone()[0]) / 1e6
        cursor.execute("PRAGMA database_list")
        return Path(cursor.fetchone()[2]).stat().st_size / 1e6


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    print(on_this_database(int(sys.argv[1])))
