"""浏览: narrow the corpus down."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ..documents.browse import PAGE, SORTS, BrowseFilters, browse_chips, browse_facets
from ..models import Resolution


@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    filters = BrowseFilters.from_query(request.GET)
    if not filters.matches_query_string(request):
        return redirect(filters.url(), permanent=True)
    documents = Resolution.objects.published_to(request.user)
    found = filters.ordered(filters.apply(documents))
    paginator = Paginator(
        found.with_counts().select_related("edition").defer("edition__meta", "edition__warnings"), PAGE
    )
    if filters.page > paginator.num_pages:
        return redirect(replace(filters, page=paginator.num_pages).url())
    page = paginator.get_page(filters.page)
    listed = {document.address for document in page}
    context = {
        "filters": filters,
        "canonical": replace(filters, picked=()).url(),
        "clear_url": BrowseFilters(picked=filters.picked).url(),
        "picked_elsewhere": documents.filter(address__in=set(filters.picked) - listed).order_by("sort_date", "pk"),
        "page": page,
        "pages": [
            (n, replace(filters, page=n).url() if isinstance(n, int) else "")
            for n in paginator.get_elided_page_range(filters.page, on_each_side=2, on_ends=1)
        ],
        "previous_url": replace(filters, page=filters.page - 1).url() if page.has_previous() else "",
        "next_url": replace(filters, page=filters.page + 1).url() if page.has_next() else "",
        "sorts": [(key, label, replace(filters, sort=key, page=1).url()) for key, label in SORTS.items()],
        "facets": browse_facets(filters, documents),
        "chips": browse_chips(filters, documents, counted=not paginator.count),
        "corpus_is_empty": not paginator.count and not documents.exists(),
    }
    return render(request, "resolutions/browse.html", context)
