"""The lines of a story of a Word file, built from nested blocks, rows and paragraphs."""

from dataclasses import dataclass, field

from .context import ExtractionContext
from .lines import DocxLine, join_lines, row_lines
from .styles import PLAIN, TextProperties


@dataclass(slots=True)
class OpenParagraph:
    """A paragraph while it is read.

    `numbering` are the numId and ilvl, and the style, of the paragraph in which its text begins.
    `continues` says that its end is deleted or hidden, so that the next paragraph continues it.
    """

    properties: TextProperties = PLAIN
    numbering: tuple[tuple[str, str] | None, str] | None = None
    parts: list[str] = field(default_factory=list)
    length: int = 0
    superscripts: list[tuple[int, int]] = field(default_factory=list)
    has_text: bool = False  # other than blanks
    continues: bool = False


@dataclass(slots=True)
class _OpenBlock:
    """The body, a cell or a text box while it is read. The next paragraph continues the `unfinished` one."""

    lines: list[DocxLine] = field(default_factory=list)
    unfinished: OpenParagraph | None = None


class StoryLines:
    """Stacks of open blocks, rows and paragraphs; the last of each is the innermost."""

    def __init__(self, context: ExtractionContext) -> None:
        self._context = context
        self._blocks = [_OpenBlock()]
        self._rows: list[list[list[DocxLine]]] = []
        self._paragraphs = [OpenParagraph()]  # the first takes text outside of all paragraphs

    @property
    def paragraph(self) -> OpenParagraph:
        return self._paragraphs[-1]

    def finish(self) -> list[DocxLine]:
        """Return the lines of the story."""
        self._end_block()
        if self._paragraphs[0].has_text:
            self._add_line(self._paragraphs[0])
        return self._blocks[0].lines

    def write(self, text: str) -> None:
        """Append text to the innermost paragraph."""
        paragraph = self.paragraph
        paragraph.parts.append(text)
        paragraph.length += len(text)
        paragraph.has_text = paragraph.has_text or not text.isspace()
        self._context.add_length(len(text))

    def open_paragraph(self, numbering: tuple[str, str] | None, style: str) -> OpenParagraph:
        """Return a new paragraph, or the one before if this continues it."""
        block = self._blocks[-1]
        paragraph = block.unfinished or OpenParagraph()
        block.unfinished = None
        if not paragraph.has_text:
            paragraph.numbering = numbering, style
        self._paragraphs.append(paragraph)
        return paragraph

    def close_paragraph(self) -> None:
        paragraph = self._paragraphs.pop()
        if paragraph.continues:
            self._blocks[-1].unfinished = paragraph
        else:
            self._add_line(paragraph)

    def open_block(self) -> None:
        """Begin a text box, or a cell of a row."""
        self._blocks.append(_OpenBlock())

    def close_block(self) -> None:
        """End a text box. Its lines follow those of the block around it."""
        lines = self._pop_block()
        self._blocks[-1].lines += lines

    def open_row(self) -> None:
        self._rows.append([])

    def close_cell(self) -> None:
        lines = self._pop_block()
        if self._rows:
            self._rows[-1].append(lines)
        else:  # a cell outside of all rows
            self._blocks[-1].lines += lines

    def close_row(self) -> None:
        self._blocks[-1].lines += row_lines(self._rows.pop())

    def _pop_block(self) -> list[DocxLine]:
        self._end_block()
        return self._blocks.pop().lines

    def _end_block(self) -> None:
        unfinished = self._blocks[-1].unfinished
        if unfinished and unfinished.has_text:
            self._add_line(unfinished)

    def _add_line(self, paragraph: OpenParagraph) -> None:
        label = ""
        if paragraph.numbering:
            label = self._context.numbering.next_label(*paragraph.numbering)
        text = DocxLine("".join(paragraph.parts), paragraph.superscripts)
        self._blocks[-1].lines.append(join_lines([DocxLine(label), text], ""))
        self._context.add_length(len(label) + 1)
