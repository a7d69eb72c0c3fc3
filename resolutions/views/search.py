"""搜索: words and phrases in every text, what a name means, and suggestions as one types."""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from ..models import Resolution
from ..search.alternatives import did_you_mean, search_chips, split_terms, synonym_queries
from ..search.autocomplete import suggestions
from ..search.document_columns import DocumentColumns, document_columns
from ..search.exports import as_atom, as_csv, as_json
from ..search.filters import MOST_PAGES, PAGE, PLACES, SORTS, SearchFilters
from ..search.known_item import known_items
from ..search.searcher import search as find_documents
from ..search.searcher import search_within
from ..search.snippets import hits_with_snippets
from ..web.downloads import download
from .caching import conditional_corpus_response


@require_safe
def search(request: HttpRequest) -> HttpResponseBase:
    """/search/: the documents that answer a query; a query that names one document leads there."""
    filters = SearchFilters.from_query(request.GET)
    if not filters.matches_query_string(request):
        return redirect(filters.url(), permanent=True)
    named = [] if filters.has_filters else known_items(filters.text, request.user)
    if len(named) == 1:
        return redirect(f"{named[0].get_absolute_url()}?{urlencode({'q': filters.text}, safe='/')}")
    last = _last_page(filters, request)
    if filters.page > last:
        return redirect(replace(filters, page=last).url())
    return conditional_corpus_response(request, "html", lambda: HttpResponse(_rendered(request, filters, named)))


def _rendered(request: HttpRequest, filters: SearchFilters, named: list[Resolution]) -> str:
    """The page, made once for each kind of visitor and kept until the corpus changes: many ask for the same words."""
    corpus = document_columns(request.user)
    name = f"{request.scheme}://{request.get_host()}{filters.url()}"
    kept: str | None = corpus.results.get(name)
    if kept is None:
        kept = render_to_string("search/search.html", _page(request, filters, corpus) | {"named": named}, request)
        corpus.keep(name, kept)
    return kept


def _last_page(filters: SearchFilters, request: HttpRequest) -> int:
    if filters.page == 1:
        return 1
    pages = -(-find_documents(filters, request.user).total // PAGE)
    return max(1, min(pages, MOST_PAGES))


def _page(request: HttpRequest, filters: SearchFilters, corpus: DocumentColumns) -> dict[str, Any]:
    found = search_within(corpus, filters)
    listed = found.documents[: PAGE * MOST_PAGES].tolist()
    paginator = Paginator(listed, PAGE)
    page = paginator.get_page(filters.page)
    shown = hits_with_snippets(found, list(page), request.user)
    return {
        "filters": filters,
        "found": found,
        "answers": shown,
        "lines": sum(answer.total for answer in shown),
        "page": page,
        "pages": [
            (n, replace(filters, page=n).url() if isinstance(n, int) else "")
            for n in paginator.get_elided_page_range(filters.page, on_each_side=2, on_ends=1)
        ],
        "previous_url": replace(filters, page=filters.page - 1).url() if page.has_previous() else "",
        "next_url": replace(filters, page=filters.page + 1).url() if page.has_next() else "",
        "sorts": [(key, label, replace(filters, sort=key, page=1).url()) for key, label in SORTS.items()],
        "places": PLACES,
        "chips": search_chips(filters, corpus, counted=not found.total),
        "clear_url": SearchFilters(text=filters.text).url(),
        "every_url": replace(filters, every=True, page=1).url(),
        "variants": synonym_queries(found, corpus) if filters.page == 1 else [],
        "like": [] if found.total else did_you_mean(found, corpus),
        "words": [] if found.total else split_terms(found, corpus),
        "forms": [(form, name, replace(filters, page=1).url(form)) for form, name in FORM_NAMES.items()],
        "most": PAGE * MOST_PAGES,
        "canonical": filters.url(),
    }


FORM_NAMES = {"csv": "CSV", "json": "JSON", "atom": "Atom 订阅"}


@require_safe
def results(request: HttpRequest, form: str) -> HttpResponseBase:
    """/search/results.json, .csv and .atom: the same answers for other programs."""
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
        return HttpResponse(json.dumps(content, ensure_ascii=False), content_type="application/json; charset=utf-8")

    return conditional_corpus_response(request, form, make)


@require_safe
def suggest(request: HttpRequest) -> HttpResponseBase:
    """/x/suggest: the options of the list below a search box, a fragment."""
    text = SearchFilters.from_query(request.GET).text

    def make() -> HttpResponse:
        return render(request, "search/_suggestions.html", {"suggestions": suggestions(text, request.user)})

    return conditional_corpus_response(request, "fragment", make)


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """The address of searches before there was one for words."""
    return HttpResponsePermanentRedirect(SearchFilters.from_query(request.GET).url())
