"""Geometry of the alignment figure: two bars of paragraphs, and bands between those that belong together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from resolutions.reading.model import Part

from ..collation.model import Comparison, ComparisonRow, Passage, RowKind

WIDTH, HEIGHT = 1360, 132
LEFT = 96  # x at which the bars begin; the names of the texts are to the left of it
THICK, TOP, BOTTOM = 16, 26, 92  # thickness of the bars, y of the upper one, y of the lower one
GAP = 2.0  # between paragraphs
LEAST = 3.0  # the least width of a paragraph
ROOM_FOR_A_SIGN = 14.0  # the least width of a paragraph with a character in it


@dataclass(frozen=True, slots=True)
class RibbonSegment:
    """A paragraph in a bar; `sign` says whether it is wide enough for a character."""

    x: float
    y: float
    width: float
    height: float
    sign: bool

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def end(self) -> float:
        return round(self.x + self.width, 1)


@dataclass(frozen=True, slots=True)
class RibbonBand:
    """A band from a to a_end in the upper bar and from b to
    b_end in the lower one; opacity is from 0 to 1.
    """

    a: float
    a_end: float
    b: float
    b_end: float
    opacity: float


@dataclass(frozen=True, slots=True)
class RibbonPiece:
    """A row of the comparison with its paragraphs and bands."""

    row: ComparisonRow
    segments: tuple[RibbonSegment, ...]
    bands: tuple[RibbonBand, ...]


@dataclass(frozen=True, slots=True)
class RibbonTick:
    """The beginning of a part of the text in a bar."""

    x: float
    part: Part
    upper: bool

    @property
    def label_x(self) -> float:
        return self.x + 5


@dataclass(frozen=True, slots=True)
class Ribbon:
    """The alignment figure of WIDTH by HEIGHT units."""

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
        """The lower edge of the upper bar, where the bands begin."""
        return self.upper + self.thick

    @property
    def bottom(self) -> int:
        """The lower edge of the lower bar."""
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
    """Return the figure of a comparison.

    Widths are proportional to characters, in a scale in which the longer text fills the width. Rows that
    moved come last, to be drawn over the others.
    """
    unit = _unit_width(comparison)
    upper = _segments(comparison.a, unit, TOP)
    lower = _segments(comparison.b, unit, BOTTOM)
    pieces = [_piece(row, upper, lower) for row in comparison.rows]
    pieces.sort(key=lambda piece: piece.row.moved)
    ticks = (*_ticks(comparison.a, upper, is_upper=True), *_ticks(comparison.b, lower, is_upper=False))
    return Ribbon(tuple(pieces), ticks)


def _unit_width(comparison: Comparison) -> float:
    """Return the width of a character with which the longer text fills the width."""
    widths = [_filling_width(passages) for passages in (comparison.a, comparison.b) if passages]
    return min(widths, default=1.0)


def _filling_width(passages: Sequence[Passage]) -> float:
    """Return the width of a character with which a text fills the width."""
    room = WIDTH - LEFT - GAP * (len(passages) - 1) - LEAST * len(passages)
    characters = sum(len(p.text) for p in passages)
    return max(room, 0.0) / max(characters, 1)


def _segments(passages: Sequence[Passage], unit: float, y: float) -> dict[str, RibbonSegment]:
    """Return the paragraphs in a bar, by id. A text of very many paragraphs is squeezed into the width."""
    widths = [LEAST + len(p.text) * unit for p in passages]
    total = sum(widths) + GAP * max(len(widths) - 1, 0)
    squeeze = min(1.0, (WIDTH - LEFT) / total) if total else 1.0
    segments, x = {}, float(LEFT)
    for passage, full_width in zip(passages, widths, strict=True):
        width = round(full_width * squeeze, 1)
        segments[passage.ident] = RibbonSegment(
            x=round(x, 1), y=y, width=width, height=THICK, sign=width >= ROOM_FOR_A_SIGN
        )
        x += (full_width + GAP) * squeeze
    return segments


def _piece(
    row: ComparisonRow, upper: dict[str, RibbonSegment], lower: dict[str, RibbonSegment]
) -> RibbonPiece:
    above = [upper[ident] for ident in row.a]
    below = [lower[ident] for ident in row.b]
    return RibbonPiece(row, (*above, *below), tuple(_bands(row, above, below)))


def _bands(
    row: ComparisonRow, above: Sequence[RibbonSegment], below: Sequence[RibbonSegment]
) -> Iterable[RibbonBand]:
    """Yield one band between two paragraphs, or one for each part of a paragraph that was split or merged."""
    if not above or not below:
        return
    opacity = 0.5 if row.kind == RowKind.SAME else round(0.12 + 0.33 * row.similarity, 2)
    for (a, a_end), (b, b_end) in zip(_band_ends(above, below), _band_ends(below, above), strict=True):
        yield RibbonBand(a=a, a_end=a_end, b=b, b_end=b_end, opacity=opacity)


def _band_ends(side: Sequence[RibbonSegment], opposite: Sequence[RibbonSegment]) -> list[tuple[float, float]]:
    """Return the start and the end of each band on one side.

    One paragraph opposite several is divided in proportion to their widths.
    """
    if len(side) > 1 and len(opposite) == 1:
        return [(segment.x, segment.end) for segment in side]
    if len(side) > 1 or len(opposite) == 1:
        return [(side[0].x, side[-1].end)]
    whole = side[0]
    total = sum(segment.width for segment in opposite)
    x = whole.x
    edges = [x]
    for segment in opposite:
        x += whole.width * segment.width / total
        edges.append(round(x, 1))
    return list(pairwise(edges))


def _ticks(
    passages: Sequence[Passage], segments: dict[str, RibbonSegment], *, is_upper: bool
) -> Iterable[RibbonTick]:
    """Yield a tick for each paragraph that begins a part."""
    before: Part | None = None
    for passage in passages:
        if passage.part != before:
            yield RibbonTick(segments[passage.ident].x, passage.part, is_upper)
        before = passage.part
