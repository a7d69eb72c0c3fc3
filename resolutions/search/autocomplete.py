"""Suggestions while typing: symbols, dictionary terms and titles of documents that the visitor may see."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from django.db.models import Q

from ..language.normalization import searchable
from ..models import Resolution, ResolutionQuerySet
from ..models.visitor import Visitor
from ..un.segmentation import terms as dictionary_terms
from .document_columns import DocumentColumns, document_columns
from .filters import SearchFilters
from .term_matches import MOST_READ_FOR_COUNT, documents_with

MOST_OF_A_KIND = 4
LONGEST = 60  # characters that are searched for


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An option: `words` go into the box, `url` is where they lead, `kind` is "symbol", "term" or "title"."""

    kind: str
    words: str
    url: str
    note: str = ""


def suggestions(text: str, user: Visitor) -> list[Suggestion]:
    """Return at most MOST_OF_A_KIND suggestions of each kind. Two queries, and one for each term."""
    form = searchable(text[:LONGEST])
    if not form:
        return []
    columns = document_columns(user)
    documents = Resolution.objects.published_to(user)
    return [
        *_symbols(form, documents),
        *islice(_terms(text, form, columns), MOST_OF_A_KIND),
        *islice(_titles(form, columns, documents), MOST_OF_A_KIND),
    ]


def _symbols(form: str, documents: ResolutionQuerySet) -> Iterator[Suggestion]:
    """Yield the documents whose symbol or number begins with the text, if it has a digit."""
    if not any(character.isdigit() for character in form):
        return
    named = documents.filter(Q(symbol__istartswith=form) | Q(number__istartswith=form)).order_by("order_key")
    for document in named.only("symbol", "address", "title")[:MOST_OF_A_KIND]:
        yield Suggestion("symbol", document.symbol or "", document.get_absolute_url(), document.title)


def _terms(text: str, form: str, columns: DocumentColumns) -> Iterator[Suggestion]:
    """Yield dictionary terms that contain the text and that documents contain, with the number of those."""
    similar = [term for term in dictionary_terms() if form in searchable(term)]
    similar.sort(key=lambda term: (not term.startswith(text), len(term)))
    for term in similar[: 2 * MOST_OF_A_KIND]:
        matching, candidates = documents_with(
            columns, [(searchable(term), "")], most_read=MOST_READ_FOR_COUNT
        )
        if matching.any():
            more = "+" if candidates.any() else ""
            yield Suggestion("term", term, SearchFilters(text=term).url(), f"{matching.sum()}{more}")


def _titles(form: str, columns: DocumentColumns, documents: ResolutionQuerySet) -> Iterator[Suggestion]:
    """Yield the newest documents whose titles contain the text, each title once."""
    with_words_in_title, _candidates = documents_with(columns, [(form, "title")])
    newest_rows = np.flatnonzero(with_words_in_title)[::-1][: 3 * MOST_OF_A_KIND]
    seen: set[str] = set()
    for document in documents.filter(pk__in=columns.documents[newest_rows].tolist()).newest_first():
        title = document.title
        if title and title not in seen and form in searchable(title):  # the words may be in a heading only
            seen.add(title)
            yield Suggestion("title", title, document.get_absolute_url(), document.short_label)
