"""The figure: widths say how long, bands say what belongs together."""

import itertools

import pytest

from compare.collation.model import Comparison, ComparisonRow, RowKind
from compare.pages.alignment_figure import BOTTOM, LEFT, TOP, WIDTH, Ribbon, RibbonSegment, ribbon

from ..comparisons import added, amended, compared, passage, removed, same


def bar(figure: Ribbon, y: float) -> list[RibbonSegment]:
    found = {s for piece in figure.pieces for s in piece.segments if s.y == y}
    return sorted(found, key=lambda s: s.x)


def test_a_paragraph_is_as_wide_as_it_is_long() -> None:
    figure = ribbon(compared(same("op1", "op1"), same("op2", "op2"), b={"op1": "字" * 100, "op2": "字" * 200}))
    one, two = bar(figure, BOTTOM)
    assert two.width / one.width == pytest.approx(2, rel=0.02)


def test_the_longer_text_fills_the_figure_and_the_other_keeps_the_scale() -> None:
    figure = ribbon(
        compared(same("op1", "op1"), *added("op2"), a={"op1": "字" * 100}, b={"op1": "字" * 100, "op2": "字" * 100})
    )
    (above,), below = bar(figure, TOP), bar(figure, BOTTOM)
    assert below[0].x == above.x == LEFT
    assert below[-1].end == pytest.approx(WIDTH, abs=0.2)
    assert above.width == below[0].width


@pytest.mark.parametrize("count", [1, 40, 400, 2000])
def test_no_paragraph_lies_on_another_or_outside(count: int) -> None:
    figure = ribbon(compared(*added(*(f"op{i}" for i in range(count)))))
    below = bar(figure, BOTTOM)
    assert len(below) == count
    assert all(one.end <= two.x + 0.11 for one, two in itertools.pairwise(below))
    assert below[-1].end <= WIDTH + 0.2


def test_a_band_joins_what_belongs_together_from_edge_to_edge() -> None:
    figure = ribbon(compared(amended("op1", "op1"), *added("op2")))
    (band,) = figure.pieces[0].bands
    above, below = figure.pieces[0].segments
    assert (band.a, band.a_end, band.b, band.b_end) == (above.x, above.end, below.x, below.end)
    assert figure.pieces[1].bands == ()


def test_the_less_alike_the_paler() -> None:
    rows = [ComparisonRow((f"op{i}",), (f"op{i}",), RowKind.AMENDED, s) for i, s in enumerate((0.3, 0.9))]
    pale, strong = (piece.bands[0].opacity for piece in ribbon(compared(*rows, same("op9", "op9"))).pieces[:2])
    assert 0 < pale < strong < 0.5


def test_a_paragraph_that_was_split_is_shared_out_by_length() -> None:
    row = ComparisonRow(("op1",), ("op1", "op2"), RowKind.SPLIT, 0.8)
    figure = ribbon(compared(row, b={"op1": "字" * 300, "op2": "字" * 100}))
    one, two = figure.pieces[0].bands
    source = figure.pieces[0].segments[0]
    assert one.a == source.x and one.a_end == two.a and two.a_end == pytest.approx(source.end, abs=0.1)
    assert (one.a_end - one.a) / (two.a_end - two.a) == pytest.approx(3, rel=0.05)


def test_a_move_is_drawn_over_what_stayed() -> None:
    figure = ribbon(compared(same("op2", "op1", moved=True), same("op1", "op2")))
    assert [piece.row.moved for piece in figure.pieces] == [False, True]


def test_parts_are_marked_where_they_begin_on_both_sides() -> None:
    figure = ribbon(compared(same("pp1", "pp1"), same("op1", "op1"), *removed("op2")))
    assert [(tick.part, tick.upper) for tick in figure.ticks] == [
        ("preamble", True), ("operative", True), ("preamble", False), ("operative", False),
    ]  # fmt: skip
    assert figure.ticks[0].x == LEFT


def test_nothing_is_drawn_of_nothing() -> None:
    assert ribbon(Comparison((), (), (), ())).pieces == ()
    (piece,) = ribbon(Comparison((passage("op1", ""),), (), (ComparisonRow(("op1",), (), RowKind.REMOVED),), ())).pieces
    assert piece.segments[0].width > 0
