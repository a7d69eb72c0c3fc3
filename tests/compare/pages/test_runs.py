"""Consecutive rows of one kind on the comparison page, which can be folded."""

import pytest

from compare.collation.model import ComparisonRow
from compare.pages.options import ComparisonOptions
from compare.pages.runs import RowGroup

from ..comparisons import ADDRESS, added, amended, compared, page, removed, rows, same


@pytest.mark.parametrize(
    ("made", "word"),
    [
        (added("op1", "op2", "op3"), "新增"),
        (removed("op1", "op2", "op3"), "删除"),
        ([same(f"op{i}", f"op{i}") for i in (1, 2, 3)], "相同"),
    ],
)
def test_three_rows_of_one_kind_are_folded_with_a_preview(made: list[ComparisonRow], word: str) -> None:
    (group,) = page(compared(*made)).sections[0].groups
    assert group.run
    assert (str(group.run.seal.word), group.run.place, group.run.folded) == (word, "执行1–3", True)
    assert [(o.name, o.words) for o in group.run.openings] == [
        (f"执行{i}", "请秘书长报告。") for i in (1, 2, 3)
    ]


def test_short_runs_amended_rows_and_runs_across_parts_are_not_folded() -> None:
    for made in (
        added("op1", "op2"),
        [amended(f"op{i}", f"op{i}") for i in range(5)],
        added("pp1", "pp2", "op1", "op2"),
        [same("op2", "op1", moved=True), same("op1", "op2"), *added("op3", "op4")],
    ):
        for section in page(compared(*made)).sections:
            assert not any(group.run for group in section.groups)


def test_a_run_is_opened_by_its_first_anchor_and_folding_can_be_disabled() -> None:
    comparison = compared(*added("op1", "op2", "op3"))
    (group,) = page(comparison).sections[0].groups
    assert group.run and group.run.url == f"{ADDRESS}?open=R-op1#run-R-op1"
    (group,) = page(comparison, ComparisonOptions(opened=("R-op1",))).sections[0].groups
    assert group.run and not group.run.folded and group.run.url == f"{ADDRESS}#run-R-op1"
    (group,) = page(comparison, ComparisonOptions(fold=False)).sections[0].groups
    assert group.run is None and len(group.rows) == 3


def test_only_the_first_row_of_a_run_says_that_the_other_side_is_empty() -> None:
    shown = page(compared(*added("op1", "op2"), same("op1", "op3"), *added("op4")))
    assert [row.says_none for row in rows(shown)] == [True, False, True, True]


# --- many equal paragraphs ------------------------------------------------------------------------

EQUAL = compared(*(same(f"op{n}", f"op{n}") for n in range(1, 13)))


def groups(*opened: str) -> list[RowGroup]:
    return page(EQUAL, ComparisonOptions(opened=opened)).sections[0].groups


def test_many_equal_paragraphs_are_folded_with_a_short_preview() -> None:
    first, rest = groups()
    assert first.run and rest.run
    assert (first.run.place, first.run.count, len(first.rows)) == ("执行1–12", 12, 5)
    assert [opening.name for opening in first.run.openings] == [f"执行{n}" for n in range(1, 6)]
    assert first.run.shortened and first.run.folded and rest.run.folded
    assert first.run.url == f"{ADDRESS}?open=R-op1#run-R-op1"


def test_the_first_five_open_and_then_the_rest() -> None:
    first, rest = groups("R-op1")
    assert first.run and rest.run
    assert (first.run.folded, rest.run.folded, rest.run.rest) == (False, True, True)
    assert (rest.run.place, rest.run.count, len(rest.rows)) == ("执行6–12", 7, 7)
    assert first.run.url == f"{ADDRESS}#run-R-op1"
    assert rest.run.url == f"{ADDRESS}?open=R-op1,R-op6#run-R-op6"


def test_the_rest_is_folded_with_the_first_five() -> None:
    first, rest = groups("R-op1", "R-op6")
    assert first.run and rest.run and not rest.run.folded
    assert first.run.url == f"{ADDRESS}#run-R-op1"
    assert rest.run.url == f"{ADDRESS}?open=R-op1#run-R-op6"
    _, rest = groups("R-op6")
    assert rest.run and rest.run.folded


def test_many_new_paragraphs_are_one_run_with_a_whole_preview() -> None:
    (group,) = page(compared(*added(*(f"op{n}" for n in range(1, 13))))).sections[0].groups
    assert group.run and len(group.run.openings) == 12 and not group.run.shortened
