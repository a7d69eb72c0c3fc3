"""How fast files become rows: one by one, then thousands in one run, and how much memory that takes.

`python -m benchmarks.importing FOLDER` measures on the database of DATABASE_URL, which must be empty.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

import django

from .databases import ROOT, on_each
from .documents import documents
from .table import table

WHOLE = 25_000  # documents of a whole corpus
SINGLE = 100  # documents stored one by one, to know what one costs
STRETCHES = 5  # parts of the run whose speed and memory are told apart


def measure(count: int) -> str:
    """The figures of `count` made documents on SQLite and, where it is installed, on PostgreSQL."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for name, text in documents(count):
            (Path(folder) / name).write_text(text)
        return on_each("benchmarks.importing", folder)


def on_this_database(folder: Path) -> str:
    """Two tables: the cost of one document by stage, and the run in stretches."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    files = sorted(folder.iterdir())
    single, costs = _one_by_one(files[:SINGLE])
    return f"{costs}\n\n{_one_run(folder, len(files), single)}"


def _one_by_one(files: list[Path]) -> tuple[float, str]:
    """Documents a second where one process reads and stores one after another, and its table."""
    from django.core.management import call_command

    from resolutions.corpus import PreparedEdition, fingerprint, store
    from resolutions.reading import read
    from resolutions.reading.citations.document_mentions import document_mentions
    from resolutions.reuse import indexing as wordings
    from resolutions.search import indexing as terms
    from resolutions.un.segmentation import segment

    segment("")  # loads the word list
    indexes = {"index of words": terms, "index of wordings": wordings}
    spent = dict.fromkeys(("reading", "words", "mentions", "rows and network", *indexes), 0.0)
    for stage, module in indexes.items():
        setattr(module, "index_document", _timed(module.index_document, spent, stage))  # noqa: B010  -- for mypy
    size = 0
    for path in files:
        data = path.read_bytes()
        start = perf_counter()
        reading = read(data, path.name)
        was_read = perf_counter()
        words = [segment(p.text) for p in reading.paragraphs]
        was_cut = perf_counter()
        found = document_mentions(reading)
        was_searched = perf_counter()
        store(PreparedEdition(data, fingerprint(data), reading, words, found))
        stored = perf_counter()
        size += len(reading.raw)
        stages = pairwise((start, was_read, was_cut, was_searched, stored))
        for stage, (before, after) in zip(spent, stages, strict=False):
            spent[stage] += after - before
    spent["rows and network"] -= sum(spent[stage] for stage in indexes)
    call_command("flush", interactive=False, verbosity=0)
    total = sum(spent.values())
    rows = [[k, f"{1000 * s / len(files):.1f}", f"{100 * s / total:.0f} %"] for k, s in spent.items()]
    rows.append(["all", f"{1000 * total / len(files):.1f}", "100 %"])
    speed = len(files) / total
    head = f"One after another, in one process: {speed:.1f} documents/s, {size / total:,.0f} characters/s."
    return speed, f"{head}\n\n{table(['stage', 'ms a document', 'share'], rows)}"


def _timed(work: Callable[[Any], None], spent: dict[str, float], stage: str) -> Callable[[Any], None]:
    """The same work, its seconds added up."""

    def timed(given: Any) -> None:
        start = perf_counter()
        work(given)
        spent[stage] += perf_counter() - start

    return timed


def _one_run(folder: Path, count: int, single: float) -> str:
    """The import command on all files: speed and memory in each fifth of the run."""
    from resolutions.models import Edition

    command = [sys.executable, "manage.py", "import_resolutions", str(folder), "--verbosity", "0"]
    run = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    started = last = perf_counter()
    rows: list[list[object]] = []
    peak = 0.0
    while len(rows) < STRETCHES and run.poll() is None:
        sleep(0.2)
        peak = max(peak, _memory(run.pid))
        stored = Edition.objects.count()
        if stored >= count * (len(rows) + 1) // STRETCHES:
            now = perf_counter()
            rows.append([f"to {stored:,}", f"{count / STRETCHES / (now - last):.1f}", f"{peak:.0f}"])
            last, peak = now, 0.0
    if run.wait():
        raise SystemExit("The import failed.")
    took = perf_counter() - started
    speed = count / took
    head = (
        f"{count:,} in one run: {took:.0f} s, {speed:.1f} documents/s, {speed / single:.2f}× of one by one; "
        f"at this speed 25,000 files of this length take {WHOLE / speed / 60:.0f} minutes."
    )
    return f"{head}\n\n{table(['documents', 'documents/s', 'highest memory, MiB'], rows)}"


def _memory(pid: int) -> float:
    """MiB of a process and its children, shared pages counted once."""
    total = 0
    for process in (str(pid), *Path(f"/proc/{pid}/task/{pid}/children").read_text().split()):
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        except OSError:  # it has just ended
            continue
        total += next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return total / 1024


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    print(on_this_database(Path(sys.argv[1])))
