"""Body of a resolution: preamble, operative part, sub-paragraphs, parts, annexes, close.

The layout alone decides nothing. A paragraph begins by its number, else by its lead verb, else by the
punctuation before it, and only then by indents, blank lines and short lines.
"""

import re
from collections import deque

from ..footnotes import is_mark_line
from ..furniture import is_running_head
from ..lines import Line, TextLayout
from ..model import Part
from ..numbering import Marker, NumberStyle, find_markers
from ..verbs import verb_at_start
from .block import Body, ParagraphBlock
from .close import CloseLines
from .headings import Headings
from .levels import TOP, LevelPlace, NumberingLevels, begins_roman_items
from .opening import opening_of
from .paragraph_breaks import break_score, lost_its_stop
from .quotations import QuotationMarks, begins_with_quote
from .sections import begins_part, is_annex_heading, part_letter, section_label

_FULL_STOP_END = re.compile(r"。\W{0,3}\d{0,3}$")
_REMEMBERED_ENDINGS = 8  # paragraphs


def read_body(lines: list[Line], layout: TextLayout) -> Body:
    """Return the body made of the lines below the opening. Each line is in exactly one of its lists."""
    reader = _BodyReader(lines, layout)
    for index, line in enumerate(lines):
        reader.read_line(index, line)
    return reader.body


class _BodyReader:
    def __init__(self, lines: list[Line], layout: TextLayout) -> None:
        self.lines = lines
        self.layout = layout
        self.headings = Headings(lines, layout)
        self.body = Body()
        self.close = CloseLines(self.body)
        self.component = ""
        self.part = Part.PREAMBLE
        self.current: ParagraphBlock | None = None
        self.levels = NumberingLevels()
        self.closed = False
        self.annexes = 0
        self.parts = 0
        self.section = ""  # the label of the last section heading: II
        self.quotes = QuotationMarks()
        self.endings: deque[tuple[Part, str]] = deque(maxlen=_REMEMBERED_ENDINGS)

    def read_line(self, index: int, line: Line) -> None:
        if is_mark_line(line):
            self._continue_paragraph(line)
        elif self._is_running_head(line):
            self.body.running_heads.append(line)
        elif self._is_close(line):
            self.closed, self.current = True, None
            self.close.add(line)
        elif self._begins_annex(line):
            self._begin_annex(line)
        elif self.closed and begins_part(self.lines, index):
            self._begin_part(line)
        elif self._opens_after_heading(line):
            self._open(line)
        elif (self.closed and self.part is not Part.ANNEX) or self._is_after_end(line):
            self.closed, self.current = True, None
            self.body.tail.append(line)
        else:
            self._read_paragraph_line(index, line)

    def _read_paragraph_line(self, index: int, line: Line) -> None:
        if number := self._find_number(index, line):
            self._begin_numbered(line, *number)
        elif self._quotes_opening(line):
            self._begin_unnumbered(line)
        elif self.headings.at(index, self._previous_line(), self.part, begun=bool(self.body.blocks)):
            self._begin_heading(line)
        elif self._begins_unnumbered(line):
            self._begin_unnumbered(line)
        else:
            self._continue_paragraph(line)

    def _previous_line(self) -> Line | None:
        """Return the last line of the current paragraph, or None at the beginning and below a heading."""
        if self.current is None or self.current.heading:
            return None
        return self.current.last

    def _continue_paragraph(self, line: Line) -> None:
        if self.closed and self.part is not Part.ANNEX:
            self.body.tail.append(line)
        elif self.current is None:
            self._begin_unnumbered(line)
        else:
            self.current.lines.append(line)
            self.quotes.count(line)

    def _begin_block(self, block: ParagraphBlock) -> None:
        if block.parent is None:
            previous = self._previous_line()
            if previous is not None:
                self.endings.append((self._part_of_current(), previous.key[-1]))
            self.quotes = QuotationMarks()
        self.current = block
        self.body.blocks.append(block)
        self.quotes.count(block.lines[0])

    def _part_of_current(self) -> Part:
        """Return the part of the top-level paragraph that contains the current one."""
        block = self.current
        while block is not None and block.parent is not None:
            block = block.parent
        return block.part if block else self.part

    # --- the end ----------------------------------------------------------------------------------

    def _is_running_head(self, line: Line) -> bool:
        in_text = line.turned or self.closed or self._previous_line() is not None
        return in_text and is_running_head(line)

    def _is_close(self, line: Line) -> bool:
        if self.part is Part.ANNEX or not self.body.blocks:
            return False
        if self.closed:
            return self.close.continues_at(line)
        return self.close.begins_at(line, self._previous_line())

    def _is_after_end(self, line: Line) -> bool:
        """Return whether the text ended without a date: with 。 after paragraphs that end with ； or ，."""
        previous = self._previous_line()
        if previous is None or self.part is Part.ANNEX or not _FULL_STOP_END.search(previous.key):
            return False
        if any(marker.style is not NumberStyle.BULLET for marker in find_markers(line.text)):
            return False
        if self._is_in_quotation(line):
            return False
        if self.layout.wrapped and break_score(self.layout, previous, line) < 2:
            return False
        if self.part is Part.PREAMBLE and verb_at_start(line.text):
            return False
        usual_ending = ";" if self.part is Part.OPERATIVE else ","
        return (self.part, usual_ending) in self.endings

    # --- parts, annexes and headings --------------------------------------------------------------

    def _begins_annex(self, line: Line) -> bool:
        previous = self._previous_line()
        if previous is not None and not previous.terminal:
            return False
        return (self.closed or self.part is not Part.PREAMBLE) and is_annex_heading(line)

    def _begin_annex(self, line: Line) -> None:
        self.annexes += 1
        self.component, self.part = f"annex{self.annexes}", Part.ANNEX
        self.section, self.levels = "", NumberingLevels()
        self.current = None
        self._begin_heading(line)

    def _begin_part(self, line: Line) -> None:
        self.parts += 1
        self.component = part_letter(line) or chr(ord("A") + self.parts % 26)
        self.part, self.closed = Part.PREAMBLE, False
        self.section, self.levels = "", NumberingLevels()
        self.endings.clear()
        self.current = None
        if opening_of(line):
            self._open(line)
        else:
            self._begin_heading(line)

    def _opens_after_heading(self, line: Line) -> bool:
        return self._is_below_heading() and not self.closed and opening_of(line) is not None

    def _is_below_heading(self) -> bool:
        return self.current is not None and self.current.heading

    def _open(self, line: Line) -> None:
        self.body.openings.append(line)
        self.current = None

    def _begin_heading(self, line: Line) -> None:
        label = section_label(line)
        if self.current and self.current.heading and self.layout.wrapped and not label:
            self.current.lines.append(line)
            return
        if label:
            self.section = label
        self.current = ParagraphBlock([line], self.component, self.part, heading=True)
        self.body.blocks.append(self.current)

    # --- numbered paragraphs ----------------------------------------------------------------------

    def _find_number(self, index: int, line: Line) -> tuple[Marker, int] | None:
        """Return the number at the start of a line and its level, or None if the line has no number."""
        markers = [marker for marker in find_markers(line.text) if self._may_number(marker, index, line)]
        best: tuple[Marker, int] | None = None
        best_score = 0.0
        for marker in markers:
            place = self._place_of(marker, index, line)
            fit = self.levels.fit(marker, place, self.part, begun=bool(self.current or self.body.blocks))
            if fit and fit[0] > best_score:
                best_score, best = fit[0], (marker, fit[1])
        return best

    def _may_number(self, marker: Marker, index: int, line: Line) -> bool:
        """Return whether a marker may number a paragraph, and not a quoted one or a section's heading."""
        if self._is_in_quotation(line):
            quotation_was_left_open = not self.quotes.close_soon(self.lines, index)
            if not (self.levels.goes_on(marker) and quotation_was_left_open):
                return False
        return marker.style not in TOP or not self.headings.is_section(index, marker)

    def _place_of(self, marker: Marker, index: int, line: Line) -> LevelPlace:
        previous = self._previous_line()
        return LevelPlace(
            free=previous is None or previous.terminal,
            stopped=previous is None or previous.stopped,
            verb=verb_at_start(line.text[marker.length :].strip()) is not None,
            roman=begins_roman_items(self.lines, index),
        )

    def _begin_numbered(self, line: Line, marker: Marker, level: int) -> None:
        if self.section and self.levels.restarts(marker, level):
            annex = self.component.split(".")[0] if self.part is Part.ANNEX else ""
            self.component = f"{annex}.{self.section}".lstrip(".")
        parent = self._find_parent(marker, level)
        is_preambular = marker.style is NumberStyle.PREAMBULAR
        if self.part is Part.PREAMBLE and level == 0 and parent is None and not is_preambular:
            self.part = Part.OPERATIVE
        part = parent.part if parent else self.part
        block = ParagraphBlock([line], self.component, part, marker, parent=parent)
        del self.levels.open[level:]
        if not is_preambular:
            self.levels.open.append(block)
            self.levels.resumes = None
        self._begin_block(block)

    def _find_parent(self, marker: Marker, level: int) -> ParagraphBlock | None:
        """Return the parent of a numbered block: that of the level above, or an unnumbered paragraph."""
        if level:
            return self.levels.open[level - 1]
        if marker.style in TOP or marker.style is NumberStyle.PREAMBULAR:
            return None
        if self.current is None or self.current.heading:
            return None
        if self.current.parent is None and self.current.marker is None:
            return self.current
        return self.current.parent

    # --- unnumbered paragraphs --------------------------------------------------------------------

    def _begins_unnumbered(self, line: Line) -> bool:
        previous = self._previous_line()
        if previous is None:
            return True
        if self.current and self.current.marker and not self.current.beginning:
            return False  # the number has a line of its own
        if begins_with_quote(line):
            return previous.terminal
        numbered = self.part is Part.OPERATIVE and self.levels.top is not None
        if self.layout.wrapped:
            ended = previous.stopped if numbered else previous.terminal
            return ended and break_score(self.layout, previous, line) >= (3 if numbered else 2)
        if not previous.terminal:
            return self.part is Part.PREAMBLE and lost_its_stop(line)
        under_number = self.current is not None and self.current.marker is None
        return previous.stopped or not numbered or under_number or self._is_in_quotation(line)

    def _begin_unnumbered(self, line: Line) -> None:
        verb = verb_at_start(line.text)
        top = self.levels.top
        if self.part is Part.OPERATIVE and top and self._is_below_heading() and verb and verb.preambular:
            self.levels = NumberingLevels(resumes=top.marker)  # the section has its own preamble
            self.part = Part.PREAMBLE
        parent = self.levels.top if self.part is Part.OPERATIVE else None
        self._begin_block(ParagraphBlock([line], self.component, self.part, parent=parent))

    # --- quotations -------------------------------------------------------------------------------

    def _quotes_opening(self, line: Line) -> bool:
        """Return whether a paragraph that ends with a colon
        quotes another resolution, from its opening on.
        """
        previous = self._previous_line()
        introduced = self.part is Part.OPERATIVE and previous is not None and previous.key[-1] == ":"
        return introduced and opening_of(line) is not None

    def _is_in_quotation(self, line: Line) -> bool:
        """Return whether a line is in a quotation under a numbered paragraph."""
        if self.part is not Part.OPERATIVE or self.levels.top is None:
            return False
        return begins_with_quote(line) or self.quotes.open > 0
