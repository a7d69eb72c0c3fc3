"""The parameters of a page, as one canonical query string.

Each page has a frozen dataclass derived from QueryParams. Its `from_query` leaves out invalid values, so that
two query strings with the same meaning give equal parameters; `as_query` writes keys in a fixed order and
leaves out defaults, so that equal parameters give one address.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, ClassVar, Self
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

MAX_PAGE_DIGITS = 7


class QueryParams:
    """Base of the parameters of a page."""

    __slots__ = ()
    UNESCAPED: ClassVar[str] = ""  # characters that the query string keeps as they are

    def as_pairs(self) -> list[tuple[str, str]]:
        """Return the keys and values of the canonical query string, in order."""
        raise NotImplementedError

    def as_query(self) -> str:
        """Return the canonical query string, without the question mark."""
        return urlencode(self.as_pairs(), safe=self.UNESCAPED)

    def changed(self, **changes: Any) -> Self:
        """Return the parameters with some of the fields changed."""
        return replace(self, **changes)  # type: ignore[type-var]  # every subclass is a dataclass

    def url_for(self, path: str) -> str:
        """Return the address of a page with these parameters."""
        query = self.as_query()
        return f"{path}?{query}" if query else path

    def matches_query_string(self, request: HttpRequest) -> bool:
        """Return whether a request came with the canonical query string."""
        return bool(request.META.get("QUERY_STRING", "") == self.as_query())


def pairs_of(values: Mapping[str, str | Iterable[str]]) -> list[tuple[str, str]]:
    """Return the pairs of a query string: none for "", one for a text, one for each text of several."""
    pairs = []
    for key, value in values.items():
        texts = [value] if isinstance(value, str) else value
        pairs += [(key, text) for text in texts if text]
    return pairs


def unless_default(value: object, default: object) -> str:
    """Return a value as text, or "" where it is the default."""
    return "" if value == default else str(value)


def page_number(query: QueryDict) -> int:
    """Return the number of the page asked for, 1 or more; 1 where the query names none."""
    text = query.get("page", "")
    return max(int(text), 1) if text.isdecimal() and len(text) <= MAX_PAGE_DIGITS else 1


def split_values(query: QueryDict, key: str) -> list[str]:
    """Return the values of a list, given with commas or by repetition."""
    return ",".join(query.getlist(key)).split(",")
