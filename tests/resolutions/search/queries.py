"""Searches, and short texts to find."""

from django.contrib.auth.models import AnonymousUser

from resolutions.models import Resolution
from resolutions.models.visitor import Visitor
from resolutions.search.filters import SearchFilters
from resolutions.search.searcher import search

from ...texts import text

ANYONE = AnonymousUser()


def found(query: str, user: Visitor = ANYONE, **filters: object) -> set[str]:
    """Return the labels of the documents that match."""
    pks = search(SearchFilters(text=query, **filters), user).documents.tolist()  # type: ignore[arg-type]  # any field
    return {document.short_label for document in Resolution.objects.filter(pk__in=pks)}


def note(words: str, **parts: str) -> str:
    """Return the text of a resolution with a paragraph that contains these words."""
    return text("回顾往事，", f"1. 促请会员国注意：{words}。", **parts)
