"""出处 and 沿革: the occurrences of a paragraph, and its lineage."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from resolutions.lookup import Redirect
from resolutions.reading.anchors import place_label
from resolutions.views.caching import conditional_corpus_response, permanent_redirect
from resolutions.web.links import LinkChoice

from ..addresses import ParagraphRef, find_paragraph
from ..agreed_language.lineage import lineage_of
from ..agreed_language.occurrences import find_occurrences
from ..agreed_language.params import LEAST, ParagraphPageParams


@require_safe
def reuse(request: HttpRequest, path: str) -> HttpResponseBase:
    """/reuse/A/RES/65/218/op7: the occurrences of a paragraph."""
    params = ParagraphPageParams.from_query(request.GET)
    params = replace(params, sim=max(params.sim, LEAST), base="")
    target = _find_page(request, "reuse", path, params)
    if isinstance(target, HttpResponse):
        return target

    def make() -> HttpResponse:
        uses = find_occurrences(target.place.paragraph, request.user, params)
        context = {
            "uses": uses,
            "sims": target.similarity_choices((0.5, 0.7, 0.9)),
            "every_url": target.url_with(every=True, page=1),
            "fewer_url": target.url_with(every=False, page=1),
        }
        return _render_page(request, "occurrences.html", target, page=uses.page, context=context)

    return conditional_corpus_response(request, target.cache_name, make)


@require_safe
def lineage(request: HttpRequest, path: str) -> HttpResponseBase:
    """/lineage/A/RES/65/218/op7: the lineage of a paragraph."""
    params = replace(ParagraphPageParams.from_query(request.GET), every=False)
    target = _find_page(request, "lineage", path, params)
    if isinstance(target, HttpResponse):
        return target

    def make() -> HttpResponse:
        lineage = lineage_of(target.place, request.user, params)
        context = {
            "lineage": lineage,
            "sims": target.similarity_choices((0.35, 0.5, 0.7, 0.9)),
            "bases": [target.base_choice(_("与上一件比"), ""), target.base_choice(_("与所选比"), "own")],
            "lower_url": target.url_with(sim=0.35, page=1) if params.sim > 0.35 else "",
        }
        return _render_page(request, "lineage.html", target, page=lineage.page, context=context)

    return conditional_corpus_response(request, target.cache_name, make)


@dataclass(frozen=True, slots=True)
class ParagraphPage:
    """A page of a paragraph: the first part of its path ("reuse" or "lineage") and its parameters."""

    name: str
    place: ParagraphRef
    params: ParagraphPageParams

    @property
    def address(self) -> str:
        return f"/{self.name}/{self.place.name}"

    @property
    def cache_name(self) -> str:
        return f"{self.name}-{self.place.found.edition.pk}"

    def url_with(self, **changes: Any) -> str:
        """Return the address of the page with other parameters."""
        return self.params.changed(**changes).url_for(self.address)

    def similarity_choices(self, similarities: Iterable[float]) -> list[LinkChoice]:
        return [
            LinkChoice(f"{100 * sim:.0f}%", self.url_with(sim=sim, page=1), sim == self.params.sim)
            for sim in similarities
        ]

    def base_choice(self, label: str, base: str) -> LinkChoice:
        return LinkChoice(label, self.url_with(base=base), base == self.params.base)


def _find_page(
    request: HttpRequest, name: str, path: str, params: ParagraphPageParams
) -> ParagraphPage | HttpResponse:
    """Return the page of a path, or a redirect to its
    canonical address. Raise Http404 without a paragraph.
    """
    place = find_paragraph(path, request.user)
    if isinstance(place, Redirect):
        return permanent_redirect(request, f"/{name}/{place.path}")
    if place is None:
        raise Http404(path)
    page = ParagraphPage(name, place, params)
    if not params.matches_query_string(request):
        return HttpResponsePermanentRedirect(params.url_for(page.address))
    return page


def _render_page(
    request: HttpRequest, template: str, target: ParagraphPage, *, page: Page[Any], context: dict[str, Any]
) -> HttpResponse:
    """Render a template with its own context, that of both pages, and the links to the neighbouring pages."""
    previous_url = next_url = ""
    if page.has_previous():
        previous_url = target.url_with(page=page.previous_page_number())
    if page.has_next():
        next_url = target.url_with(page=page.next_page_number())
    context |= {
        "place": target.place,
        "name": place_label(target.place.paragraph.ident),
        "asked": target.params,
        "url": request.build_absolute_uri(target.address),
        "previous_url": previous_url,
        "next_url": next_url,
    }
    return render(request, f"agreed_language/{template}", context)
