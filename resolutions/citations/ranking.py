"""Ranking of works by citations and PageRank over the public citation graph."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

import networkx as nx
from django.db import transaction

from ..models import CorpusVersion, Edge, Ranking, Resolution, Visibility, Work
from ..un.works import work_info

BATCH = 2000


def update_ranking() -> Ranking:
    """Count and score every work by the public documents that cite it, set its date, and return the new
    ranking.

    The date of a document in the corpus takes precedence over the dates that other texts give.
    """
    with transaction.atomic():
        public = Edge.objects.filter(citing__visibility=Visibility.PUBLIC)
        edges = list(public.values_list("citing__symbol", "citing__address", "work_id", "day"))
        arcs = [(symbol or address, work) for symbol, address, work, _day in edges]
        scores = nx.pagerank(nx.DiGraph(arcs)) if arcs else {}
        cited_by = Counter(work for _citing, work in arcs)
        days = _days_of_works((work, day) for _symbol, _address, work, day in edges if day)
        keys = Work.objects.values_list("pk", flat=True)
        works = (
            _ranked_work(key, days.get(key), cited_by[key], scores.get(key, 0.0)) for key in keys.iterator()
        )
        Work.objects.bulk_create(
            works,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["lane", "day", "exact", "cited_by", "score"],
        )
        citing = {key for key, _work in arcs}
        ranking = Ranking.objects.create(documents=len(citing), edges=len(arcs))
        CorpusVersion.advance()
    return ranking


def _days_of_works(cited_days: Iterable[tuple[str, date]]) -> dict[str, date]:
    """Return the date of each work: its own if its text is public, else the most frequent one, of equals the
    latest.
    """
    counts: defaultdict[str, Counter[date]] = defaultdict(Counter)
    for key, day in cited_days:
        counts[key][day] += 1
    days = {key: max(counter, key=lambda day: (counter[day], day)) for key, counter in counts.items()}
    public = Resolution.objects.filter(
        visibility=Visibility.PUBLIC, adopted_on__isnull=False, symbol__isnull=False
    )
    own_days = {symbol: day for symbol, day in public.values_list("symbol", "adopted_on") if symbol and day}
    return days | own_days


def _ranked_work(key: str, day: date | None, cited_by: int, score: float) -> Work:
    """Return a work with its rank; `day` is what texts say of its date, used if its key does not tell the
    date.
    """
    info = work_info(key)
    best_day = info.day if info.exact or day is None else day
    exact = info.exact or day is not None
    return Work(key=key, lane=info.lane, day=best_day, exact=exact, cited_by=cited_by, score=score)
