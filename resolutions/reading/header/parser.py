"""Head of a resolution: symbol, number, title, session, agenda item, sponsors, adoption.

Each line above the body is recognised by its form. A line of no form is the agenda title if it follows
the agenda item, the title if it is last, the frame of a website if it is first, and otherwise unread.
"""

import re

from ..lines import Line
from ..model import Kind
from . import line_rules
from .fields import Effect, Head
from .number_line import number_line_effect
from .sponsors import sponsors_effect
from .web_page import WebPage

__all__ = ["Head", "read_head"]

_PART = re.compile(r"[A-Z](?:[.、]\s*[^\x00-\x7f].*|\s*)")
_ENGLISH = re.compile(r"[\x00-\x7f‘’“”–—]+")


def read_head(lines: list[Line], raw: str, speaking: str | None) -> Head:
    """Return the head that the lines above the body make. `speaking` is the code of the opening organ."""
    return _HeadReader(raw, speaking).read(lines)


class _HeadReader:
    def __init__(self, raw: str, speaking: str | None) -> None:
        self.raw = raw
        self.head = Head(organ=speaking)
        self.page = WebPage()
        self.unknown: list[Line] = []  # lines of no form, until the line after them is read
        self.agenda_open = False

    def read(self, lines: list[Line]) -> Head:
        for line in lines:
            if self.page.owns(line):
                self._settle_unknown()
                self.head.kinds.append((line, Kind.FRAME))
            elif not self._read_formed(line):
                self.unknown.append(line)
        self._set_part_heading()
        self._settle_unknown(last=True)
        self.page.complete(self.head, lines)
        return self.head

    def _read_formed(self, line: Line) -> bool:
        """Read a line that has a form, with the lines of names
        above a sponsors' line. Return whether it has.
        """
        found = sponsors_effect(line, self.unknown, self.raw)
        effect, above = found or (self._effect(line), 0)
        if effect is None:
            return False
        cut = len(self.unknown) - above
        names, self.unknown = self.unknown[cut:], self.unknown[:cut]
        if line_rules.is_date_of_adoption(line) and self.unknown and not self.head.title:
            title = self.unknown.pop()
            self.head.title.append((title.start, title.end))
            self.head.kinds.append((title, Kind.HEAD))
        self._settle_unknown()
        effect(self.head)
        self.agenda_open = line_rules.agenda(line, self.raw) is not None
        self.head.kinds.extend((x, Kind.HEAD) for x in [*names, line])
        return True

    def _effect(self, line: Line) -> Effect | None:
        before = self.head.kinds[-1][0] if self.head.kinds and not self.unknown else None
        if before is not None and line_rules.leaves_bracket_open(before):
            return line_rules.nothing_more
        effects = (form(line, self.raw) for form in line_rules.FORMS)
        return next((e for e in effects if e), None) or number_line_effect(line, self.raw, self.page.number)

    def _settle_unknown(self, *, last: bool = False) -> None:
        """Set the kind of the lines of no form, by the line that follows them."""
        head, lines, self.unknown = self.head, self.unknown, []
        begun = any(kind is Kind.HEAD for _line, kind in head.kinds)
        for line in lines:
            kind = Kind.HEAD
            if self.agenda_open:
                head.agenda_title.append((line.start, line.end))
            elif self._is_title(line, begun=begun, last=last):
                head.title.append((line.start, line.end))
            else:
                kind = Kind.UNREAD if begun and "。" in line.key else Kind.FRAME
            head.kinds.append((line, kind))
        self.agenda_open = False

    def _is_title(self, line: Line, *, begun: bool, last: bool) -> bool:
        """Return whether a line of no form is, or continues, the title. The Security Council's texts have
        none.
        """
        if self.head.organ == "SC" or not begun:
            return False
        if not last:
            return self.head.number is not None and not self.head.title
        if _ENGLISH.fullmatch(line.text) or "|" in line.text or self.page.is_field(line):
            return False
        return not self.head.title or not line.terminal

    def _set_part_heading(self) -> None:
        """Set the letter and title of part A, which are between the title of the whole and the body."""
        for index, line in enumerate(self.unknown):
            if self.head.printed_number and _PART.fullmatch(line.text):
                self.head.part_heading = self.unknown[index:]
                self.unknown = self.unknown[:index]
                return
