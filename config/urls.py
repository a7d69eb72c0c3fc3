"""URL configuration of the site.

Paths of the application are lower case; those of documents start with a capital.

The paths of documents come last.
"""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("compare.urls")),
    path("", include("resolutions.urls")),
]
handler404 = "resolutions.views.errors.not_found"
handler500 = "resolutions.views.errors.server_error"
