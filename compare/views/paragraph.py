"""措辞, 沿革: where a paragraph stands, and how it came to say what it says."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from resolutions.lookup import Redirect
from resolutions.reading.anchors import place_label
from resolutions.views.caching import conditional_corpus_response, permanent_redirect

from ..addresses import ParagraphRef, find_paragraph
from ..agreed_language.lineage import lineage_of
from ..agreed_language.occurrences import find_occurrences
from ..agreed_language.params import LEAST, ParagraphPageParams

TEMPLATES = {"reuse": "occurrences.html", "lineage": "lineage.html"}


@require_safe
def reuse(request: HttpRequest, path: str) -> HttpResponseBase:
    """/reuse/A/RES/65/218/op7: everywhere that a paragraph stands."""
    asked = ParagraphPageParams.from_query(request.GET)
    return _page(request, path, "reuse", replace(asked, sim=max(asked.sim, LEAST), base=""), _reuse)


@require_safe
def lineage(request: HttpRequest, path: str) -> HttpResponseBase:
    """/lineage/A/RES/65/218/op7: a paragraph through the years."""
    return _page(request, path, "lineage", replace(ParagraphPageParams.from_query(request.GET), every=False), _lineage)


def _page(
    request: HttpRequest,
    path: str,
    name: str,
    asked: ParagraphPageParams,
    context: Callable[[HttpRequest, ParagraphRef, ParagraphPageParams, str], dict[str, Any]],
) -> HttpResponseBase:
    place = find_paragraph(path, request.user)
    if isinstance(place, Redirect):
        return permanent_redirect(request, f"/{name}/{place.path}")
    if place is None:
        raise Http404(path)
    address = f"/{name}/{place.name}"
    if not asked.matches_query_string(request):
        return HttpResponsePermanentRedirect(asked.url_for(address))
    shown = {
        "place": place,
        "name": place_label(place.paragraph.ident),
        "asked": asked,
        "url": request.build_absolute_uri(address),
    }

    def make() -> HttpResponse:
        content = shown | context(request, place, asked, address)
        return render(request, f"agreed_language/{TEMPLATES[name]}", content)

    return conditional_corpus_response(request, f"{name}-{place.found.edition.pk}", make)


def _reuse(request: HttpRequest, place: ParagraphRef, asked: ParagraphPageParams, address: str) -> dict[str, Any]:
    uses = find_occurrences(place.paragraph, request.user, asked)
    return {
        "uses": uses,
        "sims": _choices(asked, address, (0.5, 0.7, 0.9)),
        "every_url": asked.changed(every=True, page=1).url_for(address),
        "fewer_url": asked.changed(every=False, page=1).url_for(address),
        **_around(asked, address, uses.page),
    }


def _lineage(request: HttpRequest, place: ParagraphRef, asked: ParagraphPageParams, address: str) -> dict[str, Any]:
    lineage = lineage_of(place, request.user, asked)
    bases = [(_("与上一件比"), ""), (_("与所选比"), "own")]
    return {
        "lineage": lineage,
        "sims": _choices(asked, address, (0.35, 0.5, 0.7, 0.9)),
        "bases": [(label, asked.changed(base=base).url_for(address), base == asked.base) for label, base in bases],
        "lower_url": asked.changed(sim=0.35, page=1).url_for(address) if asked.sim > 0.35 else "",
        **_around(asked, address, lineage.page),
    }


def _choices(asked: ParagraphPageParams, address: str, sims: tuple[float, ...]) -> list[tuple[str, str, bool]]:
    """Thresholds as links: what they are called, where they lead, and whether they are chosen."""
    return [(f"{100 * sim:.0f}%", asked.changed(sim=sim, page=1).url_for(address), sim == asked.sim) for sim in sims]


def _around(asked: ParagraphPageParams, address: str, page: Any) -> dict[str, str]:
    return {
        "previous_url": asked.changed(page=page.previous_page_number()).url_for(address) if page.has_previous() else "",
        "next_url": asked.changed(page=page.next_page_number()).url_for(address) if page.has_next() else "",
    }
