"""引文图: who cites whom around documents, as a picture and a table, and in forms for other programs."""

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
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from ..citations.exports import FORMS, Part, download
from ..citations.graph import figure
from ..citations.graph.model import Neighbourhood, Node, Standing
from ..citations.graph_address import Asked, asked_by_names, asked_by_path
from ..citations.graph_options import Options
from ..citations.graph_table import table
from ..citations.neighbourhood import Found, around
from ..models import Resolution
from ..un.works import lane_name
from .caching import of_corpus

LIGHT_OR_DARK = re.compile(r"light-dark\((.+?), .+?\)")
COUNTED = "〇一两三四五六七八"


@require_safe
def graph(request: HttpRequest, path: str) -> HttpResponseBase:
    """Whatever a path below /graph/ means."""
    asked = asked_by_path(path, request.user)
    if asked is None or not asked.documents:
        raise Http404(path)
    options = Options.of(dict(request.GET.lists()))
    proper = asked.path if not asked.unknown else path
    if path != proper or request.META.get("QUERY_STRING", "") != options.query():
        return HttpResponsePermanentRedirect(options.at(f"/graph/{proper}"))
    if asked.unknown:
        raise Http404(path)
    return of_corpus(request, asked.form, lambda: _response(request, asked, options))


@require_safe
def graph_of(request: HttpRequest) -> HttpResponse:
    """/graph/?with=65/218&with=25/3: the way to the picture of documents that somebody named."""
    names = [name for value in request.GET.getlist("with") for name in value.replace("，", ",").split(",")]
    asked = asked_by_names(names, request.user)
    if asked.documents and not asked.unknown:
        return redirect(asked.address)
    return redirect("/citations/" + ("?" + urlencode({"unknown": asked.unknown[0]}) if asked.unknown else ""))


def _response(request: HttpRequest, asked: Asked, options: Options) -> HttpResponseBase:
    found = around(asked.documents, request.user, series=options.series, depth=options.depth)
    drawn = _without(found.neighbourhood, options.without)
    if asked.form in FORMS:
        make, kind = FORMS[asked.form]
        keys = frozenset(node.key for node in drawn.nodes)
        part = Part(request.user, timezone.localdate(), keys)
        return download(make(part), kind, asked.file_name)
    if asked.form == "svg":
        return _picture(request, asked, drawn)
    return render(request, "citations/graph.html", _context(request, asked, options, found, drawn))


def _picture(request: HttpRequest, asked: Asked, drawn: Neighbourhood) -> HttpResponse:
    """The figure as a file of its own, with its style and whole addresses."""
    site = f"{request.scheme}://{request.get_host()}"
    editions = [
        f"{one.address}@{one.edition.number}" for one in asked.documents if isinstance(one, Resolution) and one.edition
    ]
    source = f"{site}{asked.address} {' '.join(editions)} {timezone.localdate()}"
    context = {"figure": figure(drawn), "css": _style(), "site": site, "source": source}
    response = render(request, "citations/figure.svg", context, content_type="image/svg+xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{asked.file_name}"'
    return response


@cache
def _style() -> str:
    """Return the colours of every page and the rules of the figure, in the light palette.

    light-dark() is unknown to programs that draw, as Inkscape is.
    """
    base, rules = (Path(str(finders.find(f"css/{name}.css"))).read_text() for name in ("base", "citation_graph"))
    palette = base[base.index(":root {") : base.index("}") + 1]
    return LIGHT_OR_DARK.sub(r"\1", f"{palette}\n{rules}")


def _context(
    request: HttpRequest, asked: Asked, options: Options, found: Found, drawn: Neighbourhood
) -> dict[str, Any]:
    lanes = dict.fromkeys(node.lane for node in found.neighbourhood.nodes if node.standing is not Standing.ASKED)
    return {
        "asked": asked,
        "options": options,
        "nodes": drawn.asked,
        "finding": finding(drawn),
        "counts": [_counts(node, drawn) for node in drawn.asked],
        "figure": figure(drawn),
        "table": table(replace(found, neighbourhood=drawn), request.user),
        "scopes": [
            (_("仅所问文件"), replace(options, series=False).at(asked.address), not options.series),
            (_("同系列"), replace(options, series=True).at(asked.address), options.series),
        ],
        "depths": [
            (depth, replace(options, depth=depth).at(asked.address), depth == options.depth) for depth in (1, 2)
        ],
        "lanes": [
            (lane_name(lane), options.with_lane(lane).at(asked.address), lane not in options.without) for lane in lanes
        ],
        "forms": [(form.upper(), options.at(f"{asked.address}.{form}")) for form in ("svg", *FORMS)],
        "unlisted": sum(drawn.unlisted.values()),
        "url": request.build_absolute_uri(asked.address),
    }


def finding(drawn: Neighbourhood) -> str:
    """What the neighbourhood shows, in a few words: 两文所引，5 件相同."""
    asked, shared = drawn.asked, _number(drawn, Standing.SHARED)
    if len(asked) == 1:
        node = asked[0]
        cites, cited_by = _counts(node, drawn)[1:]
        name = node.label if node.held else node.name
        if not node.held:
            return _("%(name)s：%(n)s 件文件引用") % {"name": name, "n": cited_by}
        return _("%(name)s 引用 %(n)s 件，被引 %(m)s 件") % {"name": name, "n": cites, "m": cited_by}
    words = {"all": COUNTED[len(asked)], "n": shared}
    if not shared:
        return _("%(all)s文所引，没有相同的") % words
    return ngettext("%(all)s文所引，%(n)s 件相同", "%(all)s文所引，%(n)s 件相同", shared) % words


def _number(drawn: Neighbourhood, standing: Standing) -> int:
    return sum(node.standing is standing for node in drawn.nodes)


def _counts(node: Node, drawn: Neighbourhood) -> tuple[Node, int, int]:
    """A document, how many it cites, and how many cite it.

    Where too many cite several documents to be fetched, as many as at the last ranking.
    """
    cites = sum(edge.citing == node.key for edge in drawn.edges)
    coming = sum(edge.cited == node.key for edge in drawn.edges)
    if len(drawn.asked) == 1:
        return node, cites, coming + sum(drawn.unlisted.values())
    return node, cites, max(coming, node.cited_by) if drawn.unlisted else coming


def _without(neighbourhood: Neighbourhood, lanes: tuple[str, ...]) -> Neighbourhood:
    """The neighbourhood without the documents of these lanes; those asked for stay."""
    if not lanes:
        return neighbourhood
    nodes = tuple(n for n in neighbourhood.nodes if n.standing is Standing.ASKED or n.lane not in lanes)
    keys = {node.key for node in nodes}
    return Neighbourhood(
        nodes,
        tuple(edge for edge in neighbourhood.edges if edge.citing in keys and edge.cited in keys),
        neighbourhood.shown & keys,
        {lane: n for lane, n in neighbourhood.unlisted.items() if lane not in lanes},
    )
