"""An item of a reading that is being corrected: its characters, its text, its number."""

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

_NOTE_MARK = re.compile(r"[\[(]?\s*(?P<marker>\d{1,3})\s*[\])〕.、/]?\s*(?=\S)")


@dataclass(slots=True, eq=False)
class EditableItem:
    """An item that is being corrected.

    `spans` are its characters in order, without `where`. `markers` are the possible readings of its number.
    """

    source: SourceText
    kind: ItemKind
    spans: list[Span]
    text: str = ""
    number: str = ""
    markers: list[Marker] = field(default_factory=list)
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
    def span_id(self) -> str:
        """Return the `where` of its spans in a reading: the id of a paragraph or note, "" for other items."""
        return self.ident if self.is_paragraph or self.kind is ItemKind.FOOTNOTE else ""

    @property
    def text_kind(self) -> Kind:
        """Return the kind of the characters of its text."""
        return Kind.TEXT if self.is_paragraph else Kind(self.kind.value)

    @property
    def number_kind(self) -> Kind:
        return Kind.MARK if self.kind is ItemKind.FOOTNOTE else Kind.NUMBER

    @property
    def text_spans(self) -> list[Span]:
        text_kind = self.text_kind
        return [span for span in self.spans if span.kind is text_kind]

    @property
    def as_read(self) -> str:
        """Return its text in the file if the text was changed, else ""."""
        file_text = self.file_text()[0]
        return file_text if self.kind in TEXTS and file_text != self.text else ""

    def file_text(self) -> tuple[str, list[int]]:
        """Return its text in the file and the raw offset of each character."""
        spans = self.text_spans if self.kind in TEXTS else self.spans
        return self.source.text([(span.start, span.end) for span in spans])

    # --- offsets ----------------------------------------------------------------------------------

    def raw_offset(self, offset: int) -> int:
        """Return the raw offset of the character at an offset of its text."""
        file_text, raw_offsets = self.file_text()
        if file_text != self.text:
            offset = offset_mapper(self.text, file_text)(offset)
        return _offset_or_end(raw_offsets, offset)

    def raw_split_offset(self, offset: int) -> int:
        """Return the raw offset at which to split it before an offset of its text, with text on both sides.

        Raise CorrectionError if its text in the file is a single character.
        """
        file_text, raw_offsets = self.file_text()
        if len(file_text) < 2:
            raise CorrectionError("这里在文件里只有一个字，不能拆分。")
        if file_text == self.text:
            has_mark = any(mark.offset == offset for mark in self.marks)
            if has_mark and file_text[offset - 1].isspace():
                return raw_offsets[offset - 1]
            return raw_offsets[offset]
        mapped = offset_mapper(self.text, file_text)(offset)
        mapped = min(max(mapped, 1), len(file_text) - 1)
        if file_text[mapped].isspace():
            mapped += 1
        return raw_offsets[mapped]

    def raw_marks(self) -> list[tuple[str, int]]:
        """Return the marker and raw offset of each of its marks. Its text must be unchanged."""
        raw_offsets = self.file_text()[1]
        return [(mark.marker, _offset_or_end(raw_offsets, mark.offset)) for mark in self.marks]

    # --- text -------------------------------------------------------------------------------------

    def set_text(self, text: str) -> None:
        """Replace its text. Its marks keep their positions."""
        map_offset = offset_mapper(self.text, text)
        self.marks = [Mark(mark.marker, map_offset(mark.offset)) for mark in self.marks]
        self.text = text

    def reset_text(self, raw_marks: list[tuple[str, int]]) -> None:
        """Set its text to that of the file, with marks at these raw offsets."""
        self.text, raw_offsets = self.file_text()
        self.marks = [Mark(marker, bisect_left(raw_offsets, offset)) for marker, offset in raw_marks]

    def shift_marks(self, distance: int) -> None:
        self.marks = [Mark(mark.marker, max(mark.offset + distance, 0)) for mark in self.marks]

    def convert_to_text(self, note_markers: list[str]) -> None:
        """Make all its characters text, except footnote marks that match `note_markers`."""
        pieces = [(span.start, span.end) for span in self.spans]
        text_spans = [Span(start, end, self.text_kind) for start, end in pieces]
        self.spans = text_spans
        marks = find_marks(self.source.raw, [pieces], note_markers, ()) if self.is_paragraph else []
        for mark in marks:
            self.set_span_kind(mark.start, mark.end, Kind.MARK)
        if not self.file_text()[0]:
            self.spans = text_spans
            marks = []
        self.reset_text([(mark.marker, mark.start) for mark in marks])

    def set_span_kind(self, start: int, end: int, kind: Kind) -> None:
        """Set the kind of its characters from start to end (exclusive)."""
        spans: list[Span] = []
        for span in self.spans:
            for part in cut_at(self.source.raw, span, (start, end)):
                part_kind = kind if start <= part.start < end else span.kind
                spans.append(Span(part.start, part.end, part_kind))
        self.spans = spans

    # --- numbers ----------------------------------------------------------------------------------

    def return_number_to_text(self) -> None:
        """Make its number part of its text again, as in the file."""
        number_pieces = [(span.start, span.end) for span in self.spans if span.kind is self.number_kind]
        spans = [self._as_text(span) if span.kind is self.number_kind else span for span in self.spans]
        if self.as_read or (number_pieces and not self.number):
            if self.number and number_pieces:
                self._prepend(self.source.text(number_pieces)[0])
            self.spans = spans
        else:
            raw_marks = self.raw_marks()
            self.spans = spans
            self.reset_text(raw_marks)
        self.number = ""
        self.markers = []

    def _as_text(self, span: Span) -> Span:
        return Span(span.start, span.end, self.text_kind)

    def _prepend(self, number: str) -> None:
        text = clean_text(f"{number} {self.text}")[0]
        self.shift_marks(len(text) - len(self.text))
        self.text = text

    def detach_number(self, marker: Marker) -> None:
        """Take the number at the start of its text out of the text, except an opening bracket before it."""
        self._detach(marker.length, has_bracket=fold(self.text[:1]) == "[")

    def detach_note_marker(self, marker: str) -> None:
        """Set the marker of a note to `marker`, or if that is "" to the one at the start of its text.

        A marker at the start of the text is taken out of the text.
        """
        match = _NOTE_MARK.match(fold(self.text))
        if match and marker in ("", match["marker"]):
            self._detach(match.end(), has_bracket=False)
            self.number = match["marker"]
        else:
            self.number = marker

    def _detach(self, length: int, *, has_bracket: bool) -> None:
        start = self.text_spans[0].start + has_bracket
        end = self.raw_offset(length)
        self.number = "".join(self.text[:length].split()).lstrip("[［")
        if not self.as_read:
            raw_marks = self.raw_marks()
            self._set_text_span_kind(start, end, self.number_kind)
            self.reset_text(raw_marks)
            return
        text = self.text[:has_bracket] + self.text[length:].lstrip()
        self.shift_marks(len(text) - len(self.text))
        self.text = text
        last = self.text_spans[-1].end - 1  # keeps one character of the file in the text, for its position
        self._set_text_span_kind(start, min(end, last), self.number_kind)

    def _set_text_span_kind(self, start: int, end: int, kind: Kind) -> None:
        other_spans = [span for span in self.spans if span.kind is not self.text_kind]
        self.spans = self.text_spans
        self.set_span_kind(start, end, kind)
        self.spans = sorted([*self.spans, *other_spans], key=lambda span: span.start)


def _offset_or_end(raw_offsets: list[int], index: int) -> int:
    """Return the raw offset at an index, or the offset after the last character."""
    if index < len(raw_offsets):
        return raw_offsets[index]
    return raw_offsets[-1] + 1


def cut_at(raw: str, span: Span, offsets: Iterable[int]) -> list[Span]:
    """Return the parts of a span between some offsets, without the blanks around each part."""
    inner = sorted({offset for offset in offsets if span.start < offset < span.end})
    parts: list[Span] = []
    for start, end in pairwise([span.start, *inner, span.end]):
        text = raw[start:end]
        stripped = text.strip()
        if stripped:
            first = start + len(text) - len(text.lstrip())
            parts.append(Span(first, first + len(stripped), span.kind))
    return parts


def clean_text(text: str) -> tuple[str, list[int]]:
    """Return what an editor typed as clean text, and the typed offset of each of its characters."""
    return join(text, [(0, len(text))])


def parse_number(number: str) -> list[Marker]:
    """Return the possible readings of a printed number: two for (i), (v) and (x), none for other text."""
    if not number:
        return []
    return find_markers(fold(number) + "字")
