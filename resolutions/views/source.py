"""原文与读法: the source of an edition, with what each character of it was read as."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from ..lookup import DocumentMatch, Redirect, Withdrawn, lookup
from ..reading.anchors import place_label
from ..reading.corrections import Correction
from ..reading.model import Kind, Span
from ..uploads.review import describe_step
from ..web import markup
from .caching import conditional_response, permanent_redirect
from .errors import withdrawn

LINES = 500  # of the source on one page
LABELS = {
    Kind.TEXT: "正文", Kind.NUMBER: "编号", Kind.HEADING: "标题", Kind.OPENING: "机关", Kind.FOOTNOTE: "脚注",
    Kind.MARK: "脚注号", Kind.HEAD: "文头", Kind.CLOSE: "落款", Kind.VOTE: "表决", Kind.FURNITURE: "页面",
    Kind.FRAME: "网页", Kind.UNREAD: "未读",
}  # fmt: skip


@dataclass(slots=True)
class SourceLine:
    """A line of the source that is not blank: its number, what it begins with, its text with spans marked."""

    number: int
    kind: Kind
    label: str
    where: str
    html: SafeString
    place: str = field(init=False)
    goes_on: bool = False  # begins with what the line before began with

    def __post_init__(self) -> None:
        self.place = place_label(self.where)


@require_safe
def source(request: HttpRequest, path: str) -> HttpResponse:
    """The source with every character's kind."""
    return _of_edition(request, path, "source", _page)


@require_safe
def original_file(request: HttpRequest, path: str) -> HttpResponse:
    """The file as it came, to keep, never to be shown by the browser."""
    return _of_edition(request, path, "file", _file)


def _of_edition(
    request: HttpRequest, path: str, below: str, make: Callable[[HttpRequest, DocumentMatch], HttpResponse]
) -> HttpResponse:
    """What `make` gives for the edition that a path means; where the document moved, so does this."""
    match lookup(path, request.user):
        case Redirect(path=target):
            return permanent_redirect(request, f"/{below}{target}")
        case DocumentMatch(format="html") as found:
            return conditional_response(request, found, lambda: make(request, found))
        case Withdrawn(resolution=gone):
            return withdrawn(request, gone)
    raise Http404(path)


def _file(request: HttpRequest, found: DocumentMatch) -> HttpResponse:
    response = HttpResponse(bytes(found.edition.source.data), content_type="application/octet-stream")
    name = " ".join(found.edition.file_name.split())  # a line feed would end the header
    response.headers["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=name))
    return response


def _page(request: HttpRequest, found: DocumentMatch) -> HttpResponse:
    edition = found.edition
    spans = [Span(start, end, Kind(kind), where) for start, end, kind, where in edition.source.spans]
    text = edition.source.text
    counts = dict.fromkeys(LABELS, 0)
    for span in spans:
        counts[span.kind] += len("".join(text[span.start : span.end].split()))
    lines = _lines(text)
    page = Paginator(lines, LINES).get_page(request.GET.get("page"))
    context = {
        "resolution": found.resolution,
        "edition": edition,
        "pinned": found.pinned,
        "page": page,
        "lines": _marked(text, list(page.object_list), spans),
        "legend": [(kind.value, LABELS[kind], count) for kind, count in counts.items() if count],
        "characters": sum(counts.values()),
        "unread": counts[Kind.UNREAD],
        "corrections": [describe_step(Correction(**step)) for step in edition.corrections],
        "warnings": [
            {"code": code, "where": where, "place": place_label(where), "message": message}
            for code, where, message in edition.warnings
        ],
    }
    return render(request, "resolutions/source.html", context)


def _lines(text: str) -> list[tuple[int, int, int]]:
    """Number, start and end of every physical line of a text."""
    lines, at = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        lines.append((number, at, at + len(line)))
        at += len(line) + 1
    return lines


def _marked(text: str, lines: list[tuple[int, int, int]], spans: list[Span]) -> list[SourceLine]:
    """The lines with their spans; both are in order, so one walk over each is enough."""
    out: list[SourceLine] = []
    anchored = set[str]()
    first = 0
    for number, start, end in lines:
        while first < len(spans) and spans[first].end <= start:
            first += 1
        last = first
        while last < len(spans) and spans[last].start < end:
            last += 1
        stripped = text[start:end].strip()
        if not stripped:
            continue
        begin = text.index(stripped, start)
        inside = spans[first:last]
        begins = next((s for s in inside if s.kind not in (Kind.MARK, Kind.NUMBER)), inside[0])
        html = markup.spans_of_line(text, begin, begin + len(stripped), inside, anchored)
        line = SourceLine(number, begins.kind, LABELS[begins.kind], begins.where, html)
        line.goes_on = bool(out) and (out[-1].kind, out[-1].where) == (line.kind, line.where)
        out.append(line)
    return out
