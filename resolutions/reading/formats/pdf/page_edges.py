"""Furniture at the head and foot of PDF pages: running heads and page numbers."""

import re
from collections import defaultdict

from ....language.characters import fold
from ...furniture import is_furniture, is_running_head
from ...lines import Line
from .rows import PdfRow

_EDGE = 6  # rows at the head and at the foot of a page that may be furniture
_BARE_NUMBER = re.compile(r"\d{1,4}")
_PAGE_NUMBER = re.compile(r"^\d{1,4}(?:\s{2,}|$)|\s{2,}\d{1,4}$")


def folded_line(row: PdfRow) -> Line:
    """Return the text of a row as the reader sees a line."""
    return Line(0, len(row.text), fold(row.text))


def is_bare_number(row: PdfRow) -> bool:
    return bool(_BARE_NUMBER.fullmatch(folded_line(row).key))


def is_known_furniture(row: PdfRow) -> bool:
    """Return whether the reader itself recognises the row as furniture."""
    line = folded_line(row)
    return is_furniture(line) or is_running_head(line)


class PageEdges:
    """Finds the rows of each page that are text, from the rows that repeat at the edges of the pages."""

    def __init__(self, pages: list[list[PdfRow]], size: float) -> None:
        self._pages = pages
        self._size = size
        self._positions: dict[str, list[tuple[int, float]]] = defaultdict(list)  # page and height, by key
        for index, rows in enumerate(pages):
            for row in _edge_rows(rows):
                self._positions[_key(row)].append((index, row.y))

    def text_range(self, index: int) -> tuple[int, int]:
        """Return the first row that is text on page `index`, and the row after the last one."""
        rows = self._pages[index]
        first = 0
        last = len(rows)
        while first < min(last, _EDGE) and self._is_page_furniture(index, first, neighbour=first + 1):
            first += 1
        end = max(first, len(rows) - _EDGE)
        while last > end and self._is_page_furniture(index, last - 1, neighbour=last - 2):
            last -= 1
        return first, last

    def _is_page_furniture(self, index: int, position: int, *, neighbour: int) -> bool:
        """Return whether a row repeats, is known furniture, or is a number with a gap to its neighbour."""
        rows = self._pages[index]
        row = rows[position]
        if self._repeats(row, index) or is_known_furniture(row):
            return True
        has_neighbour = 0 <= neighbour < len(rows)
        if has_neighbour and abs(row.y - rows[neighbour].y) <= 2.2 * self._size:
            return False
        return is_bare_number(row)

    def _repeats(self, row: PdfRow, index: int) -> bool:
        """Return whether the row is on another page at the same height."""
        positions = self._positions.get(_key(row), [])
        return any(page != index and abs(y - row.y) < 4 for page, y in positions)


def _edge_rows(rows: list[PdfRow]) -> list[PdfRow]:
    """Return the rows at the head and foot of a page, each once."""
    if len(rows) <= 2 * _EDGE:
        return rows
    return [*rows[:_EDGE], *rows[-_EDGE:]]


def _key(row: PdfRow) -> str:
    """Return the text of a row without blanks, and without a page number at one of its ends."""
    line = folded_line(row)
    if line.stopped:
        return line.key
    return "".join(_PAGE_NUMBER.sub("", line.text).split())
