"""The neighbourhood as a table, equal to its figure: who cites what, in which paragraph, and where texts
disagree.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import F

from ..models import Citation, Resolution
from ..models.visitor import Visitor
from ..reading.anchors import place_label
from ..un.works import out_of_session
from .graph.model import SIGNS, GraphNode, Role
from .neighbourhood import NeighbourhoodResult, key_of

MOST_COLUMNS = 10
MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class CitingPlace:
    """A paragraph or footnote that cites a work, with its
    lead verb, the date that it gives and its address.
    """

    citing: str
    name: str  # of the citing document
    cited: str
    place: str
    verb: str
    day: date | None
    address: str

    @property
    def label(self) -> str:
        return place_label(self.place)


@dataclass(frozen=True, slots=True)
class TableCell:
    """The places where the document of the column cites that
    of the row, or, if `back`, the other way round.
    """

    mentions: tuple[CitingPlace, ...]
    back: bool = False

    @property
    def verb(self) -> str:
        """The lead verb of the first place that has one, else ""."""
        return next((mention.verb for mention in self.mentions if mention.verb), "")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A document of the neighbourhood, with a cell for each column; None if neither cites the other."""

    node: GraphNode
    cells: list[TableCell | None]


@dataclass(frozen=True, slots=True)
class TableRowGroup:
    """Rows with one title; `total` also counts those beyond MOST_ROWS."""

    title: str
    rows: list[TableRow]
    total: int


class DatedPlaces(NamedTuple):
    """A date of a work and the places that give it."""

    day: date
    places: list[CitingPlace]


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A work with contradictory dates: `own` is the date of its text in the corpus.

    `outside` is whether one of the dates is not in the session of its symbol.
    """

    node: GraphNode
    dates: list[DatedPlaces]
    own: date | None
    outside: bool = False


@dataclass(frozen=True, slots=True)
class GraphTable:
    """The table, the contradictory dates, and the citations
    of the documents asked for that are still open.
    """

    columns: list[GraphNode]
    groups: list[TableRowGroup]
    discrepancies: list[Discrepancy]
    open: list[Citation] = field(default_factory=list)


Places = dict[tuple[str, str], list[CitingPlace]]  # by (citing, cited)


def graph_table(result: NeighbourhoodResult, user: Visitor) -> GraphTable:
    """Return the table of a neighbourhood, in three queries."""
    nodes = {node.key: node for node in result.neighbourhood.nodes}
    columns = _columns(result, nodes)
    citing_keys = {node.key for node in columns}
    citing_keys |= {node.key for node in nodes.values() if node.role is Role.CITING}
    citing = [document for key, document in result.documents.items() if key in citing_keys]
    places = _citing_places(citing, nodes)
    return GraphTable(
        columns=columns,
        groups=_row_groups(result, columns, places),
        discrepancies=_discrepancies(places, result, nodes),
        open=_open_citations(result, user),
    )


def _columns(result: NeighbourhoodResult, nodes: dict[str, GraphNode]) -> list[GraphNode]:
    """Return the documents asked for, and those of their series if all are at most MOST_COLUMNS."""
    asked = list(result.neighbourhood.asked)
    mate_keys = [key_of(mate) for mate in result.mates]
    mates = [nodes[key] for key in mate_keys if key in nodes]
    if len(asked) + len(mates) > MOST_COLUMNS:
        return asked
    return [*asked, *mates]


def _open_citations(result: NeighbourhoodResult, user: Visitor) -> list[Citation]:
    asked_keys = [node.key for node in result.neighbourhood.asked]
    editions = [result.documents[key].edition_id for key in asked_keys if key in result.documents]
    rows = Citation.objects.of_current(user).open().filter(edition__in=editions)
    return list(rows.select_related("paragraph", "footnote"))


def _citing_places(documents: Sequence[Resolution], nodes: dict[str, GraphNode]) -> Places:
    """Return where these documents cite those of the neighbourhood, in the order of their texts."""
    by_edition = {document.edition_id: document for document in documents}
    text_order = (F("paragraph__position").asc(nulls_last=True), "footnote__position", "start")
    rows = Citation.objects.filter(edition__in=by_edition).exclude(target="").order_by(*text_order)
    places: Places = {}
    for edition, target, place, verb, day in rows.values_list("edition_id", "target", "place", "verb", "day"):
        document = by_edition[edition]
        citing = key_of(document)
        if target not in nodes or target == citing:
            continue
        citing_place = CitingPlace(
            citing=citing,
            name=document.label,
            cited=target,
            place=place,
            verb=verb,
            day=day,
            address=f"/{document.address}#{place}",
        )
        _add_place(places.setdefault((citing, target), []), citing_place)
    return places


def _add_place(listed: list[CitingPlace], new: CitingPlace) -> None:
    """List a place once for each date that it gives; without a date only if it is not listed yet."""
    if new.day is None and any(old.place == new.place for old in listed):
        return
    listed[:] = [old for old in listed if old.place != new.place or old.day not in (None, new.day)]
    listed.append(new)


def _row_groups(result: NeighbourhoodResult, columns: list[GraphNode], places: Places) -> list[TableRowGroup]:
    """Return the rows under the titles of their roles. A column is a row only if a column cites it."""
    asked = result.neighbourhood.asked
    by_title: dict[str, list[GraphNode]] = {}
    for node in result.neighbourhood.nodes:
        if node.role is not Role.ASKED or len(asked) > 1:
            by_title.setdefault(_group_title(node, len(asked)), []).append(node)
    groups = []
    for title, nodes in by_title.items():
        rows = [TableRow(node, _cells(node, columns, places)) for node in nodes]
        rows = [row for row in rows if any(row.cells) or row.node not in columns]
        if rows:
            groups.append(TableRowGroup(title, rows[:MOST_ROWS], total=len(rows)))
    return groups


def _group_title(node: GraphNode, asked: int) -> str:
    """Return the title of a document's rows; `asked` is the number of documents asked for."""
    signs = "".join(SIGNS[position] for position in node.asked_by)
    match node.role:
        case Role.ASKED:
            return "所问文件之间"
        case Role.SHARED:
            return f"{signs}共同引用"
        case Role.SOME:
            return "其中几件引用"
        case Role.ONE:
            return f"仅{signs}引用" if asked > 1 else "所引文件"
        case Role.CITING:
            return "引用所问文件的" if asked > 1 else "引用它的文件"
    return "其他"


def _cells(row: GraphNode, columns: Iterable[GraphNode], places: Places) -> list[TableCell | None]:
    return [_cell(column, row, places) for column in columns]


def _cell(column: GraphNode, row: GraphNode, places: Places) -> TableCell | None:
    """Return the places where the column cites the row; for a citing document, also those where it cites the
    column.
    """
    forward = places.get((column.key, row.key))
    if forward:
        return TableCell(tuple(forward))
    backward = places.get((row.key, column.key))
    if backward and row.role is Role.CITING:
        return TableCell(tuple(backward), back=True)
    return None


def _discrepancies(
    places: Places, result: NeighbourhoodResult, nodes: dict[str, GraphNode]
) -> list[Discrepancy]:
    """Return the works with several dates, a date other than that of their text, or one outside their
    session.
    """
    discrepancies = []
    for key, dates in _dates_by_work(places).items():
        document = result.documents.get(key)
        own = document.adopted_on if document else None
        days = {dated.day for dated in dates}
        outside = any(out_of_session(key, day) for day in days)
        if own:
            days.add(own)
        if len(days) > 1 or outside:
            discrepancies.append(Discrepancy(nodes[key], dates, own, outside))
    return discrepancies


def _dates_by_work(places: Places) -> dict[str, list[DatedPlaces]]:
    """Return the dates that texts give each work, earliest first."""
    dated: defaultdict[str, defaultdict[date, list[CitingPlace]]] = defaultdict(lambda: defaultdict(list))
    for (_citing, cited), listed in places.items():
        for place in listed:
            if place.day:
                dated[cited][place.day].append(place)
    return {key: [DatedPlaces(day, by_day[day]) for day in sorted(by_day)] for key, by_day in dated.items()}
