"""The figure of a neighbourhood in numbers and words: who cites whom along time, in lanes of organs."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .captions import LETTERS, LegendEntry, legend_entries, legend_notes, node_glyph, node_kind, node_name
from .label_placement import pill_width
from .lanes import DrawnLane, NodePlace, assign_lanes, draw_lanes, lane_words
from .model import GraphEdge, GraphNode, Neighbourhood
from .timeline import Timeline, timeline

WIDTH = 1360
TOP, BETWEEN = 70, 10  # where the first lane begins, and the space between two
SPREAD, LEVEL = 36, 0.42  # a line leaves the cited document level for so much at least, and so much of its length
NEAR = 8  # rows of a height, give or take this, are joined by an arch
ARCH = 42  # its greatest height


@dataclass(frozen=True, slots=True)
class EdgePath:
    """A citation as a cubic curve from the citing document to the cited one."""

    citing: str
    cited: str
    path: str


@dataclass(frozen=True, slots=True)
class EdgeGroup:
    """All lines of one kind from one document, which the template draws as one path, and copies by its ident."""

    ident: str
    kind: str
    lines: tuple[EdgePath, ...]


@dataclass(frozen=True, slots=True)
class Highlight:
    """Lines that light up with a document: those of `letter`, "" for pale ones; its own bundles, and a path to it."""

    letter: str
    bundles: tuple[str, ...]
    path: str


@dataclass(frozen=True, slots=True)
class NodeMark:
    """A document in the figure. `ident` is its anchor, `copy` names its glyph and label for copies.

    `kind` is its letter (A–H) and `pill` the width of its pill where it was asked for, else its ring's kind and 0.
    `lit` and `around` are what lights up with it: lines, and the glyphs at their other ends.
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
        """The pill's left edge, from its middle."""
        return self.place.dx - self.pill // 2


@dataclass(frozen=True, slots=True)
class GraphFigure:
    """The whole figure, in units of WIDTH × height; `rings` are the kinds of rings in it and in its legend."""

    height: int
    scale: Timeline
    lanes: tuple[DrawnLane, ...]
    bundles: tuple[EdgeGroup, ...]
    marks: tuple[NodeMark, ...]
    rings: tuple[str, ...]
    legend: tuple[LegendEntry, ...]
    notes: tuple[str, ...]
    width: int = WIDTH

    @property
    def foot(self) -> int:
        """The lower edge of the last lane."""
        return self.lanes[-1].y + self.lanes[-1].height if self.lanes else TOP


def graph_figure(neighbourhood: Neighbourhood) -> GraphFigure:
    """The figure of these documents: the same for the same neighbourhood, to the last digit."""
    nodes = draw_lanes(neighbourhood)
    asked = [node.day for node in nodes if node.day and node.sign]
    scale = timeline([node.day for node in nodes if node.day], asked)
    strips = tuple(assign_lanes(neighbourhood, scale, TOP, BETWEEN))
    places = {key: place for lane in strips for key, place in lane.places.items()}
    bundles = tuple(_bundles(nodes, neighbourhood.edges, places))
    marks = tuple(_marks(neighbourhood, nodes, bundles, places))
    entries = tuple(
        legend_entries(nodes, {bundle.kind for bundle in bundles}, series=any(lane.series for lane in strips)),
    )
    rings = {mark.kind for mark in marks if not mark.pill} | {entry.glyph for entry in entries if entry.glyph}
    height = (strips[-1].y + strips[-1].height if strips else TOP) + BETWEEN
    return GraphFigure(
        height, scale, strips, bundles, marks, tuple(sorted(rings)), entries, tuple(legend_notes(neighbourhood, nodes))
    )


def _bundles(
    nodes: Sequence[GraphNode], edges: Iterable[GraphEdge], places: dict[str, NodePlace]
) -> Iterable[EdgeGroup]:
    """The lines between documents that are drawn: pale ones first, those of 甲 last and so on top."""
    by_key = {node.key: node for node in nodes}
    numbers = {node.key: number for number, node in enumerate(nodes)}
    bundles: dict[tuple[str, str], list[GraphEdge]] = {}
    for edge in edges:
        if edge.citing in by_key and edge.cited in by_key:
            bundles.setdefault((node_kind(edge, by_key), edge.citing), []).append(edge)
    for (letter, citing), gathered in sorted(bundles.items(), key=lambda item: item[0][0], reverse=True):
        lines = (EdgePath(citing, edge.cited, _curve(places[citing], places[edge.cited])) for edge in gathered)
        yield EdgeGroup(f"{letter}{numbers[citing]}", letter, tuple(lines))


def _curve(citing: NodePlace, cited: NodePlace) -> str:
    """A cubic curve that leaves the cited document level; an arch between documents of one row.

    It is written with s, whose first control point is the citing document itself: a third shorter.
    """
    x, y = cited.x - citing.x, cited.y - citing.y
    if abs(y) <= NEAR:
        up = -min(ARCH, 12 + abs(x) // 3)
        return _path(citing, "c", x // 4, up, x - x // 4, up + y, x, y)
    back = max(round(abs(x) * LEVEL), SPREAD)
    return _path(citing, "s", x - back if x > 0 else x + back, y, x, y)


def _path(start: NodePlace, command: str, *numbers: int) -> str:
    return f"M{start.x} {start.y}{command}" + " ".join(map(str, numbers)).replace(" -", "-")


def _marks(
    neighbourhood: Neighbourhood, nodes: Sequence[GraphNode], bundles: Sequence[EdgeGroup], places: dict[str, NodePlace]
) -> Iterable[NodeMark]:
    """Those asked for first, then lane by lane and in time, as the Tab key goes."""
    everywhere = Counter(edge.citing for edge in neighbourhood.edges)
    lines = [line for bundle in bundles for line in bundle.lines]
    within = Counter(line.citing for line in lines)
    copies = {node.key: f"g{number}" for number, node in enumerate(nodes)}
    around: dict[str, list[str]] = {node.key: [] for node in nodes}
    for line in lines:
        around[line.citing].append(copies[line.cited])
        around[line.cited].append(copies[line.citing])
    idents = _idents(neighbourhood.nodes)
    ordered = sorted(nodes, key=lambda node: (not node.sign, bool(node.sign) or places[node.key].y, places[node.key].x))
    for node in ordered:
        label = lane_words(node)
        yield NodeMark(
            node.key,
            idents[node.key],
            copies[node.key],
            places[node.key],
            node.address,
            node_name(node, everywhere[node.key] if node.sign else within[node.key]),
            label,
            node_glyph(node),
            pill_width(label) if node.sign else 0,
            tuple(_lights(node.key, bundles)),
            tuple(dict.fromkeys(around[node.key])),
        )


def _lights(key: str, bundles: Sequence[EdgeGroup]) -> Iterable[Highlight]:
    """What lights up with a document: its lines, the pale ones as one."""
    for letter in ("", *LETTERS):
        alike = [bundle for bundle in bundles if (bundle.kind if bundle.kind in LETTERS else "") == letter]
        own = tuple(bundle.ident for bundle in alike if bundle.lines[0].citing == key)
        path = "".join(line.path for bundle in alike for line in bundle.lines if line.cited == key)
        if own or path:
            yield Highlight(letter, own, path)


def _idents(nodes: Iterable[GraphNode]) -> dict[str, str]:
    """The anchor of each document: n-A-RES-65-218; where two would be the same, the later one gets a number."""
    idents: dict[str, str] = {}
    taken: set[str] = set()
    for node in nodes:
        stem = "n-" + re.sub(r"[^A-Za-z0-9.-]", "-", node.key)
        ident, number = stem, 2
        while ident in taken:
            ident, number = f"{stem}-{number}", number + 1
        taken.add(ident)
        idents[node.key] = ident
    return idents
