"""Sides of a comparison: the five resolutions, and short ones made for one purpose."""

from functools import cache

from compare.collation.collate import collate, passages
from compare.collation.model import Comparison, ComparisonRow, Passage

from ..texts import reading, seed

PAIR = "/compare/A/RES/65/218...A/HRC/RES/25/3"
PINNED = "/compare/A/RES/65/218@1...A/HRC/RES/25/3@1"


@cache
def side(name: str) -> tuple[Passage, ...]:
    """One of the five resolutions."""
    return passages(seed(name))


def made(*paragraphs: str) -> tuple[Passage, ...]:
    """A resolution with these paragraphs."""
    return passages(reading(*paragraphs))


def only_row(a: str, b: str) -> ComparisonRow:
    """The row of two one-paragraph texts that belong together."""
    comparison = collate(made(a), made(b))
    assert len(comparison.rows) == 1, comparison.rows
    return comparison.rows[0]


def links(comparison: Comparison) -> set[tuple[str, str]]:
    """Every paragraph of A with every paragraph of B in its row."""
    return {(a, b) for row in comparison.rows for a in row.a for b in row.b}
