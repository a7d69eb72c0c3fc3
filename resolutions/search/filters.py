"""What a reader asks the search for: a query and filters, from the keys of an address and back."""

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict

from ..language.characters import UNPRINTABLE
from ..models import Status
from ..un.organs import organs
from ..web.facets import valid_choices, years_of
from .query_parser import FIELDS

PAGE = 20  # documents
MOST_PAGES = 10
SORTS = {"relevance": "按相关", "-date": "新到旧", "date": "旧到新"}
PLACES = {"op": "执行部分", "pp": "序言部分", "fn": "脚注"}
LONGEST = 1500  # characters of a query that an address keeps; Django redirects to none of more than 16,384


@dataclass(frozen=True, slots=True)
class SearchFilters:
    """Empty strings and tuples and None leave everything. `part` is one of FIELDS or "".

    `every`: each document that may answer is looked at, however long it takes.
    """

    text: str = ""
    part: str = ""
    bodies: tuple[str, ...] = ()
    years: tuple[int | None, int | None] = (None, None)
    statuses: tuple[str, ...] = ()
    series: str = ""
    every: bool = False
    sort: str = "relevance"
    page: int = 1

    @classmethod
    def of(cls, query: QueryDict) -> "SearchFilters":
        """The filters of a query; values that mean nothing are left out."""
        sort, page, part = query.get("sort", ""), query.get("page", ""), query.get("in", "")
        return cls(
            text=" ".join(query.get("q", "").translate(UNPRINTABLE).split())[:LONGEST].strip(),
            part=part if part in FIELDS else "",
            bodies=valid_choices(query.getlist("body"), organs()),
            years=years_of(query),
            statuses=valid_choices(query.getlist("status"), Status.values),
            series=query.get("series", "").translate(UNPRINTABLE)[:200],
            every=query.get("every") == "1",
            sort=sort if sort in SORTS else "relevance",
            page=min(int(page), MOST_PAGES) if page.isdecimal() and len(page) < 8 and int(page) > 0 else 1,
        )

    def pairs(self) -> list[tuple[str, str]]:
        """The one query that means these filters: keys in fixed order, defaults left out."""
        first, last = self.years
        pairs: list[tuple[str, str]] = [("q", self.text)] if self.text else []
        pairs += [("in", self.part)] if self.part else []
        pairs += [("body", body) for body in self.bodies]
        if first is not None or last is not None:
            pairs.append(("year", f"{first or ''}..{last or ''}"))
        pairs += [("status", status) for status in self.statuses]
        pairs += [("series", self.series)] if self.series else []
        pairs += [("every", "1")] if self.every else []
        pairs += [("sort", self.sort)] if self.sort != "relevance" else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return pairs

    def query(self) -> str:
        return urlencode(self.pairs(), safe="./")

    def is_asked_by(self, query: str) -> bool:
        """Whether a query string is that one, however its characters are escaped: forms escape all of them."""
        return parse_qsl(query, keep_blank_values=True) == self.pairs()

    def url(self, form: str = "") -> str:
        """The address of the page, or of its JSON, CSV or Atom."""
        path = f"/search/results.{form}" if form else "/search/"
        query = self.query()
        return f"{path}?{query}" if query else path

    @property
    def narrowed(self) -> bool:
        """Whether anything but the query itself is asked for."""
        return replace(self, text="") != SearchFilters()
