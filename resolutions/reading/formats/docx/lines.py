"""Lines of extracted text, and the cells of a table row as lines."""

from dataclasses import dataclass, field
from itertools import chain

_CELL_SEPARATOR = "    "


@dataclass(slots=True)
class DocxLine:
    """A line of extracted text and the ranges of it that are set as superscripts."""

    text: str
    superscripts: list[tuple[int, int]] = field(default_factory=list)


def join_lines(lines: list[DocxLine], separator: str) -> DocxLine:
    """Return the lines joined by `separator` into one."""
    superscripts: list[tuple[int, int]] = []
    offset = 0
    for line in lines:
        superscripts += [(offset + start, offset + end) for start, end in line.superscripts]
        offset += len(line.text) + len(separator)
    return DocxLine(separator.join([line.text for line in lines]), superscripts)


def row_lines(cells: list[list[DocxLine]]) -> list[DocxLine]:
    """Return a table row as one line, or cell by cell if a cell has more than one line of text."""
    filled = [_without_blank_lines(cell) for cell in cells]
    lines = list(chain.from_iterable(filled))
    if any(len(cell) > 1 for cell in filled) or any("\n" in line.text for line in lines):
        return lines
    return [join_lines(lines, _CELL_SEPARATOR)]


def _without_blank_lines(lines: list[DocxLine]) -> list[DocxLine]:
    return [line for line in lines if line.text.strip()]
