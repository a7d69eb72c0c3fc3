"""Facets: the choices of a filter with their counts, the filters that are on, the histogram of years."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.safestring import SafeString

from .markup import svg_bar

MOST_SERIES = 12  # listed as choices


def years_of(query: QueryDict) -> tuple[int | None, int | None]:
    """year=2010..2014, or the two fields of the form without JavaScript; the earlier year first."""
    found = re.fullmatch(r"(\d{4})?\.\.(\d{4})?|(\d{4})", query.get("year", ""))
    texts = (found[1] or found[3], found[2] or found[3]) if found else (query.get("from", ""), query.get("to", ""))
    first, last = (int(t) if t and re.fullmatch(r"\d{4}", t) else None for t in texts)
    return (last, first) if first and last and first > last else (first, last)


def format_years(years: tuple[int | None, int | None]) -> str:
    """Return the first and the last year as a query writes them, "2010..2014"; "" where neither is given."""
    first, last = years
    return f"{first or ''}..{last or ''}" if first or last else ""


def valid_choices(values: Iterable[str], choices: Iterable[str]) -> tuple[str, ...]:
    given = set(values)
    return tuple(choice for choice in choices if choice in given)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: how many documents it would leave, and whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many documents there are of each year: `bars` are drawn in 240 × 48 units."""

    first: int
    years: int
    bars: SafeString


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on: what it is, the address without it, how many documents that would leave, or at least."""

    label: str
    url: str
    without: int | None = None
    more: bool = False


def histogram(per_year: Mapping[int, int]) -> Histogram | None:
    """A bar for each year that has documents; None where none has."""
    if not per_year:
        return None
    first, last = min(per_year), max(per_year)
    step, top = 240 / (last - first + 1), max(per_year.values())
    bars = []
    for year, count in sorted(per_year.items()):
        height = max(2.0, 44 * count / top)
        left, width = (year - first) * step, max(step * 0.8, 1.0)
        bars.append(svg_bar(f"M{left:.2f} 48v{-height:.2f}h{width:.2f}v{height:.2f}z", f"{year}：{count}"))
    return Histogram(first, len(bars), SafeString("".join(bars)))


def without(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(v for v in values if v != value)
