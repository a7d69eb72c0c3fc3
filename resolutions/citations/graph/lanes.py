"""Lanes of the figure: one for each organ, as high as its rows, with the lines of its annual series."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from ...un.organs import organs
from ...un.works import INSTRUMENTS, OTHERS
from .captions import LONGEST_LABEL, shorten
from .label_placement import (
    LABELS_FROM,
    LABELS_TO,
    LabelRow,
    Placement,
    RowBand,
    middles,
    put_pill,
    put_ring,
    put_words,
    width,
)
from .model import GraphNode, Neighbourhood
from .timeline import Timeline

ABOVE, UNDER = 28, 38  # from a lane's edge to its first row, and from its last
APART = 58  # from the last row of one block of a lane to the first of the next
LINE = 20  # between the lines of a lane's name
NAME_X = 16
NAME = 7  # characters in a line of it
INSTRUMENTS_NAME, SUBLABEL = "国际文书", "与世界会议"
FOLDED = ""  # stands among the keys of a lane's documents for those that are not drawn
SMALL = 12 / 13  # the size of a series' words to a label's
FREE = 12  # between a series' words and its first or last station
LABEL_Y = {RowBand.ABOVE: -15, RowBand.MIDDLE: 5, RowBand.BELOW: 26}  # from a glyph's middle to its label's base line


@dataclass(frozen=True, slots=True)
class NodePlace:
    """A document's place: its middle, and from there the middle and the base line of its label."""

    x: int
    y: int
    dx: int
    dy: int


@dataclass(frozen=True, slots=True)
class LaneText:
    """Words at a place of the figure; `anchor` is SVG's start or end, `title` says more."""

    x: int
    y: int
    words: str
    anchor: str = "start"
    title: str = ""


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """The line of an annual series through its stations, and what it is called, where there is room for that."""

    path: str
    label: LaneText | None


@dataclass(frozen=True, slots=True)
class DrawnLane:
    """A lane from y down: its name in lines, a lesser line below, its series, what it leaves out, where documents lie.

    `places` has every document of the lane that is drawn, by its key.
    """

    y: int
    height: int
    names: tuple[LaneText, ...]
    sublabel: LaneText | None
    series: tuple[SeriesLine, ...]
    folded: LaneText | None
    places: dict[str, NodePlace]


@dataclass(slots=True)
class _NodeBlock:
    """Rows that belong together: those of a series, or of all other documents of a lane."""

    series: str = ""
    rows: list[LabelRow] = field(default_factory=list)
    spots: dict[str, Placement] = field(default_factory=dict)


def draw_lanes(neighbourhood: Neighbourhood) -> tuple[GraphNode, ...]:
    """The documents that the figure draws: chosen for it, and with a day."""
    return tuple(node for node in neighbourhood.nodes if node.day and node.key in neighbourhood.shown)


def assign_lanes(neighbourhood: Neighbourhood, scale: Timeline, top: int, between: int) -> Iterable[DrawnLane]:
    """Every lane that has a document, drawn or not, one below the other from `top`, so far apart."""
    keys = {node.key for node in draw_lanes(neighbourhood)}
    members: dict[str, list[GraphNode]] = {code: [] for code, count in neighbourhood.unlisted.items() if count}
    for node in neighbourhood.nodes:
        members.setdefault(node.lane, []).append(node)
    y, above = top, True
    for code in sorted(members, key=_order):
        shown = [node for node in members[code] if node.key in keys]
        blocks = _blocks(shown, scale)
        folded = _folded(members[code], len(shown), neighbourhood.unlisted.get(code, 0))
        if folded:
            blocks[-1].spots[FOLDED] = put_words(blocks[-1].rows, folded.words)
        # The first series lies at the foot of its lane and later ones at the head: most lines run between them.
        has_series = any(block.series for block in blocks)
        lane = _lane(members[code], _name(code, members[code]), _turned(blocks) if above else blocks, folded, y)
        above = above and not has_series
        yield lane
        y += lane.height + between


def _order(code: str) -> tuple[int, str]:
    """Instruments above the organs, which come in the order of their list; documents of no organ below."""
    codes = [INSTRUMENTS, *organs()]
    return (codes.index(code) if code in codes else len(codes) + (code == OTHERS), code)


def _blocks(shown: Sequence[GraphNode], scale: Timeline) -> list[_NodeBlock]:
    """A block for each series of two documents or more, the one asked for first, and a last one for the others."""
    series: dict[str, list[GraphNode]] = {}
    for node in shown:
        series.setdefault(node.series, []).append(node)
    alone = series.pop("", [])
    for label in [label for label, nodes in series.items() if len(nodes) < 2]:
        alone += series.pop(label)
    blocks = [_block(nodes, scale, label) for label, nodes in series.items()]
    return [*blocks, _block(alone, scale)] if alone or not blocks else blocks


def _block(nodes: Sequence[GraphNode], scale: Timeline, series: str = "") -> _NodeBlock:
    """Documents put on rows: pills first, then by their days."""
    block = _NodeBlock(series)
    for node in sorted(nodes, key=lambda node: (not node.sign, node.day or date.max, node.key)):
        x, words = scale.x(node.day or date.max), lane_words(node)
        if node.sign:
            block.spots[node.key] = put_pill(block.rows, x, words)
        else:
            block.spots[node.key] = put_ring(block.rows, x, words, either_side=bool(series))
    return block


def _turned(blocks: Sequence[_NodeBlock]) -> list[_NodeBlock]:
    """The same blocks from the last to the first; rows of documents outside a series grow upwards."""
    turned = []
    for block in reversed(blocks):
        last = len(block.rows) - 1
        spots = {key: replace(spot, row=last - spot.row) for key, spot in block.spots.items()}
        turned.append(block if block.series else _NodeBlock("", block.rows[::-1], spots))
    return turned


def lane_words(node: GraphNode) -> str:
    """What stands at a document in the figure: 甲 65/218, 70/1, 78届草案 约."""
    label = shorten(node.label, LONGEST_LABEL)
    return f"{node.sign} {label}{'' if node.exact else ' 约'}".strip()


def _folded(members: Sequence[GraphNode], shown: int, unlisted: int) -> LaneText | None:
    """How many documents of a lane are not drawn, if any."""
    count = len(members) - shown + unlisted
    if not count:
        return None
    undated = sum(node.day is None for node in members)
    why = f"，其中 {undated} 件日期不详" if undated else ""
    return LaneText(0, 0, f"另有 {count} 件", "end", f"另有 {count} 件未画出{why}")


def _lane(
    members: Sequence[GraphNode], name: str, blocks: Sequence[_NodeBlock], folded: LaneText | None, y: int
) -> DrawnLane:
    """The lane whose blocks lie below each other from y on."""
    by_key = {node.key: node for node in members}
    series, places = [], {}
    several = sum(bool(block.series) for block in blocks) > 1
    bottom = y + ABOVE - APART
    for block in blocks:
        rows = middles(block.rows, bottom + APART)
        bottom = rows[-1]
        for key, spot in block.spots.items():
            place = NodePlace(spot.x, rows[spot.row], spot.label_x - spot.x, LABEL_Y[spot.band])
            if key == FOLDED and folded:
                folded = replace(folded, x=place.x, y=place.y + place.dy)
            else:
                places[key] = place
        if block.series:
            stations = sorted((places[key] for key in block.spots if key != FOLDED), key=lambda place: place.x)
            first = min((by_key[key] for key in block.spots if key != FOLDED), key=lambda node: str(node.day))
            words = f"{shorten(first.title, 9)}系列" if several else f"{name}年度系列"
            series.append(SeriesLine(_line(stations), _series_label(block.rows[0], rows[0], words)))
    names, sublabel = _wrapped(name), SUBLABEL if name == INSTRUMENTS_NAME else ""
    lines = [*names, sublabel] if sublabel else names
    height = max(bottom + UNDER - y, LINE * len(lines) + LINE)
    start = y + (height - LINE * len(lines)) // 2 + 15
    texts = [LaneText(NAME_X, start + LINE * index, words) for index, words in enumerate(lines)]
    named = texts[: len(names)]
    return DrawnLane(y, height, tuple(named), texts[-1] if sublabel else None, tuple(series), folded, places)


def _line(stations: Sequence[NodePlace]) -> str:
    """A path through stations from left to right, which bends where the next lies on another row."""
    path = f"M{stations[0].x} {stations[0].y}"
    for one, two in pairwise(stations):
        middle = (one.x + two.x) // 2
        path += f"H{two.x}" if one.y == two.y else f"C{middle} {one.y} {middle} {two.y} {two.x} {two.y}"
    return path


def _series_label(row: LabelRow, y: int, words: str) -> LaneText | None:
    """The words left of the first thing in the series' row, or right of the last, or nowhere."""
    wide = width(words) * SMALL
    spans = [span for span in row.spans if span.band == RowBand.MIDDLE]
    left, right = min(span.left for span in spans) - FREE, max(span.right for span in spans) + FREE
    if left - wide >= LABELS_FROM:
        return LaneText(round(left), y + 4, words, "end")
    return LaneText(round(right), y + 4, words) if right + wide <= LABELS_TO else None


def _name(code: str, members: Sequence[GraphNode]) -> str:
    if code == INSTRUMENTS:
        return INSTRUMENTS_NAME
    organ = organs().get(code)
    return members[0].lane_name if members else organ.name if organ else "其他"


def _wrapped(name: str) -> list[str]:
    """The name of an organ in lines: 经济及社会 over 理事会."""
    if len(name) <= NAME:
        return [name]
    head, tail = re.fullmatch(r"(.*?)((?:小组)?委员会|理事会|)", name, re.DOTALL).groups()  # type: ignore[union-attr]
    return [part for part in (shorten(head, NAME + 1), tail) if part]
