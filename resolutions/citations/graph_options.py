"""How a reader wants a neighbourhood to be shown: the options of its address, and the one query that means them."""

from dataclasses import dataclass, replace
from typing import Self

from django.http import QueryDict

from ..un.organs import organs
from ..un.works import LANE_NAMES
from ..web.query_params import QueryParams, pairs_of, split_values, unless_default


@dataclass(frozen=True, slots=True)
class GraphOptions(QueryParams):
    """`series` adds what the rest of the series cites; `depth` is 1 or 2; `without` are lanes that are left out."""

    series: bool = False
    depth: int = 1
    without: tuple[str, ...] = ()

    UNESCAPED = ","

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        """Return the options of a query; values that mean nothing are left out."""
        left_out = set(split_values(query, "without"))
        return cls(
            series=query.get("scope") == "series",
            depth=2 if query.get("depth") == "2" else 1,
            without=tuple(sorted(left_out & {*organs(), *LANE_NAMES})),
        )

    def as_pairs(self) -> list[tuple[str, str]]:
        values = {
            "scope": "series" if self.series else "",
            "depth": unless_default(self.depth, 1),
            "without": ",".join(self.without),
        }
        return pairs_of(values)

    def with_lane(self, lane: str) -> Self:
        """With a lane left out, or shown again."""
        return replace(self, without=tuple(sorted({*self.without} ^ {lane})))
