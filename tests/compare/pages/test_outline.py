"""The outline of a comparison."""

from compare.collation.model import RowKind
from compare.pages.options import ComparisonOptions
from compare.pages.outline import OutlineEntry

from ..comparisons import added, amended, compared, page, removed, same

COMPARISON = compared(
    same("op1", "op1"),
    amended("op3", "op2", moved=True),
    *added("op3"),
    *removed("op2"),
    a={"op1": "甲" * 30, "op2": "乙" * 10, "op3": "丙" * 20},
    b={"op1": "甲" * 30, "op2": "丙" * 40, "op3": "丁" * 20},
)


def entries(options: ComparisonOptions | None = None) -> list[OutlineEntry]:
    return page(COMPARISON, options).outline


def test_the_outline_has_each_row_once_as_wide_as_its_longer_text() -> None:
    assert [(entry.row.anchor, entry.x, entry.width) for entry in entries()] == [
        ("R-op1", 0.0, 300.0), ("R-op2", 300.0, 400.0), ("R-op3", 700.0, 200.0), ("L-op2", 900.0, 100.0),
    ]  # fmt: skip


def test_the_outline_shows_the_weight_of_each_row() -> None:
    assert [entry.weight for entry in entries()] == ["light", "substance", "substance", "substance"]


def test_rows_that_are_left_out_are_not_in_the_outline() -> None:
    (entry,) = entries(ComparisonOptions(kinds=(RowKind.ADDED,)))
    assert (entry.row.anchor, entry.x, entry.width) == ("R-op3", 0.0, 1000.0)
    assert entries(ComparisonOptions(kinds=(RowKind.MERGE,))) == []
