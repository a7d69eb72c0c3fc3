"""The context variables of a page of search results."""

from typing import Any

from django.core.paginator import Paginator

from ..models.visitor import Visitor
from ..web.pagination import pagination_context, sort_links
from .alternatives import did_you_mean, search_chips, split_terms, synonym_queries
from .document_columns import DocumentColumns
from .filters import MOST_PAGES, PAGE, PLACES, SORTS, SearchFilters
from .searcher import search, search_columns
from .snippets import hits_with_snippets

FORM_NAMES = {"csv": "CSV", "json": "JSON", "atom": "Atom 订阅"}


def last_page_number(filters: SearchFilters, user: Visitor) -> int:
    """Return the number of the last page of a search, from 1 to MOST_PAGES."""
    pages = -(-search(filters, user).total // PAGE)
    return max(1, min(pages, MOST_PAGES))


def results_page(columns: DocumentColumns, filters: SearchFilters, user: Visitor) -> dict[str, Any]:
    """Return what a page of results shows: hits, facets, chips, other searches and links.

    `columns` are those of the visitor.
    """
    result = search_columns(columns, filters)
    paginator = Paginator(result.documents[: PAGE * MOST_PAGES].tolist(), PAGE)
    page = paginator.get_page(filters.page)
    hits = hits_with_snippets(result, list(page), user)
    context = {
        "filters": filters,
        "found": result,
        "answers": hits,
        "lines": sum(hit.total for hit in hits),
        "sorts": sort_links(filters, SORTS),
        "places": PLACES,
        "chips": search_chips(columns, filters, counted=not result.total),
        "variants": [],
        "like": [],
        "words": [],
        "forms": [(form, name, filters.changed(page=1).url(form)) for form, name in FORM_NAMES.items()],
        "most": PAGE * MOST_PAGES,
        "clear_url": SearchFilters(text=filters.text).url(),
        "every_url": filters.changed(every=True, page=1).url(),
        "canonical": filters.url(),
    }
    if filters.page == 1:
        context["variants"] = synonym_queries(columns, filters)
    if not result.total:
        context["like"] = did_you_mean(columns, filters)
        context["words"] = split_terms(columns, result)
    return context | pagination_context(page, filters)
