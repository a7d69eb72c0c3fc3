"""Characters with places → rows of text, in the order in which a reader takes them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from ....language.characters import CJK, HAN
from .characters import Glyph

_SMALL = 0.85  # of the size of a row: what may be a raised mark
_WIDEST = 60  # columns that a gap or an indent is drawn with at most
_LEAST_ROWS = 4  # of a column


@dataclass(slots=True)
class PdfRow:
    """Characters on one baseline. `raised` are ranges of its text that are set small and high."""

    glyphs: list[Glyph]
    y: float
    size: float
    text: str = ""
    raised: list[tuple[int, int]] = field(default_factory=list)

    @property
    def x(self) -> float:
        return self.glyphs[0].x

    @property
    def right(self) -> float:
        return max(g.right for g in self.glyphs)


def rows_of(glyphs: list[Glyph]) -> list[PdfRow]:
    """The rows of some characters from top to bottom, raised marks in the row that they belong to."""
    groups: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: -g.y):
        if groups and groups[-1][0].y - glyph.y <= 0.2 * glyph.size:
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    rows: list[PdfRow] = []
    parts: list[PdfRow] = []
    main: PdfRow | None = None  # the largest of the parts of a row
    for part in map(_row, groups):
        # Baselines of two lines of text are never this near to each other.
        if main is not None and main.y - part.y < 0.55 * max(main.size, part.size):
            main = max(main, part, key=lambda row: len(row.glyphs))
        else:
            rows += _united(parts)
            main, parts = part, []
        parts.append(part)
    rows += _united(parts)
    spacing = _letterspacing(rows)
    for row in rows:
        _write(row, spacing)
    return rows


def _united(parts: list[PdfRow]) -> list[PdfRow]:
    """The one row that some parts make, or none."""
    return [_row([glyph for part in parts for glyph in part.glyphs])] if len(parts) > 1 else parts


def _row(glyphs: list[Glyph]) -> PdfRow:
    """A row of these characters, whose size and baseline are those of most of them."""
    sizes = Counter(round(g.size, 1) for g in glyphs)
    size = max(sizes, key=lambda s: (sizes[s], s))
    heights = Counter(round(g.y, 1) for g in glyphs if round(g.size, 1) == size)
    return PdfRow(sorted(glyphs, key=lambda g: g.x), heights.most_common(1)[0][0], size)


def _letterspacing(rows: list[PdfRow]) -> float:
    """The usual gap, in points, where the file has a blank between most pairs of Chinese characters; else 0."""
    pairs = [(a, b) for row in rows for a, b in pairwise(row.glyphs)]
    chinese = [b.blanks for a, b in pairs if HAN.match(a.text) and HAN.match(b.text)]
    if len(chinese) < 10 or sum(map(bool, chinese)) <= 0.5 * len(chinese):
        return 0.0
    return max(median(b.x - a.right for a, b in pairs if b.blanks), 0.1)


def _write(row: PdfRow, spacing: float) -> None:
    """Give a row its text: a blank between words, several for a wide gap, none beside Chinese."""
    out: list[str] = []
    length, last, last_raised = 0, None, False
    for glyph in row.glyphs:
        raised = _is_raised(glyph, row)
        if last is not None:
            blank = " " * _gap(last, glyph, row.size, spacing)
            opens = last_raised and row.raised[0][0] == 0
            if raised != last_raised and (opens or (last.text.isascii() and glyph.text.isascii())):
                blank = blank or " "  # a mark beside a digit would read as one number with it
            out.append(blank)
            length += len(blank)
        if raised:
            joins = row.raised and row.raised[-1][1] == length
            begin = row.raised.pop()[0] if joins else length
            row.raised.append((begin, length + len(glyph.text)))
        out.append(glyph.text)
        length += len(glyph.text)
        last, last_raised = glyph, raised
    row.text = "".join(out)


def _is_raised(glyph: Glyph, row: PdfRow) -> bool:
    rise = glyph.y - row.y
    return rise > 0.25 * row.size or (rise > 0.1 * row.size and glyph.size <= _SMALL * row.size)


def _gap(a: Glyph, b: Glyph, size: float, spacing: float) -> int:
    """Blanks to write between two characters of a row."""
    chinese = bool(CJK.match(a.text[-1])), bool(CJK.match(b.text[0]))
    right = max(a.right, a.x + 0.9 * a.size) if chinese[0] else a.right
    gap = b.x - right
    if gap >= 1.5 * size:
        return min(max(round(gap / (size / 2)), 2), _WIDEST)
    if all(chinese):
        return 0
    if spacing:
        return int(gap > 1.8 * spacing)
    return int(b.blanks > 0 or gap > 0.22 * min(a.size, b.size))


def columns_of_indent(x: float, margin: float, size: float) -> int:
    """How many columns of half a character lie between the margin and x."""
    return min(max(round((x - margin) / (size / 2)), 0), _WIDEST)


# --- columns --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _RowSegment:
    """A stretch of a row without a wide gap."""

    glyphs: list[Glyph]
    x: float
    right: float
    size: float


def in_columns(rows: list[PdfRow]) -> list[list[PdfRow]]:
    """The rows in blocks: one for a plain page, else what stands above columns, and these left to right.

    A page is in columns where a gutter runs down its middle and the text on both sides fills its
    width line by line. The cells of a table do not, so that a table is read row by row.
    """
    segments = [segment for row in rows for segment in _segments(row)]
    gutter = _gutter(segments)
    if gutter is None:
        return [rows]
    blocks: list[list[Glyph]] = []
    whole: list[Glyph] = []
    band: list[_RowSegment] = []
    for segment in [*segments, None]:
        if segment is not None and not segment.x < gutter < segment.right:
            band.append(segment)
            continue
        left = [s for s in band if s.right <= gutter]
        right = [s for s in band if s.x >= gutter]
        if _fills(left) and _fills(right):
            blocks += [whole, _glyphs(left), _glyphs(right)]
            whole = []
        else:
            whole += _glyphs(band)
        band = []
        whole += segment.glyphs if segment else []
    return [rows_of(block) for block in [*blocks, whole] if block] if blocks else [rows]


def _glyphs(segments: list[_RowSegment]) -> list[Glyph]:
    return [glyph for segment in segments for glyph in segment.glyphs]


def _segments(row: PdfRow) -> Iterator[_RowSegment]:
    start = 0
    for at, (a, b) in enumerate(pairwise(row.glyphs), 1):
        if b.x - max(a.right, a.x + 0.5 * a.size) >= row.size:
            yield _segment(row, start, at)
            start = at
    yield _segment(row, start, len(row.glyphs))


def _segment(row: PdfRow, start: int, end: int) -> _RowSegment:
    glyphs = row.glyphs[start:end]
    return _RowSegment(glyphs, glyphs[0].x, max(g.right for g in glyphs), row.size)


def _gutter(segments: list[_RowSegment]) -> float | None:
    """The x of the upright strip near the middle that the fewest lines cross; None where many do."""
    if len(segments) < 2 * _LEAST_ROWS:
        return None
    left, right = min(s.x for s in segments), max(s.right for s in segments)
    bins = 200
    step = (right - left) / bins or 1.0
    edges = [0] * (bins + 2)
    for s in segments:
        edges[int((s.x - left) / step)] += 1
        edges[int((s.right - left) / step) + 1] -= 1
    crossing, counts = 0, []
    for edge in edges[:bins]:
        crossing += edge
        counts.append(crossing)
    middle = range(bins * 3 // 10, bins * 7 // 10)
    least = min(counts[i] for i in middle)
    if least > 0.3 * len(segments):
        return None
    best = max(_runs([i for i in middle if counts[i] == least]), key=len)
    return left + step * (best[0] + len(best) / 2)


def _runs(numbers: list[int]) -> list[list[int]]:
    """Numbers in order, cut where one is missing."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _fills(column: list[_RowSegment]) -> bool:
    """Whether many of the lines reach from one edge of a column to the other."""
    if len(column) < _LEAST_ROWS:
        return False
    left, right = min(s.x for s in column), max(s.right for s in column)
    size = Counter(s.size for s in column).most_common(1)[0][0]
    full = sum(s.x <= left + 2.5 * size and s.right >= right - 2.5 * size for s in column)
    return right - left >= 10 * size and full >= 0.4 * len(column)
