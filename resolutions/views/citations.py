"""引文: the most cited works, the open citations, and the export of the whole citation graph."""

from typing import Any

from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ..citations.exports import FORMS, ExportScope, export
from ..citations.most_cited import SORTS, MostCitedFilters, most_cited_page
from ..citations.unresolved import open_count, unresolved_page
from ..corpus import CorpusError, resolve_citation
from ..models import Citation
from ..web.links import LinkChoice
from .caching import conditional_corpus_response
from .staff import StaffRequest

SORT_NAMES = {"cited": "被引件数", "rank": "PageRank"}
LONGEST_TARGET = 120  # characters
LONGEST_UNKNOWN = 200


@require_safe
def most_cited_view(request: HttpRequest) -> HttpResponseBase:
    """/citations/: the most cited works."""
    return conditional_corpus_response(
        request, "html", lambda: render(request, "citations/most.html", _most_cited_context(request))
    )


def _most_cited_context(request: HttpRequest) -> dict[str, Any]:
    filters = MostCitedFilters.from_query(request.GET)
    most_cited = most_cited_page(filters, request.user)
    page = most_cited.page
    return {
        "filters": filters,
        "most": most_cited,
        "sorts": [_sort_choice(sort, filters) for sort in SORTS],
        "all_lanes": filters.url(lane="", page=1),
        "all_decades": filters.url(decade=None, page=1),
        "previous_url": filters.url(page=page.previous_page_number()) if page.has_previous() else "",
        "next_url": filters.url(page=page.next_page_number()) if page.has_next() else "",
        "open": open_count(request.user),
        "unknown": request.GET.get("unknown", "")[:LONGEST_UNKNOWN],
    }


def _sort_choice(sort: str, filters: MostCitedFilters) -> LinkChoice:
    return LinkChoice(_(SORT_NAMES[sort]), filters.url(sort=sort, page=1), chosen=sort == filters.sort)


@require_safe
def export_all(request: HttpRequest, form: str) -> HttpResponseBase:
    """/citations/all.csv: the whole citation graph that this visitor may see."""
    if form not in FORMS:
        raise Http404(form)
    scope = ExportScope(request.user, timezone.localdate())
    name = f"citations-{scope.day}.{form}"
    return conditional_corpus_response(request, form, lambda: export(scope, form, name))


@require_safe
def unresolved(request: HttpRequest) -> HttpResponse:
    """/citations/unresolved: words that name a document, but do not tell which one."""
    shown = unresolved_page(request.GET.get("by", ""), request.GET.get("page", 1), request.user)
    context = {
        "page": shown.page,
        "by": shown.by,
        "kinds": shown.kinds,
        "settled": shown.settled,
        "may_settle": request.user.has_perm("resolutions.settle_citation"),
    }
    return render(request, "citations/unresolved.html", context)


@require_POST
@login_required
@permission_required("resolutions.settle_citation", raise_exception=True)
def settle_citation(request: StaffRequest, pk: int) -> HttpResponse:
    """Settle the work that open words cite; an empty target opens them again."""
    citation = get_object_or_404(Citation.objects.of_current(request.user), pk=pk)
    target = request.POST.get("target", "").strip()[:LONGEST_TARGET]
    try:
        resolve_citation(citation, target, request.user)
    except CorpusError as error:
        sentence = _("没有判定：%(error)s") % {"error": error.user_message}
        return render(
            request, "citations/not_settled.html", {"citation": citation, "sentence": sentence}, status=400
        )
    return redirect(f"/citations/unresolved?by={citation.by}")
