"""What is cited most: counts and PageRank over the public network, worked out together and dated."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

import networkx as nx
from django.db import transaction

from ..models import CorpusVersion, Edge, Ranking, Resolution, Visibility, Work
from ..un.works import work_info

BATCH = 2000


def update_ranking() -> Ranking:
    """Count and score every work by the public documents that cite it, and date it as well as they do.

    A document's own day comes before what others say of it.
    """
    with transaction.atomic():
        public = Edge.objects.filter(citing__visibility=Visibility.PUBLIC)
        edges = list(public.values_list("citing__symbol", "citing__address", "work_id", "day"))
        arcs = [(symbol or address, work) for symbol, address, work, _day in edges]
        scores = nx.pagerank(nx.DiGraph(arcs)) if arcs else {}
        cited_by = Counter(work for _citing, work in arcs)
        days = _days((work, day) for _symbol, _address, work, day in edges if day)
        keys = Work.objects.values_list("pk", flat=True)
        works = (_ranked(key, days.get(key), cited_by[key], scores.get(key, 0.0)) for key in keys.iterator())
        Work.objects.bulk_create(
            works,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["lane", "day", "exact", "cited_by", "score"],
        )
        made = Ranking.objects.create(documents=len({citing for citing, _work in arcs}), edges=len(arcs))
        CorpusVersion.advance()
    return made


def _days(said: Iterable[tuple[str, date]]) -> dict[str, date]:
    """The day of each work: its own where the corpus has its text, else what most texts say."""
    counts: defaultdict[str, Counter[date]] = defaultdict(Counter)
    for key, day in said:
        counts[key][day] += 1
    most = {key: max(days, key=lambda day: (days[day], day)) for key, days in counts.items()}
    public = Resolution.objects.filter(visibility=Visibility.PUBLIC, adopted_on__isnull=False, symbol__isnull=False)
    return most | {symbol: day for symbol, day in public.values_list("symbol", "adopted_on") if symbol and day}


def _ranked(key: str, day: date | None, cited_by: int, score: float) -> Work:
    known = work_info(key)
    exact = known.exact or day is not None
    shown = known.day if known.exact else day or known.day
    return Work(key=key, lane=known.lane, day=shown, exact=exact, cited_by=cited_by, score=score)
