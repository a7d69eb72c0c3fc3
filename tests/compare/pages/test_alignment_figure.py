"""Geometry of the alignment figure."""

from itertools import chain, pairwise

import pytest

from compare.collation.model import Comparison, ComparisonRow, RowKind
from compare.pages.alignment_figure import BOTTOM, LEFT, TOP, WIDTH, Ribbon, RibbonSegment, ribbon

from ..comparisons import added, amended, compared, passage, removed, same


def bar(figure: Ribbon, y: float) -> list[RibbonSegment]:
    """Return the segments of the bar at `y`, from left to right."""
    segments = set(chain.from_iterable(piece.segments for piece in figure.pieces))
    return sorted((segment for segment in segments if segment.y == y), key=lambda segment: segment.x)


def test_widths_are_proportional_to_characters() -> None:
    figure = ribbon(
        compared(same("op1", "op1"), same("op2", "op2"), b={"op1": "字" * 100, "op2": "字" * 200})
    )
    one, two = bar(figure, BOTTOM)
    assert two.width / one.width == pytest.approx(2, rel=0.02)


def test_the_longer_text_fills_the_width_and_both_have_one_scale() -> None:
    figure = ribbon(
        compared(
            same("op1", "op1"), *added("op2"), a={"op1": "字" * 100}, b={"op1": "字" * 100, "op2": "字" * 100}
        )
    )
    (above,), below = bar(figure, TOP), bar(figure, BOTTOM)
    assert below[0].x == above.x == LEFT
    assert below[-1].end == pytest.approx(WIDTH, abs=0.2)
    assert above.width == below[0].width


@pytest.mark.parametrize("count", [1, 40, 400, 2000])
def test_paragraphs_do_not_overlap_or_leave_the_figure(count: int) -> None:
    figure = ribbon(compared(*added(*(f"op{i}" for i in range(count)))))
    below = bar(figure, BOTTOM)
    assert len(below) == count
    assert all(one.end <= two.x + 0.11 for one, two in pairwise(below))
    assert below[-1].end <= WIDTH + 0.2


def test_a_band_joins_two_paragraphs_from_edge_to_edge() -> None:
    figure = ribbon(compared(amended("op1", "op1"), *added("op2")))
    (band,) = figure.pieces[0].bands
    above, below = figure.pieces[0].segments
    assert (band.a, band.a_end, band.b, band.b_end) == (above.x, above.end, below.x, below.end)
    assert figure.pieces[1].bands == ()


def test_bands_of_less_similar_paragraphs_are_paler() -> None:
    rows = [ComparisonRow((f"op{i}",), (f"op{i}",), RowKind.AMENDED, s) for i, s in enumerate((0.3, 0.9))]
    pale, strong = (
        piece.bands[0].opacity for piece in ribbon(compared(*rows, same("op9", "op9"))).pieces[:2]
    )
    assert 0 < pale < strong < 0.5


def test_a_split_paragraph_is_divided_in_proportion_to_its_parts() -> None:
    row = ComparisonRow(("op1",), ("op1", "op2"), RowKind.SPLIT, 0.8)
    figure = ribbon(compared(row, b={"op1": "字" * 300, "op2": "字" * 100}))
    one, two = figure.pieces[0].bands
    source = figure.pieces[0].segments[0]
    assert one.a == source.x and one.a_end == two.a and two.a_end == pytest.approx(source.end, abs=0.1)
    assert (one.a_end - one.a) / (two.a_end - two.a) == pytest.approx(3, rel=0.05)


def test_moves_are_drawn_last() -> None:
    figure = ribbon(compared(same("op2", "op1", moved=True), same("op1", "op2")))
    assert [piece.row.moved for piece in figure.pieces] == [False, True]


def test_each_side_has_a_tick_at_the_beginning_of_each_part() -> None:
    figure = ribbon(compared(same("pp1", "pp1"), same("op1", "op1"), *removed("op2")))
    assert [(tick.part, tick.upper) for tick in figure.ticks] == [
        ("preamble", True), ("operative", True), ("preamble", False), ("operative", False),
    ]  # fmt: skip
    assert figure.ticks[0].x == LEFT


def test_empty_texts_have_an_empty_figure() -> None:
    assert ribbon(Comparison((), (), (), ())).pieces == ()
    (piece,) = ribbon(
        Comparison((passage("op1", ""),), (), (ComparisonRow(("op1",), (), RowKind.REMOVED),), ())
    ).pieces
    assert piece.segments[0].width > 0
