"""The time scale: order, late years true to scale, and labels of compressed years."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolutions.citations.graph.label_placement import width
from resolutions.citations.graph.timeline import LEFT, RIGHT, timeline

from ..neighbourhoods import DAYS

CHARTER, VIENNA, MILLENNIUM = date(1945, 6, 26), date(1993, 6, 25), date(2000, 9, 8)
R65_218, R25_3, DRAFT_78 = date(2010, 12, 21), date(2014, 3, 27), date(2023, 11, 1)


def test_years_before_the_documents_asked_for_are_compressed() -> None:
    scale = timeline([CHARTER, VIENNA, MILLENNIUM, DRAFT_78], [R65_218, R25_3])
    assert [words.words for words in scale.words] == ["1945—2008 年压缩显示", "2009 年以后按实际年距"]
    january = [scale.x(date(year, 1, 1)) for year in range(2009, 2025)]
    assert {b - a for a, b in pairwise(january)} <= {58, 59}
    assert january[0] == scale.broken and january[-1] == RIGHT
    assert scale.x(VIENNA) - scale.x(CHARTER) < 48 * 10


def test_the_break_is_before_the_documents_asked_for() -> None:
    scale = timeline([CHARTER, R25_3, DRAFT_78], [date(1993, 12, 20), R65_218])
    assert [words.words for words in scale.words] == ["1945—1991 年压缩显示", "1992 年以后按实际年距"]


def test_a_short_period_is_not_compressed() -> None:
    scale = timeline([VIENNA, R65_218], [R25_3])
    assert scale.broken is None and scale.words == ()
    assert not any(tick.pressed for tick in scale.ticks)


def test_a_few_early_years_are_not_compressed() -> None:
    assert timeline([CHARTER, DRAFT_78], [date(1948, 12, 10)]).broken is None


def test_compressed_years_with_documents_are_labelled() -> None:
    scale = timeline([CHARTER, VIENNA, MILLENNIUM, DRAFT_78], [R65_218])
    assert [tick.year for tick in scale.ticks if tick.pressed] == [1945, 1993, 2000]


@pytest.mark.parametrize("days", [[], [R65_218]])
def test_one_document_or_none_has_a_scale_with_years_before_and_after(days: list[date]) -> None:
    scale = timeline(days, days)
    assert len(scale.ticks) > 3
    assert all(LEFT + 200 < scale.x(day) < RIGHT - 200 for day in days)


@settings(deadline=None)
@given(st.lists(DAYS, min_size=1, max_size=60), st.integers(1, 8))
def test_days_are_in_order_and_year_labels_do_not_collide(days: list[date], asked: int) -> None:
    scale = timeline(days, days[:asked])
    places = [scale.x(day) for day in sorted(days)]
    assert places == sorted(places)
    assert places[0] >= LEFT and places[-1] <= RIGHT
    assert all(a.x + width("2010") <= b.x and a.year < b.year for a, b in pairwise(scale.ticks))
    assert all(tick.x == scale.x(date(tick.year, 1, 1)) for tick in scale.ticks)
    assert all(a.x + width(a.words) <= b.x for a, b in pairwise(scale.words))


@settings(deadline=None)
@given(st.lists(DAYS, min_size=1, max_size=60), st.integers(1, 8))
def test_documents_asked_for_are_true_to_scale(days: list[date], asked: int) -> None:
    scale = timeline(days, days[:asked])
    first, *_, end = sorted(scale.ticks, key=lambda tick: tick.x)
    opens = next((tick for tick in scale.ticks if tick.x == scale.broken), first)
    a_day = (end.x - opens.x) / (date(end.year, 1, 1) - date(opens.year, 1, 1)).days
    for day in days[:asked]:
        assert scale.x(day) == pytest.approx(opens.x + (day - date(opens.year, 1, 1)).days * a_day, abs=3)
