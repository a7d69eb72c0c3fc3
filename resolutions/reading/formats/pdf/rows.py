"""Rows of text from characters with positions, and the order of rows on pages with columns."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, chain, pairwise
from statistics import median

from ....language.characters import CJK, HAN
from .characters import Glyph

_SMALL = 0.85  # of the size of a row: the largest size of a superscript that is little raised
_MAX_COLUMNS = 60  # with which a gap or an indent is written
_MIN_ROWS = 4  # of a column
_BINS = 200  # vertical strips in which a gutter is searched


@dataclass(slots=True)
class PdfRow:
    """Characters on one baseline. `superscripts` are the ranges of its text that are set small and high."""

    glyphs: list[Glyph]
    y: float
    size: float
    text: str = ""
    superscripts: list[tuple[int, int]] = field(default_factory=list)

    @property
    def x(self) -> float:
        return self.glyphs[0].x

    @property
    def right(self) -> float:
        return max(glyph.right for glyph in self.glyphs)


def build_rows(glyphs: list[Glyph]) -> list[PdfRow]:
    """Return the rows of some characters from top to bottom, each with its superscripts."""
    rows: list[PdfRow] = []
    parts: list[PdfRow] = []
    largest: PdfRow | None = None  # of the parts of the current row
    for group in _group_by_baseline(glyphs):
        part = _build_row(group)
        # Baselines of two lines of text are never this close to each other.
        if largest is not None and largest.y - part.y < 0.55 * max(largest.size, part.size):
            largest = max(largest, part, key=lambda row: len(row.glyphs))
        else:
            rows += _merge_parts(parts)
            largest = part
            parts = []
        parts.append(part)
    rows += _merge_parts(parts)
    spacing = _letterspacing(rows)
    for row in rows:
        _set_text(row, spacing)
    return rows


def _group_by_baseline(glyphs: list[Glyph]) -> list[list[Glyph]]:
    groups: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        if groups and groups[-1][0].y - glyph.y <= 0.2 * glyph.size:
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    return groups


def _merge_parts(parts: list[PdfRow]) -> list[PdfRow]:
    """Return the parts of a row as a list of one row, or an empty list if there are none."""
    if len(parts) < 2:
        return parts
    glyphs = list(chain.from_iterable([part.glyphs for part in parts]))
    return [_build_row(glyphs)]


def _build_row(glyphs: list[Glyph]) -> PdfRow:
    """Return a row of characters. Its size and baseline are those of most of them."""
    sizes = Counter(round(glyph.size, 1) for glyph in glyphs)
    size = max(sizes, key=lambda size: (sizes[size], size))
    baselines = Counter(round(glyph.y, 1) for glyph in glyphs if round(glyph.size, 1) == size)
    baseline = baselines.most_common(1)[0][0]
    return PdfRow(sorted(glyphs, key=lambda glyph: glyph.x), baseline, size)


def _letterspacing(rows: list[PdfRow]) -> float:
    """Return the usual gap in points if most Chinese characters are separated by blanks, else 0."""
    pairs = list(chain.from_iterable([pairwise(row.glyphs) for row in rows]))
    has_blank = [right.blanks > 0 for left, right in pairs if HAN.match(left.text) and HAN.match(right.text)]
    if len(has_blank) < 10 or sum(has_blank) <= 0.5 * len(has_blank):
        return 0.0
    gap = median(right.x - left.right for left, right in pairs if right.blanks)
    return max(gap, 0.1)


def _set_text(row: PdfRow, spacing: float) -> None:
    """Set the text and superscripts of a row, with a blank between words and several for a wide gap."""
    parts: list[str] = []
    length = 0
    previous: Glyph | None = None
    previous_raised = False
    for glyph in row.glyphs:
        raised = _is_raised(glyph, row)
        if previous is not None:
            blanks = _blanks_between(previous, glyph, row.size, spacing)
            if not blanks and raised != previous_raised:
                follows_leading_mark = previous_raised and row.superscripts[0][0] == 0
                # Without a blank, a mark and a digit next to it would read as one number.
                if follows_leading_mark or (previous.text.isascii() and glyph.text.isascii()):
                    blanks = 1
            parts.append(" " * blanks)
            length += blanks
        end = length + len(glyph.text)
        if raised:
            start = length
            if row.superscripts and row.superscripts[-1][1] == length:
                start = row.superscripts.pop()[0]
            row.superscripts.append((start, end))
        parts.append(glyph.text)
        length = end
        previous = glyph
        previous_raised = raised
    row.text = "".join(parts)


def _is_raised(glyph: Glyph, row: PdfRow) -> bool:
    rise = glyph.y - row.y
    return rise > 0.25 * row.size or (rise > 0.1 * row.size and glyph.size <= _SMALL * row.size)


def _blanks_between(left: Glyph, right: Glyph, size: float, spacing: float) -> int:
    """Return the number of blanks to write between two characters of a row."""
    after_chinese = bool(CJK.match(left.text[-1]))
    left_end = left.right
    if after_chinese:
        left_end = max(left.right, left.x + 0.9 * left.size)
    gap = right.x - left_end
    if gap >= 1.5 * size:
        return min(max(round(gap / (size / 2)), 2), _MAX_COLUMNS)
    if after_chinese and CJK.match(right.text[0]):
        return 0
    if spacing:
        return int(gap > 1.8 * spacing)
    return int(right.blanks > 0 or gap > 0.22 * min(left.size, right.size))


def columns_of_indent(x: float, margin: float, size: float) -> int:
    """Return the number of columns, each half a character wide, between the margin and x."""
    return min(max(round((x - margin) / (size / 2)), 0), _MAX_COLUMNS)


# --- columns --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _RowSegment:
    """A part of a row without a wide gap."""

    glyphs: list[Glyph]
    x: float
    right: float
    size: float


def split_columns(rows: list[PdfRow]) -> list[list[PdfRow]]:
    """Return the rows in blocks that are read one after the other.

    A plain page is one block. On a page with columns the rows above them come first, then the columns from
    left to right. A page has columns if a gutter runs down its middle and the text on both sides fills its
    width line by line. The cells of a table do not, so that a table is read row by row.
    """
    segments = list(chain.from_iterable([_segments(row) for row in rows]))
    gutter = _find_gutter(segments)
    if gutter is None:
        return [rows]
    blocks: list[list[Glyph]] = []
    full_width: list[Glyph] = []
    band: list[_RowSegment] = []  # consecutive segments that do not cross the gutter
    for segment in [*segments, None]:
        if segment is not None and not segment.x < gutter < segment.right:
            band.append(segment)
            continue
        left = [part for part in band if part.right <= gutter]
        right = [part for part in band if part.x >= gutter]
        if _is_column(left) and _is_column(right):
            blocks += [full_width, _glyphs(left), _glyphs(right)]
            full_width = []
        else:
            full_width += _glyphs(band)
        band = []
        if segment is not None:
            full_width += segment.glyphs
    if not blocks:
        return [rows]
    return [build_rows(block) for block in [*blocks, full_width] if block]


def _glyphs(segments: list[_RowSegment]) -> list[Glyph]:
    return list(chain.from_iterable([segment.glyphs for segment in segments]))


def _segments(row: PdfRow) -> Iterator[_RowSegment]:
    start = 0
    for index, (left, right) in enumerate(pairwise(row.glyphs), 1):
        if right.x - max(left.right, left.x + 0.5 * left.size) >= row.size:
            yield _build_segment(row, start, index)
            start = index
    yield _build_segment(row, start, len(row.glyphs))


def _build_segment(row: PdfRow, start: int, end: int) -> _RowSegment:
    glyphs = row.glyphs[start:end]
    return _RowSegment(glyphs, glyphs[0].x, max(glyph.right for glyph in glyphs), row.size)


def _find_gutter(segments: list[_RowSegment]) -> float | None:
    """Return the x of the vertical strip near the middle that the fewest lines cross, None if many do."""
    if len(segments) < 2 * _MIN_ROWS:
        return None
    left = min(segment.x for segment in segments)
    right = max(segment.right for segment in segments)
    step = (right - left) / _BINS or 1.0
    changes = [0] * (_BINS + 2)
    for segment in segments:
        changes[int((segment.x - left) / step)] += 1
        changes[int((segment.right - left) / step) + 1] -= 1
    crossings = list(accumulate(changes[:_BINS]))
    middle = range(_BINS * 3 // 10, _BINS * 7 // 10)
    fewest = min(crossings[i] for i in middle)
    if fewest > 0.3 * len(segments):
        return None
    widest = max(_runs([i for i in middle if crossings[i] == fewest]), key=len)
    return left + step * (widest[0] + len(widest) / 2)


def _runs(numbers: list[int]) -> list[list[int]]:
    """Return ascending numbers in lists of consecutive ones."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _is_column(segments: list[_RowSegment]) -> bool:
    """Return whether many of the segments reach from one edge of their column to the other."""
    if len(segments) < _MIN_ROWS:
        return False
    left = min(segment.x for segment in segments)
    right = max(segment.right for segment in segments)
    size = Counter(segment.size for segment in segments).most_common(1)[0][0]
    tolerance = 2.5 * size
    full = sum(segment.x <= left + tolerance and segment.right >= right - tolerance for segment in segments)
    return right - left >= 10 * size and full >= 0.4 * len(segments)
