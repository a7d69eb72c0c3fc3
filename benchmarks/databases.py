"""The databases that are measured on: a new SQLite file, then a PostgreSQL server of our own."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgres import cluster, programs

ROOT = Path(__file__).parent.parent


def on_each(module: str, *arguments: str) -> str:
    """What a module, run with these arguments, prints on each database, which it finds empty."""
    sections = []
    for name, opened in (("SQLite", _sqlite), ("PostgreSQL", _postgres)):
        with tempfile.TemporaryDirectory(prefix="bench-") as folder, opened(folder) as url:
            said = (
                run(module, *arguments, DATABASE_URL=url, DATA_DIR=folder) if url else "Not on this machine."
            )
            sections.append(f"### {name}\n\n{said}")
    return "\n\n".join(sections)


def run(module: str, *arguments: str, **environment: str) -> str:
    """What a module prints, in a process of its own."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, env=os.environ | environment, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return done.stdout.decode().strip()


@contextmanager
def _sqlite(folder: str) -> Iterator[str]:
    yield f"sqlite:///{folder}/corpus.sqlite3"


@contextmanager
def _postgres(_folder: str) -> Iterator[str]:
    """A server that keeps its promises: what it says it wrote
    is on the disk. "" where it is not installed.
    """
    found = programs()
    if found is None:
        yield ""
        return
    with cluster(found, durable=True) as url:
        yield url
