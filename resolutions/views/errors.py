"""Pages for what is not there and for what went wrong."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..addresses import nearest
from ..models import Resolution


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with the nearest symbols."""
    try:
        near = nearest(request.path, request.user)
    except DatabaseError:
        near = list[Resolution]()
    return render(request, "404.html", {"nearest": near, "asked": request.path[:200]}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, in the same shell, without the database and without the request's context."""
    return HttpResponse(get_template("500.html").render(), status=500)


@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """Ok where the database answers; for those who watch the service."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database unavailable", content_type="text/plain", status=503)
    return HttpResponse("ok", content_type="text/plain")
