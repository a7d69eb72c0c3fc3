"""Addresses of the corpus. The last takes every symbol, so nothing may stand below it."""

from django.urls import path, re_path

from .views.browse import browse
from .views.citation_graph import graph, graph_of
from .views.citations import export_all, most_cited_view, settle_citation, unresolved
from .views.document import resolution
from .views.errors import health
from .views.home import help_page, home
from .views.search import find, results, search, suggest
from .views.source import original_file, source
from .views.uploads import status, working_address

urlpatterns = [
    path("", home, name="home"),
    path("browse/", browse, name="browse"),
    path("find/", find, name="find"),
    path("search/", search, name="search"),
    path("search/results.<str:form>", results, name="results"),
    path("x/suggest", suggest, name="suggest"),
    path("help/", help_page, name="help"),
    path("x/health", health, name="health"),
    path("x/upload-status/<uuid:pk>", status, name="upload_status"),
    path("upload/<int:pk>", working_address, name="upload"),
    path("graph/", graph_of, name="graph_of"),
    path("graph/<path:path>", graph, name="graph"),
    path("citations/", most_cited_view, name="citations"),
    path("citations/all.<str:form>", export_all, name="network"),
    path("citations/unresolved", unresolved, name="unresolved"),
    path("citations/<int:pk>/settle", settle_citation, name="settle_citation"),
    path("source/<path:path>", source, name="source"),
    path("file/<path:path>", original_file, name="file"),
    re_path(r"^(?P<path>.+)$", resolution, name="resolution"),
]
