"""What is cited most: the works of the last ranking, by organ, by period, by count or PageRank."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from ..models import Ranking, Resolution, Work
from ..models.visitor import Visitor
from ..un.symbols import address_of
from ..un.works import lane_name, work_info
from ..web.query_params import QueryParams, page_number, pairs_of, unless_default

PAGE = 50
DEFAULT_SORT = "cited"
SORTS = {"cited": "-cited_by", "rank": "-score"}
FIRST_YEAR = 1945
DECADE = 10


@dataclass(frozen=True, slots=True)
class MostCitedFilters(QueryParams):
    """`lane` "" for all, `decade` the first year of one (1990) or None, `sort` "cited" or "rank"."""

    lane: str = ""
    decade: int | None = None
    sort: str = DEFAULT_SORT
    page: int = 1

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        """Return the filters of a query; values that mean nothing are left out."""
        decade, sort = query.get("decade", ""), query.get("sort", "")
        known = decade.isdecimal() and len(decade) == 4 and int(decade) > FIRST_YEAR - DECADE
        return cls(
            lane=query.get("body", "").replace("\0", "")[:12],
            decade=int(decade) // DECADE * DECADE if known else None,
            sort=sort if sort in SORTS else DEFAULT_SORT,
            page=page_number(query),
        )

    def as_pairs(self) -> list[tuple[str, str]]:
        values = {
            "body": self.lane,
            "decade": unless_default(self.decade, None),
            "sort": unless_default(self.sort, DEFAULT_SORT),
            "page": unless_default(self.page, 1),
        }
        return pairs_of(values)

    def url(self, **changes: object) -> str:
        """Return the address of the list with these filters, some of them changed."""
        return self.changed(**changes).url_for("/citations/")


@dataclass(frozen=True, slots=True)
class RankedWork:
    """A work on the list: its place, and how much of all PageRank it has, in per mille."""

    place: int
    key: str
    name: str
    title: str
    address: str
    lane: str
    day: date | None
    exact: bool
    held: bool
    cited_by: int
    permille: float


@dataclass(frozen=True, slots=True)
class MostCitedPage:
    """A page of the list; `lanes` and `decades` are choices: what they are called, their address, whether chosen."""

    works: list[RankedWork]
    page: Page[Work]
    lanes: list[tuple[str, str, bool]]
    decades: list[tuple[str, str, bool]]
    ranking: Ranking | None


def most_cited_page(filters: MostCitedFilters, user: Visitor) -> MostCitedPage:
    """The list, in six queries."""
    works = Work.objects.filter(cited_by__gt=0)
    lanes = list(works.order_by("lane").values_list("lane", flat=True).distinct())
    years = works.filter(day__isnull=False).order_by().values_list("day__year", flat=True).distinct()
    decades = sorted({year // DECADE * DECADE for year in years})
    shown = works.filter(lane=filters.lane) if filters.lane else works
    if filters.decade is not None:
        shown = shown.filter(day__year__gte=filters.decade, day__year__lt=filters.decade + DECADE)
    page = Paginator(shown.order_by(SORTS[filters.sort], "key"), PAGE).get_page(filters.page)
    rows = list(page.object_list)
    documents = Resolution.objects.published_to(user).filter(symbol__in=[w.pk for w in rows])
    titles = dict(documents.values_list("symbol", "title"))
    return MostCitedPage(
        [_ranked(place, work, titles) for place, work in enumerate(rows, page.start_index())],
        page,
        [(lane_name(lane), filters.url(lane=lane, page=1), lane == filters.lane) for lane in lanes],
        [(f"{d}—{d + DECADE - 1}", filters.url(decade=d, page=1), d == filters.decade) for d in decades],
        Ranking.objects.last(),
    )


def _ranked(place: int, work: Work, titles: dict[str | None, str]) -> RankedWork:
    known = work_info(work.pk)
    held = work.pk in titles
    return RankedWork(
        place, work.pk, known.name, titles.get(work.pk) or known.title, address_of(work.pk), lane_name(work.lane),
        work.day, work.exact, held, work.cited_by, round(1000 * work.score, 1),
    )  # fmt: skip
