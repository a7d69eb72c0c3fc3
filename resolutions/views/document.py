"""决议: a document's page, its other forms, and the page of one that is known from citations only."""

import json
from datetime import date
from itertools import pairwise
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..citations.listings import CitingPage, citation_dates, documents_citing
from ..corpus.reconstruction import reading_of
from ..documents.citation_formats import bibtex, chinese_note, official_url, ris
from ..documents.text_page import text_page
from ..lookup import CitedOnly, DocumentMatch, Redirect, Withdrawn, lookup
from ..models import Edition, Resolution, Status
from ..reading.public_json import as_json
from ..reuse.similar_documents import similar_documents
from ..un.symbols import address_of, parse
from ..un.works import work_info
from .caching import conditional_response, permanent_redirect
from .errors import withdrawn


@require_safe
def resolution(request: HttpRequest, path: str) -> HttpResponse:
    """Whatever a path that begins with a symbol or draft/ means."""
    match lookup(path, request.user):
        case Redirect(path=target):
            return permanent_redirect(request, target)
        case DocumentMatch() as found:
            return conditional_response(request, found, lambda: _response(request, found))
        case Withdrawn(resolution=gone):
            return withdrawn(request, gone)
        case CitedOnly() as cited:
            return _stub(request, cited)
    raise Http404(path)


def _response(request: HttpRequest, found: DocumentMatch) -> HttpResponse:
    url = request.build_absolute_uri(found.resolution.get_absolute_url())
    match found.format:
        case "json":
            content = as_json(reading_of(found.edition))
            return HttpResponse(json.dumps(content, ensure_ascii=False), content_type="application/json; charset=utf-8")
        case "txt":
            return _download(found, _plain_text(found), "text/plain", "txt")
        case "ris":
            return _download(
                found, ris(found.resolution, found.edition, url), "application/x-research-info-systems", "ris"
            )
        case "bib":
            return _download(found, bibtex(found.resolution, found.edition, url), "application/x-bibtex", "bib")
    return render(request, "resolutions/resolution.html", _context(request, found, url))


def _context(request: HttpRequest, found: DocumentMatch, url: str) -> dict[str, Any]:
    shown = found.resolution
    series = [] if found.pinned else _series(request, shown)
    return {
        "resolution": shown,
        "edition": found.edition,
        "pinned": found.pinned,
        "earlier": _earlier(request, found),
        "searched": request.GET.get("q", "")[:200],
        "meta": found.edition.meta,
        "document": text_page(found.edition, None if found.pinned else request.user),
        "series": series,
        "pairs": _pairs(series, shown),
        "similar": [] if found.pinned else similar_documents(shown, request.user),
        "citing": None if found.pinned else _citing(request, shown.symbol or ""),
        "note": chinese_note(shown, url),
        "official_url": official_url(shown),
        "url": url,
    }


def _series(request: HttpRequest, shown: Resolution) -> list[Resolution]:
    """The documents whose titles fold to this one's, oldest first; empty where it stands alone."""
    if not shown.series:
        return []
    documents = Resolution.objects.published_to(request.user).filter(series=shown.series)
    found = list(documents.order_by("sort_date", "pk"))
    return found if len(found) > 1 else []


def _earlier(request: HttpRequest, found: DocumentMatch) -> list[tuple[Edition, Edition]]:
    """Editions that a reader may see up to the one shown, each with the one before it, the newest first."""
    if found.edition.number == 1:
        return []
    shown = Edition.objects.visible_to(request.user).filter(resolution=found.resolution)
    editions = list(shown.filter(number__lte=found.edition.number).order_by("-number").defer("meta", "warnings"))
    return list(pairwise(editions))


def _pairs(series: list[Resolution], shown: Resolution) -> list[tuple[str, Resolution, Resolution, Resolution]]:
    """What one would compare a document with: a word for it, that document, and both with the older first."""
    at = next((place for place, other in enumerate(series) if other.pk == shown.pk), None)
    if at is None:
        return []
    pairs = [(_("上一件"), series[at - 1], series[at - 1], shown)] if at else []
    pairs += [(_("下一件"), other, shown, other) for other in series[at + 1 : at + 2]]
    drafts = [other for other in series[at + 2 :] if other.status == Status.DRAFT]
    return pairs + [(_("最新草案"), other, shown, other) for other in drafts[-1:]]


def _stub(request: HttpRequest, cited: CitedOnly) -> HttpResponse:
    dates, first, last = citation_dates(cited.key, request.user)
    symbol = parse(cited.key)
    context = {
        "key": cited.key,
        "address": address_of(cited.key),
        "symbol": symbol,
        "known": work_info(cited.key),
        "citing": _citing(request, cited.key),
        "dates": dates,
        "first": first,
        "last": last,
        "official_url": symbol.url() if symbol else None,
    }
    return render(request, "resolutions/stub.html", context)


def _citing(request: HttpRequest, key: str) -> CitingPage:
    return documents_citing(key, request.user, request.GET.get("citing", "1"))


def _download(found: DocumentMatch, content: str, kind: str, suffix: str) -> HttpResponse:
    name = found.resolution.address.replace("/", "-")
    response = HttpResponse(content, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}@{found.edition.number}.{suffix}"'
    return response


def _plain_text(found: DocumentMatch) -> str:
    """The text as one would type it: a paragraph a line, notes at the end, where it comes from last."""
    shown, edition = found.resolution, found.edition
    parts = text_page(edition)
    lines = [line for line in (shown.label, shown.title, shown.body) if line]
    for section in parts.sections:
        lines.append("")
        for line in section.lines:
            lines += [heading.text for heading in line.headings]
            number = f"{line.paragraph.number} " if line.paragraph.number else ""
            lines.append("　" * line.paragraph.depth + number + line.paragraph.text)
    lines += [""] if parts.notes else []
    lines += [f"{note.footnote.marker} {note.footnote.text}" for note in parts.notes]
    made = date.isoformat(edition.created.date())
    lines += [
        "",
        f"决议对照文本第 {edition.number} 版（{made}）",
        f"原文件 {edition.file_name}，SHA-256 {edition.sha256}",
        "",
    ]
    return "\n".join(lines)
