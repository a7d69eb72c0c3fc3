"""Rows of a lane, on which glyphs and labels are placed so
that none covers another. In units of the figure.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum

LATIN, HAN = 7.6, 13.0  # widths of a character at the font size of labels
LABELS_FROM, LABELS_TO = 138, 1352  # labels keep clear of the names of lanes, and inside the figure
RING = 8.5  # from the middle of a ring to its edge
PILL_PADDING = 16  # a pill is wider than its words by this
PILL_HAN = 15.0  # width of a Han character in a pill, where the font is larger
LABEL_OVERLAP = 4  # a shifted label still begins or ends this far beyond the middle of its ring
ROW_PITCH = 46  # from the middle of a row to the middle of the next
TALL_ROW = 16  # added above a row that has a label above its glyphs, or a pill


class RowBand(IntEnum):
    """The three heights of a row."""

    ABOVE = 0
    MIDDLE = 1
    BELOW = 2


# Least distance between two things in a band: rings may be close, words need more room.
GAPS = {RowBand.ABOVE: 6, RowBand.MIDDLE: 2, RowBand.BELOW: 6}


@dataclass(frozen=True, slots=True)
class RowSpan:
    """An interval of one band of a row."""

    band: RowBand
    left: float
    right: float

    def collides_with(self, other: "RowSpan") -> bool:
        """Return whether both are in one band, and overlap or are closer than its gap."""
        if self.band != other.band:
            return False
        gap = GAPS[self.band]
        return self.left < other.right + gap and other.left < self.right + gap


@dataclass(slots=True)
class LabelRow:
    """A row of a lane with the intervals that are taken."""

    spans: list[RowSpan] = field(default_factory=list)

    def has_room(self, spans: Iterable[RowSpan]) -> bool:
        return all(self._is_free(span) for span in spans)

    def _is_free(self, span: RowSpan) -> bool:
        return not any(span.collides_with(taken) for taken in self.spans)

    @property
    def tall(self) -> bool:
        """Whether something is above its glyphs."""
        return any(span.band == RowBand.ABOVE for span in self.spans)


@dataclass(frozen=True, slots=True)
class Placement:
    """The row of a glyph, its middle, the middle of its label, and the band of the label."""

    row: int
    x: int
    label_x: int
    band: RowBand = RowBand.BELOW


@dataclass(frozen=True, slots=True)
class _LabelCandidate:
    """A possible placement on any row, with the intervals that it takes."""

    placement: Placement
    spans: list[RowSpan]


def width(text: str, han: float = HAN) -> float:
    """Return the width of a text: `han` for each full-width character, LATIN for each other one."""
    return sum(han if unicodedata.east_asian_width(char) in "WFA" else LATIN for char in text)


def pill_width(text: str) -> int:
    """Return the width of a pill with these words."""
    return round(width(text, PILL_HAN)) + PILL_PADDING


def put_pill(rows: list[LabelRow], x: int, text: str) -> Placement:
    """Place a pill on the first row with room for it. A pill takes all three bands."""
    half = pill_width(text) / 2
    middle = _inside_figure(x, half)
    spans = [RowSpan(band, middle - half, middle + half) for band in RowBand]
    return _place(rows, [_LabelCandidate(Placement(0, x, middle, RowBand.MIDDLE), spans)])


def put_ring(rows: list[LabelRow], x: int, label: str, *, either_side: bool = False) -> Placement:
    """Place a ring with its label on the first row with room.

    The label is below the ring, shifted to a side if necessary; with `either_side` it may also be above.
    """
    bands = [RowBand.BELOW, RowBand.ABOVE] if either_side else [RowBand.BELOW]
    half = width(label) / 2
    shift = max(half - LABEL_OVERLAP, 0)
    middles = [_inside_figure(x + dx, half) for dx in (0, shift / 2, -shift / 2, shift, -shift)]
    ring = RowSpan(RowBand.MIDDLE, x - RING, x + RING)
    candidates = []
    for band in bands:
        for middle in middles:
            spans = [ring, RowSpan(band, middle - half, middle + half)]
            candidates.append(_LabelCandidate(Placement(0, x, middle, band), spans))
    return _place(rows, candidates)


def put_words(rows: list[LabelRow], text: str) -> Placement:
    """Place words at the right end of the first row with room."""
    span = RowSpan(RowBand.MIDDLE, LABELS_TO - width(text), LABELS_TO)
    return _place(rows, [_LabelCandidate(Placement(0, LABELS_TO, LABELS_TO, RowBand.MIDDLE), [span])])


def row_middles(rows: Sequence[LabelRow], first: int) -> list[int]:
    """Return the y of each row's middle; `first` is that of the first row unless the row is tall."""
    middles = []
    y = first
    for row in rows:
        if row.tall:
            y += TALL_ROW
        middles.append(y)
        y += ROW_PITCH
    return middles


def _inside_figure(x: float, half: float) -> int:
    """Return the middle nearest to `x` at which a label of half this width stays inside the figure."""
    return round(max(LABELS_FROM + half, min(x, LABELS_TO - half)))


def _place(rows: list[LabelRow], candidates: Sequence[_LabelCandidate]) -> Placement:
    """Take the first candidate that has room on the first possible row; add a row if none has room."""
    for index, row in enumerate(rows):
        for candidate in candidates:
            if row.has_room(candidate.spans):
                row.spans.extend(candidate.spans)
                return replace(candidate.placement, row=index)
    rows.append(LabelRow(list(candidates[0].spans)))
    return replace(candidates[0].placement, row=len(rows) - 1)
