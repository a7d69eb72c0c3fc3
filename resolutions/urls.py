"""Addresses of the corpus. The last takes every symbol, so nothing may stand below it."""

from django.urls import path, re_path

from .views.browse import browse, look_up
from .views.errors import health
from .views.home import help_page, home
from .views.resolution import resolution
from .views.source import original_file, source

urlpatterns = [
    path("", home, name="home"),
    path("browse/", browse, name="browse"),
    path("find/", look_up, name="find"),
    path("help/", help_page, name="help"),
    path("x/health", health, name="health"),
    path("source/<path:path>", source, name="source"),
    path("file/<path:path>", original_file, name="file"),
    re_path(r"^(?P<path>.+)$", resolution, name="resolution"),
]
