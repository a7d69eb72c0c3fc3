"""`manage.py import_resolutions PATH…`: import files and folders, one transaction per file."""

import os
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from ...citations.ranking import update_ranking
from ...corpus import (
    Outcome,
    PreparedEdition,
    edition_with_hash,
    fingerprint,
    predict_outcome,
    prepare,
    store,
)
from ...reading import ReadError
from ...un.segmentation import segment
from ..progress import progress_bar

SUFFIXES = {".txt", ".html", ".htm", ".docx", ".docm", ".pdf"}
QUEUED_PER_JOB = 4  # files read ahead of the writer
_LABELS = {Outcome.NEW: "新增", Outcome.NEW_EDITION: "新版本", Outcome.UNCHANGED: "未变"}


class Command(BaseCommand):
    help = (
        "Import files, and all .txt, .html, .docx and .pdf files in folders. "
        "Files that were imported before are skipped, so it can be run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument(
            "--jobs", type=int, default=os.cpu_count() or 1, help="number of reading processes (all cores)"
        )
        parser.add_argument("--dry-run", action="store_true", help="read and report, but write nothing")

    def handle(self, **options: Any) -> None:
        files = list(_files(options["paths"]))
        if not files:
            raise CommandError("没有找到可导入的文件（.txt、.html、.docx、.pdf）。")
        if options["jobs"] < 1:
            raise CommandError("--jobs 至少是 1。")
        counts = dict.fromkeys(Outcome, 0)
        failed: list[tuple[Path, str]] = []
        with progress_bar(len(files), options["verbosity"]) as progress:
            for path, prepared in _read_all(files, options["jobs"]):
                try:
                    counts[self._store(prepared, dry_run=options["dry_run"])] += 1
                except (ReadError, DatabaseError) as error:
                    failed.append((path, str(error)))
                progress.update()
        if counts[Outcome.NEW] + counts[Outcome.NEW_EDITION] and not options["dry_run"]:
            update_ranking()
        self._report(counts, failed, dry_run=options["dry_run"])
        if failed:
            raise CommandError(f"{len(failed)} 件未能导入。", returncode=1)

    def _store(self, prepared: PreparedEdition | Outcome | ReadError, *, dry_run: bool) -> Outcome:
        """Store a prepared file, or predict the outcome in a dry run.

        Raise `prepared` if it is a ReadError.
        """
        if isinstance(prepared, ReadError):
            raise prepared
        if isinstance(prepared, Outcome):
            return prepared
        if dry_run:
            return predict_outcome(prepared)
        return store(prepared)[0]

    def _report(self, counts: dict[Outcome, int], failed: list[tuple[Path, str]], *, dry_run: bool) -> None:
        if dry_run:
            self.stdout.write("试运行：没有写入任何内容。")
        for outcome, count in counts.items():
            self.stdout.write(f"{_LABELS[outcome]:　<4}{count:>8,} 件")
        self.stdout.write(f"{'失败':　<4}{len(failed):>8,} 件")
        for path, sentence in failed:
            self.stdout.write(f"  {path}：{sentence}")


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the given files and the readable files in the given folders, each once, in order.

    Raise CommandError if a path does not exist.
    """
    seen = set()
    for path in paths:
        if not path.exists():
            raise CommandError(f"没有这个文件或文件夹：{path}")
        candidates = [path]
        if path.is_dir():
            candidates = sorted(filter(_is_readable, path.rglob("*")))
        for file in candidates:
            if file.is_file() and file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _is_readable(path: Path) -> bool:
    """Return whether a file has a readable suffix and is not the ~$ file of a document open in Word."""
    return path.suffix.lower() in SUFFIXES and not path.name.startswith("~$")


def _read_all(files: list[Path], jobs: int) -> Iterator[tuple[Path, PreparedEdition | Outcome | ReadError]]:
    """Yield each file with its prepared edition, UNCHANGED if its bytes are already stored, or its error.

    Files are read in a pool of processes that is at most four files per process ahead of the writer, which
    bounds memory. If a process dies, the files that were being read are read again one by one, so that only
    the file that killed it fails.
    """
    pool = _pool(jobs)
    waiting: dict[Future[PreparedEdition], Path] = {}
    pending = iter(files)
    try:
        while True:
            for path in pending:
                data = _load_new(path)
                if isinstance(data, bytes):
                    waiting[_submit(pool, data, path)] = path
                else:
                    yield path, data
                if len(waiting) >= QUEUED_PER_JOB * jobs:
                    break
            if not waiting:
                return
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                path = waiting.pop(future)
                try:
                    yield path, future.result()
                except ReadError as error:
                    yield path, error
                except BrokenProcessPool:
                    suspects = [path, *waiting.values()]
                    waiting.clear()
                    pool = _pool(jobs)
                    yield from _one_by_one(suspects)
                    break
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(jobs: int) -> ProcessPoolExecutor:
    """Return a pool whose processes are all started.

    They are forked from this process, so they share its word list, which is loaded first, and must not share
    its database connection, which is closed first.
    """
    segment("")
    connection.close()
    pool = ProcessPoolExecutor(jobs)
    pool.submit(int).result()
    return pool


def _submit(pool: ProcessPoolExecutor, data: bytes, path: Path) -> Future[PreparedEdition]:
    """Submit a file to the pool.

    If the pool is already broken, return a future that fails with BrokenProcessPool.
    """
    try:
        return pool.submit(prepare, data, path.name)
    except BrokenProcessPool as error:
        failed = Future[PreparedEdition]()
        failed.set_exception(error)
        return failed


def _load_new(path: Path) -> bytes | Outcome | ReadError:
    """Return the bytes of a file, UNCHANGED if they are stored already, or the error of opening it."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return ReadError(f"打不开：{error.strerror}")
    if edition_with_hash(fingerprint(data)):
        return Outcome.UNCHANGED
    return data


def _one_by_one(paths: list[Path]) -> Iterator[tuple[Path, PreparedEdition | Outcome | ReadError]]:
    """Read files that were being read when a process died, each in a new process."""
    for path in paths:
        data = _load_new(path)
        if not isinstance(data, bytes):
            yield path, data
            continue
        with _pool(1) as pool:
            try:
                yield path, _submit(pool, data, path).result()
            except ReadError as error:
                yield path, error
            except BrokenProcessPool:
                yield path, ReadError("读取这个文件的进程中途退出。")
