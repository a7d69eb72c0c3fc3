"""Lines of the drawn text, and how a row of a table becomes one."""

from dataclasses import dataclass, field

_CELLS_APART = "    "


@dataclass(slots=True)
class DocxLine:
    """A line of the drawn text and the ranges of it that are raised."""

    text: str
    raised: list[tuple[int, int]] = field(default_factory=list)


def join(lines: list[DocxLine], between: str) -> DocxLine:
    """The lines one behind another."""
    raised, at = [], 0
    for line in lines:
        raised += [(at + start, at + end) for start, end in line.raised]
        at += len(line.text) + len(between)
    return DocxLine(between.join(line.text for line in lines), raised)


def row(cells: list[list[DocxLine]]) -> list[DocxLine]:
    """A row as one line, or, where a cell holds several paragraphs, cell by cell in lines of its own."""
    filled = [[line for line in cell if line.text.strip()] for cell in cells]
    if any(len(cell) > 1 or "\n" in line.text for cell in filled for line in cell):
        return [line for cell in filled for line in cell]
    return [join([line for cell in filled for line in cell], _CELLS_APART)]
