"""The neighbourhood as a table, equal to its figure: who cites what, in which paragraph, and where texts disagree."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

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
    """A place where one document cites a work: its path with the anchor, its lead verb, the date given."""

    citing: str
    name: str  # of the document that cites
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
    """The places where the document of a column cites that of a row, or (`back`) the row's that of the column."""

    mentions: tuple[CitingPlace, ...]
    back: bool = False

    @property
    def verb(self) -> str:
        """The lead verb of the first paragraph that has one."""
        return next((mention.verb for mention in self.mentions if mention.verb), "")


@dataclass(frozen=True, slots=True)
class TableRow:
    node: GraphNode
    cells: list[TableCell | None]


@dataclass(frozen=True, slots=True)
class TableRowGroup:
    """Rows of one standing; `total` counts also those that are not listed."""

    title: str
    rows: list[TableRow]
    total: int


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Texts that give one work several dates, or one that its session cannot have had."""

    node: GraphNode
    dates: list[tuple[date, list[CitingPlace]]]
    own: date | None  # the day that the work itself bears, where its text is here
    outside: bool = False


@dataclass(frozen=True, slots=True)
class GraphTable:
    columns: list[GraphNode]
    groups: list[TableRowGroup]
    discrepancies: list[Discrepancy]
    open: list[Citation] = field(default_factory=list)


def graph_table(found: NeighbourhoodResult, user: Visitor) -> GraphTable:
    """The table of a neighbourhood, in three queries."""
    nodes = {node.key: node for node in found.neighbourhood.nodes}
    asked = found.neighbourhood.asked
    mates = [nodes[key] for mate in found.mates if (key := key_of(mate)) in nodes]
    columns = [*asked, *(mates if len(asked) + len(mates) <= MOST_COLUMNS else [])]
    citing = {node.key for node in found.neighbourhood.nodes if node.role is Role.CITING}
    shown = {node.key for node in columns} | citing
    mentions = _mentions([document for key, document in found.documents.items() if key in shown], nodes)
    groups = _groups(found, columns, mentions)
    open_ = [found.documents[node.key].edition_id for node in asked if node.key in found.documents]
    rows = Citation.objects.of_current(user).open().filter(edition__in=open_).select_related("paragraph", "footnote")
    return GraphTable(columns, groups, _discrepancies(mentions, found, nodes), list(rows))


Mentions = dict[tuple[str, str], list[CitingPlace]]  # by (citing, cited)


def _mentions(documents: Sequence[Resolution], nodes: dict[str, GraphNode]) -> Mentions:
    """Where these documents cite those of the neighbourhood; of several mentions in one place the first."""
    of_edition = {document.edition_id: document for document in documents}
    in_order = (F("paragraph__position").asc(nulls_last=True), "footnote__position", "start")
    rows = Citation.objects.filter(edition__in=of_edition).exclude(target="").order_by(*in_order)
    found: Mentions = {}
    for edition, target, place, verb, day in rows.values_list("edition_id", "target", "place", "verb", "day"):
        document = of_edition[edition]
        key = key_of(document)
        if target in nodes and target != key:
            listed = found.setdefault((key, target), [])
            if day is not None or place not in {mention.place for mention in listed}:
                listed[:] = [m for m in listed if m.place != place or m.day not in (None, day)]
                listed.append(
                    CitingPlace(key, document.label, target, place, verb, day, f"/{document.address}#{place}")
                )
    return found


def _groups(found: NeighbourhoodResult, columns: list[GraphNode], mentions: Mentions) -> list[TableRowGroup]:
    asked = found.neighbourhood.asked
    by_title: dict[str, list[GraphNode]] = {}
    for node in found.neighbourhood.nodes:
        if node.role is not Role.ASKED or len(asked) > 1:
            by_title.setdefault(_group_title(node, asked), []).append(node)
    groups = []
    for title, nodes in by_title.items():
        rows = [TableRow(node, [_cell(column, node, mentions) for column in columns]) for node in nodes]
        rows = [row for row in rows if any(row.cells) or row.node not in columns]
        groups.append(TableRowGroup(title, rows[:MOST_ROWS], len(rows)))
    return [group for group in groups if group.rows]


_ASKED = "所问文件之间"


def _group_title(node: GraphNode, asked: Sequence[GraphNode]) -> str:
    signs = "".join(SIGNS[k] for k in node.asked_by)
    match node.role:
        case Role.ASKED:
            return _ASKED
        case Role.SHARED:
            return f"{signs}共同引用"
        case Role.SOME:
            return "其中几件引用"
        case Role.ONE:
            return f"仅{signs}引用" if len(asked) > 1 else "所引文件"
        case Role.CITING:
            return "引用所问文件的" if len(asked) > 1 else "引用它的文件"
    return "其他"


def _cell(column: GraphNode, row: GraphNode, mentions: Mentions) -> TableCell | None:
    if there := mentions.get((column.key, row.key)):
        return TableCell(tuple(there))
    if row.role is Role.CITING and (back := mentions.get((row.key, column.key))):
        return TableCell(tuple(back), back=True)
    return None


def _discrepancies(mentions: Mentions, found: NeighbourhoodResult, nodes: dict[str, GraphNode]) -> list[Discrepancy]:
    """Works to which texts give several dates, another than their own, or one outside their session."""
    dated: defaultdict[str, defaultdict[date, list[CitingPlace]]] = defaultdict(lambda: defaultdict(list))
    for (_citing, cited), listed in mentions.items():
        for mention in listed:
            if mention.day:
                dated[cited][mention.day].append(mention)
    out = []
    for key, days in dated.items():
        document = found.documents.get(key)
        own = document.adopted_on if document else None
        outside = any(out_of_session(key, day) for day in days)
        if len({*days, *([own] if own else [])}) > 1 or outside:
            out.append(Discrepancy(nodes[key], sorted(days.items()), own, outside))
    return out
