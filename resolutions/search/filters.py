"""The query and the filters of a search, parsed from a query string and written to one."""

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from django.http import HttpRequest, QueryDict

from ..language.characters import UNPRINTABLE
from ..models import Status
from ..un.organs import organs
from ..web.facets import FacetFilters, format_years, valid_choices, years_of
from ..web.query_params import page_number, pairs_of, unless_default
from .query_parser import FIELDS

PAGE = 20  # documents
MOST_PAGES = 10
DEFAULT_SORT = "relevance"
SORTS = {"relevance": "按相关", "-date": "新到旧", "date": "旧到新"}
PLACES = {"op": "执行部分", "pp": "序言部分", "fn": "脚注"}
LONGEST = 1500  # characters of a query in a URL; Django does not redirect to URLs of more than 16,384
LONGEST_SERIES = 200  # characters, as Resolution.series


@dataclass(frozen=True, slots=True)
class SearchFilters(FacetFilters):
    """The query, the filters and the order of a search. `part` is one of FIELDS or "" for any part.

    `every`: read the texts of all documents that may match, however long that takes.
    """

    part: str = ""
    every: bool = False
    sort: str = DEFAULT_SORT

    UNESCAPED = "./"

    @classmethod
    def from_query(cls, query: QueryDict) -> "SearchFilters":
        """Return the filters of a query string; invalid values are left out."""
        sort, part = query.get("sort", ""), query.get("in", "")
        return cls(
            text=" ".join(query.get("q", "").translate(UNPRINTABLE).split())[:LONGEST].strip(),
            part=part if part in FIELDS else "",
            bodies=valid_choices(query.getlist("body"), organs()),
            years=years_of(query),
            statuses=valid_choices(query.getlist("status"), Status.values),
            series=query.get("series", "").translate(UNPRINTABLE)[:LONGEST_SERIES],
            every=query.get("every") == "1",
            sort=sort if sort in SORTS else DEFAULT_SORT,
            page=min(page_number(query), MOST_PAGES),
        )

    def as_pairs(self) -> list[tuple[str, str]]:
        values = {
            "q": self.text,
            "in": self.part,
            "body": self.bodies,
            "year": format_years(self.years),
            "status": self.statuses,
            "series": self.series,
            "every": "1" if self.every else "",
            "sort": unless_default(self.sort, DEFAULT_SORT),
            "page": unless_default(self.page, 1),
        }
        return pairs_of(values)

    def matches_query_string(self, request: HttpRequest) -> bool:
        """Return whether the query string is canonical but for escapes: a form escapes every character."""
        return parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True) == self.as_pairs()

    def url(self, form: str = "") -> str:
        """Return the URL of the page, or of its JSON, CSV or Atom form."""
        return self.url_for(f"/search/results.{form}" if form else "/search/")

    @property
    def has_filters(self) -> bool:
        """Whether anything but the query is given."""
        return replace(self, text="") != SearchFilters()
