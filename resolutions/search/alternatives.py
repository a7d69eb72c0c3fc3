"""Other searches on a page of results: other wordings, corrected words, the search without a filter."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from ..language.normalization import searchable
from ..un.segmentation import terms as dictionary_terms
from ..web.facets import Chip, without_each_filter
from .document_columns import DocumentColumns
from .filters import PLACES, SearchFilters
from .query_parser import parse_query
from .searcher import SearchResult, count_matches
from .synonyms import wording_variants

MOST_VARIANTS = 4
MIN_SIMILARITY = 60  # of 100, between a word and the dictionary term that it may be a slip for
MOST_SIMILAR = 3
SHORTEST_CORRECTED = 2  # characters


def synonym_queries(columns: DocumentColumns, filters: SearchFilters) -> list[Chip]:
    """Return the query in other wordings that documents match, at most MOST_VARIANTS."""
    chips: list[Chip] = []
    for text, variant in _synonym_variants(filters):
        chip = _counted_chip(columns, text, variant)
        if chip.without:
            chips.append(chip)
        if len(chips) == MOST_VARIANTS:
            break
    return chips


def _synonym_variants(filters: SearchFilters) -> Iterator[tuple[str, SearchFilters]]:
    """Yield a new text for one term, and the filters with it in the query."""
    for index, term in enumerate(parse_query(filters.text).terms):
        if term.without:
            continue
        for text in wording_variants(term.text)[:MOST_VARIANTS]:
            yield text, _with_term(filters, index, text)


def did_you_mean(columns: DocumentColumns, filters: SearchFilters) -> list[Chip]:
    """Return the query with a word replaced by a similar dictionary term, if documents match that."""
    chips = []
    for index, term in enumerate(parse_query(filters.text).terms):
        if term.without or len(term.text) < SHORTEST_CORRECTED:
            continue
        similar_terms = process.extract(
            term.text, _searchable_terms(), scorer=fuzz.ratio, score_cutoff=MIN_SIMILARITY, limit=MOST_SIMILAR
        )
        for text, _score, _index in similar_terms:
            if text == term.text:
                continue
            chip = _counted_chip(columns, text, _with_term(filters, index, text))
            if chip.without:
                chips.append(chip)
    return chips[:MOST_SIMILAR]


def split_terms(columns: DocumentColumns, result: SearchResult) -> list[Chip]:
    """Return a search for each wanted term alone, without filters; none if there is one term."""
    terms = [term for term in result.terms if not term.without]
    if len(terms) < 2:
        return []
    return [_counted_chip(columns, term.shown, SearchFilters(text=str(term))) for term in terms]


def search_chips(columns: DocumentColumns, filters: SearchFilters, *, counted: bool) -> list[Chip]:
    """Return a chip for each filter that is on, with the search without it; with its count if `counted`."""
    reduced: list[tuple[str, SearchFilters]] = []
    if filters.part:
        reduced.append((_(PLACES[filters.part]), filters.changed(part="")))
    series_title = columns.titles.get(filters.series) or filters.series
    reduced += without_each_filter(filters, series_title)
    if counted:
        return [_counted_chip(columns, label, fewer_filters) for label, fewer_filters in reduced]
    return [Chip(label, fewer_filters.changed(page=1).url()) for label, fewer_filters in reduced]


def _counted_chip(columns: DocumentColumns, label: str, filters: SearchFilters) -> Chip:
    """Return a chip that leads to the first page of a search, with the number of documents that match it."""
    count, more = count_matches(columns, filters)
    return Chip(label, filters.changed(page=1).url(), without=count, more=more)


@cache
def _searchable_terms() -> list[str]:
    return [searchable(term) for term in dictionary_terms()]


def _with_term(filters: SearchFilters, index: int, text: str) -> SearchFilters:
    """Return the filters with another text for one term of the query."""
    terms = list(parse_query(filters.text).terms)
    terms[index] = replace(terms[index], shown=text)
    return filters.changed(text=" ".join(map(str, terms)))
