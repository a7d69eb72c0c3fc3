"""The alignment figure as an image for social media: PNG, 1200 × 630."""

from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from ..collation.model import Comparison, RowKind
from .alignment_figure import LEFT, WIDTH, Ribbon, RibbonBand, ribbon

SIZE = (1200, 630)
MARGIN = 60
SCALE = (SIZE[0] - 2 * MARGIN) / (WIDTH - LEFT)  # pixels for a unit of the figure, whose labels are left out
STRETCH = 2.6  # pixels for a unit of height: the image has more room than a page
FIGURE_TOP = 230.0
SMOOTH = 2  # the factor by which the image is drawn larger and then reduced
COLOURS = 64  # enough for the smooth edges of each colour
STEPS = 24  # straight lines in a curve

PAPER, INK, MUTED = (250, 248, 243), (29, 33, 39), (90, 96, 105)
BAR, ADDED, REMOVED = (92, 127, 156), (26, 102, 179), (159, 73, 7)
FONTS = Path("/usr/share/fonts")


def render_social_image(comparison: Comparison, names: tuple[str, str], title: str, counts: str) -> bytes:
    """Return a PNG with the figure of a comparison, the names of both texts, a title and the counts."""
    canvas = Image.new("RGB", (SIZE[0] * SMOOTH, SIZE[1] * SMOOTH), PAPER)
    draw = ImageDraw.Draw(canvas, "RGBA")
    _draw_figure(draw, ribbon(comparison))
    _write(draw, "  ↔  ".join(names), y=60, size=42, colour=INK)
    _write(draw, title, y=124, size=30, colour=INK)
    _write(draw, counts, y=548, size=28, colour=MUTED)
    out = BytesIO()
    canvas.resize(SIZE, Image.Resampling.LANCZOS).quantize(COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw_figure(draw: ImageDraw.ImageDraw, figure: Ribbon) -> None:
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
    """Yield the corners of a band. Its two sides are cubic curves, vertical at the bars."""
    down = [_between(band.a, band.b, step / STEPS) for step in range(STEPS + 1)]
    up = [_between(band.a_end, band.b_end, step / STEPS) for step in range(STEPS, -1, -1)]
    heights = [
        top + (bottom - top) * _between(0, 1, step / STEPS, straight=True) for step in range(STEPS + 1)
    ]
    yield from ((_x(x), y) for x, y in zip(down, heights, strict=True))
    yield from ((_x(x), y) for x, y in zip(up, reversed(heights), strict=True))


def _between(start: float, end: float, t: float, *, straight: bool = False) -> float:
    """Return x at `t`, from 0 to 1, on the Bézier curve of start, start, end, end; with `straight`, the
    height.

    The height is the share of the way down, on the curve of 0, ½, ½, 1.
    """
    if straight:
        return 3 * (1 - t) ** 2 * t * 0.5 + 3 * (1 - t) * t**2 * 0.5 + t**3
    return start + (end - start) * (3 * t**2 - 2 * t**3)


def _write(
    draw: ImageDraw.ImageDraw, text: str, *, y: float, size: int, colour: tuple[int, int, int]
) -> None:
    """Write a line of text, in a smaller size if it is too wide. Without a Chinese font, write none."""
    path = _font_path()
    room = (SIZE[0] - 2 * MARGIN) * SMOOTH
    while path and size > 16:
        font = ImageFont.truetype(path, size * SMOOTH, index=_SIMPLIFIED)
        if font.getlength(text) <= room:
            draw.text((MARGIN * SMOOTH, y * SMOOTH), text, colour, font)
            return
        size -= 2


_SIMPLIFIED = 2  # index in Noto's collections: Japanese, Korean, Simplified, Traditional, Hong Kong


@cache
def _font_path() -> str | None:
    """Return the path of a Noto Sans CJK font, bold if there is one, or None."""
    for pattern in ("NotoSansCJK-Bold.ttc", "NotoSansCJK-*.ttc"):
        paths = sorted(FONTS.rglob(pattern))
        if paths:
            return str(paths[0])
    return None
