"""搜索: the results of a query, their JSON, CSV and Atom forms, and suggestions while typing."""

import json
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from ..models import Resolution
from ..search.autocomplete import suggestions
from ..search.document_columns import document_columns
from ..search.exports import as_atom, as_csv, as_json
from ..search.filters import SearchFilters
from ..search.known_item import known_items
from ..search.results_cache import get_or_make
from ..search.results_page import FORM_NAMES, last_page_number, results_page
from ..web.downloads import download
from .caching import conditional_corpus_response


@require_safe
def search(request: HttpRequest) -> HttpResponseBase:
    """/search/: the documents that match a query. A query that names exactly one document redirects to it."""
    filters = SearchFilters.from_query(request.GET)
    if not filters.matches_query_string(request):
        return redirect(filters.url(), permanent=True)
    named: list[Resolution] = []
    if not filters.has_filters:
        named = known_items(filters.text, request.user)
    if len(named) == 1:
        return redirect(f"{named[0].get_absolute_url()}?{urlencode({'q': filters.text}, safe='/')}")
    if filters.page > 1:
        last_page = last_page_number(filters, request.user)
        if filters.page > last_page:
            return redirect(filters.changed(page=last_page).url())
    return conditional_corpus_response(
        request, "html", lambda: HttpResponse(_html_of_page(request, filters, named))
    )


def _html_of_page(request: HttpRequest, filters: SearchFilters, named: list[Resolution]) -> str:
    """Return the page, from the cache if a visitor of the same
    kind asked for it: many search the same words.
    """
    columns = document_columns(request.user)

    def render_page() -> str:
        context = results_page(columns, filters, request.user)
        return render_to_string("search/search.html", context | {"named": named}, request)

    name = f"{request.scheme}://{request.get_host()}{filters.url()}"
    return get_or_make(columns, name, render_page)


@require_safe
def results(request: HttpRequest, form: str) -> HttpResponseBase:
    """/search/results.json, .csv and .atom: the results of a query for other programs."""
    if form not in FORM_NAMES:
        raise Http404(form)
    filters = SearchFilters.from_query(request.GET)
    if not filters.matches_query_string(request):
        return redirect(filters.url(form), permanent=True)

    def make() -> HttpResponseBase:
        if form == "csv":
            return download(as_csv(filters, request.user), "text/csv", "search.csv")
        if form == "atom":
            feed = as_atom(filters, request.user, request.build_absolute_uri)
            return HttpResponse(feed, content_type="application/atom+xml; charset=utf-8")
        content = as_json(filters, request.user, request.build_absolute_uri)
        return HttpResponse(
            json.dumps(content, ensure_ascii=False), content_type="application/json; charset=utf-8"
        )

    return conditional_corpus_response(request, form, make)


@require_safe
def suggest(request: HttpRequest) -> HttpResponseBase:
    """/x/suggest: the options below a search box, as a fragment."""
    text = SearchFilters.from_query(request.GET).text

    def make() -> HttpResponse:
        return render(request, "search/_suggestions.html", {"suggestions": suggestions(text, request.user)})

    return conditional_corpus_response(request, "fragment", make)


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """/find/: the former address of searches."""
    return HttpResponsePermanentRedirect(SearchFilters.from_query(request.GET).url())
