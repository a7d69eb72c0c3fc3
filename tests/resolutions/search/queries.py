"""Questions to the search, and short texts that answer them."""

from django.contrib.auth.models import AnonymousUser

from resolutions.models import Resolution
from resolutions.models.visitor import Visitor
from resolutions.search.filters import SearchFilters
from resolutions.search.searcher import search

from ...texts import text

ANYONE = AnonymousUser()


def found(query: str, user: Visitor = ANYONE, **filters: object) -> set[str]:
    """The labels of the documents that answer."""
    documents = search(SearchFilters(text=query, **filters), user).documents.tolist()  # type: ignore[arg-type]
    return {one.short_label for one in Resolution.objects.filter(pk__in=documents)}


def note(words: str, **parts: str) -> str:
    """A resolution of one paragraph with these words, and another."""
    return text("回顾往事，", f"1. 促请会员国注意：{words}。", **parts)
