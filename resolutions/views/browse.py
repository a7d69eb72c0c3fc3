"""浏览: the list of all documents with filters."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ..documents.browse import PAGE, SORTS, BrowseFilters, browse_chips, browse_facets, filtered, ordered
from ..models import Resolution
from ..web.pagination import pagination_context, sort_links


@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    """/browse/: the documents that pass the filters, with the choices of every filter."""
    filters = BrowseFilters.from_query(request.GET)
    if not filters.matches_query_string(request):
        return redirect(filters.url(), permanent=True)
    documents = Resolution.objects.published_to(request.user)
    passing = ordered(filtered(documents, filters), filters.sort)
    rows = passing.with_counts().select_related("edition").defer("edition__meta", "edition__warnings")
    paginator = Paginator(rows, PAGE)
    if filters.page > paginator.num_pages:
        return redirect(filters.changed(page=paginator.num_pages).url())
    page = paginator.get_page(filters.page)
    addresses = {document.address for document in page}
    picked_elsewhere = documents.filter(address__in=set(filters.picked) - addresses)
    context = {
        "filters": filters,
        "canonical": filters.changed(picked=()).url(),
        "clear_url": BrowseFilters(picked=filters.picked).url(),
        "picked_elsewhere": picked_elsewhere.order_by("sort_date", "pk"),
        "sorts": sort_links(filters, SORTS),
        "facets": browse_facets(filters, documents),
        "chips": browse_chips(filters, documents, counted=not paginator.count),
        "corpus_is_empty": not paginator.count and not documents.exists(),
        **pagination_context(page, filters),
    }
    return render(request, "resolutions/browse.html", context)
