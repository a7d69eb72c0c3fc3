"""Options of a citation graph's page, with their canonical query string."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from django.http import QueryDict
from django.utils.translation import gettext as _

from ..un.organs import organs
from ..un.works import LANE_NAMES, lane_name
from ..web.links import LinkChoice
from ..web.query_params import QueryParams, pairs_of, split_values, unless_default

DEPTHS = (1, 2)  # steps


@dataclass(frozen=True, slots=True)
class GraphOptions(QueryParams):
    """`series` adds what the rest of the series cites; `depth` is 1 or 2; `without` are the lanes left out,
    sorted.
    """

    series: bool = False
    depth: int = 1
    without: tuple[str, ...] = ()

    UNESCAPED = ","

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        """Return the options of a query string; invalid values are left out."""
        depth = 2 if query.get("depth") == "2" else 1
        left_out = set(split_values(query, "without"))
        return cls(
            series=query.get("scope") == "series",
            depth=depth,
            without=tuple(sorted(left_out & {*organs(), *LANE_NAMES})),
        )

    def as_pairs(self) -> list[tuple[str, str]]:
        values = {
            "scope": "series" if self.series else "",
            "depth": unless_default(self.depth, 1),
            "without": ",".join(self.without),
        }
        return pairs_of(values)

    def toggle_lane(self, lane: str) -> Self:
        """Return the options with a lane left out, or shown again if it was left out."""
        return replace(self, without=tuple(sorted({*self.without} ^ {lane})))

    def scope_choices(self, address: str) -> list[LinkChoice]:
        """Return the links to the documents asked for alone and with the rest of their series."""
        alone = replace(self, series=False).url_for(address)
        with_series = replace(self, series=True).url_for(address)
        return [
            LinkChoice(_("仅所问文件"), alone, chosen=not self.series),
            LinkChoice(_("同系列"), with_series, chosen=self.series),
        ]

    def depth_choices(self, address: str) -> list[LinkChoice]:
        """Return the links to one and to two steps."""
        return [
            LinkChoice(str(depth), replace(self, depth=depth).url_for(address), chosen=depth == self.depth)
            for depth in DEPTHS
        ]

    def lane_choices(self, address: str, lanes: Iterable[str]) -> list[LinkChoice]:
        """Return the links that leave out a lane or show it again; a lane is chosen if it is shown."""
        return [
            LinkChoice(
                lane_name(lane), self.toggle_lane(lane).url_for(address), chosen=lane not in self.without
            )
            for lane in lanes
        ]
