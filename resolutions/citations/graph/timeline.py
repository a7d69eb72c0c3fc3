"""Time scale of the figure: true to scale, or with its early years compressed if centuries would crowd it."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

LEFT, RIGHT = 164, 1316  # where the first year begins and the last one ends
SCALE_WIDTH = RIGHT - LEFT
MOST_TRUE_YEARS = 30  # so many years are always true to scale, each with room for its label
LEAST_YEARS = 8  # the scale shows at least about so many years, the documents in its middle
LEAST_LATE_YEARS = 15  # years that are true to scale at the end of a compressed scale
LEAST_SHARE, MOST_SHARE = 0.15, 0.24  # of the width, for the compressed years
LEAST_GAIN = 1.5  # years are compressed only if that makes them this many times as dense as the late ones
EVEN_SHARE = 0.6  # of the compressed width, divided evenly among the years that occur; the rest is to scale
LABEL_PITCH = 38  # least distance from one year's label to the next
BREAK_GAP = 50  # free space before the years to scale, for the sign of the break
STEPS = (1, 2, 5, 10, 20, 50, 100)  # years from label to label
NOTE_SHIFT = 14  # a note on a stretch of the scale begins this far to the left of it
DEFAULT_YEAR = 1945  # of a scale without documents

Knot = tuple[int, float]  # day as an ordinal, x


@dataclass(frozen=True, slots=True)
class YearTick:
    """The first of January of a year that is labelled on the scale."""

    x: int
    year: int
    pressed: bool


@dataclass(frozen=True, slots=True)
class TickLabel:
    """Note on the stretch of the scale that begins near `x`."""

    x: int
    words: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Monotonic map of days to x, linear between two `knots`; `broken` is the end of the compressed years, or
    None.
    """

    knots: tuple[Knot, ...]
    ticks: tuple[YearTick, ...] = ()
    words: tuple[TickLabel, ...] = ()
    broken: int | None = None

    def x(self, day: date) -> int:
        """Return the place of a day, from LEFT to RIGHT for the days of the scale."""
        ordinal = day.toordinal()
        following = bisect_right(self.knots, ordinal, key=lambda knot: knot[0])
        following = min(max(following, 1), len(self.knots) - 1)
        start, start_x = self.knots[following - 1]
        end, end_x = self.knots[following]
        return round(start_x + (end_x - start_x) * (ordinal - start) / (end - start))


def timeline(days: Collection[date], asked: Collection[date]) -> Timeline:
    """Return the scale for these days. The days of the documents asked for are in the part that is true to
    scale.
    """
    years = sorted({day.year for day in (*days, *asked)}) or [DEFAULT_YEAR]
    spare = max(LEAST_YEARS - (years[-1] + 1 - years[0]), 0) // 2
    first = years[0] - spare
    end = years[-1] + 1 + spare
    late_start = min([day.year - 1 for day in asked] + [end - LEAST_LATE_YEARS])
    early_width = _early_width(late_start - first, end - first)
    if end - first <= MOST_TRUE_YEARS or not _is_worthwhile(
        late_start - first, end - late_start, early_width
    ):
        return _true_scale(first, end)
    early_years = [year for year in years if year < late_start]
    return _compressed_scale(first, end, early_years, late_start=late_start, early_width=early_width)


def _early_width(early: int, total: int) -> float:
    """Return the width of the compressed years: EVEN_SHARE of their true width, within the bounds."""
    true_width = EVEN_SHARE * early / total * SCALE_WIDTH
    return min(max(true_width, LEAST_SHARE * SCALE_WIDTH), MOST_SHARE * SCALE_WIDTH)


def _is_worthwhile(early: int, late: int, early_width: float) -> bool:
    """Return whether compression makes the early years sufficiently denser than the late ones."""
    return early / early_width >= LEAST_GAIN * late / (SCALE_WIDTH - early_width)


def _true_scale(first: int, end: int) -> Timeline:
    knots = ((_ordinal(first), float(LEFT)), (_ordinal(end), float(RIGHT)))
    ticks = _ticks(knots, _labelled_years(knots, first, end), pressed=False)
    return Timeline(knots, tuple(ticks))


def _compressed_scale(
    first: int, end: int, early_years: list[int], *, late_start: int, early_width: float
) -> Timeline:
    early = tuple(_compressed_knots([*early_years, late_start], early_width))
    late = (early[-1], (_ordinal(end), float(RIGHT)))
    break_x = round(early[-1][1])
    early_ticks = _ticks(early, early_years, pressed=True, until=break_x - BREAK_GAP)
    late_ticks = _ticks(late, _labelled_years(late, late_start, end), pressed=False)
    notes = (
        TickLabel(LEFT - NOTE_SHIFT, f"{first}—{late_start - 1} 年压缩显示"),
        TickLabel(break_x - NOTE_SHIFT, f"{late_start} 年以后按实际年距"),
    )
    return Timeline(knots=(*early, late[1]), ticks=(*early_ticks, *late_ticks), words=notes, broken=break_x)


def _ordinal(year: int) -> int:
    return date(year, 1, 1).toordinal()


def _compressed_knots(years: Sequence[int], width: float) -> Iterator[Knot]:
    """Yield a knot for each year that occurs, the last one at `width`; each step is partly even, partly to
    scale.
    """
    x = float(LEFT)
    total = years[-1] - years[0]
    steps = len(years) - 1
    yield _ordinal(years[0]), x
    for year, following in pairwise(years):
        x += width * (EVEN_SHARE / steps + (1 - EVEN_SHARE) * (following - year) / total)
        yield _ordinal(following), x


def _labelled_years(knots: Sequence[Knot], first: int, end: int) -> list[int]:
    """Return the first year, and those divisible by the smallest step that leaves room for the labels."""
    year_width = (knots[-1][1] - knots[0][1]) / (end - first)
    step = next((step for step in STEPS if step * year_width >= LABEL_PITCH), STEPS[-1])
    return [first, *(year for year in range(first + 1, end + 1) if year % step == 0)]


def _ticks(
    knots: tuple[Knot, ...], years: Sequence[int], *, pressed: bool, until: int = RIGHT
) -> Iterator[YearTick]:
    """Yield the ticks of the years up to `until` that have room after the one before."""
    scale = Timeline(knots)
    last = LEFT - LABEL_PITCH
    for year in years:
        x = scale.x(date(year, 1, 1))
        if last + LABEL_PITCH <= x <= until:
            yield YearTick(x, year, pressed)
            last = x
