"""Lanes of the figure: one for each organ, as high as its rows, with the lines of its annual series."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ...un.organs import organs
from ...un.works import INSTRUMENTS, OTHERS
from .captions import (
    folded_title,
    folded_words,
    lane_caption,
    lane_sublabel,
    node_label,
    wrap_lane_name,
)
from .geometry import FOLDED, LaneLayout, LaneText, NodeBlock, NodePlace
from .label_placement import (
    RowBand,
    put_pill,
    put_ring,
    put_words,
    row_middles,
)
from .model import GraphNode, Neighbourhood
from .series_lines import SeriesLine, series_lines
from .timeline import Timeline

# From a lane's upper edge to its first row, and from its last row to the lower edge.
FIRST_ROW, LAST_ROW = 28, 38
BLOCK_GAP = 58  # from the last row of one block of a lane to the first row of the next
NAME_X = 16
NAME_LINE = 20  # height of a line of a lane's name
NAME_BASELINE = 15  # from the top of such a line to its base line
# From a glyph's middle to its label's base line.
LABEL_Y = {RowBand.ABOVE: -15, RowBand.MIDDLE: 5, RowBand.BELOW: 26}


@dataclass(frozen=True, slots=True)
class DrawnLane:
    """A lane from `y` downwards.

    `names` are the lines of its name, `sublabel` a smaller line below them. `folded` counts the documents
    that are not drawn. `places` holds every document of the lane that is drawn, by its key.
    """

    y: int
    height: int
    names: tuple[LaneText, ...]
    sublabel: LaneText | None
    series: tuple[SeriesLine, ...]
    folded: LaneText | None
    places: dict[str, NodePlace]


def drawn_nodes(neighbourhood: Neighbourhood) -> tuple[GraphNode, ...]:
    """Return the documents that the figure draws: those chosen for it that have a date."""
    return tuple(node for node in neighbourhood.nodes if node.day and node.key in neighbourhood.shown)


def lay_out_lanes(
    neighbourhood: Neighbourhood, scale: Timeline, *, top: int, gap: int
) -> Iterator[DrawnLane]:
    """Yield each lane that has a document, drawn or not, from
    `top` downwards with `gap` between two lanes.
    """
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
        # The first series is at the bottom of its lane and later ones are at the top: most lines run between
        # them.
        if not series_above:
            blocks = _upside_down(blocks)
        series_above = series_above or any(block.series for block in blocks)
        lane = _lane(members[code], lane_caption(code, members[code]), blocks, folded=folded, y=y)
        yield lane
        y += lane.height + gap


def _members_by_lane(neighbourhood: Neighbourhood) -> dict[str, list[GraphNode]]:
    """Return the documents of each lane by its code; empty for a lane whose documents were all left out."""
    members: dict[str, list[GraphNode]] = {
        code: [] for code, count in neighbourhood.unlisted.items() if count
    }
    for node in neighbourhood.nodes:
        members.setdefault(node.lane, []).append(node)
    return members


def _lane_order(code: str) -> tuple[int, str]:
    """Return the sort key of a lane: instruments, the organs in the order of their list, unknown codes, no
    organ.
    """
    codes = [INSTRUMENTS, *organs()]
    if code in codes:
        return codes.index(code), code
    if code == OTHERS:
        return len(codes) + 1, code
    return len(codes), code


def _series_blocks(nodes: Sequence[GraphNode], scale: Timeline) -> list[NodeBlock]:
    """Return a block for each series of two or more documents, in order of appearance, and one for the
    others.
    """
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


def _block(nodes: Sequence[GraphNode], scale: Timeline, series: str = "") -> NodeBlock:
    """Return a block with the documents placed on rows: pills first, then by date."""
    block = NodeBlock(series)
    for node in sorted(nodes, key=lambda node: (not node.sign, node.day or date.max, node.key)):
        x = scale.x(node.day or date.max)
        label = node_label(node)
        if node.sign:
            placement = put_pill(block.rows, x, label)
        else:
            placement = put_ring(block.rows, x, label, either_side=bool(series))
        block.placements[node.key] = placement
    return block


def _upside_down(blocks: Sequence[NodeBlock]) -> list[NodeBlock]:
    """Return the blocks from the last to the first; rows of documents outside a series are reversed, too."""
    return [block if block.series else _reversed_rows(block) for block in reversed(blocks)]


def _reversed_rows(block: NodeBlock) -> NodeBlock:
    last_row = len(block.rows) - 1
    placements = {
        key: replace(placement, row=last_row - placement.row) for key, placement in block.placements.items()
    }
    return NodeBlock(block.series, block.rows[::-1], placements)


def _folded_text(members: Sequence[GraphNode], drawn: int, unlisted: int) -> LaneText | None:
    """Return the text that counts the documents of a lane that are not drawn, if any. Its place is still (0,
    0).
    """
    count = len(members) - drawn + unlisted
    if not count:
        return None
    undated = sum(node.day is None for node in members)
    return LaneText(0, 0, folded_words(count), anchor="end", title=folded_title(count, undated))


def _lane(
    members: Sequence[GraphNode], name: str, blocks: list[NodeBlock], *, folded: LaneText | None, y: int
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
    texts = [
        LaneText(NAME_X, first_line_y + NAME_LINE * index, line) for index, line in enumerate(text_lines)
    ]
    return DrawnLane(
        y=y,
        height=height,
        names=tuple(texts[: len(name_lines)]),
        sublabel=next(iter(texts[len(name_lines) :]), None),
        series=tuple(series_lines(members, name, layout, places)),
        folded=folded,
        places=places,
    )


def _lane_layout(blocks: list[NodeBlock], y: int) -> LaneLayout:
    """Return the blocks with the middles of their rows, the first row FIRST_ROW below `y`."""
    row_ys = []
    next_row = y + FIRST_ROW
    for block in blocks:
        middles = row_middles(block.rows, next_row)
        row_ys.append(middles)
        next_row = middles[-1] + BLOCK_GAP
    return LaneLayout(blocks, row_ys)


def _places(layout: LaneLayout) -> dict[str, NodePlace]:
    """Return the place of every document of the lane, and of the text FOLDED, by key."""
    places = {}
    for block, row_ys in zip(layout.blocks, layout.row_ys, strict=True):
        for key, placement in block.placements.items():
            label_dx = placement.label_x - placement.x
            places[key] = NodePlace(placement.x, row_ys[placement.row], label_dx, LABEL_Y[placement.band])
    return places
