"""原文与读法: the source text of an edition with the kind of each character, and the original file."""

from collections.abc import Callable

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from ..documents.source_lines import KIND_LABELS, characters_by_kind, line_ranges, source_lines
from ..lookup import DocumentMatch, Redirect, Withdrawn, lookup
from ..reading.anchors import place_label
from ..reading.corrections import Correction
from ..reading.model import Kind, Span
from ..uploads.review import describe_step
from .caching import conditional_response, permanent_redirect
from .errors import withdrawn

PAGE_SIZE = 500  # lines


@require_safe
def source(request: HttpRequest, path: str) -> HttpResponse:
    """/source/A/RES/65/218: the source text with the kind of each character."""
    return _edition_response(request, path, "source", _source_page)


@require_safe
def original_file(request: HttpRequest, path: str) -> HttpResponse:
    """/file/A/RES/65/218: the original file as a download, which the browser never displays."""
    return _edition_response(request, path, "file", _file)


def _edition_response(
    request: HttpRequest,
    path: str,
    prefix: str,
    respond: Callable[[HttpRequest, DocumentMatch], HttpResponse],
) -> HttpResponse:
    """Return what `respond` returns for the edition at a path;
    redirect below `prefix` if the document moved.
    """
    match lookup(path, request.user):
        case Redirect(path=target):
            return permanent_redirect(request, f"/{prefix}{target}")
        case DocumentMatch(format="html") as found:
            return conditional_response(request, found, lambda: respond(request, found))
        case Withdrawn(resolution=document):
            return withdrawn(request, document)
    raise Http404(path)


def _file(request: HttpRequest, found: DocumentMatch) -> HttpResponse:
    response = HttpResponse(bytes(found.edition.source.data), content_type="application/octet-stream")
    name = " ".join(found.edition.file_name.split())  # a line feed would end the header
    response.headers["Content-Disposition"] = str(
        content_disposition_header(as_attachment=True, filename=name)
    )
    return response


def _source_page(request: HttpRequest, found: DocumentMatch) -> HttpResponse:
    edition = found.edition
    text = edition.source.text
    spans = [Span(start, end, Kind(kind), where) for start, end, kind, where in edition.source.spans]
    counts = characters_by_kind(text, spans)
    page = Paginator(line_ranges(text), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "resolution": found.resolution,
        "edition": edition,
        "pinned": found.pinned,
        "page": page,
        "lines": source_lines(text, list(page.object_list), spans),
        "legend": [(kind.value, KIND_LABELS[kind], count) for kind, count in counts.items() if count],
        "characters": sum(counts.values()),
        "unread": counts[Kind.UNREAD],
        "corrections": [describe_step(Correction(**step)) for step in edition.corrections],
        "warnings": [
            {"code": code, "where": where, "place": place_label(where), "message": message}
            for code, where, message in edition.warnings
        ],
    }
    return render(request, "resolutions/source.html", context)
