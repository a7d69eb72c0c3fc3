"""The body of a resolution: preamble, operative part, sub-paragraphs, parts, annexes, close.

Layout is never trusted by itself. What begins a paragraph is decided by, in this order, its number,
its lead verb, the punctuation before it, and only then by indents, blank lines and short lines.
"""

import re
from collections import deque

from ...language.characters import width
from ...language.numerals import parse_numeral, to_roman
from ..closing import is_closing, is_date_or_meeting, opens_vote
from ..footnotes import is_mark_line
from ..furniture import is_running_head
from ..lines import Line, TextLayout
from ..model import Part
from ..numbering import Marker, NumberStyle, find_markers
from ..verbs import verb_at_start
from .block import Body, ParagraphBlock
from .headings import Headings
from .levels import TOP, LevelPlace, NumberingLevels
from .opening import begins_body, opening_of

_ANNEX = re.compile(r"(?:附件|附录|附文)(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[IVX]{1,4})?(?::.{0,60})?")
_PART = re.compile(r"\(?(?P<letter>[A-Z])\)?[.、]?[^a-z,;。:]{0,80}")
_SECTION_LABEL = re.compile(r"(?P<label>[IVX]{1,5}|[A-Z]|[一二三四五六七八九十]{1,3})(?:[.、]|$)")
_LONGEST_CLOSE = 300  # characters
_LONGEST_QUOTATION = 60  # lines


def read_body(lines: list[Line], style: TextLayout) -> Body:
    """Read the lines below the opening. Every line goes into exactly one list of the body."""
    return _BodyReader(lines, style).read()


class _BodyReader:
    def __init__(self, lines: list[Line], style: TextLayout) -> None:
        self.lines = lines
        self.style = style
        self.headings = Headings(lines, style)
        self.body = Body()
        self.component = ""
        self.part = Part.PREAMBLE
        self.current: ParagraphBlock | None = None
        self.levels = NumberingLevels()
        self.closed = False
        self.annexes = 0
        self.parts = 0
        self.section = ""  # the label of the last section heading: II
        self.open_quotes = 0  # in the numbered paragraph in the making and what stands under it
        self.open_brackets = 0  # in what is said of the vote
        self.endings: deque[tuple[Part, str]] = deque(maxlen=8)  # of the paragraphs before

    def read(self) -> Body:
        for index, line in enumerate(self.lines):
            self._feed(index, line)
        return self.body

    def _feed(self, index: int, line: Line) -> None:
        if is_mark_line(line):
            self._append(line)
        elif is_running_head(line) and (line.turned or self.closed or self._before() is not None):
            self.body.running_heads.append(line)
        elif self._closes(line):
            self._close(line)
        elif self._begins_annex(line):
            self._begin_annex(line)
        elif self._begins_part(index):
            self._begin_part(line)
        elif self._opens_after_heading(line):
            self._open(line)
        elif (self.closed and self.part is not Part.ANNEX) or self._is_complete(line):
            self.closed, self.current = True, None
            self.body.tail.append(line)
        else:
            self._feed_paragraph(index, line)

    def _feed_paragraph(self, index: int, line: Line) -> None:
        if fit := self._number(index, line):
            self._begin_numbered(line, *fit)
        elif self._quotes_opening(line):
            self._begin_unnumbered(line)
        elif self.headings.at(index, self._before(), self.part, begun=bool(self.body.blocks)):
            self._begin_heading(line)
        elif self._begins_unnumbered(line):
            self._begin_unnumbered(line)
        else:
            self._append(line)

    def _before(self) -> Line | None:
        """The last line of the paragraph in the making; None at the beginning and below a heading."""
        return self.current.last if self.current and not self.current.heading else None

    def _append(self, line: Line) -> None:
        if self.closed and self.part is not Part.ANNEX:
            self.body.tail.append(line)
        elif self.current is None:
            self._begin_unnumbered(line)
        else:
            self.current.lines.append(line)
            self._count_quotes(line)

    def _begin(self, block: ParagraphBlock) -> None:
        if block.parent is None:
            before = self._before()
            if before is not None:
                self.endings.append((self._part_of_current(), before.key[-1]))
            self.open_quotes = 0
        self.current = block
        self.body.blocks.append(block)
        self._count_quotes(block.lines[0])

    def _part_of_current(self) -> Part:
        block = self.current
        while block is not None and block.parent is not None:
            block = block.parent
        return block.part if block else self.part

    # --- the end ----------------------------------------------------------------------------------

    def _closes(self, line: Line) -> bool:
        if len(line.key) > _LONGEST_CLOSE or self.part is Part.ANNEX or not self.body.blocks:
            return False
        if self.closed:
            return is_closing(line.key) or self._inside_vote(line)
        before = self._before()
        stopped = before is None or before.stopped or before.key[-1] in "。.;"
        return stopped and is_closing(line.key)

    def _inside_vote(self, line: Line) -> bool:
        """Whether an open bracket or a list heading makes this line part of the vote."""
        if not self.body.votes or self.body.tail:
            return False
        return self.open_brackets > 0 or bool(re.match(r"(?:赞成|反对|弃权)[:]", line.key))

    def _close(self, line: Line) -> None:
        self.closed, self.current = True, None
        vote = not is_date_or_meeting(line.key) and (opens_vote(line.key) or self._inside_vote(line))
        (self.body.votes if vote else self.body.dates).append(line)
        self.open_brackets += (line.key.count("[") - line.key.count("]")) if vote else 0

    def _is_complete(self, line: Line) -> bool:
        """Whether the text has ended without a date: with 。 after paragraphs that end with ； or ，."""
        before = self._before()
        if before is None or self.part is Part.ANNEX or not re.search(r"。\W{0,3}\d{0,3}$", before.key):
            return False
        if any(m.style is not NumberStyle.BULLET for m in find_markers(line.text)) or self._in_quotation(line):
            return False
        if self.style.wrapped and self._evidence(before, line) < 2:
            return False
        if self.part is Part.PREAMBLE and verb_at_start(line.text):
            return False
        return (self.part, ";" if self.part is Part.OPERATIVE else ",") in self.endings

    # --- parts and annexes ------------------------------------------------------------------------

    def _begins_annex(self, line: Line) -> bool:
        before = self._before()
        free = before is None or before.terminal
        return free and (self.closed or self.part is not Part.PREAMBLE) and bool(_ANNEX.fullmatch(line.key))

    def _begin_annex(self, line: Line) -> None:
        self.annexes += 1
        self.component, self.part = f"annex{self.annexes}", Part.ANNEX
        self.section, self.levels = "", NumberingLevels()
        self.current = None
        self._begin_heading(line)

    def _begins_part(self, index: int) -> bool:
        """Whether the lines from here lead, over at most three of a heading, to a new opening."""
        if not self.closed:
            return False
        for offset, ahead in enumerate(self.lines[index : index + 4]):
            if opening_of(ahead):
                below = self.lines[index + offset + 1 : index + offset + 2]
                return bool(below) and begins_body(below[0])
            if ahead.terminal or is_closing(ahead.key):
                return False
        return False

    def _begin_part(self, line: Line) -> None:
        self.parts += 1
        letter = _PART.fullmatch(line.key)
        self.component = letter["letter"] if letter else chr(ord("A") + self.parts % 26)
        self.part, self.closed, self.section, self.levels = Part.PREAMBLE, False, "", NumberingLevels()
        self.endings.clear()
        self.current = None
        if opening_of(line):
            self._open(line)
        else:
            self._begin_heading(line)

    def _opens_after_heading(self, line: Line) -> bool:
        below_heading = self.current is not None and self.current.heading
        return below_heading and not self.closed and opening_of(line) is not None

    def _open(self, line: Line) -> None:
        self.body.openings.append(line)
        self.current = None

    def _begin_heading(self, line: Line) -> None:
        goes_on = self.current is not None and self.current.heading and self.style.wrapped
        if goes_on and self.current and not _SECTION_LABEL.match(line.key):
            self.current.lines.append(line)
            return
        if label := _SECTION_LABEL.match(line.key):
            self.section = _ascii_label(label["label"])
        self.current = ParagraphBlock([line], self.component, self.part, heading=True)
        self.body.blocks.append(self.current)

    # --- numbered paragraphs ----------------------------------------------------------------------

    def _number(self, index: int, line: Line) -> tuple[Marker, int] | None:
        """The number with which a line begins, and its level; None where it begins with none."""
        before = self._before()
        best: tuple[float, Marker, int] | None = None
        for marker in find_markers(line.text):
            if self._in_quotation(line) and not (self.levels.goes_on(marker) and not self._quotation_ends(index)):
                continue
            if marker.style in TOP and self.headings.is_section(index, marker):
                continue
            place = LevelPlace(
                before is None or before.terminal,
                before is None or before.stopped,
                verb_at_start(line.text[marker.length :].strip()) is not None,
                self._is_roman(index),
            )
            fit = self.levels.fit(marker, place, self.part, begun=bool(self.current or self.body.blocks))
            if fit and (best is None or fit[0] > best[0]):
                best = (fit[0], marker, fit[1])
        return best[1:] if best else None

    def _is_roman(self, index: int) -> bool:
        """Whether (i) here begins (i) (ii) …, and does not go on (h) (i) (j): the next item tells."""
        for line in self.lines[index + 1 : index + 40]:
            for marker in find_markers(line.text):
                if marker.style is NumberStyle.ROMAN and marker.value > 1:
                    return True
                if marker.style is NumberStyle.LETTER and marker.value > 9 and len(line.text) > 3:
                    return False
        return True

    def _begin_numbered(self, line: Line, marker: Marker, level: int) -> None:
        if self.levels.restarts(marker, level) and self.section:
            base = self.component.split(".")[0] if self.part is Part.ANNEX else ""
            self.component = f"{base}.{self.section}".lstrip(".")
        parent = self._parent(marker, level)
        preambular = marker.style is NumberStyle.PREAMBULAR
        if level == 0 and parent is None and not preambular and self.part is Part.PREAMBLE:
            self.part = Part.OPERATIVE
        block = ParagraphBlock([line], self.component, parent.part if parent else self.part, marker, parent=parent)
        del self.levels.open[level:]
        if not preambular:
            self.levels.open.append(block)
            self.levels.resumes = None
        self._begin(block)

    def _parent(self, marker: Marker, level: int) -> ParagraphBlock | None:
        """The block that a number stands under: the open level above, or an unnumbered paragraph."""
        if level:
            return self.levels.open[level - 1]
        if marker.style in TOP or self.current is None or self.current.heading:
            return None
        if marker.style is NumberStyle.PREAMBULAR:
            return None
        return self.current if self.current.parent is None and self.current.marker is None else self.current.parent

    # --- unnumbered paragraphs --------------------------------------------------------------------

    def _begins_unnumbered(self, line: Line) -> bool:
        before = self._before()
        if before is None:
            return True
        if self.current and self.current.marker and not self.current.beginning:
            return False  # its number stood alone on a line
        if _quotes(line):
            return before.terminal
        numbered = self.part is Part.OPERATIVE and self.levels.top is not None
        if self.style.wrapped:
            ended = before.stopped if numbered else before.terminal
            return ended and self._evidence(before, line) >= (3 if numbered else 2)
        if not before.terminal:
            return self._lost_its_stop(line)
        under = self.current is not None and self.current.marker is None
        return before.stopped or not numbered or under or self._in_quotation(line)

    def _lost_its_stop(self, line: Line) -> bool:
        """Where each line is a paragraph, one without a stop has lost it, or was cut by a page."""
        verb = verb_at_start(line.text)
        return verb is not None and verb.opens == 2 and not line.turned and self.part is Part.PREAMBLE

    def _evidence(self, before: Line, line: Line) -> int:
        """How much speaks for a new paragraph at a wrapped line that follows a stop or comma."""
        verb = verb_at_start(line.text)
        score = (verb.opens if verb else 0) + before.stopped + bool(line.gap and not before.gap)
        if self.style.indented:
            usual = self.style.base + line.turned
            score += 2 if line.indent > usual else 0 if line.turned else -2
        filled = before.indent + width(before.text)
        if filled < 0.85 * self.style.margin:
            score += 2
        elif not self.style.indented and filled > 0.95 * self.style.margin:
            score -= 1
        return score

    def _begin_unnumbered(self, line: Line) -> None:
        verb = verb_at_start(line.text)
        below_heading = self.current is not None and self.current.heading
        if self.part is Part.OPERATIVE and self.levels.top and below_heading and verb and verb.preambular:
            self.levels = NumberingLevels(resumes=self.levels.top.marker)  # a section with a preamble of its own
            self.part = Part.PREAMBLE
        parent = self.levels.top if self.part is Part.OPERATIVE else None
        self._begin(ParagraphBlock([line], self.component, self.part, parent=parent))

    # --- quotations -------------------------------------------------------------------------------

    def _quotes_opening(self, line: Line) -> bool:
        """Whether a paragraph that ends with a colon quotes another resolution from its opening on."""
        before = self._before()
        quoted = self.part is Part.OPERATIVE and before is not None and before.key[-1] == ":"
        return quoted and opening_of(line) is not None

    def _in_quotation(self, line: Line) -> bool:
        """Whether a line stands in a quotation under a numbered paragraph."""
        if self.part is not Part.OPERATIVE or self.levels.top is None:
            return False
        return _quotes(line) or self.open_quotes > 0

    def _quotation_ends(self, index: int) -> bool:
        """Whether an open quotation is closed by one of the lines from here on, and was not just left open."""
        left = self.open_quotes
        for line in self.lines[index : index + _LONGEST_QUOTATION]:
            left += line.key.count("“") - line.key.count("”")
            if left <= 0:
                return True
        return False

    def _count_quotes(self, line: Line) -> None:
        self.open_quotes += line.key.count("“") - line.key.count("”")


def _quotes(line: Line) -> bool:
    return line.text[0] in "“‘"


def _ascii_label(label: str) -> str:
    """II of 二 and of II: ids are ASCII."""
    if label.isascii():
        return label
    value = parse_numeral(label)
    return to_roman(value) if value else label
