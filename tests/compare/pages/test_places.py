"""Labels and anchors of rows."""

import pytest

from compare.collation.model import ComparisonRow, RowKind
from compare.pages.places import paragraph_places, row_anchor, row_places

from ..comparisons import added, amended, removed


@pytest.mark.parametrize(
    ("idents", "name"),
    [
        (("pp2",), "序2"), (("pp2", "pp3", "pp4"), "序2–4"), (("op4", "op9"), "执行4、执行9"), ((), ""),
        (("op1.a", "op1.b"), "执行1(a)、执行1(b)"), (("pp9", "op1"), "序9、执行1"),
    ],
)  # fmt: skip
def test_labels_of_several_paragraphs(idents: tuple[str, ...], name: str) -> None:
    assert paragraph_places(idents) == name


def test_a_row_has_the_anchor_of_its_first_paragraph_in_b() -> None:
    assert row_anchor(amended("op1", "op3")) == "R-op3"
    assert row_anchor(*removed("op2")) == "L-op2"


@pytest.mark.parametrize(
    ("idents", "labels"),
    [
        (("op4", "op9"), ["执行4", "9"]),
        (("op4", "op5"), ["执行4", "5"]),
        (("op4", "op5", "op6", "op9"), ["执行4–6", "9"]),
        (("pp1", "op1", "op3"), ["序1", "执行1", "3"]),
        (("op1.a", "op1.b", "op2"), ["执行1(a)", "执行1(b)", "执行2"]),
        (("annex1.1", "annex1.3"), ["附件1 第1段", "附件1 第3段"]),
        ((), []),
    ],
)
def test_places_of_rows_are_short(idents: tuple[str, ...], labels: list[str]) -> None:
    assert [place.label for place in row_places(added(*idents))] == labels


def test_a_range_leads_to_its_first_row_and_a_split_has_the_label_of_its_parts() -> None:
    assert row_places(added("op4", "op5", "op6")) == [("执行4–6", "R-op4")]
    split = ComparisonRow(("op1",), ("op1", "op2"), RowKind.SPLIT, 0.5)
    assert row_places([split, *added("op4")]) == [("执行1–2", "R-op1"), ("4", "R-op4")]
