"""How fast a text is read and cut into words, and how that grows with its length."""

from collections.abc import Callable
from statistics import median
from time import perf_counter

from resolutions.reading import read
from resolutions.un.segmentation import segment

from .documents import FIXTURES, document
from .table import table

TIMES = (1, 2, 4, 8, 16, 32, 64)


def measure(_documents: int) -> str:
    """Two tables: the five resolutions, and one made document at 1 to 64 times its length."""
    segment("")  # loads the word list
    seeds = [(path.name, path.read_bytes()) for path in sorted(FIXTURES.glob("*.txt"))]
    grown = [(f"{times}×", document(80, 5, times)[1].encode()) for times in TIMES]
    first = table(["file", *HEADS], [_row(name, data, 9) for name, data in seeds])
    second = table(["length", *HEADS], [_row(name, data, 3) for name, data in grown])
    return f"### The five resolutions\n\n{first}\n\n### One document, longer and longer\n\n{second}"


HEADS = ("characters", "paragraphs", "reading, ms", "words, ms", "read, characters/s")


def _row(name: str, data: bytes, repeats: int) -> list[object]:
    reading = read(data, name)
    took = median(_seconds(lambda: read(data, name)) for _ in range(repeats))
    words = median(_seconds(lambda: [segment(p.text) for p in reading.paragraphs]) for _ in range(repeats))
    size = len(reading.raw)
    return [
        name,
        size,
        len(reading.paragraphs),
        f"{took * 1000:.1f}",
        f"{words * 1000:.1f}",
        round(size / took),
    ]


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start
