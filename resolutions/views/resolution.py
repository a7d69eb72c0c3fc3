"""决议: a document's page, its other forms, and the page of one that is known from citations only."""

import json
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from ..addresses import Cited, Found, Moved, find
from ..document import MOST_LISTED, citing, document
from ..models import UNDATED, Resolution
from ..reading.contract import as_json
from ..references import bibtex, chinese_note, official_url, ris
from ..release import RELEASE
from ..stored import last_change, reading_of

FOR_EVER = 365 * 24 * 3600


@require_safe
def resolution(request: HttpRequest, path: str) -> HttpResponse:
    """Whatever a path that begins with a symbol or draft/ means."""
    match find(path, request.user):
        case Moved(path=target):
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{target}?{query}" if query else target)
        case Found() as found:
            return _cached(request, found)
        case Cited() as cited:
            return _stub(request, cited)
    raise Http404(path)


def _cached(request: HttpRequest, found: Found) -> HttpResponse:
    """The page or form asked for; not made anew where the visitor's copy still holds.

    A pinned page of a public document never changes. Others change with every import, because they
    show who cites them.
    """
    staff = request.user.is_authenticated
    state = "pinned" if found.pinned else str(last_change())
    etag = quote_etag(f"{RELEASE}-{found.edition.pk}-{state}-{found.format}-{int(staff)}")
    response = get_conditional_response(request, etag=etag) or _response(request, found)
    response["ETag"] = etag
    if staff or not found.resolution.is_public:
        patch_cache_control(response, private=True, no_cache=True)
    elif found.pinned:
        patch_cache_control(response, public=True, max_age=FOR_EVER, immutable=True)
    else:
        patch_cache_control(response, public=True, no_cache=True)
    return response


def _response(request: HttpRequest, found: Found) -> HttpResponse:
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


def _context(request: HttpRequest, found: Found, url: str) -> dict[str, Any]:
    shown = found.resolution
    listed, total = ([], 0) if found.pinned or not shown.symbol else citing(shown.symbol, request.user)
    return {
        "resolution": shown,
        "edition": found.edition,
        "pinned": found.pinned,
        "meta": found.edition.meta,
        "document": document(found.edition),
        "series": [] if found.pinned else _series(request, shown),
        "citing": listed,
        "citing_total": total,
        "most_listed": MOST_LISTED,
        "note": chinese_note(shown, url),
        "official_url": official_url(shown),
        "url": url,
    }


def _series(request: HttpRequest, shown: Resolution) -> list[Resolution]:
    """The documents whose titles fold to this one's, oldest first; empty where it stands alone."""
    if not shown.series:
        return []
    documents = Resolution.objects.visible_to(request.user).exclude(edition=None).filter(series=shown.series)
    found = list(documents.order_by("sort_date", "pk"))
    return found if len(found) > 1 else []


def _stub(request: HttpRequest, cited: Cited) -> HttpResponse:
    listed, total = citing(cited.symbol.text, request.user)
    days = [day for c in listed if (day := c.resolution.sort_date) > UNDATED]
    context = {
        "symbol": cited.symbol,
        "citing": listed,
        "citing_total": total,
        "most_listed": MOST_LISTED,
        "dates": sorted({c.day for row in listed for c in row.citations if c.day}),
        "first": min(days, default=None),
        "last": max(days, default=None),
        "official_url": cited.symbol.url(),
    }
    return render(request, "resolutions/stub.html", context)


def _download(found: Found, content: str, kind: str, suffix: str) -> HttpResponse:
    name = found.resolution.address.replace("/", "-")
    response = HttpResponse(content, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}@{found.edition.number}.{suffix}"'
    return response


def _plain_text(found: Found) -> str:
    """The text as one would type it: a paragraph a line, notes at the end, where it comes from last."""
    shown, edition = found.resolution, found.edition
    parts = document(edition)
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
