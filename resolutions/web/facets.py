"""Facets: the filters of a list, their choices with counts, the filters that are on, a histogram of years."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..models import Status
from ..un.organs import organs
from .markup import svg_bar
from .query_params import QueryParams

MOST_SERIES = 12  # listed as choices
HISTOGRAM_WIDTH, HISTOGRAM_HEIGHT = 240, 48  # units of the drawing
TALLEST_BAR, SHORTEST_BAR, NARROWEST_BAR = 44, 2.0, 1.0  # units

Years = tuple[int | None, int | None]  # the first and the last; None for no bound


@dataclass(frozen=True, slots=True)
class FacetFilters(QueryParams):
    """The filters that browsing and searching have in common. Empty ones and None let every document pass.

    `bodies` are codes of organs, `statuses` values of Status; `series` is a folded title.
    """

    text: str = ""
    bodies: tuple[str, ...] = ()
    years: Years = (None, None)
    statuses: tuple[str, ...] = ()
    series: str = ""
    sort: str = ""
    page: int = 1

    def url(self) -> str:
        """Return the address of the list with these filters."""
        raise NotImplementedError


AnyFilters = TypeVar("AnyFilters", bound=FacetFilters)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: how many documents it would leave, and whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Histogram:
    """The number of documents of each year, as bars in a drawing of 240 × 48 units."""

    first: int
    years: int
    bars: SafeString


@dataclass(frozen=True, slots=True)
class Facets:
    """The choices of every filter. `first_year` and `last_year` are the bounds of all documents."""

    bodies: list[Choice]
    statuses: list[Choice]
    series: list[Choice]
    histogram: Histogram | None
    first_year: int | None
    last_year: int | None
    votes: list[Choice] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on: its label, the address without it, and how many documents that would leave.

    `more`: `without` is a lower bound.
    """

    label: str
    url: str
    without: int | None = None
    more: bool = False


# --- values from a query --------------------------------------------------------------------------


def years_of(query: QueryDict) -> Years:
    """Return the first and the last year of a query, the earlier first.

    The query has year=2010..2014, or from and to if the form was sent without JavaScript. A value that is not
    four digits counts as None.
    """
    span = re.fullmatch(r"(\d{4})?\.\.(\d{4})?|(\d{4})", query.get("year", ""))
    if span:
        first, last = _year(span[1] or span[3]), _year(span[2] or span[3])
    else:
        first, last = _year(query.get("from")), _year(query.get("to"))
    if first and last and first > last:
        return last, first
    return first, last


def _year(text: str | None) -> int | None:
    if text and re.fullmatch(r"\d{4}", text):
        return int(text)
    return None


def format_years(years: Years) -> str:
    """Return the first and the last year as a query writes them, "2010..2014"; "" where neither is given."""
    first, last = years
    return f"{first or ''}..{last or ''}" if first or last else ""


def valid_choices(values: Iterable[str], choices: Iterable[str]) -> tuple[str, ...]:
    """Return the choices that are among the values, in the order of the choices."""
    chosen = set(values)
    return tuple(choice for choice in choices if choice in chosen)


# --- choices with counts --------------------------------------------------------------------------


def choices_of(labels: Mapping[str, str], counts: Mapping[str, int], chosen: Collection[str]) -> list[Choice]:
    """Return a choice for each value of `labels`, in that order."""
    return [
        Choice(value=value, label=label, count=counts.get(value, 0), chosen=value in chosen)
        for value, label in labels.items()
    ]


def body_choices(counts: Mapping[str, int], chosen: Collection[str]) -> list[Choice]:
    """Return a choice for each organ that has documents, in the order of organs.tsv."""
    labels = {code: organ.name for code, organ in organs().items() if counts.get(code)}
    return choices_of(labels, counts, chosen)


def status_choices(counts: Mapping[str, int], chosen: Collection[str]) -> list[Choice]:
    """Return a choice for each status, whether it has documents or not."""
    labels = {value: _(label) for value, label in Status.choices}
    return choices_of(labels, counts, chosen)


def histogram(per_year: Mapping[int, int]) -> Histogram | None:
    """Return a bar for each year that has documents; None where none has."""
    if not per_year:
        return None
    first_year = min(per_year)
    step = HISTOGRAM_WIDTH / (max(per_year) - first_year + 1)
    width = max(step * 0.8, NARROWEST_BAR)
    largest = max(per_year.values())
    bars = []
    for year, count in sorted(per_year.items()):
        height = max(SHORTEST_BAR, TALLEST_BAR * count / largest)
        left = (year - first_year) * step
        path = f"M{left:.2f} {HISTOGRAM_HEIGHT}v{-height:.2f}h{width:.2f}v{height:.2f}z"
        bars.append(svg_bar(path, f"{year}：{count}"))
    return Histogram(first_year, len(bars), SafeString("".join(bars)))


# --- filters that are on --------------------------------------------------------------------------


def without_each_filter(filters: AnyFilters, series_title: str) -> list[tuple[str, AnyFilters]]:
    """Return the label of each organ, span of years, status and series that is on, and filters without it."""
    reduced = [
        (organs()[code].name, filters.changed(bodies=excluding(filters.bodies, code)))
        for code in filters.bodies
    ]
    first, last = filters.years
    if first or last:
        reduced.append((f"{first or ''}—{last or ''}", filters.changed(years=(None, None))))
    reduced += [
        (str(Status(value).label), filters.changed(statuses=excluding(filters.statuses, value)))
        for value in filters.statuses
    ]
    if filters.series:
        reduced.append((series_title, filters.changed(series="")))
    return reduced


def excluding(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    """Return the values without one of them."""
    return tuple(v for v in values if v != value)
