"""Error pages and the health check."""

import sys

from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..lookup import suggest_similar
from ..models import Resolution

LONGEST_PATH = 200  # characters


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with the documents whose symbols are most similar to the address."""
    try:
        nearest = suggest_similar(request.path, request.user)
    except DatabaseError:
        nearest = list[Resolution]()
    return render(request, "404.html", {"nearest": nearest, "asked": request.path[:LONGEST_PATH]}, status=404)


def withdrawn(request: HttpRequest, resolution: Resolution) -> HttpResponse:
    """410 for a withdrawn document, with the reason."""
    response = render(request, "resolutions/withdrawn.html", {"resolution": resolution}, status=410)
    patch_cache_control(response, no_cache=True)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 if the database fails. The page is rendered without the request, whose context needs the
    database.
    """
    database_fails = isinstance(sys.exc_info()[1], DatabaseError | InterfaceError)
    page = get_template("500.html").render({"database_fails": database_fails})
    if database_fails:
        return HttpResponse(page, status=503)
    return HttpResponse(page, status=500)


@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """Health check: 200 if the database responds, 503 otherwise."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database unavailable", content_type="text/plain", status=503)
    return HttpResponse("ok", content_type="text/plain")
