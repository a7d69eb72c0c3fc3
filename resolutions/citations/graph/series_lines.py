"""Lines that join the documents of an annual series within a lane, with their labels."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .captions import (
    organ_series_caption,
    series_caption,
)
from .geometry import FOLDED, LaneLayout, LaneText, NodePlace
from .label_placement import (
    LABELS_FROM,
    LABELS_TO,
    LabelRow,
    RowBand,
    width,
)
from .model import GraphNode

SMALL = 12 / 13  # font size of a series' label, relative to that of a document's label

SERIES_LABEL_GAP = 12  # between a series' label and its first or last document

SERIES_BASELINE = 4  # from the middle of a series' row to the base line of its label


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """Line of an annual series through its documents, with its label if there is room for one."""

    path: str
    label: LaneText | None


def series_lines(
    members: Sequence[GraphNode], name: str, layout: LaneLayout, places: Mapping[str, NodePlace]
) -> Iterator[SeriesLine]:
    """Yield the line of each series of a lane. If there are
    several, each is called after its first document.
    """
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
    """Return an SVG path through the documents from left to right, curved where the next one is on another
    row.
    """
    path = f"M{stations[0].x} {stations[0].y}"
    for start, end in pairwise(stations):
        if start.y == end.y:
            path += f"H{end.x}"
        else:
            middle_x = (start.x + end.x) // 2
            path += f"C{middle_x} {start.y} {middle_x} {end.y} {end.x} {end.y}"
    return path


def _series_label(row: LabelRow, y: int, words: str) -> LaneText | None:
    """Return the label left of the first glyph in the series' row, or right of the last; None if neither
    fits.
    """
    label_width = width(words) * SMALL
    spans = [span for span in row.spans if span.band == RowBand.MIDDLE]
    left_end = min(span.left for span in spans) - SERIES_LABEL_GAP
    right_start = max(span.right for span in spans) + SERIES_LABEL_GAP
    if left_end - label_width >= LABELS_FROM:
        return LaneText(round(left_end), y + SERIES_BASELINE, words, anchor="end")
    if right_start + label_width <= LABELS_TO:
        return LaneText(round(right_start), y + SERIES_BASELINE, words)
    return None
