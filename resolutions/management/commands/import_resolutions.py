"""`manage.py import_resolutions PATH…`: files and folders into the corpus, one transaction a file."""

import os
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from tqdm import tqdm

from ...citations.ranking import update_ranking
from ...corpus import Outcome, PreparedEdition, edition_with_hash, fingerprint, predict_outcome, prepare, store
from ...reading import ReadError
from ...un.segmentation import segment

SUFFIXES = {".txt", ".html", ".htm", ".docx", ".docm", ".pdf"}
_LABELS = {Outcome.NEW: "新增", Outcome.NEW_EDITION: "新版本", Outcome.UNCHANGED: "未变"}


class Command(BaseCommand):
    help = "Import files, and the .txt, .html, .docx and .pdf files in folders. Running it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes that read (all cores)")
        parser.add_argument("--dry-run", action="store_true", help="read and report, write nothing")

    def handle(self, **options: Any) -> None:
        files = list(_files(options["paths"]))
        if not files:
            raise CommandError("没有找到可导入的文件（.txt、.html、.docx、.pdf）。")
        if options["jobs"] < 1:
            raise CommandError("--jobs 至少是 1。")
        counts = dict.fromkeys(Outcome, 0)
        failed: list[tuple[Path, str]] = []
        with tqdm(total=len(files), unit="件", disable=None if options["verbosity"] else True) as progress:
            for path, prepared in _read_all(files, options["jobs"]):
                try:
                    counts[self._keep(prepared, dry_run=options["dry_run"])] += 1
                except (ReadError, DatabaseError) as error:
                    failed.append((path, str(error)))
                progress.update()
        if counts[Outcome.NEW] + counts[Outcome.NEW_EDITION] and not options["dry_run"]:
            update_ranking()
        self._report(counts, failed, dry_run=options["dry_run"])
        if failed:
            raise CommandError(f"{len(failed)} 件未能导入。", returncode=1)

    def _keep(self, prepared: PreparedEdition | Outcome | ReadError, *, dry_run: bool) -> Outcome:
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
    """The files named, and those of readable kinds in the folders named, each once, in order."""
    seen = set()
    for path in paths:
        if not path.exists():
            raise CommandError(f"没有这个文件或文件夹：{path}")
        inside = sorted(p for p in path.rglob("*") if _is_readable(p)) if path.is_dir() else [path]
        for file in inside:
            if file.is_file() and file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _is_readable(path: Path) -> bool:
    """Whether a file in a folder is of a readable kind; Word leaves a ~$ file beside each that is open."""
    return path.suffix.lower() in SUFFIXES and not path.name.startswith("~$")


def _read_all(files: list[Path], jobs: int) -> Iterator[tuple[Path, PreparedEdition | Outcome | ReadError]]:
    """Each file with its reading, "unchanged" where its bytes are known, or what is wrong with it.

    Files are read in other processes, a few ahead of the writer, so that memory stays flat. A file
    that brings its process down is an error of that file alone.
    """
    pool = _pool(jobs)
    waiting: dict[Future[PreparedEdition], Path] = {}
    pending = iter(files)
    try:
        while True:
            for path in pending:
                early = _before_reading(path)
                if isinstance(early, bytes):
                    waiting[_submit(pool, early, path)] = path
                else:
                    yield path, early
                if len(waiting) >= 4 * jobs:
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
    """Processes that read, all started now: they share the word list, and no database connection."""
    segment("")
    connection.close()
    pool = ProcessPoolExecutor(jobs)
    pool.submit(int).result()
    return pool


def _submit(pool: ProcessPoolExecutor, data: bytes, path: Path) -> Future[PreparedEdition]:
    """The reading of a file in another process; a pool that is already broken fails it like all others."""
    try:
        return pool.submit(prepare, data, path.name)
    except BrokenProcessPool as error:
        failed = Future[PreparedEdition]()
        failed.set_exception(error)
        return failed


def _before_reading(path: Path) -> bytes | Outcome | ReadError:
    """The bytes of a file that must be read, or what is known of it without that."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return ReadError(f"打不开：{error.strerror}")
    return Outcome.UNCHANGED if edition_with_hash(fingerprint(data)) else data


def _one_by_one(paths: list[Path]) -> Iterator[tuple[Path, PreparedEdition | Outcome | ReadError]]:
    """Files that were being read when a process died, each in a process of its own."""
    for path in paths:
        early = _before_reading(path)
        if not isinstance(early, bytes):
            yield path, early
            continue
        with _pool(1) as pool:
            try:
                yield path, _submit(pool, early, path).result()
            except ReadError as error:
                yield path, error
            except BrokenProcessPool:
                yield path, ReadError("读取这个文件的进程中途退出。")
