"""The application in processes of its own, with a database of its own."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import psycopg

ROOT = Path(__file__).parent.parent


def environment_in(folder: Path) -> dict[str, str]:
    """An environment whose data lie in a folder, on the database engine that the suite runs on."""
    url = os.environ.get("DATABASE_URL", "")
    if url:
        name = f"own_{uuid4().hex}"  # another process of the suite may have a folder of the same name
        server, _, options = url.partition("?")
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[call-overload,unused-ignore]
        url = f"{server.rpartition('/')[0]}/{name}?{options}"
    return {"PATH": os.environ["PATH"], "DATA_DIR": str(folder), "DATABASE_URL": url, "LANG": "C.UTF-8"}


def count_of(table: str, environment: dict[str, str]) -> int:
    """Rows of a table in such a database."""
    query = f"SELECT count(*) FROM {table}"  # noqa: S608  -- a table of ours
    if url := environment["DATABASE_URL"]:
        with psycopg.connect(url) as server:
            row = server.execute(query).fetchone()  # type: ignore[call-overload,unused-ignore]
    else:
        with closing(
            sqlite3.connect(Path(environment["DATA_DIR"]) / "resolutions.sqlite3", timeout=20)
        ) as file:
            row = file.execute(query).fetchone()
    return int(row[0]) if row else 0


def manage(*arguments: str | Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """`manage.py` with these arguments, to its end."""
    command = [sys.executable, "manage.py", *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def start(*arguments: str | Path, environment: dict[str, str]) -> subprocess.Popen[str]:
    """The same, running, in a process group of its own."""
    command = [sys.executable, "manage.py", *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True,
    )  # fmt: skip
