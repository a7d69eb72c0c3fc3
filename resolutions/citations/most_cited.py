"""The most cited works of the last ranking, by organ and decade, ordered by citations or PageRank."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict

from ..models import Ranking, Resolution, Work
from ..models.visitor import Visitor
from ..un.symbols import address_of
from ..un.works import lane_name, work_info
from ..web.links import LinkChoice
from ..web.query_params import QueryParams, page_number, pairs_of, unless_default

PAGE_SIZE = 50
DEFAULT_SORT = "cited"
SORTS = {"cited": "-cited_by", "rank": "-score"}
FIRST_YEAR = 1945
DECADE = 10
LONGEST_LANE = 12  # characters of an organ's code


@dataclass(frozen=True, slots=True)
class MostCitedFilters(QueryParams):
    """Parameters of the list: `lane` or "", `decade` as its
    first year (1990) or None, `sort` a key of SORTS.
    """

    lane: str = ""
    decade: int | None = None
    sort: str = DEFAULT_SORT
    page: int = 1

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        """Return the filters of a query string; invalid values are left out."""
        sort = query.get("sort", "")
        if sort not in SORTS:
            sort = DEFAULT_SORT
        return cls(
            lane=query.get("body", "").replace("\0", "")[:LONGEST_LANE],
            decade=_parse_decade(query.get("decade", "")),
            sort=sort,
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
        """Return the address of the list with some of these filters changed."""
        return self.changed(**changes).url_for("/citations/")


def _parse_decade(text: str) -> int | None:
    """Return the first year of the decade of a year from 1936 on, given with four digits; None for other
    texts.
    """
    if not text.isdecimal() or len(text) != 4 or int(text) <= FIRST_YEAR - DECADE:
        return None
    return int(text) // DECADE * DECADE


@dataclass(frozen=True, slots=True)
class RankedWork:
    """A work on the list: `place` from 1 on, and its share of all PageRank in per mille."""

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
    """A page of the list with the lanes and decades to choose from."""

    works: list[RankedWork]
    page: Page[Work]
    lanes: list[LinkChoice]
    decades: list[LinkChoice]
    ranking: Ranking | None


def most_cited_page(filters: MostCitedFilters, user: Visitor) -> MostCitedPage:
    """Return a page of the list, in six queries."""
    cited_works = Work.objects.filter(cited_by__gt=0)
    lanes = list(cited_works.order_by("lane").values_list("lane", flat=True).distinct())
    years = cited_works.filter(day__isnull=False).order_by().values_list("day__year", flat=True).distinct()
    decades = sorted({year // DECADE * DECADE for year in years})
    matches = _matching_works(cited_works, filters).order_by(SORTS[filters.sort], "key")
    page = Paginator(matches, PAGE_SIZE).get_page(filters.page)
    works = list(page.object_list)
    documents = Resolution.objects.published_to(user).filter(symbol__in=[work.pk for work in works])
    titles = dict(documents.values_list("symbol", "title"))
    return MostCitedPage(
        works=[_ranked_work(place, work, titles) for place, work in enumerate(works, page.start_index())],
        page=page,
        lanes=[_lane_choice(lane, filters) for lane in lanes],
        decades=[_decade_choice(decade, filters) for decade in decades],
        ranking=Ranking.objects.last(),
    )


def _matching_works(works: QuerySet[Work], filters: MostCitedFilters) -> QuerySet[Work]:
    if filters.lane:
        works = works.filter(lane=filters.lane)
    if filters.decade is not None:
        works = works.filter(day__year__gte=filters.decade, day__year__lt=filters.decade + DECADE)
    return works


def _lane_choice(lane: str, filters: MostCitedFilters) -> LinkChoice:
    return LinkChoice(lane_name(lane), filters.url(lane=lane, page=1), chosen=lane == filters.lane)


def _decade_choice(decade: int, filters: MostCitedFilters) -> LinkChoice:
    label = f"{decade}—{decade + DECADE - 1}"
    return LinkChoice(label, filters.url(decade=decade, page=1), chosen=decade == filters.decade)


def _ranked_work(place: int, work: Work, titles: dict[str | None, str]) -> RankedWork:
    """Return a work of the list; `titles` are those of the works whose text this visitor can read, by key."""
    info = work_info(work.pk)
    return RankedWork(
        place=place,
        key=work.pk,
        name=info.name,
        title=titles.get(work.pk) or info.title,
        address=address_of(work.pk),
        lane=lane_name(work.lane),
        day=work.day,
        exact=work.exact,
        held=work.pk in titles,
        cited_by=work.cited_by,
        permille=round(1000 * work.score, 1),
    )
