"""Addresses of the whole site. Application paths are lower case; symbols, last, begin with a capital."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("compare.urls")),
    path("", include("resolutions.urls")),
]
handler404 = "resolutions.views.errors.not_found"
handler500 = "resolutions.views.errors.server_error"
