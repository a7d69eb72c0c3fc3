"""A reading as a list of items that can be changed, and the reading that the items make."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from ...language.characters import fold
from ..analysis import analyse
from ..character_ledger import merge_spans
from ..furniture import URL
from ..lines import is_letterspaced
from ..model import Footnote, Heading, Kind, Meta, Paragraph, Part, Reading, ReadingWarning, Span
from ..paragraphs import SourceText
from ..structure import assign_ids, assign_note_ids
from ..verbs import lead_verb
from .editable_item import EditableItem, cut_at, parse_number
from .item_depths import build_blocks
from .model import TEXTS, CorrectionError, ItemKind

_LINE_END = re.compile(r"[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")
_ITEM_KINDS = {kind: ItemKind(kind.value) for kind in Kind if kind.value in set(ItemKind)}
_RECOMPUTED_WARNINGS = frozenset({
    "no-organ", "no-operative", "verb-missing", "lone-quote", "mark-unmatched",
    "footnote-unmatched", "unread",
    "ambiguous-citation", "date-session", "link-differs", "numbering-gap", "numbering-repeat",
})  # fmt: skip


@dataclass(slots=True)
class EditableReading:
    """A reading that is being corrected: its items in the order of the file, and its metadata."""

    reading: Reading
    source: SourceText
    meta: Meta
    items: list[EditableItem] = field(default_factory=list)
    numbering_warnings: list[ReadingWarning] = field(default_factory=list)

    def get_item(self, ident: str) -> EditableItem:
        """Return the item with this ident. Raise CorrectionError if there is none."""
        for item in self.items:
            if item.ident == ident:
                return item
        raise CorrectionError(f"这里没有“{ident}”；也许别的改动已经动过它。")

    def paragraphs(self) -> list[EditableItem]:
        return [item for item in self.items if item.is_paragraph]

    def notes(self) -> list[EditableItem]:
        return [item for item in self.items if item.kind is ItemKind.FOOTNOTE]

    def refresh(self) -> None:
        """Assign the idents and depths again after a kind, a number or a position has changed.

        Other characters than those of paragraphs, notes and headings are divided into lines again, as
        `make_editable` divides them.
        """
        text_items = sorted((item for item in self.items if item.kind in TEXTS), key=lambda item: item.start)
        self.items = text_items + [item for item in self.items if item.kind not in TEXTS]
        self._assign_ids()
        line_items: list[EditableItem] = []
        for span in self._merged_spans():
            if not span.where and span.kind is not Kind.HEADING:
                add_line_items(line_items, self.source, span)
        self.items = sorted([*text_items, *line_items], key=lambda item: item.start)
        for item in self.items:
            item.ident = item.span_id or f"at{item.start}"

    def _assign_ids(self) -> None:
        paragraphs = self.paragraphs()
        blocks = build_blocks(paragraphs)
        self.numbering_warnings = assign_ids(blocks)
        for paragraph, block in zip(paragraphs, blocks, strict=True):
            paragraph.ident = block.id
            paragraph.depth = block.depth
        notes = self.notes()
        for note, ident in zip(notes, assign_note_ids(note.number for note in notes), strict=True):
            note.ident = ident

    # --- the corrected reading --------------------------------------------------------------------

    def to_reading(self) -> Reading:
        """Return the reading that the items make, with its citations and warnings found again."""
        paragraphs = [_build_paragraph(item) for item in self.paragraphs()]
        footnotes = [_build_footnote(item) for item in self.notes()]
        spans = self._merged_spans()
        furniture = [fold(item.file_text()[0]) for item in self.items if item.kind is ItemKind.FURNITURE]
        analysis = analyse(
            self.reading.raw,
            self.meta,
            paragraphs,
            footnotes,
            spans=spans,
            marks=self._footnote_marks(paragraphs),
            links=[text for text in furniture if URL.fullmatch(text)],
            organ_found=any(item.kind is ItemKind.OPENING for item in self.items),
        )
        unchanged = [warning for warning in self.reading.warnings if warning.code not in _RECOMPUTED_WARNINGS]
        return Reading(
            source=self.reading.source,
            raw=self.reading.raw,
            meta=self.meta,
            paragraphs=tuple(paragraphs),
            headings=tuple(self._headings()),
            footnotes=tuple(footnotes),
            citations=analysis.citations,
            instruments=analysis.instruments,
            warnings=(*unchanged, *self.numbering_warnings, *analysis.warnings),
            spans=spans,
        )

    def _headings(self) -> list[Heading]:
        headings: list[Heading] = []
        next_paragraph = ""
        for item in reversed(self.items):
            if item.is_paragraph:
                next_paragraph = item.ident
            elif item.kind is ItemKind.HEADING:
                start, end = _text_bounds(item)
                headings.append(Heading(item.text, next_paragraph, start, end))
        return headings[::-1]

    def _footnote_marks(self, paragraphs: list[Paragraph]) -> list[tuple[str, str]]:
        """Return the paragraph id ("" for none) and marker of every footnote mark, those without one last."""
        marks: list[tuple[str, str]] = []
        for paragraph in paragraphs:
            marks += [(paragraph.id, mark.marker) for mark in paragraph.marks]
        for item in self.items:
            if not item.is_paragraph and item.kind is not ItemKind.FOOTNOTE:
                marks += [("", marker) for marker in _marker_digits(item)]
        return marks

    def _merged_spans(self) -> tuple[Span, ...]:
        spans: list[Span] = []
        for item in self.items:
            where = item.span_id
            spans += [Span(span.start, span.end, span.kind, where) for span in item.spans]
        return merge_spans(sorted(spans, key=lambda span: span.start))


def _text_bounds(item: EditableItem) -> tuple[int, int]:
    spans = item.text_spans
    return spans[0].start, spans[-1].end


def _marker_digits(item: EditableItem) -> list[str]:
    digits: list[str] = []
    for span in item.spans:
        if span.kind is Kind.MARK:
            digits += re.findall(r"\d+", fold(item.source.raw[span.start : span.end]))
    return digits


def _build_paragraph(item: EditableItem) -> Paragraph:
    start, end = _text_bounds(item)
    return Paragraph(
        id=item.ident,
        part=Part(item.kind.value),
        text=item.text,
        start=start,
        end=end,
        number=item.number,
        depth=item.depth,
        component=item.component,
        verb=lead_verb(item.text),
        marks=tuple(item.marks),
    )


def _build_footnote(item: EditableItem) -> Footnote:
    start, end = _text_bounds(item)
    return Footnote(id=item.ident, marker=item.number, text=item.text, start=start, end=end)


# --- the items of a reading -----------------------------------------------------------------------


def make_editable(reading: Reading) -> EditableReading:
    """Return the items of a reading, which can then be changed."""
    source = SourceText(reading.raw, letterspaced=is_letterspaced(reading.raw))
    editable = EditableReading(reading, source, reading.meta)
    items_by_id = _paragraphs_and_notes(reading, source)
    heading_items = [EditableItem(source, ItemKind.HEADING, [], heading.text) for heading in reading.headings]
    headings = list(zip(reading.headings, heading_items, strict=True))
    for span in reading.spans:
        item = items_by_id.get(span.where)
        if item:
            item.spans.append(span)
        elif span.kind is Kind.HEADING:
            editable.items += _divide_among_headings(source, span, headings)
        else:
            add_line_items(editable.items, source, span)
    text_items = [*items_by_id.values(), *heading_items]
    editable.items += [item for item in text_items if item.spans]
    editable.refresh()
    return editable


def _paragraphs_and_notes(reading: Reading, source: SourceText) -> dict[str, EditableItem]:
    """Return items without spans for the paragraphs and notes, by id."""
    items: dict[str, EditableItem] = {}
    for paragraph in reading.paragraphs:
        items[paragraph.id] = EditableItem(
            source=source,
            kind=ItemKind(paragraph.part.value),
            spans=[],
            text=paragraph.text,
            number=paragraph.number,
            markers=parse_number(paragraph.number),
            marks=list(paragraph.marks),
            depth=paragraph.depth,
            component=paragraph.component,
        )
    for note in reading.footnotes:
        items[note.id] = EditableItem(
            source=source, kind=ItemKind.FOOTNOTE, spans=[], text=note.text, number=note.marker
        )
    return items


def _divide_among_headings(
    source: SourceText, span: Span, headings: list[tuple[Heading, EditableItem]]
) -> list[EditableItem]:
    """Give the parts of a span to the headings that contain them; return items for the other parts."""
    first = bisect_right(headings, span.start, key=lambda pair: pair[0].end)
    end = bisect_left(headings, span.end, key=lambda pair: pair[0].start)
    overlapping = headings[first:end]
    boundaries: list[int] = []
    for heading, _ in overlapping:
        boundaries += [heading.start, heading.end]
    other_items: list[EditableItem] = []
    for part in cut_at(source.raw, span, boundaries):
        for heading, item in overlapping:
            if heading.start <= part.start < heading.end:
                item.spans.append(part)
                break
        else:
            item = EditableItem(source, ItemKind.HEADING, [part])
            item.reset_text([])
            other_items.append(item)
    return other_items


def add_line_items(items: list[EditableItem], source: SourceText, span: Span) -> None:
    """Append an item for each line of a span outside of paragraphs, notes and headings.

    A footnote mark and the text next to it in the same line are one item.
    """
    line_ends = [match.end() for match in _LINE_END.finditer(source.raw, span.start, span.end)]
    for part in cut_at(source.raw, span, line_ends):
        last = items[-1] if items else None
        if last and _is_adjacent(source, last, part) and _has_mark([part, *last.spans]):
            last.spans.append(part)
            last.kind = _line_kind(last.spans)
        else:
            items.append(EditableItem(source, _line_kind([part]), [part]))


def _is_adjacent(source: SourceText, item: EditableItem, part: Span) -> bool:
    """Return whether a part follows an item in the same line, with only blanks between them."""
    between = source.raw[item.end : part.start]
    return item.end <= part.start and not between.strip() and not _LINE_END.search(between)


def _has_mark(spans: list[Span]) -> bool:
    return any(span.kind is Kind.MARK for span in spans)


def _line_kind(spans: list[Span]) -> ItemKind:
    """Return the kind of a line, which is that of its first characters other than footnote marks."""
    for span in spans:
        if span.kind is not Kind.MARK:
            return _ITEM_KINDS.get(span.kind, ItemKind.UNREAD)
    return ItemKind.FURNITURE
