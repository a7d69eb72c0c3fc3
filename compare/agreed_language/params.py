"""What a reader may ask of the pages of one paragraph, and the one query that says so."""

from dataclasses import dataclass
from typing import Self

from django.http import QueryDict

from resolutions.web.query_params import QueryParams, page_number, pairs_of, unless_default

LEAST = 0.5  # the similarity that is asked for where none is named


@dataclass(frozen=True, slots=True)
class ParagraphPageParams(QueryParams):
    """`sim` is the least similarity, from 0 to 1; `every` reads all that is known; `base` is "own" for the paragraph
    itself in place of the older neighbour; `page` begins with 1.
    """

    sim: float = LEAST
    every: bool = False
    base: str = ""
    page: int = 1

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        """Return the parameters of a query; values that mean nothing are left out."""
        return cls(
            sim=_similarity(query.get("sim", "")),
            every=query.get("all") == "1",
            base="own" if query.get("base") == "own" else "",
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
        asked = round(float(text), 2)
    except ValueError:
        return LEAST
    return asked if 0.3 <= asked <= 1 else LEAST
