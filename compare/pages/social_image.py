"""The alignment ribbon as a picture for those who share a link: PNG, 1200 × 630."""

from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from ..collation.model import Comparison, RowKind
from .alignment_figure import LEFT, WIDTH, Ribbon, RibbonBand, ribbon

SIZE = (1200, 630)
MARGIN = 60
SCALE = (SIZE[0] - 2 * MARGIN) / (WIDTH - LEFT)  # of the figure's units, without the room for its labels
STRETCH = 2.6  # of its height, which a page keeps low and a picture need not
FIGURE_TOP = 230.0
SMOOTH = 2  # drawn so many times as large, then reduced
COLOURS = 64  # enough for a smooth edge of each
STEPS = 24  # straight lines in a curve

PAPER, INK, MUTED = (250, 248, 243), (29, 33, 39), (90, 96, 105)
BAR, ADDED, REMOVED = (92, 127, 156), (26, 102, 179), (159, 73, 7)
FONTS = Path("/usr/share/fonts")


def render_social_image(comparison: Comparison, names: tuple[str, str], title: str, counts: str) -> bytes:
    """The figure of a comparison with its two names, its title and its counts in words."""
    canvas = Image.new("RGB", (SIZE[0] * SMOOTH, SIZE[1] * SMOOTH), PAPER)
    draw = ImageDraw.Draw(canvas, "RGBA")
    _draw(draw, ribbon(comparison))
    _write(draw, 60, "  ↔  ".join(names), 42, INK)
    _write(draw, 124, title, 30, INK)
    _write(draw, 548, counts, 28, MUTED)
    out = BytesIO()
    canvas.resize(SIZE, Image.Resampling.LANCZOS).quantize(COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw(draw: ImageDraw.ImageDraw, figure: Ribbon) -> None:
    top, bottom = _y(figure, figure.top), _y(figure, figure.lower)
    for piece in figure.pieces:
        for band in piece.bands:
            draw.polygon(list(_outline(band, top, bottom)), (*BAR, round(255 * min(band.opacity + 0.1, 1))))
    for piece in figure.pieces:
        colour = {RowKind.ADDED: ADDED, RowKind.REMOVED: REMOVED}.get(piece.row.kind, BAR)
        for segment in piece.segments:
            y = _y(figure, segment.y)
            box = (_x(segment.x), y, _x(segment.end), y + figure.thick * STRETCH * SMOOTH)
            draw.rounded_rectangle(box, 3 * SMOOTH, colour)


def _x(x: float) -> float:
    return (MARGIN + (x - LEFT) * SCALE) * SMOOTH


def _y(figure: Ribbon, y: float) -> float:
    return (FIGURE_TOP + (y - figure.upper) * STRETCH) * SMOOTH


def _outline(band: RibbonBand, top: float, bottom: float) -> Iterable[tuple[float, float]]:
    """The corners of a band whose two sides are cubic curves that leave the bars upright."""
    down = [_between(band.a, band.b, step / STEPS) for step in range(STEPS + 1)]
    up = [_between(band.a_end, band.b_end, step / STEPS) for step in range(STEPS, -1, -1)]
    heights = [top + (bottom - top) * _between(0, 1, step / STEPS, straight=True) for step in range(STEPS + 1)]
    yield from ((_x(x), y) for x, y in zip(down, heights, strict=True))
    yield from ((_x(x), y) for x, y in zip(up, reversed(heights), strict=True))


def _between(start: float, end: float, t: float, *, straight: bool = False) -> float:
    """A point of the curve start, start, end, end; its height runs 0, ½, ½, 1 of the way."""
    if straight:
        return 3 * (1 - t) ** 2 * t * 0.5 + 3 * (1 - t) * t**2 * 0.5 + t**3
    return start + (end - start) * (3 * t**2 - 2 * t**3)


def _write(draw: ImageDraw.ImageDraw, y: float, text: str, size: int, colour: tuple[int, int, int]) -> None:
    """A line of text as large as fits; nothing where the machine has no font with Chinese characters."""
    path = _font()
    room = (SIZE[0] - 2 * MARGIN) * SMOOTH
    while path and size > 16:
        font = ImageFont.truetype(path, size * SMOOTH, index=_SIMPLIFIED)
        if font.getlength(text) <= room:
            draw.text((MARGIN * SMOOTH, y * SMOOTH), text, colour, font)
            return
        size -= 2


_SIMPLIFIED = 2  # of the faces in Noto's collections: Japanese, Korean, Simplified, Traditional, Hong Kong


@cache
def _font() -> str | None:
    return next((str(path) for path in sorted(FONTS.rglob("NotoSansCJK-Bold.ttc"))), None) or next(
        (str(path) for path in sorted(FONTS.rglob("NotoSansCJK-*.ttc"))), None
    )
