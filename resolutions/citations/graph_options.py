"""How a reader wants a neighbourhood to be shown: the options of its address, and the one query that means them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from ..un.organs import organs
from ..un.works import LANE_NAMES


@dataclass(frozen=True, slots=True)
class GraphOptions:
    """`series` adds what the rest of the series cites; `depth` is 1 or 2; `without` are lanes that are left out."""

    series: bool = False
    depth: int = 1
    without: tuple[str, ...] = ()

    @classmethod
    def of(cls, query: Mapping[str, Sequence[str]]) -> Self:
        """The options of a query; values that mean nothing are left out."""
        left_out = {lane for value in query.get("without", ()) for lane in value.split(",")}
        return cls(
            series=_last(query, "scope") == "series",
            depth=2 if _last(query, "depth") == "2" else 1,
            without=tuple(sorted(left_out & {*organs(), *LANE_NAMES})),
        )

    def query(self) -> str:
        """The one query that means these options: keys in fixed order, defaults left out."""
        pairs = [("scope", "series")] if self.series else []
        pairs += [("depth", "2")] if self.depth == 2 else []
        pairs += [("without", ",".join(self.without))] if self.without else []
        return urlencode(pairs, safe=",")

    def at(self, address: str) -> str:
        """An address with these options."""
        query = self.query()
        return f"{address}?{query}" if query else address

    def with_lane(self, lane: str) -> Self:
        """With a lane left out, or shown again."""
        return replace(self, without=tuple(sorted({*self.without} ^ {lane})))


def _last(query: Mapping[str, Sequence[str]], key: str) -> str:
    values = query.get(key)
    return values[-1] if values else ""
