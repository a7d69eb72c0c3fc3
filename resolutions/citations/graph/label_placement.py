"""Rows of a lane: where glyphs and labels lie such that none covers another."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from itertools import accumulate

LATIN, HAN = 7.6, 13.0  # widths of a character at the size of labels
LABELS_FROM, LABELS_TO = 138, 1352  # labels keep out of the names of lanes, and inside the figure
GLYPH = 8.5  # from the middle of a ring to its edge
PILL, BIG = 16, 15.0  # a pill is so much wider than its words, which are larger: a Han character in them
ASIDE = 4  # a label that has to make way still begins or ends so far beyond the middle of its ring
PITCH, EXTRA = 46, 16  # from row to row, and where labels above or a pill need more


class RowBand(IntEnum):
    """The three heights of a row."""

    ABOVE = 0
    MIDDLE = 1
    BELOW = 2


# From one thing to the next in each band: rings may come close, words need air.
GAPS = {RowBand.ABOVE: 6, RowBand.MIDDLE: 2, RowBand.BELOW: 6}


@dataclass(frozen=True, slots=True)
class RowSpan:
    """A stretch of one band of a row, from left to right."""

    band: RowBand
    left: float
    right: float


@dataclass(slots=True)
class LabelRow:
    """A row of a lane, and what it holds already."""

    spans: list[RowSpan] = field(default_factory=list)

    def has_room(self, spans: Iterable[RowSpan]) -> bool:
        return not any(
            new.band == old.band and new.left < old.right + GAPS[new.band] and old.left < new.right + GAPS[new.band]
            for new in spans
            for old in self.spans
        )

    @property
    def tall(self) -> bool:
        """It has something above its glyphs."""
        return any(span.band == RowBand.ABOVE for span in self.spans)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where something lies: its row, its middle and the middle of its label, and the band of the label."""

    row: int
    x: int
    label_x: int
    band: RowBand = RowBand.BELOW


def width(text: str, han: float = HAN) -> float:
    """How wide a label is in the figure: Han and other full-width characters count more than Latin ones."""
    return sum(han if unicodedata.east_asian_width(char) in "WFA" else LATIN for char in text)


def pill_width(text: str) -> int:
    """How wide a pill with these words is."""
    return round(width(text, BIG)) + PILL


def put_pill(rows: list[LabelRow], x: int, text: str) -> Placement:
    """A pill on the first row with room for it."""
    half = pill_width(text) / 2
    middle = _kept_inside(x, half)
    return _first(
        rows, [(Placement(0, x, middle, RowBand.MIDDLE), [RowSpan(b, middle - half, middle + half) for b in RowBand])]
    )


def put_ring(rows: list[LabelRow], x: int, label: str, *, either_side: bool = False) -> Placement:
    """A ring on the first row with room, its label below, if need be aside; above it where either side will do."""
    half = width(label) / 2
    aside = max(half - ASIDE, 0)
    ring = RowSpan(RowBand.MIDDLE, x - GLYPH, x + GLYPH)
    ways = [
        (Placement(0, x, middle, band), [ring, RowSpan(band, middle - half, middle + half)])
        for band in ((RowBand.BELOW, RowBand.ABOVE) if either_side else (RowBand.BELOW,))
        for middle in (_kept_inside(x + shift, half) for shift in (0, aside / 2, -aside / 2, aside, -aside))
    ]
    return _first(rows, ways)


def put_words(rows: list[LabelRow], text: str) -> Placement:
    """Words at the right end of the first row with room."""
    wide = width(text)
    span = RowSpan(RowBand.MIDDLE, LABELS_TO - wide, LABELS_TO)
    return _first(rows, [(Placement(0, LABELS_TO, LABELS_TO, RowBand.MIDDLE), [span])])


def middles(rows: Sequence[LabelRow], first: int) -> list[int]:
    """How deep the middle of each row lies, where that of a row without anything above its glyphs lies at `first`."""
    steps = [(PITCH if index else first) + (EXTRA if row.tall else 0) for index, row in enumerate(rows)]
    return list(accumulate(steps))


def _kept_inside(x: float, half: float) -> int:
    return round(max(LABELS_FROM + half, min(x, LABELS_TO - half)))


def _first(rows: list[LabelRow], ways: Sequence[tuple[Placement, list[RowSpan]]]) -> Placement:
    """The first row, if need be a new one, that takes a thing in one of the ways it can lie."""
    index = 0
    while True:
        if index == len(rows):
            rows.append(LabelRow())
        for spot, spans in ways:
            if rows[index].has_room(spans):
                rows[index].spans.extend(spans)
                return replace(spot, row=index)
        index += 1
