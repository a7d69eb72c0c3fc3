"""The scale of time in the figure: real distances, and where centuries would crowd, early years pressed and said so."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

LEFT, RIGHT = 164, 1316  # where the first year begins and the last one ends
FITS = 30  # so many years keep their real distances, each with room for its label
NARROW = 8  # the scale shows at least about so many years, the documents in its middle
LEAST = 15  # years at their real distance at the end of a scale that is pressed before
PRESSED = (0.15, 0.24)  # the least and the greatest share of the width that pressed years take
SAVES = 1.5  # pressing is worth a break where it makes early years so many times as dense as late ones
EVEN = 0.6  # how much of the pressed width goes to the years that occur in equal parts; the rest by real distance
ROOM = 38  # from a year's label to the next
BREAK = 50  # free before the years at real distance, for the sign of the break
STEPS = (1, 2, 5, 10, 20, 50, 100)  # years from label to label


@dataclass(frozen=True, slots=True)
class YearTick:
    """The first of January of a year that is written on the scale."""

    x: int
    year: int
    pressed: bool


@dataclass(frozen=True, slots=True)
class TickLabel:
    """What a stretch of the scale says of itself, from x on."""

    x: int
    words: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Maps days to x, later days never to the left of earlier ones; `broken` is where pressed years end, or None."""

    knots: tuple[tuple[int, float], ...]  # (day, x); straight between two of them
    ticks: tuple[YearTick, ...] = ()
    words: tuple[TickLabel, ...] = ()
    broken: int | None = None

    def x(self, day: date) -> int:
        """The place of a day, from LEFT to RIGHT."""
        number = day.toordinal()
        at = min(max(bisect_right(self.knots, number, key=lambda knot: knot[0]), 1), len(self.knots) - 1)
        (start, x), (end, x_end) = self.knots[at - 1 : at + 1]
        return round(x + (x_end - x) * (number - start) / (end - start))


def timeline(days: Collection[date], asked: Collection[date]) -> Timeline:
    """The scale for these days, such that the days of the documents asked for lie at real distances."""
    years = sorted({day.year for day in (*days, *asked)}) or [1945]
    spare = max(NARROW - (years[-1] + 1 - years[0]), 0) // 2
    first, end = years[0] - spare, years[-1] + 1 + spare
    opens = min([day.year - 1 for day in asked] + [end - LEAST])
    before, after = opens - first, end - opens
    least, most = (share * (RIGHT - LEFT) for share in PRESSED)
    pressed = min(max(EVEN * before / (end - first) * (RIGHT - LEFT), least), most)
    if end - first <= FITS or before / pressed < SAVES * after / (RIGHT - LEFT - pressed):
        knots = ((_day(first), float(LEFT)), (_day(end), float(RIGHT)))
        return Timeline(knots, tuple(_ticks(knots, _rounded(knots, first, end), pressed=False)))
    early = tuple(_pressed([year for year in years if year < opens] + [opens], pressed))
    late = (early[-1], (_day(end), float(RIGHT)))
    x = round(late[0][1])
    ticks = (
        *_ticks(early, [year for year in years if year < opens], pressed=True, until=x - BREAK),
        *_ticks(late, _rounded(late, opens, end), pressed=False),
    )
    words = (TickLabel(LEFT - 14, f"{first}—{opens - 1} 年压缩显示"), TickLabel(x - 14, f"{opens} 年以后按实际年距"))
    return Timeline((*early, late[1]), ticks, words, x)


def _day(year: int) -> int:
    return date(year, 1, 1).toordinal()


def _pressed(years: Sequence[int], width: float) -> Iterable[tuple[int, float]]:
    """Knots at years that occur, each step partly even and partly by its real length; the last year ends them."""
    x, total, steps = float(LEFT), years[-1] - years[0], len(years) - 1
    yield _day(years[0]), x
    for year, following in pairwise(years):
        x += width * (EVEN / steps + (1 - EVEN) * (following - year) / total)
        yield _day(following), x


def _rounded(knots: Sequence[tuple[int, float]], first: int, end: int) -> Iterable[int]:
    """The first year, and those that the closest step with room for labels divides."""
    a_year = (knots[-1][1] - knots[0][1]) / (end - first)
    step = next((step for step in STEPS if step * a_year >= ROOM), STEPS[-1])
    return [first, *(year for year in range(first + 1, end + 1) if year % step == 0)]


def _ticks(
    knots: Sequence[tuple[int, float]], years: Iterable[int], *, pressed: bool, until: int = RIGHT
) -> Iterable[YearTick]:
    """The ticks of those years that have room after the one before."""
    scale, last = Timeline(tuple(knots)), LEFT - ROOM
    for year in years:
        x = scale.x(date(year, 1, 1))
        if last + ROOM <= x <= until:
            yield YearTick(x, year, pressed)
            last = x
