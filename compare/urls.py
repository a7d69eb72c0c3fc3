"""URLs of comparisons, paragraphs and the draft check."""

from django.urls import path

from .views.chooser import chooser
from .views.comparison import comparison
from .views.draft_check import check_draft
from .views.paragraph import lineage, reuse

urlpatterns = [
    path("compare/", chooser, name="chooser"),
    path("compare/<path:pair>", comparison, name="comparison"),
    path("reuse/", check_draft, name="check"),
    path("reuse/<path:path>", reuse, name="reuse"),
    path("lineage/<path:path>", lineage, name="lineage"),
]
