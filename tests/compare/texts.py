"""Sides of a comparison: the five resolutions, and short texts."""

from functools import cache
from itertools import product

from compare.collation.collate import collate, passages
from compare.collation.model import Comparison, ComparisonRow, Passage

from ..texts import reading, seed

PAIR = "/compare/A/RES/65/218...A/HRC/RES/25/3"
PINNED = "/compare/A/RES/65/218@1...A/HRC/RES/25/3@1"


@cache
def side(name: str) -> tuple[Passage, ...]:
    """Return the paragraphs of one of the five resolutions."""
    return passages(seed(name))


def made(*paragraphs: str) -> tuple[Passage, ...]:
    """Return the paragraphs of a resolution with these texts."""
    return passages(reading(*paragraphs))


def only_row(a: str, b: str) -> ComparisonRow:
    """Return the only row of the comparison of two texts of one paragraph."""
    comparison = collate(made(a), made(b))
    assert len(comparison.rows) == 1, comparison.rows
    return comparison.rows[0]


def links(comparison: Comparison) -> set[tuple[str, str]]:
    """Return the pairs of a paragraph of A and a paragraph of B in the same row."""
    pairs: set[tuple[str, str]] = set()
    for row in comparison.rows:
        pairs.update(product(row.a, row.b))
    return pairs
