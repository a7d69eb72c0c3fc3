"""The neighbourhood of one or several documents in the citation graph: citations from and to them, up to two
steps.

A work that half the corpus cites would connect everything with everything. Therefore the second step never
leads back from a work that more than HUB documents cite.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q

from ..models import UNDATED, Edge, EdgeQuerySet, Resolution, Work
from ..models.visitor import Visitor
from ..un.works import OTHERS, lane_name, work_info
from .graph.model import MOST_NODES, GraphEdge, GraphNode, Neighbourhood, Role

MOST_CITING = 200  # citing documents that are fetched, the newest; others are counted
MOST_SERIES = 40  # documents of the same series
HUB = 30
MOST_SECOND = 600  # edges of the second step, those of the newest documents

_ROLE_ORDER = list(Role)
_FIELDS = (
    "pk", "symbol", "address", "number", "organ", "body", "committee", "status", "session", "title", "series",
    "adopted_on", "sort_date", "edition_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NeighbourhoodResult:
    """A neighbourhood, its documents in the corpus by key, and `mates`: the other documents of the same
    series.
    """

    neighbourhood: Neighbourhood
    documents: dict[str, Resolution]
    mates: tuple[Resolution, ...]


class _EdgeRow(NamedTuple):
    """An edge as the database has it; `cited_by` counts the documents that cite the work."""

    citing: int  # primary key of the document
    work: str
    verb: str
    places: int
    only_notes: bool
    cited_by: int


_EdgeRows = dict[tuple[int, str], _EdgeRow]  # by (citing, work)


def neighbourhood_of(
    asked: Sequence[Resolution | str], user: Visitor, *, series: bool = False, depth: int = 1
) -> NeighbourhoodResult:
    """Return the neighbourhood of documents, given as documents of the corpus or as keys of other works.

    `series` adds what the other documents of their series cite; `depth` is 1 or 2.
    """
    asked_documents = [document for document in asked if isinstance(document, Resolution)]
    asked_keys = [_asked_key(document) for document in asked]
    mates = _series_mates(asked_documents, user) if series else []
    documents = {key_of(document): document for document in [*asked_documents, *mates]}
    edges = _newest(Edge.objects.filter(citing__in=[document.pk for document in documents.values()]))
    incoming, unlisted = _incoming(asked_keys, user)
    edges |= incoming
    documents |= _documents_at(edges, user, documents)
    if depth > 1:
        edges |= _second_step(edges, documents, user)
        documents |= _documents_at(edges, user, documents)
    graph_edges = _graph_edges(edges, documents)
    nodes = _graph_nodes(asked_keys, [key_of(mate) for mate in mates], graph_edges, documents)
    neighbourhood = Neighbourhood(nodes, graph_edges, _shown_keys(nodes), unlisted)
    return NeighbourhoodResult(neighbourhood, documents, tuple(mates))


def key_of(document: Resolution) -> str:
    """Return the key of a document in the corpus: its symbol, or its address if it has none."""
    return document.symbol or document.address


def _asked_key(asked: Resolution | str) -> str:
    return key_of(asked) if isinstance(asked, Resolution) else asked


def _newest(edges: EdgeQuerySet, most: int | None = None) -> _EdgeRows:
    """Return the edges of the newest documents, in an order that does not depend on the order of import."""
    ordered = edges.order_by("-citing__sort_date", "citing__address", "work")
    values = ordered.values_list("citing_id", "work_id", "verb", "places", "only_notes", "work__cited_by")[
        :most
    ]
    rows = [_EdgeRow(*row) for row in values]
    return {(row.citing, row.work): row for row in rows}


def _series_mates(asked: list[Resolution], user: Visitor) -> list[Resolution]:
    """Return the other documents of the series, oldest first; only the newest MOST_SERIES of a long one."""
    series = {document.series for document in asked if document.series}
    documents = Resolution.objects.visible_to(user).filter(series__in=series, edition__isnull=False)
    mates = documents.exclude(pk__in=[document.pk for document in asked]).order_by("-sort_date", "address")
    return list(mates.only(*_FIELDS)[:MOST_SERIES])[::-1]


def _incoming(keys: list[str], user: Visitor) -> tuple[_EdgeRows, dict[str, int]]:
    """Return the newest edges that lead to these works, and by lane the number of documents left out."""
    edges = Edge.objects.visible_to(user).filter(work__in=keys)
    rows = _newest(edges, MOST_CITING)
    if len(rows) < MOST_CITING:
        return rows, {}
    totals = edges.order_by().values_list("citing__organ").annotate(n=Count("citing", distinct=True))
    fetched = {row.citing for row in rows.values()}
    listed = Counter(Resolution.objects.filter(pk__in=fetched).values_list("organ", flat=True))
    unlisted = {}
    for organ, total in sorted(totals):
        if total > listed[organ]:
            unlisted[organ or OTHERS] = total - listed[organ]
    return rows, unlisted


def _documents_at(edges: _EdgeRows, user: Visitor, known: Mapping[str, Resolution]) -> dict[str, Resolution]:
    """Return the documents at both ends of the edges that this visitor may read, without those already
    `known`.
    """
    pks = {row.citing for row in edges.values()} - {document.pk for document in known.values()}
    symbols = {row.work for row in edges.values()} - known.keys()
    documents = Resolution.objects.visible_to(user).filter(edition__isnull=False).only(*_FIELDS)
    return {
        key_of(document): document for document in documents.filter(Q(pk__in=pks) | Q(symbol__in=symbols))
    }


def _second_step(edges: _EdgeRows, documents: Mapping[str, Resolution], user: Visitor) -> _EdgeRows:
    """Return the edges from documents one step away, and those to the works that they cite, without hubs."""
    works = {row.work for row in edges.values() if row.cited_by <= HUB}
    citing = [document.pk for document in documents.values()]
    return _newest(
        Edge.objects.visible_to(user).filter(Q(citing__in=citing) | Q(work__in=works)), MOST_SECOND
    )


def _graph_edges(edges: _EdgeRows, documents: Mapping[str, Resolution]) -> tuple[GraphEdge, ...]:
    """Return the edges whose citing document this visitor may read."""
    key_by_pk = {document.pk: key for key, document in documents.items()}
    return tuple(
        GraphEdge(
            citing=key_by_pk[row.citing],
            cited=row.work,
            verb=row.verb,
            places=row.places,
            only_notes=row.only_notes,
        )
        for row in edges.values()
        if row.citing in key_by_pk
    )


def _graph_nodes(
    asked: list[str], mates: list[str], edges: Sequence[GraphEdge], documents: Mapping[str, Resolution]
) -> tuple[GraphNode, ...]:
    """Return the documents asked for, then all others by role, within a role the most cited first."""
    keys = dict.fromkeys([*asked, *mates])
    for edge in edges:
        keys[edge.citing] = None
        keys[edge.cited] = None
    works = Work.objects.in_bulk(list(keys))
    roles = _roles(keys, asked, edges)
    nodes = []
    for key, (role, asked_by) in roles.items():
        document, work = documents.get(key), works.get(key)
        if document is not None:
            nodes.append(_document_node(key, document, work, role=role, asked_by=asked_by))
        else:
            nodes.append(_work_node(key, work, role=role, asked_by=asked_by))
    asked_nodes = nodes[: len(asked)]
    others = sorted(nodes[len(asked) :], key=_node_order)
    return (*asked_nodes, *others)


def _node_order(node: GraphNode) -> tuple[int, int, date, str]:
    return _ROLE_ORDER.index(node.role), -node.cited_by, node.day or UNDATED, node.key


def _roles(
    keys: Iterable[str], asked: list[str], edges: Sequence[GraphEdge]
) -> dict[str, tuple[Role, tuple[int, ...]]]:
    """Return for each key its role, and the positions of the documents asked for that cite it (see
    GraphNode).
    """
    position = {key: index for index, key in enumerate(asked)}
    positions_citing: dict[str, set[int]] = {}
    citing_asked = set()
    for edge in edges:
        if edge.citing in position:
            positions_citing.setdefault(edge.cited, set()).add(position[edge.citing])
        if edge.cited in position:
            citing_asked.add(edge.citing)
    roles: dict[str, tuple[Role, tuple[int, ...]]] = {}
    for key in keys:
        asked_by = tuple(sorted(positions_citing.get(key, ())))
        if key in position:
            roles[key] = Role.ASKED, (position[key],)
        elif asked_by:
            roles[key] = _cited_role(len(asked_by), len(asked)), asked_by
        elif key in citing_asked:
            roles[key] = Role.CITING, ()
        else:
            roles[key] = Role.AROUND, ()
    return roles


def _cited_role(citing: int, asked: int) -> Role:
    """Return the role of a work that `citing` of the `asked` documents cite."""
    if citing == 1:
        return Role.ONE
    return Role.SHARED if citing == asked else Role.SOME


def _document_node(
    key: str, document: Resolution, work: Work | None, *, role: Role, asked_by: tuple[int, ...]
) -> GraphNode:
    cited_by = work.cited_by if work else 0
    approximate_day = document.sort_date if document.sort_date != UNDATED else None
    return GraphNode(
        key=key,
        label=document.short_label,
        title=document.title,
        address=document.address,
        lane=document.organ or OTHERS,
        lane_name=document.organ_name or lane_name(OTHERS),
        role=role,
        asked_by=asked_by,
        day=document.adopted_on or approximate_day,
        exact=document.adopted_on is not None,
        held=True,
        series=document.series,
        cited_by=cited_by,
    )


def _work_node(key: str, work: Work | None, *, role: Role, asked_by: tuple[int, ...]) -> GraphNode:
    info = work_info(key)
    dated = work or info
    cited_by = work.cited_by if work else 0
    return GraphNode(
        key=key,
        label=info.label,
        title=info.title,
        address=info.address,
        lane=info.lane,
        lane_name=lane_name(info.lane),
        role=role,
        asked_by=asked_by,
        day=dated.day,
        exact=dated.exact,
        cited_by=cited_by,
    )


def _shown_keys(nodes: Sequence[GraphNode]) -> frozenset[str]:
    """Return the keys of the first MOST_NODES documents that have a date, for the figure."""
    dated = [node.key for node in nodes if node.day is not None]
    return frozenset(dated[:MOST_NODES])
