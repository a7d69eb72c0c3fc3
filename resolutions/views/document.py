"""决议: a document's page and its other forms, and the page of a work known only from citations."""

import json
from itertools import pairwise
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..citations.listings import CitingPage, citation_dates, documents_citing
from ..corpus.reconstruction import reading_of
from ..documents.citation_formats import bibtex, chinese_note, official_url, ris
from ..documents.plain_text import plain_text
from ..documents.text_page import text_page
from ..lookup import CitedOnly, DocumentMatch, Redirect, Withdrawn, lookup
from ..models import Edition, Resolution, Status
from ..reading.public_json import as_json
from ..reuse.similar_documents import similar_documents
from ..un.symbols import address_of, parse
from ..un.works import work_info
from .caching import conditional_response, permanent_redirect
from .errors import withdrawn

LONGEST_QUERY = 200  # characters


class ComparisonLink(NamedTuple):
    """A document to compare the shown one with: its relation
    in a word, and both in the order of their dates.
    """

    word: str
    other: Resolution
    older: Resolution
    newer: Resolution


@require_safe
def resolution(request: HttpRequest, path: str) -> HttpResponse:
    """/A/RES/65/218 or /draft/…: a document in one of its forms, or a work known only from citations."""
    match lookup(path, request.user):
        case Redirect(path=target):
            return permanent_redirect(request, target)
        case DocumentMatch() as found:
            return conditional_response(request, found, lambda: _document_response(request, found))
        case Withdrawn(resolution=document):
            return withdrawn(request, document)
        case CitedOnly() as cited:
            return _cited_only_page(request, cited)
    raise Http404(path)


def _document_response(request: HttpRequest, found: DocumentMatch) -> HttpResponse:
    document, edition = found.resolution, found.edition
    url = request.build_absolute_uri(document.get_absolute_url())
    match found.format:
        case "json":
            content = json.dumps(as_json(reading_of(edition)), ensure_ascii=False)
            return HttpResponse(content, content_type="application/json; charset=utf-8")
        case "txt":
            return _text_file(found, plain_text(document, edition), "text/plain")
        case "ris":
            return _text_file(found, ris(document, edition, url), "application/x-research-info-systems")
        case "bib":
            return _text_file(found, bibtex(document, edition, url), "application/x-bibtex")
    context = _pinned_context(found) if found.pinned else _current_context(request, found)
    context |= {
        "resolution": document,
        "edition": edition,
        "pinned": found.pinned,
        "earlier": _earlier_editions(request, found),
        "searched": request.GET.get("q", "")[:LONGEST_QUERY],
        "meta": edition.meta,
        "note": chinese_note(document, url),
        "official_url": official_url(document),
        "url": url,
    }
    return render(request, "resolutions/resolution.html", context)


def _pinned_context(found: DocumentMatch) -> dict[str, Any]:
    """Return the content of the page of one edition, which never changes."""
    return {"document": text_page(found.edition), "series": [], "pairs": [], "similar": [], "citing": None}


def _current_context(request: HttpRequest, found: DocumentMatch) -> dict[str, Any]:
    """Return the content of the page of a current text, with the documents of the corpus that it is related
    to.
    """
    series = _series(request, found.resolution)
    return {
        "document": text_page(found.edition, request.user),
        "series": series,
        "pairs": _comparison_links(series, found.resolution),
        "similar": similar_documents(found.resolution, request.user),
        "citing": _citing_page(request, found.resolution.symbol or ""),
    }


def _series(request: HttpRequest, document: Resolution) -> list[Resolution]:
    """Return the documents of the same series, oldest first; none if the document is the only one."""
    if not document.series:
        return []
    documents = Resolution.objects.published_to(request.user).filter(series=document.series)
    series = list(documents.order_by("sort_date", "pk"))
    return series if len(series) > 1 else []


def _earlier_editions(request: HttpRequest, found: DocumentMatch) -> list[tuple[Edition, Edition]]:
    """Return the visible editions up to the shown one, each with the one before it, newest first."""
    if found.edition.number == 1:
        return []
    visible = Edition.objects.visible_to(request.user).filter(resolution=found.resolution)
    editions = visible.filter(number__lte=found.edition.number).order_by("-number")
    return list(pairwise(editions.defer("meta", "warnings")))


def _comparison_links(series: list[Resolution], document: Resolution) -> list[ComparisonLink]:
    """Return the document before and after this one in its series, and the latest draft after those."""
    keys = [other.pk for other in series]
    if document.pk not in keys:
        return []
    position = keys.index(document.pk)
    links = []
    if position:
        before = series[position - 1]
        links.append(ComparisonLink(_("上一件"), before, older=before, newer=document))
    later = series[position + 1 :]
    if later:
        links.append(ComparisonLink(_("下一件"), later[0], older=document, newer=later[0]))
    drafts = [other for other in later[1:] if other.status == Status.DRAFT]
    if drafts:
        links.append(ComparisonLink(_("最新草案"), drafts[-1], older=document, newer=drafts[-1]))
    return links


def _cited_only_page(request: HttpRequest, cited: CitedOnly) -> HttpResponse:
    dates = citation_dates(cited.key, request.user)
    symbol = parse(cited.key)
    context = {
        "address": address_of(cited.key),
        "symbol": symbol,
        "known": work_info(cited.key),
        "citing": _citing_page(request, cited.key),
        "dates": dates.given,
        "first": dates.first,
        "last": dates.last,
        "official_url": symbol.url() if symbol else None,
    }
    return render(request, "resolutions/stub.html", context)


def _citing_page(request: HttpRequest, key: str) -> CitingPage:
    return documents_citing(key, request.user, request.GET.get("citing", "1"))


def _text_file(found: DocumentMatch, content: str, content_type: str) -> HttpResponse:
    name = found.resolution.address.replace("/", "-")
    response = HttpResponse(content, content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}@{found.edition.number}.{found.format}"'
    return response
