"""Search: from filters to the documents that match, in order, with counts for every other choice."""

from dataclasses import dataclass, replace

import numpy as np
from django.utils.translation import gettext as _

from ..models.visitor import Visitor
from ..web.facets import Facets
from .backends import engine
from .document_columns import DocumentColumns, Mask, document_columns
from .filters import SearchFilters
from .matches import Ids, PlacedTerm
from .query_parser import Query, Term, parse_query
from .results_cache import get_or_make
from .search_facets import FilterMasks, search_facets
from .term_matches import MOST_READ, MOST_READ_FOR_COUNT, MOST_READ_ON_REQUEST, documents_with

FAULTS = {
    "long": "查询很长，只用了前 400 个字。",
    "many": "词很多，只用了前 16 个。",
    "quote": "引号不成对，已按没有引号的词查找。",
    "field": "“op:”“pp:”“fn:”后面没有词，已略去。",
}


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The documents that match, by primary key, the best first.

    `terms` are those searched for, `notes` say in Chinese how the query was understood. `more` other
    documents may match: their texts were not read, so `total` is a lower bound.
    """

    filters: SearchFilters
    terms: tuple[Term, ...]
    notes: tuple[str, ...]
    documents: Ids
    more: int
    facets: Facets

    @property
    def total(self) -> int:
        return len(self.documents)

    @property
    def at_most(self) -> int:
        return self.total + self.more


@dataclass(frozen=True, slots=True)
class _Scope:
    """The columns and the part of the text ("" for any) to search, and the documents that pass the filters.

    At most `most_read` candidates of a term are read.
    """

    columns: DocumentColumns
    part: str
    passing: Mask
    most_read: int

    def documents_with(self, terms: list[Term]) -> tuple[Mask, Mask]:
        """Return masks of the documents that contain all terms, and of those that may."""
        placed: list[PlacedTerm] = [(term.text, term.part or self.part) for term in terms]
        return documents_with(self.columns, placed, self.passing, self.most_read)


def search(filters: SearchFilters, user: Visitor) -> SearchResult:
    """Return all documents that match and that the visitor may see, whichever page the filters name."""
    return search_columns(document_columns(user), filters)


def search_columns(columns: DocumentColumns, filters: SearchFilters) -> SearchResult:
    """Return all documents of these columns that match, from the cache if they were searched for before."""
    first_page = replace(filters, page=1)
    result = get_or_make(columns, first_page.as_query(), lambda: _search(columns, first_page))
    return replace(result, filters=filters)


def count_matches(columns: DocumentColumns, filters: SearchFilters) -> tuple[int, bool]:
    """Return how many documents match, and whether more may. Fewer texts are read than for a search."""
    masks = FilterMasks.from_filters(columns, filters)
    scope = _Scope(columns, filters.part, masks.passing(), MOST_READ_FOR_COUNT)
    terms, _notes = _resolve_terms(parse_query(filters.text), scope)
    matching, more = _match_terms(terms, scope)
    return int((matching & scope.passing).sum()), bool(more)


def _search(columns: DocumentColumns, filters: SearchFilters) -> SearchResult:
    query = parse_query(filters.text)
    masks = FilterMasks.from_filters(columns, filters)
    most_read = MOST_READ
    if filters.every:
        most_read = max(MOST_READ, MOST_READ_ON_REQUEST // max(1, len(query.terms)))
    scope = _Scope(columns, filters.part, masks.passing(), most_read)
    terms, notes = _resolve_terms(query, scope)
    matching, more = _match_terms(terms, scope)
    rows = _ordered_rows(columns, filters, terms, matching & scope.passing)
    return SearchResult(
        filters=filters,
        terms=terms,
        notes=notes,
        documents=columns.documents[rows],
        more=more,
        facets=search_facets(columns, filters, masks, matching),
    )


def _resolve_terms(query: Query, scope: _Scope) -> tuple[tuple[Term, ...], tuple[str, ...]]:
    """Return the terms to search for, and notes. A run of words that no document contains is split."""
    terms: list[Term] = []
    notes = [_(FAULTS[fault]) for fault in query.faults]
    for term in query.terms:
        words = _words_to_split(term, scope)
        if not words:
            terms.append(term)
            continue
        terms += [replace(term, shown=word, text=word) for word in dict.fromkeys(words)]
        note = _("没有连在一起的“%(run)s”，已分成几个词查找：%(words)s。")
        notes.append(note % {"run": term.shown[:40], "words": " ".join(words)[:80]})
    if terms and all(term.without for term in terms):
        notes.append(_("只有不要的词：列出不含它们的全部文件。"))
    return tuple(terms), tuple(notes)


def _words_to_split(term: Term, scope: _Scope) -> tuple[str, ...]:
    """Return the words of a term of several that no document can contain as it is; () for any other."""
    if term.exact or term.without or len(term.words) < 2:
        return ()
    if np.any(scope.documents_with([term])):
        return ()
    return term.words


def _match_terms(terms: tuple[Term, ...], scope: _Scope) -> tuple[Mask, int]:
    """Return a mask of the documents sure to match wanted and unwanted terms, and how many others may.

    The mask is over all documents, the number over those that pass the filters.
    """
    wanted = [term for term in terms if not term.without]
    matching = np.full(len(scope.columns), bool(terms))
    possible = np.ones_like(matching)
    if wanted:
        matching, candidates = scope.documents_with(wanted)
        possible = matching | candidates
    for term in terms:
        if term.without:
            has_term, candidates = scope.documents_with([term])
            matching = matching & ~(has_term | candidates)
            possible = possible & ~has_term
    return matching, int((possible & ~matching & scope.passing).sum())


def _ordered_rows(
    columns: DocumentColumns, filters: SearchFilters, terms: tuple[Term, ...], matching: Mask
) -> Ids:
    """Return the rows of the matching documents in order; of equal ones the newer is first."""
    newest_first = np.flatnonzero(matching)[::-1].astype(np.int64)
    if filters.sort == "date":
        return newest_first[::-1]
    wanted = [term for term in terms if not term.without]
    if filters.sort == "-date" or not wanted or not len(newest_first):
        return newest_first
    parts = {term.part or filters.part for term in wanted}
    common_part = parts.pop() if len(parts) == 1 else ""
    scores = engine().scores(wanted, common_part, columns.ids[newest_first])
    ranked = newest_first[: engine().MOST_RANKED]
    values = np.array([scores.get(ident, -1.0) for ident in columns.ids[ranked].tolist()])
    best_first = np.argsort(-values, kind="stable")
    return np.concatenate([ranked[best_first], newest_first[len(ranked) :]])
