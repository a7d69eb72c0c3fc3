"""Builders of small comparisons and of their pages."""

from itertools import chain

from compare.collation.model import Change, Comparison, ComparisonRow, Hunk, Passage, RowKind, Substitution
from compare.pages.comparison_page import ComparisonPage, build_page
from compare.pages.options import ComparisonOptions
from compare.pages.rows import RowView
from resolutions.reading.model import Part

ADDRESS = "/compare/A/RES/70/1...A/RES/71/1"


def passage(ident: str, text: str = "请秘书长报告。") -> Passage:
    """Return a paragraph of the part that its id begins with."""
    component = ""
    if ident.startswith("annex"):
        part = Part.ANNEX
        component = ident.partition(".")[0]
    elif ident.rpartition(".")[2].startswith("pp"):
        part = Part.PREAMBLE
    else:
        part = Part.OPERATIVE
    return Passage(ident, part, text, tuple(text), component=component)


def compared(
    *rows: ComparisonRow,
    a: dict[str, str] | None = None,
    b: dict[str, str] | None = None,
    substitutions: tuple[Substitution, ...] = (),
) -> Comparison:
    """Return a comparison with these rows. The paragraphs of A are in the order of their ids.

    `a` and `b` are texts by the ids of the paragraphs; all others have the same text.
    """
    texts_a, texts_b = a or {}, b or {}
    idents_a = sorted(chain.from_iterable(row.a for row in rows), key=_order)
    idents_b = list(chain.from_iterable(row.b for row in rows))
    return Comparison(
        tuple(passage(i, texts_a.get(i, "请秘书长报告。")) for i in idents_a),
        tuple(passage(i, texts_b.get(i, "请秘书长报告。")) for i in idents_b),
        rows,
        substitutions,
    )


def same(a: str, b: str, *, moved: bool = False) -> ComparisonRow:
    return ComparisonRow((a,), (b,), RowKind.SAME, 1.0, moved=moved)


def added(*idents: str) -> list[ComparisonRow]:
    return [ComparisonRow((), (ident,), RowKind.ADDED) for ident in idents]


def removed(*idents: str) -> list[ComparisonRow]:
    return [ComparisonRow((ident,), (), RowKind.REMOVED) for ident in idents]


def amended(a: str, b: str, *hunks: Hunk, moved: bool = False) -> ComparisonRow:
    return ComparisonRow((a,), (b,), RowKind.AMENDED, 0.84, moved=moved, hunks=hunks)


def hunk(
    a: str, of_a: tuple[int, int], b: str, of_b: tuple[int, int], change: Change = Change.SUBSTANCE
) -> Hunk:
    return Hunk(a, *of_a, b, *of_b, change)


def _order(ident: str) -> tuple[bool, int]:
    digits = "".join(c for c in ident if c.isdigit())
    return not ident.startswith("pp"), int(digits or 0)


def page(comparison: Comparison, options: ComparisonOptions | None = None) -> ComparisonPage:
    """Return the page of a comparison without footnotes."""
    return build_page(comparison, ({}, {}), options or ComparisonOptions(), ADDRESS)


def rows(shown: ComparisonPage) -> list[RowView]:
    """Return all rows of a page."""
    groups = chain.from_iterable(section.groups for section in shown.sections)
    return list(chain.from_iterable(group.rows for group in groups))
