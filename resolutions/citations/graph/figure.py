"""The figure of a neighbourhood in numbers and words: documents along time, in lanes of organs, and their
citations.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .captions import (
    LETTERS,
    LegendEntry,
    edge_kind,
    legend_entries,
    legend_notes,
    node_glyph,
    node_label,
    node_name,
)
from .geometry import NodePlace
from .label_placement import pill_width
from .lanes import DrawnLane, drawn_nodes, lay_out_lanes
from .model import GraphEdge, GraphNode, Neighbourhood
from .timeline import Timeline, timeline

WIDTH = 1360
TOP = 70  # upper edge of the first lane
LANE_GAP = 10
LEVEL_SHARE = 0.42  # share of its width for which a line stays level at the cited document …
LEAST_LEVEL = 36  # … and the least length of that stretch
SAME_HEIGHT = 8  # documents whose heights differ by at most this are joined by an arch
# An arch rises by its base and a third of its width, up to a maximum.
ARCH_BASE, ARCH_SLOPE, MOST_ARCH = 12, 3, 42


@dataclass(frozen=True, slots=True)
class EdgePath:
    """A citation as a cubic curve from the citing document to the cited one."""

    citing: str
    cited: str
    path: str


@dataclass(frozen=True, slots=True)
class EdgeGroup:
    """All lines of one kind from one document. The template
    draws them as one path, and copies it by `ident`.
    """

    ident: str
    kind: str
    lines: tuple[EdgePath, ...]


@dataclass(frozen=True, slots=True)
class Highlight:
    """Lines that are highlighted with a document: those of `letter`, or pale ones for "".

    `bundles` are the idents of the lines from the document, `path` joins the lines to it.
    """

    letter: str
    bundles: tuple[str, ...]
    path: str


@dataclass(frozen=True, slots=True)
class NodeMark:
    """A document in the figure. `ident` is its anchor; `copy` is the id by which its glyph and label are
    copied.

    For a document that was asked for, `kind` is its letter (A–H) and `pill` the width of its pill; for others
    `kind` is that of the ring and `pill` is 0. `lit` and `around` are highlighted with it: lines, and the
    glyphs at their other ends.
    """

    key: str
    ident: str
    copy: str
    place: NodePlace
    address: str
    name: str
    label: str
    kind: str
    pill: int
    lit: tuple[Highlight, ...]
    around: tuple[str, ...]

    @property
    def pill_x(self) -> int:
        """The left edge of the pill, relative to the middle of the glyph."""
        return self.place.dx - self.pill // 2


@dataclass(frozen=True, slots=True)
class Ring:
    """A ring that marks copy by its `ident`: who cites its document, and whether the corpus has its text."""

    ident: str
    kind: str
    held: bool


@dataclass(frozen=True, slots=True)
class GraphFigure:
    """The whole figure, in units of `width` × `height`; `rings` are the kinds of rings in it and in its
    legend.
    """

    height: int
    scale: Timeline
    lanes: tuple[DrawnLane, ...]
    bundles: tuple[EdgeGroup, ...]
    marks: tuple[NodeMark, ...]
    rings: tuple[Ring, ...]
    legend: tuple[LegendEntry, ...]
    notes: tuple[str, ...]
    width: int = WIDTH

    @property
    def foot(self) -> int:
        """The lower edge of the last lane."""
        return _lower_edge(self.lanes)


def graph_figure(neighbourhood: Neighbourhood) -> GraphFigure:
    """Return the figure of a neighbourhood; equal neighbourhoods give equal figures."""
    nodes = drawn_nodes(neighbourhood)
    days = [node.day for node in nodes if node.day]
    asked_days = [node.day for node in nodes if node.day and node.sign]
    scale = timeline(days, asked_days)
    lanes = tuple(lay_out_lanes(neighbourhood, scale, top=TOP, gap=LANE_GAP))
    places: dict[str, NodePlace] = {}
    for lane in lanes:
        places |= lane.places
    groups = tuple(_edge_groups(nodes, neighbourhood.edges, places))
    marks = tuple(_node_marks(neighbourhood, nodes, groups, places))
    line_kinds = {group.kind for group in groups}
    has_series = any(lane.series for lane in lanes)
    legend = tuple(legend_entries(nodes, line_kinds, series=has_series))
    return GraphFigure(
        height=_lower_edge(lanes) + LANE_GAP,
        scale=scale,
        lanes=lanes,
        bundles=groups,
        marks=marks,
        rings=tuple(_rings(marks, legend)),
        legend=legend,
        notes=tuple(legend_notes(neighbourhood, nodes)),
    )


def _lower_edge(lanes: Sequence[DrawnLane]) -> int:
    if not lanes:
        return TOP
    return lanes[-1].y + lanes[-1].height


def _rings(marks: Iterable[NodeMark], legend: Iterable[LegendEntry]) -> Iterator[Ring]:
    """Yield the rings that the figure or its legend shows, in the order of their idents."""
    drawn = {mark.kind for mark in marks if not mark.pill}
    explained = {entry.glyph for entry in legend if entry.glyph}
    for ident in sorted(drawn | explained):
        kind, _, held = ident.partition("-")
        yield Ring(ident=ident, kind=kind, held=held == "held")


def _edge_groups(
    nodes: Sequence[GraphNode], edges: Iterable[GraphEdge], places: Mapping[str, NodePlace]
) -> Iterator[EdgeGroup]:
    """Yield the lines between drawn documents in drawing order: pale ones first, then H to A, so that A is on
    top.
    """
    by_key = {node.key: node for node in nodes}
    positions = {node.key: position for position, node in enumerate(nodes)}
    edges_by_group: dict[tuple[str, str], list[GraphEdge]] = {}
    for edge in edges:
        if edge.citing in by_key and edge.cited in by_key:
            group = (edge_kind(edge, by_key), edge.citing)
            edges_by_group.setdefault(group, []).append(edge)
    for kind, citing in sorted(edges_by_group, key=lambda group: group[0], reverse=True):
        lines = []
        for edge in edges_by_group[kind, citing]:
            curve = _edge_curve(places[citing], places[edge.cited])
            lines.append(EdgePath(citing, edge.cited, curve))
        yield EdgeGroup(f"{kind[0]}{positions[citing]}", kind, tuple(lines))


def _edge_curve(citing: NodePlace, cited: NodePlace) -> str:
    """Return a cubic curve that is level at the cited document, or an arch between documents of one height.

    The curve uses SVG's command s, whose first control point is the citing document itself: a third shorter.
    """
    dx = cited.x - citing.x
    dy = cited.y - citing.y
    if abs(dy) <= SAME_HEIGHT:
        rise = min(ARCH_BASE + abs(dx) // ARCH_SLOPE, MOST_ARCH)
        quarter = dx // 4
        return _curve_path(citing, "c", [quarter, -rise, dx - quarter, dy - rise, dx, dy])
    level = max(round(abs(dx) * LEVEL_SHARE), LEAST_LEVEL)
    control_x = dx - level if dx > 0 else dx + level
    return _curve_path(citing, "s", [control_x, dy, dx, dy])


def _curve_path(start: NodePlace, command: str, numbers: Sequence[int]) -> str:
    """Return an SVG path without the blanks before minus signs, which are optional."""
    arguments = " ".join(map(str, numbers)).replace(" -", "-")
    return f"M{start.x} {start.y}{command}{arguments}"


def _node_marks(
    neighbourhood: Neighbourhood,
    nodes: Sequence[GraphNode],
    groups: Sequence[EdgeGroup],
    places: Mapping[str, NodePlace],
) -> Iterator[NodeMark]:
    """Yield the documents in the order of the Tab key: those asked for, then the others row by row and in
    time.
    """
    cites_in_all = Counter(edge.citing for edge in neighbourhood.edges)
    cites_in_figure = Counter[str]()
    for group in groups:
        cites_in_figure[group.lines[0].citing] += len(group.lines)
    copies = {node.key: f"g{position}" for position, node in enumerate(nodes)}
    neighbours = _neighbours(nodes, groups)
    idents = _anchors(neighbourhood.nodes)
    for node in _tab_order(nodes, places):
        label = node_label(node)
        if node.sign:
            cites = cites_in_all[node.key]
            pill = pill_width(label)
        else:
            cites = cites_in_figure[node.key]
            pill = 0
        yield NodeMark(
            key=node.key,
            ident=idents[node.key],
            copy=copies[node.key],
            place=places[node.key],
            address=node.address,
            name=node_name(node, cites),
            label=label,
            kind=node_glyph(node),
            pill=pill,
            lit=tuple(_highlights(node.key, groups)),
            around=tuple(copies[key] for key in neighbours[node.key]),
        )


def _neighbours(nodes: Sequence[GraphNode], groups: Sequence[EdgeGroup]) -> dict[str, list[str]]:
    """Return for each document the keys of those that a line joins it to, each once, in drawing order."""
    neighbours: dict[str, dict[str, None]] = {node.key: {} for node in nodes}
    for group in groups:
        for line in group.lines:
            neighbours[line.citing][line.cited] = None
            neighbours[line.cited][line.citing] = None
    return {key: list(keys) for key, keys in neighbours.items()}


def _tab_order(nodes: Sequence[GraphNode], places: Mapping[str, NodePlace]) -> list[GraphNode]:
    asked = [node for node in nodes if node.sign]
    others = [node for node in nodes if not node.sign]
    asked.sort(key=lambda node: places[node.key].x)
    others.sort(key=lambda node: (places[node.key].y, places[node.key].x))
    return [*asked, *others]


def _highlights(key: str, groups: Sequence[EdgeGroup]) -> Iterator[Highlight]:
    """Yield the lines that are highlighted with a document: all pale ones together, then those of each
    letter.
    """
    for letter in ("", *LETTERS):
        outgoing = []
        incoming = ""
        for group in groups:
            group_letter = group.kind if group.kind in LETTERS else ""
            if group_letter != letter:
                continue
            if group.lines[0].citing == key:
                outgoing.append(group.ident)
            incoming += "".join(line.path for line in group.lines if line.cited == key)
        if outgoing or incoming:
            yield Highlight(letter, tuple(outgoing), incoming)


def _anchors(nodes: Iterable[GraphNode]) -> dict[str, str]:
    """Return the anchor of each document: n-A-RES-65-218. Of equal anchors, the later ones get a number."""
    anchors: dict[str, str] = {}
    taken: set[str] = set()
    for node in nodes:
        stem = "n-" + re.sub(r"[^A-Za-z0-9.-]", "-", node.key)
        anchor = stem
        number = 2
        while anchor in taken:
            anchor = f"{stem}-{number}"
            number += 1
        taken.add(anchor)
        anchors[node.key] = anchor
    return anchors
