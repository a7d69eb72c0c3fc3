"""What a reader may ask of the pages of one paragraph, and the one query that says so."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

LEAST = 0.5  # the similarity that is asked for where none is named


@dataclass(frozen=True, slots=True)
class ParagraphPageParams:
    """`sim` is the least similarity, from 0 to 1; `every` reads all that is known; `base` is "own" for the paragraph
    itself in place of the older neighbour; `page` begins with 1.
    """

    sim: float = LEAST
    every: bool = False
    base: str = ""
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Self:
        """What a query asks for; values that mean nothing are left out."""
        page, sim = query.get("page", ""), query.get("sim", "")
        return cls(
            sim=_similarity(sim),
            every=query.get("all") == "1",
            base="own" if query.get("base") == "own" else "",
            page=max(1, int(page)) if page.isdecimal() and len(page) < 6 else 1,
        )

    @property
    def percent(self) -> int:
        return round(100 * self.sim)

    def query(self) -> str:
        """Keys in fixed order, defaults left out."""
        pairs = [("sim", f"{self.sim:g}")] if self.sim != LEAST else []
        pairs += [("all", "1")] if self.every else []
        pairs += [("base", self.base)] if self.base else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return urlencode(pairs)

    def at(self, address: str, **changed: Any) -> str:
        """The address of a page that asks for the same but for what is changed."""
        query = replace(self, **changed).query()
        return f"{address}?{query}" if query else address


def _similarity(text: str) -> float:
    try:
        asked = round(float(text), 2)
    except ValueError:
        return LEAST
    return asked if 0.3 <= asked <= 1 else LEAST
