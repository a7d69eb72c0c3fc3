"""One thing of a reading in the mending: its characters, its text, its number."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from ...language.characters import fold
from ..footnote_marks import find_marks
from ..lines import join
from ..model import Kind, Mark, Span
from ..numbering import Marker, find_markers
from ..paragraphs import SourceText
from .model import PARAGRAPHS, TEXTS, CorrectionError, ItemKind
from .offset_map import offset_mapper

_TEXT_OF = {ItemKind.HEADING: Kind.HEADING, ItemKind.FOOTNOTE: Kind.FOOTNOTE}
_NOTE_MARK = re.compile(r"[\[(]?\s*(?P<marker>\d{1,3})\s*[\])〕.、/]?\s*(?=\S)")


@dataclass(slots=True, eq=False)
class EditableItem:
    """An item in the making. `spans` are its characters in order; their `where` says nothing."""

    setting: SourceText
    kind: ItemKind
    spans: list[Span]
    text: str = ""
    number: str = ""
    numbers: list[Marker] = field(default_factory=list)  # the readings of its number
    marks: list[Mark] = field(default_factory=list)
    depth: int = 0
    component: str = ""
    ident: str = ""

    @property
    def start(self) -> int:
        return self.spans[0].start

    @property
    def end(self) -> int:
        return self.spans[-1].end

    @property
    def is_paragraph(self) -> bool:
        return self.kind in PARAGRAPHS

    @property
    def where(self) -> str:
        """What its spans say of their place: the id of a paragraph or note."""
        return self.ident if self.is_paragraph or self.kind is ItemKind.FOOTNOTE else ""

    @property
    def text_kind(self) -> Kind:
        """The kind of the characters that make up its text."""
        return _TEXT_OF.get(self.kind, Kind.TEXT if self.is_paragraph else Kind(self.kind.value))

    @property
    def number_kind(self) -> Kind:
        return Kind.MARK if self.kind is ItemKind.FOOTNOTE else Kind.NUMBER

    def printed(self) -> tuple[str, list[int]]:
        """Its text as the file has it, and the raw offset of each character."""
        whole = self.kind not in TEXTS
        return self.setting.text([(s.start, s.end) for s in self.spans if whole or s.kind is self.text_kind])

    @property
    def as_read(self) -> str:
        """Its text as the file has it, where that is not its text; else ""."""
        printed = self.printed()[0]
        return printed if self.kind in TEXTS and printed != self.text else ""

    # --- text -------------------------------------------------------------------------------------

    def place(self, offset: int) -> int:
        """Where in the raw text the character at an offset of its text stands."""
        printed, places = self.printed()
        at = offset if printed == self.text else offset_mapper(self.text, printed)(offset)
        return places[at] if at < len(places) else places[-1] + 1

    def place_between(self, offset: int) -> int:
        """Where in the raw text to cut it before an offset of its text, so that text stands on both sides.

        Raises CorrectionError where the file has but one character of it.
        """
        printed, places = self.printed()
        if len(printed) < 2:
            raise CorrectionError("这里在文件里只有一个字，不能拆分。")
        if printed == self.text:
            after_blank = printed[offset - 1].isspace() and any(m.offset == offset for m in self.marks)
            return places[offset - after_blank]
        at = min(max(offset_mapper(self.text, printed)(offset), 1), len(printed) - 1)
        return places[at + printed[at].isspace()]

    def set_text(self, text: str) -> None:
        """Give it another text; its marks keep their places."""
        carry = offset_mapper(self.text, text)
        self.marks = [Mark(m.marker, carry(m.offset)) for m in self.marks]
        self.text = text

    def take_back_number(self) -> None:
        """Let its number be text again, as the file has it."""
        back = [Span(s.start, s.end, self.text_kind) if s.kind is self.number_kind else s for s in self.spans]
        found = [(s.start, s.end) for s in self.spans if s.kind is self.number_kind]
        if self.as_read or (found and not self.number):
            if self.number and found:
                number = self.setting.text(found)[0]
                text = join(f"{number} {self.text}", [(0, len(number) + 1 + len(self.text))])[0]
                self.marks = [Mark(m.marker, m.offset + len(text) - len(self.text)) for m in self.marks]
                self.text = text
            self.spans = back
        else:
            places = self.mark_places()
            self.spans = back
            self.read_text(places)
        self.number, self.numbers = "", []

    def mark_places(self) -> list[tuple[str, int]]:
        """Its marks, each with the raw offset before which it stands, where its text is that of the file."""
        places = self.printed()[1]
        return [(m.marker, places[m.offset] if m.offset < len(places) else places[-1] + 1) for m in self.marks]

    def read_text(self, marks: list[tuple[str, int]]) -> None:
        """Give it the text of the file, with marks at these raw offsets."""
        self.text, places = self.printed()
        self.marks = [Mark(marker, bisect_left(places, at)) for marker, at in marks]

    # --- characters -------------------------------------------------------------------------------

    def become_text(self, known: list[str]) -> None:
        """Make all its characters text, and find the footnote marks, given the markers of notes, in it."""
        pieces = [(s.start, s.end) for s in self.spans]
        self.spans = [Span(start, end, self.text_kind) for start, end in pieces]
        found = find_marks(self.setting.raw, [pieces], known, ()) if self.is_paragraph else []
        for mark in found:
            self.claim(mark.start, mark.end, Kind.MARK)
        if not self.printed()[0]:
            self.spans, found = [Span(start, end, self.text_kind) for start, end in pieces], []
        self.read_text([(mark.marker, mark.start) for mark in found])

    def claim(self, start: int, end: int, kind: Kind) -> None:
        """Its characters from start to end are of another kind."""
        self.spans = [
            Span(part.start, part.end, kind if start <= part.start < end else span.kind)
            for span in self.spans
            for part in cut_at(self.setting.raw, span, (start, end))
        ]

    def take_number(self, marker: Marker) -> None:
        """Take the number off with which its text begins; an opening [ before it stays."""
        bracket = fold(self.text[:1]) == "["
        self._take(marker.length, bracket)

    def take_note_mark(self, marker: str) -> None:
        """Make a marker, or where that is "" the one with which its text begins, that of a note."""
        found = _NOTE_MARK.match(fold(self.text))
        if found and marker in ("", found["marker"]):
            self._take(found.end(), bracket=False)
            self.number = found["marker"]
        else:
            self.number = marker

    def _take(self, length: int, bracket: bool) -> None:
        kind = self.number_kind
        first, end = self.spans_of_text()[0].start + bracket, self.place(length)
        self.number = "".join(self.text[:length].split()).lstrip("[［")
        kept = self.text[:bracket] + self.text[length:].lstrip()
        if not self.as_read:
            places = self.mark_places()
            self._claim_text(first, end, kind)
            self.read_text(places)
            return
        gone = len(self.text) - len(kept)
        self.marks = [Mark(m.marker, max(m.offset - gone, 0)) for m in self.marks]
        self.text = kept
        last = self.spans_of_text()[-1].end - 1  # one character of the file stays, so that it has a place
        self._claim_text(first, min(end, last), kind)

    def _claim_text(self, start: int, end: int, kind: Kind) -> None:
        others = [s for s in self.spans if s.kind is not self.text_kind]
        self.spans = self.spans_of_text()
        self.claim(start, end, kind)
        self.spans = sorted([*self.spans, *others], key=lambda s: s.start)

    def spans_of_text(self) -> list[Span]:
        return [s for s in self.spans if s.kind is self.text_kind]


def cut_at(raw: str, span: Span, at: Iterable[int]) -> list[Span]:
    """A stretch cut at some offsets, without the blanks around the cuts."""
    parts = []
    for start, end in pairwise([span.start, *sorted({x for x in at if span.start < x < span.end}), span.end]):
        text = raw[start:end]
        if stripped := text.strip():
            first = start + len(text) - len(text.lstrip())
            parts.append(Span(first, first + len(stripped), span.kind))
    return parts


def clean_text(text: str) -> tuple[str, list[int]]:
    """What a person typed as clean text, and where in it each character came from."""
    return join(text, [(0, len(text))])


def readings_of(number: str) -> list[Marker]:
    """The readings of a printed number: one, two for (i), (v), (x), none where it is no number."""
    return find_markers(fold(number) + "字") if number else []
