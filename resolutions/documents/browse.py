"""Browsing: filters from a query, the documents that they leave, and counts for every other choice."""

from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from django.db.models import Count, Max, Min, Q, Window
from django.db.models.functions import ExtractYear, RowNumber
from django.http import QueryDict
from django.utils.translation import gettext as _

from ..models import UNDATED, Resolution, ResolutionQuerySet, Status
from ..un.organs import organs
from ..un.symbols import parse, parse_number
from ..web.facets import MOST_SERIES, Chip, Choice, Histogram, format_years, histogram, valid_choices, without, years_of
from ..web.query_params import QueryParams, page_number, pairs_of, unless_default

PAGE = 50
SORTS = {"-date": "新到旧", "date": "旧到新", "symbol": "按文号"}
VOTES = {"without_vote": "未经表决", "recorded": "记录表决", "none": "文中未载"}
DEFAULT_SORT = "-date"
MOST_PICKED = 10
MAX_ADDRESS_LENGTH = 160  # characters, as Resolution.address


@dataclass(frozen=True, slots=True)
class BrowseFilters(QueryParams):
    """What a reader asked for. Empty tuples and None leave everything.

    `picked` are the addresses of documents ticked for comparing; they go along and narrow nothing.
    """

    text: str = ""
    bodies: tuple[str, ...] = ()
    years: tuple[int | None, int | None] = (None, None)
    statuses: tuple[str, ...] = ()
    series: str = ""
    votes: tuple[str, ...] = ()
    sort: str = DEFAULT_SORT
    page: int = 1
    picked: tuple[str, ...] = ()

    UNESCAPED = "./"

    @classmethod
    def from_query(cls, query: QueryDict) -> "BrowseFilters":
        """Return the filters of a query; values that mean nothing are left out."""
        sort = query.get("sort", "")
        picked = dict.fromkeys(a for a in query.getlist("with") if "\0" not in a and len(a) <= MAX_ADDRESS_LENGTH)
        return cls(
            text=" ".join(query.get("q", "").replace("\0", "").split())[:200],
            bodies=valid_choices(query.getlist("body"), organs()),
            years=years_of(query),
            statuses=valid_choices(query.getlist("status"), Status.values),
            series=query.get("series", "").replace("\0", "")[:200],
            votes=valid_choices(query.getlist("vote"), VOTES),
            sort=sort if sort in SORTS else DEFAULT_SORT,
            page=page_number(query),
            picked=tuple(picked)[:MOST_PICKED],
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

    def apply(self, documents: ResolutionQuerySet, *, leaving: str = "") -> ResolutionQuerySet:
        """The documents that pass, the filter named `leaving` not asked."""
        first, last = self.years
        tests: dict[str, Q | None] = {
            "q": _matches(self.text) if self.text else None,
            "body": Q(organ__in=self.bodies) if self.bodies else None,
            "status": Q(status__in=self.statuses) if self.statuses else None,
            "series": Q(series=self.series) if self.series else None,
            "vote": Q(vote_kind__in=["" if v == "none" else v for v in self.votes]) if self.votes else None,
        }
        years = Q()
        if first is not None or last is not None:
            years &= Q(sort_date__gt=UNDATED, sort_date__year__gte=first or 1)
        if last is not None:
            years &= Q(sort_date__year__lte=last)
        tests["year"] = years or None
        for name, test in tests.items():
            if test is not None and name != leaving:
                documents = documents.filter(test)
        return documents

    def ordered(self, documents: ResolutionQuerySet) -> ResolutionQuerySet:
        if self.sort == "symbol":
            return documents.order_by("order_key")
        newest = documents.newest_first()
        return newest.reverse() if self.sort == "date" else newest


def _matches(text: str) -> Q:
    """Documents whose symbol or number this is, or whose title, symbol or organ holds it."""
    symbol, number = parse(text), parse_number(text)
    test = Q(title__icontains=text) | Q(symbol__icontains=text) | Q(body__icontains=text)
    if symbol:
        test |= Q(symbol=symbol.text)
    return test | Q(number=str(number)) if number else test


# --- choices with counts --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BrowseFacets:
    bodies: list[Choice]
    statuses: list[Choice]
    series: list[Choice]
    votes: list[Choice]
    histogram: Histogram | None
    first_year: int | None
    last_year: int | None


def browse_facets(filters: BrowseFilters, documents: ResolutionQuerySet) -> BrowseFacets:
    """The choices of every filter with counts, each counted under all the other filters: seven queries."""
    bodies = _counts(filters.apply(documents, leaving="body"), "organ")
    statuses = _counts(filters.apply(documents, leaving="status"), "status")
    votes = _counts(filters.apply(documents, leaving="vote"), "vote_kind")
    series = largest_series(filters.apply(documents, leaving="series"), filters.series)
    years = filters.apply(documents, leaving="year").filter(sort_date__gt=UNDATED).order_by()
    per_year = dict(years.annotate(y=ExtractYear("sort_date")).values_list("y").annotate(n=Count("pk")))
    span = documents.filter(sort_date__gt=UNDATED).aggregate(first=Min("sort_date__year"), last=Max("sort_date__year"))
    return BrowseFacets(
        [Choice(c, o.name, bodies.get(c, 0), c in filters.bodies) for c, o in organs().items() if bodies.get(c)],
        [Choice(v, _(label), statuses.get(v, 0), v in filters.statuses) for v, label in Status.choices],
        series,
        [Choice(v, _(label), votes.get("" if v == "none" else v, 0), v in filters.votes) for v, label in VOTES.items()],
        histogram(per_year),
        span["first"],
        span["last"],
    )


def _counts(documents: ResolutionQuerySet, field: str) -> dict[str, int]:
    return dict(documents.order_by().values_list(field).annotate(n=Count("pk")))


def largest_series(documents: ResolutionQuerySet, chosen: str = "") -> list[Choice]:
    """The largest series of more than one document, each by its newest title, and the chosen one."""
    groups = documents.exclude(series="").order_by().values_list("series").annotate(n=Count("pk"))
    rows = list(groups.filter(n__gt=1).order_by("-n", "series")[:MOST_SERIES])
    if chosen and chosen not in dict(rows):
        rows += groups.filter(series=chosen)
    newest = documents.filter(series__in=[key for key, _n in rows]).order_by("sort_date", "pk")
    titles = dict(newest.values_list("series", "title"))
    return [Choice(key, titles[key], n, key == chosen) for key, n in rows]


def neighbours(documents: ResolutionQuerySet, series: list[str], most: int) -> list[tuple[Resolution, Resolution]]:
    """Documents of these series, each with the one that followed it: the newest pair of each, then the one before."""
    place = Window(RowNumber(), partition_by="series", order_by=["-sort_date", "-pk"])
    last = documents.filter(series__in=series).annotate(place=place).filter(place__lte=most + 1)
    of_series: dict[str, list[Resolution]] = {key: [] for key in series}
    for document in last.select_related("edition").order_by("place"):
        of_series[document.series].append(document)
    rounds = zip_longest(*(pairwise(found) for found in of_series.values()))
    return [(older, newer) for turn in rounds for newer, older in filter(None, turn)][:most]


def browse_chips(filters: BrowseFilters, documents: ResolutionQuerySet, *, counted: bool) -> list[Chip]:
    """The filters that are on, each with the way to drop it; counted where nothing was found."""
    f = filters
    first, last = f.years
    on = [(f"“{f.text}”", replace(f, text=""))] if f.text else []
    on += [(organs()[b].name, replace(f, bodies=without(f.bodies, b))) for b in f.bodies]
    on += [(f"{first or ''}—{last or ''}", replace(f, years=(None, None)))] if first or last else []
    on += [(str(Status(s).label), replace(f, statuses=without(f.statuses, s))) for s in f.statuses]
    if f.series:
        title = documents.filter(series=f.series).values_list("title", flat=True).first()
        on.append((title or f.series, replace(f, series="")))
    on += [(_(VOTES[v]), replace(f, votes=without(f.votes, v))) for v in f.votes]
    return [
        Chip(label, replace(less, page=1).url(), less.apply(documents).count() if counted else None)
        for label, less in on
    ]
