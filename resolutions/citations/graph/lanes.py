"""Lanes of the figure: one for each organ, as high as its rows, with the lines of its annual series."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from ...un.organs import organs
from ...un.works import INSTRUMENTS, OTHERS
from .captions import (
    folded_title,
    folded_words,
    lane_caption,
    lane_sublabel,
    node_label,
    organ_series_caption,
    series_caption,
    wrap_lane_name,
)
from .label_placement import (
    LABELS_FROM,
    LABELS_TO,
    LabelRow,
    Placement,
    RowBand,
    put_pill,
    put_ring,
    put_words,
    row_middles,
    width,
)
from .model import GraphNode, Neighbourhood
from .timeline import Timeline

FIRST_ROW, LAST_ROW = 28, 38  # from a lane's upper edge to its first row, and from its last row to the lower edge
BLOCK_GAP = 58  # from the last row of one block of a lane to the first row of the next
NAME_X = 16
NAME_LINE = 20  # height of a line of a lane's name
NAME_BASELINE = 15  # from the top of such a line to its base line
FOLDED = ""  # key, among those of a lane's documents, of the text that counts the documents that are not drawn
SMALL = 12 / 13  # font size of a series' label, relative to that of a document's label
SERIES_LABEL_GAP = 12  # between a series' label and its first or last document
SERIES_BASELINE = 4  # from the middle of a series' row to the base line of its label
LABEL_Y = {RowBand.ABOVE: -15, RowBand.MIDDLE: 5, RowBand.BELOW: 26}  # from a glyph's middle to its label's base line


@dataclass(frozen=True, slots=True)
class NodePlace:
    """Middle of a document's glyph; `dx` and `dy` lead from there to the middle of its label on the base line."""

    x: int
    y: int
    dx: int
    dy: int


@dataclass(frozen=True, slots=True)
class LaneText:
    """Text in the figure; `anchor` is SVG's "start" or "end", `title` is a longer explanation."""

    x: int
    y: int
    words: str
    anchor: str = "start"
    title: str = ""


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """Line of an annual series through its documents, with its label if there is room for one."""

    path: str
    label: LaneText | None


@dataclass(frozen=True, slots=True)
class DrawnLane:
    """A lane from `y` downwards.

    `names` are the lines of its name, `sublabel` a smaller line below them. `folded` counts the documents that are
    not drawn. `places` holds every document of the lane that is drawn, by its key.
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
    """Adjacent rows of a lane: those of one series, or those of all other documents, with `series` ""."""

    series: str = ""
    rows: list[LabelRow] = field(default_factory=list)
    placements: dict[str, Placement] = field(default_factory=dict)


@dataclass(slots=True)
class _LaneLayout:
    """Blocks of a lane from top to bottom, with the middle of each of their rows."""

    blocks: list[_NodeBlock]
    row_ys: list[list[int]]

    @property
    def bottom(self) -> int:
        """The middle of the last row."""
        return self.row_ys[-1][-1]


def drawn_nodes(neighbourhood: Neighbourhood) -> tuple[GraphNode, ...]:
    """Return the documents that the figure draws: those chosen for it that have a date."""
    return tuple(node for node in neighbourhood.nodes if node.day and node.key in neighbourhood.shown)


def lay_out_lanes(neighbourhood: Neighbourhood, scale: Timeline, *, top: int, gap: int) -> Iterator[DrawnLane]:
    """Yield each lane that has a document, drawn or not, from `top` downwards with `gap` between two lanes."""
    drawn_keys = {node.key for node in drawn_nodes(neighbourhood)}
    members = _members_by_lane(neighbourhood)
    y = top
    series_above = False
    for code in sorted(members, key=_lane_order):
        drawn = [node for node in members[code] if node.key in drawn_keys]
        blocks = _series_blocks(drawn, scale)
        folded = _folded_text(members[code], len(drawn), neighbourhood.unlisted.get(code, 0))
        if folded:
            last_block = blocks[-1]
            last_block.placements[FOLDED] = put_words(last_block.rows, folded.words)
        # The first series is at the bottom of its lane and later ones are at the top: most lines run between them.
        if not series_above:
            blocks = _upside_down(blocks)
        series_above = series_above or any(block.series for block in blocks)
        lane = _lane(members[code], lane_caption(code, members[code]), blocks, folded=folded, y=y)
        yield lane
        y += lane.height + gap


def _members_by_lane(neighbourhood: Neighbourhood) -> dict[str, list[GraphNode]]:
    """Return the documents of each lane by its code; empty for a lane whose documents were all left out."""
    members: dict[str, list[GraphNode]] = {code: [] for code, count in neighbourhood.unlisted.items() if count}
    for node in neighbourhood.nodes:
        members.setdefault(node.lane, []).append(node)
    return members


def _lane_order(code: str) -> tuple[int, str]:
    """Return the sort key of a lane: instruments, the organs in the order of their list, unknown codes, no organ."""
    codes = [INSTRUMENTS, *organs()]
    if code in codes:
        return codes.index(code), code
    if code == OTHERS:
        return len(codes) + 1, code
    return len(codes), code


def _series_blocks(nodes: Sequence[GraphNode], scale: Timeline) -> list[_NodeBlock]:
    """Return a block for each series of two or more documents, in order of appearance, and one for the others."""
    by_series: dict[str, list[GraphNode]] = {}
    for node in nodes:
        by_series.setdefault(node.series, []).append(node)
    others = by_series.pop("", [])
    blocks = []
    for series, members in by_series.items():
        if len(members) > 1:
            blocks.append(_block(members, scale, series))
        else:
            others += members
    if others or not blocks:
        blocks.append(_block(others, scale))
    return blocks


def _block(nodes: Sequence[GraphNode], scale: Timeline, series: str = "") -> _NodeBlock:
    """Return a block with the documents placed on rows: pills first, then by date."""
    block = _NodeBlock(series)
    for node in sorted(nodes, key=lambda node: (not node.sign, node.day or date.max, node.key)):
        x = scale.x(node.day or date.max)
        label = node_label(node)
        if node.sign:
            placement = put_pill(block.rows, x, label)
        else:
            placement = put_ring(block.rows, x, label, either_side=bool(series))
        block.placements[node.key] = placement
    return block


def _upside_down(blocks: Sequence[_NodeBlock]) -> list[_NodeBlock]:
    """Return the blocks from the last to the first; rows of documents outside a series are reversed, too."""
    return [block if block.series else _reversed_rows(block) for block in reversed(blocks)]


def _reversed_rows(block: _NodeBlock) -> _NodeBlock:
    last_row = len(block.rows) - 1
    placements = {key: replace(placement, row=last_row - placement.row) for key, placement in block.placements.items()}
    return _NodeBlock(block.series, block.rows[::-1], placements)


def _folded_text(members: Sequence[GraphNode], drawn: int, unlisted: int) -> LaneText | None:
    """Return the text that counts the documents of a lane that are not drawn, if any. Its place is still (0, 0)."""
    count = len(members) - drawn + unlisted
    if not count:
        return None
    undated = sum(node.day is None for node in members)
    return LaneText(0, 0, folded_words(count), anchor="end", title=folded_title(count, undated))


def _lane(
    members: Sequence[GraphNode], name: str, blocks: list[_NodeBlock], *, folded: LaneText | None, y: int
) -> DrawnLane:
    """Return the lane whose blocks follow each other downwards from `y`."""
    layout = _lane_layout(blocks, y)
    places = _places(layout)
    folded_place = places.pop(FOLDED, None)
    if folded and folded_place:
        folded = replace(folded, x=folded_place.x, y=folded_place.y + folded_place.dy)
    name_lines = wrap_lane_name(name)
    sublabel_lines = lane_sublabel(name)
    text_lines = [*name_lines, *sublabel_lines]
    text_height = NAME_LINE * len(text_lines)
    height = max(layout.bottom + LAST_ROW - y, text_height + NAME_LINE)
    first_line_y = y + (height - text_height) // 2 + NAME_BASELINE
    texts = [LaneText(NAME_X, first_line_y + NAME_LINE * index, line) for index, line in enumerate(text_lines)]
    return DrawnLane(
        y=y,
        height=height,
        names=tuple(texts[: len(name_lines)]),
        sublabel=next(iter(texts[len(name_lines) :]), None),
        series=tuple(_series_lines(members, name, layout, places)),
        folded=folded,
        places=places,
    )


def _lane_layout(blocks: list[_NodeBlock], y: int) -> _LaneLayout:
    """Return the blocks with the middles of their rows, the first row FIRST_ROW below `y`."""
    row_ys = []
    next_row = y + FIRST_ROW
    for block in blocks:
        middles = row_middles(block.rows, next_row)
        row_ys.append(middles)
        next_row = middles[-1] + BLOCK_GAP
    return _LaneLayout(blocks, row_ys)


def _places(layout: _LaneLayout) -> dict[str, NodePlace]:
    """Return the place of every document of the lane, and of the text FOLDED, by key."""
    places = {}
    for block, row_ys in zip(layout.blocks, layout.row_ys, strict=True):
        for key, placement in block.placements.items():
            label_dx = placement.label_x - placement.x
            places[key] = NodePlace(placement.x, row_ys[placement.row], label_dx, LABEL_Y[placement.band])
    return places


def _series_lines(
    members: Sequence[GraphNode], name: str, layout: _LaneLayout, places: Mapping[str, NodePlace]
) -> Iterator[SeriesLine]:
    """Yield the line of each series of a lane. If there are several, each is called after its first document."""
    by_key = {node.key: node for node in members}
    several = sum(bool(block.series) for block in layout.blocks) > 1
    for block, row_ys in zip(layout.blocks, layout.row_ys, strict=True):
        if not block.series:
            continue
        keys = [key for key in block.placements if key != FOLDED]
        stations = sorted((places[key] for key in keys), key=lambda place: place.x)
        if several:
            first = min((by_key[key] for key in keys), key=lambda node: str(node.day))
            caption = series_caption(first.title)
        else:
            caption = organ_series_caption(name)
        yield SeriesLine(_series_path(stations), _series_label(block.rows[0], row_ys[0], caption))


def _series_path(stations: Sequence[NodePlace]) -> str:
    """Return an SVG path through the documents from left to right, curved where the next one is on another row."""
    path = f"M{stations[0].x} {stations[0].y}"
    for start, end in pairwise(stations):
        if start.y == end.y:
            path += f"H{end.x}"
        else:
            middle_x = (start.x + end.x) // 2
            path += f"C{middle_x} {start.y} {middle_x} {end.y} {end.x} {end.y}"
    return path


def _series_label(row: LabelRow, y: int, words: str) -> LaneText | None:
    """Return the label left of the first glyph in the series' row, or right of the last; None if neither fits."""
    label_width = width(words) * SMALL
    spans = [span for span in row.spans if span.band == RowBand.MIDDLE]
    left_end = min(span.left for span in spans) - SERIES_LABEL_GAP
    right_start = max(span.right for span in spans) + SERIES_LABEL_GAP
    if left_end - label_width >= LABELS_FROM:
        return LaneText(round(left_end), y + SERIES_BASELINE, words, anchor="end")
    if right_start + label_width <= LABELS_TO:
        return LaneText(round(right_start), y + SERIES_BASELINE, words)
    return None
