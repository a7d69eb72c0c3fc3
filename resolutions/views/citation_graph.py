"""引文图: the citation graph around documents as a page, as a picture and as files for other programs."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..citations.exports import FORMS, ExportScope, export
from ..citations.graph import graph_figure
from ..citations.graph.model import Neighbourhood, Role
from ..citations.graph_address import GraphRequest, graph_request_from_names, graph_request_from_path
from ..citations.graph_options import GraphOptions
from ..citations.graph_summary import citation_counts, summary_sentence
from ..citations.graph_table import graph_table
from ..citations.neighbourhood import NeighbourhoodResult, neighbourhood_of
from ..models import Resolution
from .caching import conditional_corpus_response

LIGHT_OR_DARK = re.compile(r"light-dark\((.+?), .+?\)")


@require_safe
def graph(request: HttpRequest, path: str) -> HttpResponseBase:
    """/graph/A/RES/65/218,A/HRC/RES/25/3: the graph around documents; with a suffix its other forms."""
    asked = graph_request_from_path(path, request.user)
    if asked is None or not asked.documents:
        raise Http404(path)
    options = GraphOptions.from_query(request.GET)
    canonical_path = path if asked.unknown else asked.path
    if path != canonical_path or not options.matches_query_string(request):
        return HttpResponsePermanentRedirect(options.url_for(f"/graph/{canonical_path}"))
    if asked.unknown:
        raise Http404(path)
    return conditional_corpus_response(request, asked.form, lambda: _response(request, asked, options))


@require_safe
def graph_of(request: HttpRequest) -> HttpResponse:
    """/graph/?with=65/218&with=25/3: redirect to the graph of the documents with these names."""
    names: list[str] = []
    for value in request.GET.getlist("with"):
        names += value.replace("，", ",").split(",")
    asked = graph_request_from_names(names, request.user)
    if asked.unknown:
        query = urlencode({"unknown": asked.unknown[0]})
        return redirect(f"/citations/?{query}")
    if not asked.documents:
        return redirect("/citations/")
    return redirect(asked.address)


def _response(request: HttpRequest, asked: GraphRequest, options: GraphOptions) -> HttpResponseBase:
    result = neighbourhood_of(asked.documents, request.user, series=options.series, depth=options.depth)
    shown = result.neighbourhood.without_lanes(options.without)
    if asked.form in FORMS:
        keys = frozenset(node.key for node in shown.nodes)
        return export(ExportScope(request.user, timezone.localdate(), keys), asked.form, asked.file_name)
    if asked.form == "svg":
        return _svg_file(request, asked, shown)
    return render(request, "citations/graph.html", _page_context(request, asked, options, result))


def _svg_file(request: HttpRequest, asked: GraphRequest, shown: Neighbourhood) -> HttpResponse:
    """Return the figure as an SVG file with its own style and absolute addresses."""
    site = f"{request.scheme}://{request.get_host()}"
    documents = [document for document in asked.documents if isinstance(document, Resolution)]
    editions = [f"{document.address}@{document.edition.number}" for document in documents if document.edition]
    context = {
        "figure": graph_figure(shown),
        "css": _svg_style(),
        "site": site,
        "source": f"{site}{asked.address} {' '.join(editions)} {timezone.localdate()}",
    }
    response = render(request, "citations/figure.svg", context, content_type="image/svg+xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{asked.file_name}"'
    return response


@cache
def _svg_style() -> str:
    """Return the colours of the site and the rules of the figure, in the light palette.

    Programs that draw SVG, such as Inkscape, do not know light-dark().
    """
    base = _static_text("css/base.css")
    start = base.index(":root {")
    palette = base[start : base.index("}", start) + 1]
    rules = _static_text("css/citation_graph.css")
    return LIGHT_OR_DARK.sub(r"\1", f"{palette}\n{rules}")


def _static_text(name: str) -> str:
    return Path(str(finders.find(name))).read_text()


def _page_context(
    request: HttpRequest, asked: GraphRequest, options: GraphOptions, result: NeighbourhoodResult
) -> dict[str, Any]:
    shown = result.neighbourhood.without_lanes(options.without)
    other_nodes = [node for node in result.neighbourhood.nodes if node.role is not Role.ASKED]
    lanes = dict.fromkeys(node.lane for node in other_nodes)
    return {
        "asked": asked,
        "nodes": shown.asked,
        "finding": summary_sentence(shown),
        "counts": [citation_counts(node, shown) for node in shown.asked],
        "figure": graph_figure(shown),
        "table": graph_table(replace(result, neighbourhood=shown), request.user),
        "scopes": options.scope_choices(asked.address),
        "depths": options.depth_choices(asked.address),
        "lanes": options.lane_choices(asked.address, lanes),
        "forms": [(form.upper(), options.url_for(f"{asked.address}.{form}")) for form in ("svg", *FORMS)],
        "unlisted": sum(shown.unlisted.values()),
        "url": request.build_absolute_uri(asked.address),
    }
