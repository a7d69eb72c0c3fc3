"""How long a comparison page takes: worked out anew, from what was kept, and where the reader has it already.

`python -m benchmarks.pages` measures on the database of DATABASE_URL, which must be empty.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

import django

from .documents import FIXTURES
from .table import table

PAGE = "/compare/A/HRC/RES/38/3...draft/hrc44-6a76d008"  # the longest pair of the five resolutions
REPEATS = 15


def measure(_documents: int) -> str:
    """The figures for the longest pair of the five resolutions, on SQLite."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        environment = os.environ | {"DATABASE_URL": "", "DATA_DIR": folder}
        command = [sys.executable, "-m", "benchmarks.pages"]
        done = subprocess.run(
            command, env=environment, cwd=FIXTURES.parent, check=True, capture_output=True, text=True
        )
    return done.stdout.strip()


def on_this_database(fixtures: Path) -> str:
    """A table of the medians of one page, through every middleware, without the network."""
    from django.core.cache import cache
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", verbosity=0)
    with Path(os.devnull).open("w") as nowhere:
        call_command("import_resolutions", str(fixtures), verbosity=0, stdout=nowhere)
    call_command("collectstatic", interactive=False, verbosity=0)
    client = Client(headers={"host": "localhost"})
    etag = client.get(PAGE).headers["ETag"]

    def took(*, anew: bool = False, headers: dict[str, str] | None = None) -> float:
        times = []
        for _ in range(REPEATS):
            if anew:
                cache.clear()
            start = perf_counter()
            client.get(PAGE, headers=headers)
            times.append(1000 * (perf_counter() - start))
        return median(times)

    kept = took()
    rows = [
        [name, f"{ms:.1f}", f"{ms / kept:.2f}"]
        for name, ms in (
            ("worked out anew", took(anew=True)),
            ("from what was kept", kept),
            ("not modified (304)", took(headers={"if-none-match": etag})),
        )
    ]
    return table(["the page", "ms", "of the kept one"], rows)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    print(on_this_database(FIXTURES))
