"""Query parameters of the two pages of a paragraph."""

from dataclasses import dataclass
from typing import Self

from django.http import QueryDict

from resolutions.web.query_params import QueryParams, page_number, pairs_of, unless_default

LEAST = 0.5  # the default of the least similarity


@dataclass(frozen=True, slots=True)
class ParagraphPageParams(QueryParams):
    """The query parameters of the pages of one paragraph.

    `sim` is the least similarity, from 0 to 1. `every` searches all candidates, which is slower. `base` is
    "own" to compare each step with the paragraph of the page, "" to compare it with the older neighbour.
    `page` begins with 1.
    """

    sim: float = LEAST
    every: bool = False
    base: str = ""
    page: int = 1

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        """Return the parameters of a query; invalid values become the defaults."""
        base = "own" if query.get("base") == "own" else ""
        return cls(
            sim=_similarity(query.get("sim", "")),
            every=query.get("all") == "1",
            base=base,
            page=page_number(query),
        )

    @property
    def percent(self) -> int:
        return round(100 * self.sim)

    def as_pairs(self) -> list[tuple[str, str]]:
        values = {
            "sim": "" if self.sim == LEAST else f"{self.sim:g}",
            "all": "1" if self.every else "",
            "base": self.base,
            "page": unless_default(self.page, 1),
        }
        return pairs_of(values)


def _similarity(text: str) -> float:
    try:
        similarity = round(float(text), 2)
    except ValueError:
        return LEAST
    return similarity if 0.3 <= similarity <= 1 else LEAST
