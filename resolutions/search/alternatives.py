"""What a search offers beside its answers: other wordings, and ways out of a list that is empty or too long."""

from dataclasses import replace
from functools import cache

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from ..language.normalization import searchable
from ..models import Status
from ..un.organs import organs
from ..un.segmentation import terms as known_terms
from ..web.facets import Chip, without
from .document_columns import DocumentColumns
from .filters import PLACES, SearchFilters
from .query_parser import Term, parse_query
from .searcher import SearchResult, count
from .synonyms import wording_variants

MOST_VARIANTS = 4
LIKE_ENOUGH = 60  # of 100, for a term that a word may be a slip for
MOST_LIKE = 3


def synonym_queries(found: SearchResult, corpus: DocumentColumns) -> list[Chip]:
    """Queries that say the same in another wording, with how many documents answer them."""
    filters = replace(found.filters, page=1)
    terms = parse_query(filters.text).terms
    others = (
        (term, text) for term in terms if not term.without for text in wording_variants(term.text)[:MOST_VARIANTS]
    )
    out: list[Chip] = []
    for term, text in others:
        other = _with(filters, terms, term, text)
        n, more = count(other, corpus)
        if n:
            out.append(Chip(text, other.url(), n, more))
        if len(out) == MOST_VARIANTS:
            break
    return out


def did_you_mean(found: SearchResult, corpus: DocumentColumns) -> list[Chip]:
    """Terms of the corpus that a word which stands nowhere may be a slip for."""
    filters = replace(found.filters, page=1)
    terms = parse_query(filters.text).terms
    out = []
    for term in terms:
        if term.without or len(term.text) < 2:
            continue
        like = process.extract(term.text, _known_terms(), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH, limit=MOST_LIKE)
        for text, _score, _place in like:
            other = _with(filters, terms, term, text)
            n, more = count(other, corpus)
            if n and text != term.text:
                out.append(Chip(text, other.url(), n, more))
    return out[:MOST_LIKE]


def split_terms(found: SearchResult, corpus: DocumentColumns) -> list[Chip]:
    """Each of several terms alone, with how many documents have it."""
    terms = [term for term in found.terms if not term.without]
    if len(terms) < 2:
        return []
    alone = [(term, SearchFilters(text=str(term))) for term in terms]
    return [Chip(term.shown, filters.url(), *count(filters, corpus)) for term, filters in alone]


def search_chips(filters: SearchFilters, corpus: DocumentColumns, *, counted: bool) -> list[Chip]:
    """The filters that are on, each with the way to drop it; counted where nothing was found."""
    f = filters
    first, last = f.years
    on = [(_(PLACES[f.part]), replace(f, part=""))] if f.part else []
    on += [(organs()[b].name, replace(f, bodies=without(f.bodies, b))) for b in f.bodies]
    on += [(f"{first or ''}—{last or ''}", replace(f, years=(None, None)))] if first or last else []
    on += [(str(Status(s).label), replace(f, statuses=without(f.statuses, s))) for s in f.statuses]
    on += [(corpus.titles.get(f.series) or f.series, replace(f, series=""))] if f.series else []
    counts = [count(less, corpus) if counted else (None, False) for _label, less in on]
    return [Chip(label, replace(less, page=1).url(), *n) for (label, less), n in zip(on, counts, strict=True)]


@cache
def _known_terms() -> list[str]:
    return [searchable(term) for term in known_terms()]


def _with(filters: SearchFilters, terms: tuple[Term, ...], term: Term, text: str) -> SearchFilters:
    """The same query with one term in other words."""
    changed = [replace(one, shown=text) if one is term else one for one in terms]
    return replace(filters, text=" ".join(map(str, changed)))
