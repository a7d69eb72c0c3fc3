"""Geometry of the alignment ribbon: two bars of paragraphs, and bands that join those that belong together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from resolutions.reading.model import Part

from ..collation.model import Comparison, ComparisonRow, Passage, RowKind

WIDTH, HEIGHT = 1360, 132
LEFT = 96  # the names of the two texts stand before it
THICK, TOP, BOTTOM = 16, 26, 92  # of the two bars: thickness, and where each begins
GAP = 2.0
LEAST = 3.0  # width of a paragraph, however short
ROOM_FOR_A_SIGN = 14.0


@dataclass(frozen=True, slots=True)
class RibbonSegment:
    """A paragraph in a bar."""

    x: float
    y: float
    width: float
    height: float
    sign: bool  # wide enough for a character

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def end(self) -> float:
        return round(self.x + self.width, 1)


@dataclass(frozen=True, slots=True)
class RibbonBand:
    """Joins a stretch of the upper bar, a to a_end, to one of the lower, b to b_end; opacity 0 to 1."""

    a: float
    a_end: float
    b: float
    b_end: float
    opacity: float


@dataclass(frozen=True, slots=True)
class RibbonPiece:
    """A row of the comparison in the figure."""

    row: ComparisonRow
    segments: tuple[RibbonSegment, ...]
    bands: tuple[RibbonBand, ...]


@dataclass(frozen=True, slots=True)
class RibbonTick:
    """Where a part begins in a bar."""

    x: float
    part: Part
    upper: bool

    @property
    def label_x(self) -> float:
        return self.x + 5


@dataclass(frozen=True, slots=True)
class Ribbon:
    """The whole figure, in units of WIDTH × HEIGHT."""

    pieces: tuple[RibbonPiece, ...]
    ticks: tuple[RibbonTick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    upper: int = TOP
    lower: int = BOTTOM
    thick: int = THICK

    @property
    def top(self) -> int:
        """The edge of the upper bar from which bands run."""
        return self.upper + self.thick

    @property
    def bottom(self) -> int:
        return self.lower + self.thick

    @property
    def bars_width(self) -> int:
        return self.width - self.left

    @property
    def bars_height(self) -> int:
        return self.bottom - self.upper

    @property
    def halfway(self) -> float:
        return (self.top + self.lower) / 2


def ribbon(comparison: Comparison) -> Ribbon:
    """The figure of a comparison: widths in proportion to characters, the longer text as wide as there is room."""
    unit = min((_unit(passages) for passages in (comparison.a, comparison.b) if passages), default=1.0)
    upper = _segments(comparison.a, unit, TOP)
    lower = _segments(comparison.b, unit, BOTTOM)
    pieces = tuple(_piece(row, upper, lower) for row in comparison.rows)
    # What stays in its order is drawn first, so that a move runs over it.
    ordered = sorted(pieces, key=lambda piece: piece.row.moved)
    ticks = (*_ticks(comparison.a, upper, is_upper=True), *_ticks(comparison.b, lower, is_upper=False))
    return Ribbon(tuple(ordered), ticks)


def _unit(passages: Sequence[Passage]) -> float:
    """The width of a character such that the bar fills the figure."""
    room = WIDTH - LEFT - GAP * (len(passages) - 1) - LEAST * len(passages)
    return max(room, 0.0) / max(sum(len(p.text) for p in passages), 1)


def _segments(passages: Sequence[Passage], unit: float, y: float) -> dict[str, RibbonSegment]:
    """Each paragraph's place in a bar; a text of very many paragraphs is squeezed to the width there is."""
    widths = [LEAST + len(p.text) * unit for p in passages]
    total = sum(widths) + GAP * max(len(widths) - 1, 0)
    squeeze = min(1.0, (WIDTH - LEFT) / total) if total else 1.0
    segments, x = {}, float(LEFT)
    for passage, width in zip(passages, widths, strict=True):
        wide = round(width * squeeze, 1)
        segments[passage.ident] = RibbonSegment(round(x, 1), y, wide, THICK, wide >= ROOM_FOR_A_SIGN)
        x += (width + GAP) * squeeze
    return segments


def _piece(row: ComparisonRow, upper: dict[str, RibbonSegment], lower: dict[str, RibbonSegment]) -> RibbonPiece:
    above, below = [upper[ident] for ident in row.a], [lower[ident] for ident in row.b]
    return RibbonPiece(row, (*above, *below), tuple(_bands(row, above, below)))


def _bands(row: ComparisonRow, above: Sequence[RibbonSegment], below: Sequence[RibbonSegment]) -> Iterable[RibbonBand]:
    """One band where one paragraph meets one; where one meets several, it is shared out by their widths."""
    if not above or not below:
        return
    opacity = 0.5 if row.kind == RowKind.SAME else round(0.12 + 0.33 * row.similarity, 2)
    for a_from, a_to, b_from, b_to in zip(*_shares(above, below), *_shares(below, above), strict=True):
        yield RibbonBand(a_from, a_to, b_from, b_to, opacity)


def _shares(own: Sequence[RibbonSegment], other: Sequence[RibbonSegment]) -> tuple[list[float], list[float]]:
    """Where bands start and end on one side: on each paragraph of it, or on parts of its one paragraph."""
    if len(own) > 1:
        starts, ends = [s.x for s in own], [s.end for s in own]
        return (starts, ends) if len(other) == 1 else ([own[0].x], [own[-1].end])
    if len(other) == 1:
        return [own[0].x], [own[0].end]
    total, at = sum(s.width for s in other), own[0].x
    edges = [at]
    for segment in other:
        at += own[0].width * segment.width / total
        edges.append(round(at, 1))
    return edges[:-1], edges[1:]


def _ticks(passages: Sequence[Passage], places: dict[str, RibbonSegment], *, is_upper: bool) -> Iterable[RibbonTick]:
    before: Part | None = None
    for passage in passages:
        if passage.part != before:
            yield RibbonTick(places[passage.ident].x, passage.part, is_upper)
        before = passage.part
