"""Texts for tests: the five resolutions, and short ones made for one purpose."""

from functools import cache
from pathlib import Path

from resolutions.corpus import PreparedEdition, prepare, store
from resolutions.models import Edition
from resolutions.reading import Reading, read

FIXTURES = Path(__file__).parent.parent / "fixtures"
DATA = Path(__file__).parent / "data"
SEEDS = {
    "78th draft": "000_ca36f4011c930131.txt",
    "25/3": "001_d13d258366e277a0.txt",
    "44th draft": "002_5eaf8ab8f0e3ef38.txt",
    "38/3": "003_64121e1d612d0212.txt",
    "65/218": "004_2f97a463d2083d74.txt",
}


@cache
def seed(name: str) -> Reading:
    """One of the five resolutions, read."""
    return read((FIXTURES / SEEDS[name]).read_bytes(), SEEDS[name])


@cache
def prepared_seed(name: str) -> PreparedEdition:
    return prepare((FIXTURES / SEEDS[name]).read_bytes(), SEEDS[name])


def text(
    *paragraphs: str,
    head: str = "70/1. 灯塔",
    opening: str = "大会，",
    close: str = "2015年9月25日\n第4次全体会议",
) -> str:
    """A resolution of the General Assembly with these paragraphs, each on a line."""
    return "\n".join([head, "", opening, *paragraphs, "", close, ""])


def reading(*paragraphs: str, **parts: str) -> Reading:
    """Such a text, read."""
    return read(text(*paragraphs, **parts).encode(), "text.txt")


def stored(source: str, name: str = "text.txt") -> Edition:
    """A text in the corpus."""
    return store(prepare(source.encode(), name))[1]
