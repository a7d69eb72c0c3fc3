"""The context variables for the links of a list: to its pages and to its other orders."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page

from .facets import FacetFilters


def pagination_context(page: Page[Any], filters: FacetFilters) -> dict[str, Any]:
    """Return `page`, `pages` (numbers and URLs, "" for a
    gap), `previous_url` and `next_url` ("" for none).
    """
    previous_url = next_url = ""
    if page.has_previous():
        previous_url = filters.changed(page=filters.page - 1).url()
    if page.has_next():
        next_url = filters.changed(page=filters.page + 1).url()
    pages = []
    for number in page.paginator.get_elided_page_range(filters.page, on_each_side=2, on_ends=1):
        is_gap = not isinstance(number, int)
        pages.append((number, "" if is_gap else filters.changed(page=number).url()))
    return {"page": page, "pages": pages, "previous_url": previous_url, "next_url": next_url}


def sort_links(filters: FacetFilters, sorts: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return the key, the label and the address of each order, which leads to the first page."""
    return [(key, label, filters.changed(sort=key, page=1).url()) for key, label in sorts.items()]
