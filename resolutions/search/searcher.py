"""From what is asked to the documents that answer it, in order, with counts for every other choice."""

from dataclasses import dataclass, replace

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from ..models import Status
from ..models.visitor import Visitor
from ..un.organs import organs
from ..web.facets import MOST_SERIES, Choice, Histogram, histogram
from .backends import engine
from .document_columns import EVERY, GLANCED_AT, LOOKED_AT, DocumentColumns, Mask, document_columns
from .filters import SearchFilters
from .matches import Ids
from .query_parser import Query, Term, parse_query

FAULTS = {
    "long": "查询很长，只用了前 400 个字。",
    "many": "词很多，只用了前 16 个。",
    "quote": "引号不成对，已按没有引号的词查找。",
    "field": "“op:”“pp:”“fn:”后面没有词，已略去。",
}


@dataclass(frozen=True, slots=True)
class SearchFacets:
    bodies: list[Choice]
    statuses: list[Choice]
    series: list[Choice]
    histogram: Histogram | None
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Documents by primary key, the best first. `terms` are what was looked for, `notes` how it was understood.

    `more` of the oldest documents may answer too: they were not looked at, so that `total` is the least.
    """

    filters: SearchFilters
    terms: tuple[Term, ...]
    notes: tuple[str, ...]
    documents: Ids
    more: int
    facets: SearchFacets

    @property
    def total(self) -> int:
        return len(self.documents)

    @property
    def at_most(self) -> int:
        return self.total + self.more


def search(filters: SearchFilters, user: Visitor) -> SearchResult:
    """Everything that answers, whatever page is asked for."""
    return search_within(document_columns(user), filters)


def search_within(corpus: DocumentColumns, filters: SearchFilters) -> SearchResult:
    """The same where this visitor's snapshot is at hand already."""
    name = replace(filters, page=1).as_query()
    kept: SearchResult | None = corpus.results.get(name)
    if kept is not None:
        return replace(kept, filters=filters)
    query = parse_query(filters.text)
    tests = _tests(filters, corpus)
    passing = _all_but("", tests, corpus)
    most = max(LOOKED_AT, EVERY // max(1, len(query.terms))) if filters.every else LOOKED_AT
    terms, notes = _understood(query, filters, corpus, passing, most)
    having, more = _having(terms, filters.part, corpus, passing, most)
    left = having & passing
    ordered = _ordered(left, terms, filters, corpus)
    found = SearchResult(
        filters, terms, notes, corpus.documents[ordered], more, _facets(filters, having, tests, corpus)
    )
    corpus.keep(name, found)
    return found


def count(filters: SearchFilters, corpus: DocumentColumns) -> tuple[int, bool]:
    """How many documents answer, and whether there may be more: fewer texts are looked at than for an answer."""
    passing = _all_but("", _tests(filters, corpus), corpus)
    terms, _notes = _understood(parse_query(filters.text), filters, corpus, passing, GLANCED_AT)
    having, more = _having(terms, filters.part, corpus, passing, GLANCED_AT)
    return int((having & passing).sum()), bool(more)


def _understood(
    query: Query, filters: SearchFilters, corpus: DocumentColumns, passing: Mask, most: int
) -> tuple[tuple[Term, ...], tuple[str, ...]]:
    """The terms to look for: a run of several words that stands nowhere as it is, is looked for word by word."""
    terms: list[Term] = []
    notes = [_(FAULTS[fault]) for fault in query.faults]
    for term in query.terms:
        words = [] if term.exact or term.without else term.words
        if len(words) > 1 and not np.any(corpus.having(((term.text, term.part or filters.part),), passing, most)):
            terms += [replace(term, shown=word, text=word) for word in dict.fromkeys(words)]
            text = _("没有连在一起的“%(run)s”，已分成几个词查找：%(words)s。")
            notes.append(text % {"run": term.shown[:40], "words": " ".join(words)[:80]})
        else:
            terms.append(term)
    if terms and all(term.without for term in terms):
        notes.append(_("只有不要的词：列出不含它们的全部文件。"))
    return tuple(terms), tuple(notes)


def _having(terms: tuple[Term, ...], part: str, corpus: DocumentColumns, passing: Mask, most: int) -> tuple[Mask, int]:
    """The documents that are sure to have all that is wanted and nothing that is not; how many more may, and pass."""
    wanted = tuple((term.text, term.part or part) for term in terms if not term.without)
    unwanted = tuple((term.text, term.part or part) for term in terms if term.without)
    everything = np.full(len(corpus), bool(terms))
    sure, perhaps = corpus.having(wanted, passing, most) if wanted else (everything, ~everything)
    may = sure | perhaps
    for one in unwanted:
        has, perhaps = corpus.having((one,), passing, most)
        sure = sure & ~(has | perhaps)
        may &= ~has
    return sure, int((may & ~sure & passing).sum())


def _tests(filters: SearchFilters, corpus: DocumentColumns) -> dict[str, Mask]:
    """For each filter that is on, the documents that pass it."""
    tests = {}
    if filters.bodies:
        tests["body"] = _among(filters.bodies, corpus.body_values)[corpus.bodies]
    if filters.statuses:
        tests["status"] = _among(filters.statuses, corpus.status_values)[corpus.statuses]
    if filters.series:
        tests["series"] = _among((filters.series,), corpus.series_values)[corpus.series]
    first, last = filters.years
    if first is not None or last is not None:
        tests["year"] = (corpus.years >= (first or 1)) & (corpus.years <= (last or 9999))
    return tests


def _among(chosen: tuple[str, ...], values: list[str]) -> Mask:
    return np.array([value in chosen for value in values], dtype=np.bool_)


def _all_but(leaving: str, tests: dict[str, Mask], corpus: DocumentColumns) -> Mask:
    mask = np.ones(len(corpus), dtype=np.bool_)
    for name, test in tests.items():
        if name != leaving:
            mask &= test
    return mask


# --- order ----------------------------------------------------------------------------------------


def _ordered(left: Mask, terms: tuple[Term, ...], filters: SearchFilters, corpus: DocumentColumns) -> Ids:
    """The places of documents in order; of equals the newer is first."""
    newest = np.flatnonzero(left)[::-1].astype(np.int64)
    if filters.sort == "date":
        return newest[::-1]
    wanted = [term for term in terms if not term.without]
    if filters.sort == "-date" or not wanted or not len(newest):
        return newest
    parts = {term.part or filters.part for term in wanted}
    scores = engine().ranked(wanted, parts.pop() if len(parts) == 1 else "", corpus.ids[newest])
    candidates = newest[: engine().CAP]
    values = np.array([scores.get(ident, -1.0) for ident in corpus.ids[candidates].tolist()])
    best = np.argsort(-values, kind="stable")
    return np.concatenate([candidates[best], newest[len(candidates) :]])


# --- choices --------------------------------------------------------------------------------------


def _facets(filters: SearchFilters, having: Mask, tests: dict[str, Mask], corpus: DocumentColumns) -> SearchFacets:
    """The choices of every filter with counts, each counted under all the others."""
    bodies = _counts(having & _all_but("body", tests, corpus), corpus.bodies, corpus.body_values)
    statuses = _counts(having & _all_but("status", tests, corpus), corpus.statuses, corpus.status_values)
    in_series = having & _all_but("series", tests, corpus)
    years = corpus.years[having & _all_but("year", tests, corpus)]
    values, counts = np.unique(years[years > 0], return_counts=True)
    per_year = dict(zip(values.tolist(), counts.tolist(), strict=True))
    dated = corpus.years[corpus.years > 0]
    return SearchFacets(
        [Choice(c, o.name, bodies.get(c, 0), c in filters.bodies) for c, o in organs().items() if bodies.get(c)],
        [Choice(v, _(label), statuses.get(v, 0), v in filters.statuses) for v, label in Status.choices],
        _series(in_series, filters.series, corpus),
        histogram(per_year),
        int(dated.min()) if len(dated) else None,
        int(dated.max()) if len(dated) else None,
    )


def _counts(mask: Mask, codes: NDArray[np.int32], values: list[str]) -> dict[str, int]:
    return dict(zip(values, np.bincount(codes[mask], minlength=len(values)).tolist(), strict=True))


def _series(mask: Mask, chosen: str, corpus: DocumentColumns) -> list[Choice]:
    """The largest series of more than one document, each by its newest title, and the chosen one."""
    counts = np.bincount(corpus.series[mask], minlength=len(corpus.series_values))
    ranked = np.argsort(-counts, kind="stable")[: MOST_SERIES + 1].tolist()  # one of them may have no name
    largest = [place for place in ranked if counts[place] > 1 and corpus.series_values[place]][:MOST_SERIES]
    if chosen in corpus.series_values and (place := corpus.series_values.index(chosen)) not in largest:
        largest.append(place)
    keys = [(corpus.series_values[place], int(counts[place])) for place in largest]
    return [Choice(key, corpus.titles[key], n, key == chosen) for key, n in keys]
