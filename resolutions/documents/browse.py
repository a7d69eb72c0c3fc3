"""Browsing: the filters of a query string, the documents that pass, and counts for every other choice."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise, zip_longest
from typing import Any

from django.db.models import Count, Max, Min, Q, Window
from django.db.models.functions import ExtractYear, RowNumber
from django.http import QueryDict
from django.utils.translation import gettext as _

from ..models import UNDATED, Resolution, ResolutionQuerySet, Status
from ..un.organs import organs
from ..un.symbols import parse, parse_number
from ..web.facets import (
    MOST_SERIES,
    Chip,
    Choice,
    FacetFilters,
    Facets,
    body_choices,
    choices_of,
    excluding,
    format_years,
    histogram,
    status_choices,
    valid_choices,
    without_each_filter,
    years_of,
)
from ..web.query_params import page_number, pairs_of, unless_default

PAGE = 50  # documents
SORTS = {"-date": "新到旧", "date": "旧到新", "symbol": "按文号"}
VOTES = {"without_vote": "未经表决", "recorded": "记录表决", "none": "文中未载"}
NO_VOTE = "none"  # in a query string, for Resolution.vote_kind ""
DEFAULT_SORT = "-date"
MOST_PICKED = 10
LONGEST = 200  # characters of a query, and of a series as Resolution.series
MAX_ADDRESS_LENGTH = 160  # characters, as Resolution.address


@dataclass(frozen=True, slots=True)
class BrowseFilters(FacetFilters):
    """The filters and the order of a list of documents.

    `picked` are the addresses of documents that the reader ticked for a comparison. They are in every link of
    the page and filter nothing.
    """

    votes: tuple[str, ...] = ()
    sort: str = DEFAULT_SORT
    picked: tuple[str, ...] = ()

    UNESCAPED = "./"

    @classmethod
    def from_query(cls, query: QueryDict) -> "BrowseFilters":
        """Return the filters of a query string; invalid values are left out."""
        sort = query.get("sort", "")
        return cls(
            text=" ".join(query.get("q", "").replace("\0", "").split())[:LONGEST],
            bodies=valid_choices(query.getlist("body"), organs()),
            years=years_of(query),
            statuses=valid_choices(query.getlist("status"), Status.values),
            series=query.get("series", "").replace("\0", "")[:LONGEST],
            votes=valid_choices(query.getlist("vote"), VOTES),
            sort=sort if sort in SORTS else DEFAULT_SORT,
            page=page_number(query),
            picked=_picked(query),
        )

    def as_pairs(self) -> list[tuple[str, str]]:
        values = {
            "q": self.text,
            "body": self.bodies,
            "year": format_years(self.years),
            "status": self.statuses,
            "series": self.series,
            "vote": self.votes,
            "sort": unless_default(self.sort, DEFAULT_SORT),
            "page": unless_default(self.page, 1),
            "with": self.picked,
        }
        return pairs_of(values)

    def url(self) -> str:
        return self.url_for("/browse/")


def _picked(query: QueryDict) -> tuple[str, ...]:
    """Return the ticked addresses, each once, at most MOST_PICKED."""
    addresses: dict[str, None] = {}
    for address in query.getlist("with"):
        if "\0" not in address and len(address) <= MAX_ADDRESS_LENGTH:
            addresses[address] = None
    return tuple(addresses)[:MOST_PICKED]


# --- documents ------------------------------------------------------------------------------------


def filtered(
    documents: ResolutionQuerySet, filters: BrowseFilters, *, ignoring: str = ""
) -> ResolutionQuerySet:
    """Return the documents that pass all filters but the one with the key `ignoring` in the query string."""
    conditions: dict[str, Q] = {}
    if filters.text:
        conditions["q"] = _text_condition(filters.text)
    if filters.bodies:
        conditions["body"] = Q(organ__in=filters.bodies)
    if filters.statuses:
        conditions["status"] = Q(status__in=filters.statuses)
    if filters.series:
        conditions["series"] = Q(series=filters.series)
    if filters.votes:
        conditions["vote"] = Q(vote_kind__in=["" if vote == NO_VOTE else vote for vote in filters.votes])
    first, last = filters.years
    if first is not None or last is not None:
        conditions["year"] = _year_condition(first, last)
    for name, condition in conditions.items():
        if name != ignoring:
            documents = documents.filter(condition)
    return documents


def ordered(documents: ResolutionQuerySet, sort: str) -> ResolutionQuerySet:
    """Return the documents in one of the orders of SORTS."""
    if sort == "symbol":
        return documents.order_by("order_key")
    newest_first = documents.newest_first()
    return newest_first.reverse() if sort == "date" else newest_first


def _text_condition(text: str) -> Q:
    """Return the condition that title, symbol or organ contain a text, or that it is the symbol or number."""
    condition = Q(title__icontains=text) | Q(symbol__icontains=text) | Q(body__icontains=text)
    if symbol := parse(text):
        condition |= Q(symbol=symbol.text)
    if number := parse_number(text):
        condition |= Q(number=str(number))
    return condition


def _year_condition(first: int | None, last: int | None) -> Q:
    condition = Q(sort_date__gt=UNDATED, sort_date__year__gte=first or 1)
    if last is not None:
        condition &= Q(sort_date__year__lte=last)
    return condition


# --- choices with counts --------------------------------------------------------------------------


def browse_facets(filters: BrowseFilters, documents: ResolutionQuerySet) -> Facets:
    """Return the choices of every filter with counts, each counted under all other filters. Seven queries."""
    by_body = _counts(filtered(documents, filters, ignoring="body"), "organ")
    by_status = _counts(filtered(documents, filters, ignoring="status"), "status")
    by_vote = _counts(filtered(documents, filters, ignoring="vote"), "vote_kind")
    by_vote[NO_VOTE] = by_vote.get("", 0)
    series = largest_series(filtered(documents, filters, ignoring="series"), filters.series)
    dated = filtered(documents, filters, ignoring="year").filter(sort_date__gt=UNDATED)
    by_year = _counts(dated.annotate(year=ExtractYear("sort_date")), "year")
    span = documents.filter(sort_date__gt=UNDATED).aggregate(
        first=Min("sort_date__year"), last=Max("sort_date__year")
    )
    vote_labels = {value: _(label) for value, label in VOTES.items()}
    return Facets(
        bodies=body_choices(by_body, filters.bodies),
        statuses=status_choices(by_status, filters.statuses),
        series=series,
        histogram=histogram(by_year),
        first_year=span["first"],
        last_year=span["last"],
        votes=choices_of(vote_labels, by_vote, filters.votes),
    )


def _counts(documents: ResolutionQuerySet, field: str) -> dict[Any, int]:
    """Return the number of documents with each value of a field."""
    return dict(documents.order_by().values_list(field).annotate(n=Count("pk")))


def largest_series(documents: ResolutionQuerySet, chosen: str = "") -> list[Choice]:
    """Return the largest series of more than one document, each with its newest title, and the chosen one."""
    counts = documents.exclude(series="").order_by().values_list("series").annotate(n=Count("pk"))
    rows = list(counts.filter(n__gt=1).order_by("-n", "series")[:MOST_SERIES])
    if chosen and chosen not in dict(rows):
        rows += counts.filter(series=chosen)
    oldest_first = documents.filter(series__in=[key for key, _count in rows]).order_by("sort_date", "pk")
    titles = dict(oldest_first.values_list("series", "title"))  # the newest title of a series is read last
    return [Choice(key, titles[key], count, chosen=key == chosen) for key, count in rows]


def neighbours(
    documents: ResolutionQuerySet, series: list[str], most: int
) -> list[tuple[Resolution, Resolution]]:
    """Return pairs of successive documents of these series, the older first, at most `most` pairs.

    The newest pair of each series comes first, then the pair before it of each, and so on.
    """
    number_from_newest = Window(RowNumber(), partition_by="series", order_by=["-sort_date", "-pk"])
    newest = (
        documents.filter(series__in=series).annotate(place=number_from_newest).filter(place__lte=most + 1)
    )
    by_series: dict[str, list[Resolution]] = {key: [] for key in series}
    for document in newest.select_related("edition").order_by("place"):
        by_series[document.series].append(document)
    return list(islice(_alternating_pairs(list(by_series.values())), most))


def _alternating_pairs(lists: list[list[Resolution]]) -> Iterator[tuple[Resolution, Resolution]]:
    """Yield the first pair of neighbours of each list, reversed, then the second of each."""
    for pairs in zip_longest(*map(pairwise, lists)):
        for pair in pairs:
            if pair is not None:
                newer, older = pair
                yield older, newer


def browse_chips(filters: BrowseFilters, documents: ResolutionQuerySet, *, counted: bool) -> list[Chip]:
    """Return a chip for each filter that is on, with the list without it; with its count if `counted`."""
    reduced: list[tuple[str, BrowseFilters]] = []
    if filters.text:
        reduced.append((f"“{filters.text}”", filters.changed(text="")))
    reduced += without_each_filter(filters, _series_title(filters.series, documents))
    for vote in filters.votes:
        reduced.append((_(VOTES[vote]), filters.changed(votes=excluding(filters.votes, vote))))
    chips = []
    for label, fewer_filters in reduced:
        count = filtered(documents, fewer_filters).count() if counted else None
        chips.append(Chip(label, fewer_filters.changed(page=1).url(), without=count))
    return chips


def _series_title(series: str, documents: ResolutionQuerySet) -> str:
    """Return a title of a series, or its key if no document has it."""
    if not series:
        return ""
    return documents.filter(series=series).values_list("title", flat=True).first() or series
