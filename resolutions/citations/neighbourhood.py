"""The neighbourhood of one document or of several: whom they cite, who cites them, at most two steps away.

A work that half the corpus cites connects everything with everything, which says nothing: the second
step never leads back out of a work that more than HUB documents cite.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from ..models import UNDATED, Edge, EdgeQuerySet, Resolution, Work
from ..models.visitor import Visitor
from ..un.works import OTHERS, lane_name, work_info
from .graph.model import MOST_NODES, GraphNode, Neighbourhood, Role
from .graph.model import GraphEdge as Drawn

MOST_CITING = 200  # documents fetched that cite those asked for, the newest; others are counted
MOST_SERIES = 40  # documents of the same series
HUB = 30
MOST_SECOND = 600  # edges of the second step, those of the newest documents

_PRIORITY = list(Role)
_FIELDS = (
    "pk", "symbol", "address", "number", "organ", "body", "committee", "status", "session", "title", "series",
    "adopted_on", "sort_date", "edition_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NeighbourhoodResult:
    """A neighbourhood and the documents in it whose texts are here, by key; `mates` are of the same series."""

    neighbourhood: Neighbourhood
    documents: dict[str, Resolution]
    mates: tuple[Resolution, ...]


def neighbourhood_of(
    asked: Sequence[Resolution | str], user: Visitor, *, series: bool = False, depth: int = 1
) -> NeighbourhoodResult:
    """The neighbourhood of documents, each in the corpus or the key of a work that is not.

    `series` adds what the other documents of their series cite; `depth` is 1 or 2.
    """
    held = [one for one in asked if isinstance(one, Resolution)]
    keys = [key_of(one) if isinstance(one, Resolution) else one for one in asked]
    documents = {key_of(one): one for one in held}
    mates = _mates(held, user) if series else []
    documents |= {key_of(mate): mate for mate in mates}
    edges = _newest(Edge.objects.filter(citing__in=[one.pk for one in [*held, *mates]]))
    coming, unlisted = _coming(keys, user)
    edges |= coming
    documents |= _documents(edges, user, documents)
    if depth > 1:
        edges |= _second(edges, documents, user)
        documents |= _documents(edges, user, documents)
    of_pk = {one.pk: key for key, one in documents.items()}
    drawn = [
        Drawn(of_pk[citing], work, verb, places, only_notes)
        for (citing, work), (verb, places, only_notes, _cited_by) in edges.items()
        if citing in of_pk
    ]
    nodes = _nodes(keys, [key_of(mate) for mate in mates], drawn, documents)
    return NeighbourhoodResult(Neighbourhood(nodes, tuple(drawn), _shown(nodes), unlisted), documents, tuple(mates))


def key_of(document: Resolution) -> str:
    """The key of a document in the corpus: its symbol, or the address of one without."""
    return document.symbol or document.address


# (citing, work): lead verb, places, in notes only; and how many documents cite the work
Rows = dict[tuple[int, str], tuple[str, int, bool, int]]


def _newest(edges: EdgeQuerySet, most: int | None = None) -> Rows:
    """The edges of the newest documents, in an order that does not depend on when they were imported."""
    ordered = edges.order_by("-citing__sort_date", "citing__address", "work")
    rows = ordered.values_list("citing_id", "work_id", "verb", "places", "only_notes", "work__cited_by")[:most]
    return {(citing, work): (verb, places, notes, cited_by) for citing, work, verb, places, notes, cited_by in rows}


def _mates(held: list[Resolution], user: Visitor) -> list[Resolution]:
    """The other documents of the series, oldest first; of a very long one the newest."""
    names = {one.series for one in held if one.series}
    documents = Resolution.objects.visible_to(user).filter(series__in=names, edition__isnull=False)
    others = documents.exclude(pk__in=[one.pk for one in held]).order_by("-sort_date", "address")
    return list(others.only(*_FIELDS)[:MOST_SERIES])[::-1]


def _coming(keys: list[str], user: Visitor) -> tuple[Rows, dict[str, int]]:
    """The newest edges that lead to these works, and by lane how many documents of others were left out."""
    edges = Edge.objects.visible_to(user).filter(work__in=keys)
    rows = _newest(edges, MOST_CITING)
    if len(rows) < MOST_CITING:
        return rows, {}
    lanes = dict(edges.order_by().values_list("citing__organ").annotate(n=Count("citing", distinct=True)))
    fetched = {citing for citing, _work in rows}
    listed = Counter(Resolution.objects.filter(pk__in=fetched).values_list("organ", flat=True))
    return rows, {lane or OTHERS: n - listed[lane] for lane, n in sorted(lanes.items()) if n > listed[lane]}


def _documents(edges: Rows, user: Visitor, known: dict[str, Resolution]) -> dict[str, Resolution]:
    """The documents at both ends of edges that this visitor may read here, those known already apart."""
    pks = {citing for citing, _ in edges} - {one.pk for one in known.values()}
    symbols = {work for _, work in edges} - known.keys()
    documents = Resolution.objects.visible_to(user).filter(edition__isnull=False).only(*_FIELDS)
    return {key_of(one): one for one in documents.filter(Q(pk__in=pks) | Q(symbol__in=symbols))}


def _second(edges: Rows, documents: dict[str, Resolution], user: Visitor) -> Rows:
    """What documents one step away cite, and who else cites what they cite, hubs left out."""
    works = {work for (_, work), (*_, cited_by) in edges.items() if cited_by <= HUB}
    citing = [one.pk for one in documents.values()]
    return _newest(Edge.objects.visible_to(user).filter(Q(citing__in=citing) | Q(work__in=works)), MOST_SECOND)


def _nodes(
    asked: list[str], mates: list[str], edges: list[Drawn], documents: dict[str, Resolution]
) -> tuple[GraphNode, ...]:
    """Those asked for, then all others by how they stand to them, the most cited first."""
    position = {key: k for k, key in enumerate(asked)}
    asked_by: dict[str, set[int]] = {}
    citing_asked = set()
    for edge in edges:
        if edge.citing in position:
            asked_by.setdefault(edge.cited, set()).add(position[edge.citing])
        if edge.cited in position:
            citing_asked.add(edge.citing)
    keys = dict.fromkeys([*asked, *mates, *(key for edge in edges for key in (edge.citing, edge.cited))])
    works = Work.objects.in_bulk(list(keys))
    nodes = []
    for key in keys:
        by = tuple(sorted(asked_by.get(key, ())))
        if key in position:
            standing, by = Role.ASKED, (position[key],)
        elif by:
            standing = _standing_of_cited(len(by), len(asked))
        else:
            standing = Role.CITING if key in citing_asked else Role.AROUND
        nodes.append(_node(key, documents.get(key), works.get(key), standing, by))
    rest = sorted(nodes[len(asked) :], key=lambda n: (_PRIORITY.index(n.role), -n.cited_by, n.day or UNDATED, n.key))
    return (*nodes[: len(asked)], *rest)


def _standing_of_cited(by: int, asked: int) -> Role:
    if by == 1:
        return Role.ONE
    return Role.SHARED if by == asked else Role.SOME


def _node(key: str, document: Resolution | None, work: Work | None, standing: Role, by: tuple[int, ...]) -> GraphNode:
    cited_by = work.cited_by if work else 0
    if document is not None:
        sort_date = document.sort_date if document.sort_date != UNDATED else None
        return GraphNode(
            key, document.short_label, document.title, document.address, document.organ or OTHERS,
            document.organ_name or lane_name(OTHERS), standing, by, document.adopted_on or sort_date,
            document.adopted_on is not None, True, document.series, cited_by,
        )  # fmt: skip
    known = work_info(key)
    return GraphNode(
        key, known.label, known.title, known.address, known.lane, lane_name(known.lane), standing,
        by, work.day if work else known.day, work.exact if work else known.exact, False, "", cited_by,
    )  # fmt: skip


def _shown(nodes: tuple[GraphNode, ...]) -> frozenset[str]:
    """The keys of those in the figure: as many as it holds of those that can be placed in time."""
    return frozenset([node.key for node in nodes if node.day is not None][:MOST_NODES])
