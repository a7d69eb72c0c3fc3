"""引文: what is cited most, what could not be read of citations, and the whole network for other programs."""

from typing import Any

from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ..citations.exports import FORMS, ExportScope
from ..citations.most_cited import SORTS, MostCitedFilters, most_cited_page
from ..corpus import CorpusError, resolve_citation
from ..models import Citation
from ..web.downloads import download
from .caching import conditional_corpus_response

PAGE = 50
SORT_NAMES = {"cited": "被引件数", "rank": "PageRank"}


@require_safe
def most_cited_view(request: HttpRequest) -> HttpResponseBase:
    """/citations/: what is cited most."""
    return conditional_corpus_response(request, "html", lambda: render(request, "citations/most.html", _most(request)))


def _most(request: HttpRequest) -> dict[str, Any]:
    filters = MostCitedFilters.from_query(request.GET)
    found = most_cited_page(filters, request.user)
    page = found.page
    return {
        "filters": filters,
        "most": found,
        "sorts": [(_(SORT_NAMES[sort]), filters.url(sort=sort, page=1), sort == filters.sort) for sort in SORTS],
        "all_lanes": filters.url(lane="", page=1),
        "all_decades": filters.url(decade=None, page=1),
        "previous_url": filters.url(page=page.previous_page_number()) if page.has_previous() else "",
        "next_url": filters.url(page=page.next_page_number()) if page.has_next() else "",
        "open": Citation.objects.of_current(request.user).open().count(),
        "unknown": request.GET.get("unknown", "")[:200],
    }


@require_safe
def export_all(request: HttpRequest, form: str) -> HttpResponseBase:
    """/citations/all.csv: the whole network that this visitor may see."""
    if form not in FORMS:
        raise Http404(form)
    make, kind = FORMS[form]
    part = ExportScope(request.user, timezone.localdate())
    return conditional_corpus_response(
        request, form, lambda: download(make(part), kind, f"citations-{part.day}.{form}")
    )


@require_safe
def unresolved(request: HttpRequest) -> HttpResponse:
    """/citations/unresolved: words that name a document of which nobody knows which."""
    rows = Citation.objects.of_current(request.user).select_related("edition__resolution", "paragraph", "footnote")
    by = request.GET.get("by", "")
    by = by if by in Citation.By.values else Citation.By.NUMBER
    rows = rows.defer("edition__meta", "edition__warnings")
    page = Paginator(rows.open().filter(by=by).order_by("-edition__current_of__sort_date", "pk"), PAGE).get_page(
        request.GET.get("page", 1)
    )
    kinds = [
        (label, f"?by={value}", value == by, rows.open().filter(by=value).count())
        for value, label in Citation.By.choices
        if value != Citation.By.NAME
    ]
    settled = rows.filter(settlement__isnull=False).select_related("settlement__created_by")
    context = {
        "page": page,
        "by": by,
        "kinds": kinds,
        "settled": settled.order_by("-settlement__pk")[:PAGE],
        "may_settle": request.user.has_perm("resolutions.settle_citation"),
    }
    return render(request, "citations/unresolved.html", context)


@require_POST
@login_required
@permission_required("resolutions.settle_citation", raise_exception=True)
def settle_citation(request: HttpRequest, pk: int) -> HttpResponse:
    """A member of staff says what open words mean; nothing where they are to be open again."""
    citation = get_object_or_404(Citation.objects.of_current(request.user), pk=pk)
    try:
        resolve_citation(citation, request.POST.get("target", "").strip()[:120], request.user)  # type: ignore[arg-type]
    except CorpusError as error:
        context = {"citation": citation, "sentence": _("没有判定：%(error)s") % {"error": error.user_message}}
        return render(request, "citations/not_settled.html", context, status=400)
    return redirect(f"/citations/unresolved?by={citation.by}")
