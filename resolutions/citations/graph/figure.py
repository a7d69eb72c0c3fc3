"""The figure of a neighbourhood in numbers and words: who cites whom along time, in lanes of organs."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .captions import LETTERS, Entry, glyph, kind, legend, name, notes
from .label_placement import pill_width
from .lanes import Lane, Place, drawn, lanes, words_of
from .model import Edge, Neighbourhood, Node
from .timeline import Timeline, timeline

WIDTH = 1360
TOP, BETWEEN = 70, 10  # where the first lane begins, and the space between two
SPREAD, LEVEL = 36, 0.42  # a line leaves the cited document level for so much at least, and so much of its length
NEAR = 8  # rows of a height, give or take this, are joined by an arch
ARCH = 42  # its greatest height


@dataclass(frozen=True, slots=True)
class Line:
    """A citation as a cubic curve from the citing document to the cited one."""

    citing: str
    cited: str
    path: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """All lines of one kind from one document, which the template draws as one path, and copies by its ident."""

    ident: str
    kind: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Light:
    """Lines that light up with a document: those of `letter`, "" for pale ones; its own bundles, and a path to it."""

    letter: str
    bundles: tuple[str, ...]
    path: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A document in the figure. `ident` is its anchor, `copy` names its glyph and label for copies.

    `kind` is its letter (A–H) and `pill` the width of its pill where it was asked for, else its ring's kind and 0.
    `lit` and `around` are what lights up with it: lines, and the glyphs at their other ends.
    """

    key: str
    ident: str
    copy: str
    place: Place
    address: str
    name: str
    label: str
    kind: str
    pill: int
    lit: tuple[Light, ...]
    around: tuple[str, ...]

    @property
    def pill_x(self) -> int:
        """The pill's left edge, from its middle."""
        return self.place.dx - self.pill // 2


@dataclass(frozen=True, slots=True)
class Ring:
    """A ring that marks copy by its ident: whom its document is cited by, and whether its text is in the corpus."""

    ident: str
    kind: str
    held: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """The whole figure, in units of WIDTH × height; `rings` are the kinds of rings in it and in its legend."""

    height: int
    scale: Timeline
    lanes: tuple[Lane, ...]
    bundles: tuple[Bundle, ...]
    marks: tuple[Mark, ...]
    rings: tuple[Ring, ...]
    legend: tuple[Entry, ...]
    notes: tuple[str, ...]
    width: int = WIDTH

    @property
    def foot(self) -> int:
        """The lower edge of the last lane."""
        return self.lanes[-1].y + self.lanes[-1].height if self.lanes else TOP


def figure(neighbourhood: Neighbourhood) -> Figure:
    """The figure of these documents: the same for the same neighbourhood, to the last digit."""
    nodes = drawn(neighbourhood)
    asked = [node.day for node in nodes if node.day and node.sign]
    scale = timeline([node.day for node in nodes if node.day], asked)
    strips = tuple(lanes(neighbourhood, scale, TOP, BETWEEN))
    places = {key: place for lane in strips for key, place in lane.places.items()}
    bundles = tuple(_bundles(nodes, neighbourhood.edges, places))
    marks = tuple(_marks(neighbourhood, nodes, bundles, places))
    entries = tuple(
        legend(nodes, {bundle.kind for bundle in bundles}, series=any(lane.series for lane in strips)),
    )
    rings = {mark.kind for mark in marks if not mark.pill} | {entry.glyph for entry in entries if entry.glyph}
    height = (strips[-1].y + strips[-1].height if strips else TOP) + BETWEEN
    return Figure(
        height, scale, strips, bundles, marks, tuple(_rings(rings)), entries, tuple(notes(neighbourhood, nodes))
    )


def _rings(idents: Iterable[str]) -> Iterable[Ring]:
    """The rings in the order of their idents."""
    for ident in sorted(idents):
        kind, _, held = ident.partition("-")
        yield Ring(ident, kind, held == "held")


def _bundles(nodes: Sequence[Node], edges: Iterable[Edge], places: dict[str, Place]) -> Iterable[Bundle]:
    """The lines between documents that are drawn: pale ones first, those of 甲 last and so on top."""
    by_key = {node.key: node for node in nodes}
    numbers = {node.key: number for number, node in enumerate(nodes)}
    bundles: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        if edge.citing in by_key and edge.cited in by_key:
            bundles.setdefault((kind(edge, by_key), edge.citing), []).append(edge)
    for (kind_of_line, citing), gathered in sorted(bundles.items(), key=lambda item: item[0][0], reverse=True):
        lines = (Line(citing, edge.cited, _curve(places[citing], places[edge.cited])) for edge in gathered)
        yield Bundle(f"{kind_of_line[0]}{numbers[citing]}", kind_of_line, tuple(lines))


def _curve(citing: Place, cited: Place) -> str:
    """A cubic curve that leaves the cited document level; an arch between documents of one row.

    It is written with s, whose first control point is the citing document itself: a third shorter.
    """
    x, y = cited.x - citing.x, cited.y - citing.y
    if abs(y) <= NEAR:
        up = -min(ARCH, 12 + abs(x) // 3)
        return _path(citing, "c", x // 4, up, x - x // 4, up + y, x, y)
    back = max(round(abs(x) * LEVEL), SPREAD)
    return _path(citing, "s", x - back if x > 0 else x + back, y, x, y)


def _path(start: Place, command: str, *numbers: int) -> str:
    return f"M{start.x} {start.y}{command}" + " ".join(map(str, numbers)).replace(" -", "-")


def _marks(
    neighbourhood: Neighbourhood, nodes: Sequence[Node], bundles: Sequence[Bundle], places: dict[str, Place]
) -> Iterable[Mark]:
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
        label = words_of(node)
        yield Mark(
            node.key,
            idents[node.key],
            copies[node.key],
            places[node.key],
            node.address,
            name(node, everywhere[node.key] if node.sign else within[node.key]),
            label,
            glyph(node),
            pill_width(label) if node.sign else 0,
            tuple(_lights(node.key, bundles)),
            tuple(dict.fromkeys(around[node.key])),
        )


def _lights(key: str, bundles: Sequence[Bundle]) -> Iterable[Light]:
    """What lights up with a document: its lines, the pale ones as one."""
    for letter in ("", *LETTERS):
        alike = [bundle for bundle in bundles if (bundle.kind if bundle.kind in LETTERS else "") == letter]
        own = tuple(bundle.ident for bundle in alike if bundle.lines[0].citing == key)
        path = "".join(line.path for bundle in alike for line in bundle.lines if line.cited == key)
        if own or path:
            yield Light(letter, own, path)


def _idents(nodes: Iterable[Node]) -> dict[str, str]:
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
