"""Addresses of comparisons."""

from django.urls import path

from .views.chooser import chooser
from .views.comparison import comparison

urlpatterns = [
    path("compare/", chooser, name="chooser"),
    path("compare/<path:pair>", comparison, name="comparison"),
]
