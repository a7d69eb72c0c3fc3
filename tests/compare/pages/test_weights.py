"""How much a change matters."""

from dataclasses import replace

import pytest

from compare.collation.model import Change, ComparisonRow, Hunk, RowKind, Shift
from compare.pages.weights import Weight, count_labels, hunk_weight, row_weight

from ..comparisons import added, amended, hunk, removed, same


def changed(change: Change, shift: Shift | None = None, *, sure: bool = True) -> Hunk:
    return hunk("op1", (0, 2), "op1", (0, 2), change=change)._replace(shift=shift, sure=sure)


def row_of(kind: RowKind, *hunks: Hunk) -> ComparisonRow:
    return ComparisonRow(("op1",), ("op1",), kind, 0.9, hunks=hunks)


def test_every_class_of_hunks_has_a_weight() -> None:
    light = {Change.UPDATED, Change.VARIANT, Change.WORDING, Change.PUNCTUATION}
    for change in Change:
        expected = Weight.LIGHT if change in light else Weight.SUBSTANCE
        assert hunk_weight(changed(change)) == expected
        assert hunk_weight(changed(change, sure=False)) == Weight.UNCLEAR


def test_a_change_of_verb_is_of_substance_even_if_translators_swap_the_verbs() -> None:
    assert hunk_weight(changed(Change.WORDING, Shift.CHANGED)) == Weight.SUBSTANCE
    assert row_weight(row_of(RowKind.VARIANT, changed(Change.WORDING, Shift.CHANGED))) == Weight.SUBSTANCE


@pytest.mark.parametrize(
    ("row", "weight"),
    [
        (same("op1", "op1"), Weight.LIGHT),
        (row_of(RowKind.UPDATED, changed(Change.UPDATED)), Weight.LIGHT),
        (row_of(RowKind.VARIANT, changed(Change.VARIANT)), Weight.LIGHT),
        (row_of(RowKind.UNCLEAR, changed(Change.WORDING, sure=False)), Weight.UNCLEAR),
        (row_of(RowKind.UNCLEAR), Weight.UNCLEAR),
        (row_of(RowKind.SPLIT, changed(Change.WORDING)), Weight.LIGHT),
        (row_of(RowKind.SPLIT, changed(Change.LIST)), Weight.SUBSTANCE),
        (row_of(RowKind.MERGE, changed(Change.WORDING), changed(Change.VERB, sure=False)), Weight.UNCLEAR),
        (amended("op1", "op1"), Weight.SUBSTANCE),
        (added("op1")[0], Weight.SUBSTANCE),
        (removed("op1")[0], Weight.SUBSTANCE),
        (replace(same("pp1", "op1", moved=True), crossed=True), Weight.SUBSTANCE),
        (same("op1", "op2", moved=True), Weight.LIGHT),
        (replace(row_of(RowKind.SPLIT), whole="段落过长，未逐词比对。"), Weight.SUBSTANCE),
    ],
)
def test_the_weight_of_a_row_follows_from_its_kind_and_its_hunks(row: ComparisonRow, weight: Weight) -> None:
    assert row_weight(row) == weight


def test_rows_are_counted_under_each_of_their_labels() -> None:
    weaker = amended("op1", "op1", changed(Change.VERB, Shift.WEAKER), moved=True)
    unsure = row_of(RowKind.SPLIT, changed(Change.SUBSTANCE, sure=False))
    assert count_labels((weaker, unsure, same("op2", "op2"))) == {
        "amended": 1, "weaker": 1, "verb": 1, "moved": 1, "split": 1, "unclear": 1, "same": 1,
    }  # fmt: skip
