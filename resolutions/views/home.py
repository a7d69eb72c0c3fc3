"""首页 and 说明."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..documents.browse import largest_series, neighbours
from ..models import Paragraph, Resolution

MOST_LATEST = 5  # documents, and series
MOST_EXAMPLES = 3  # of comparisons


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """/: the latest documents, the largest series and examples of comparisons."""
    documents = Resolution.objects.published_to(request.user)
    series = largest_series(documents)[:MOST_LATEST]
    context = {
        "latest": documents.with_counts().select_related("edition").newest_first()[:MOST_LATEST],
        "series": series,
        "examples": neighbours(documents, [choice.value for choice in series], MOST_EXAMPLES),
        "count": documents.count(),
        "paragraphs": Paragraph.objects.filter(edition__current_of__in=documents).count(),
    }
    return render(request, "resolutions/home.html", context)


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """/help/: how to use the site."""
    return render(request, "resolutions/help.html")
