"""Paragraphs and headings made of blocks of lines, with their clean text and footnote marks."""

from bisect import bisect_left
from dataclasses import dataclass

from .character_ledger import CharacterLedger
from .footnote_marks import FoundMark, find_marks
from .footnotes import is_mark_line
from .lines import Line, join
from .model import Heading, Kind, Mark, Paragraph
from .structure import ParagraphBlock
from .verbs import lead_verb

Pieces = list[tuple[int, int]]  # ranges of the raw text


@dataclass(frozen=True, slots=True)
class SourceText:
    """The raw text of a source, the ranges that its format raises, and whether its letters are spaced."""

    raw: str
    raised: tuple[tuple[int, int], ...] = ()
    letterspaced: bool = False

    def text(self, pieces: Pieces) -> tuple[str, list[int]]:
        """Return the clean text of some ranges, and the raw offset of each of its characters."""
        return join(self.raw, pieces, letterspaced=self.letterspaced)


def build_paragraphs(
    source: SourceText,
    ledger: CharacterLedger,
    blocks: list[ParagraphBlock],
    closing: list[Line],
    markers: list[str],
) -> tuple[list[Paragraph], list[tuple[str, str]]]:
    """Return the paragraphs of a body, and the footnote marks in the body and in the closing lines.

    A mark is a pair of a paragraph id, "" in the closing lines, and a marker. `markers` are those of
    the notes.
    """
    blocks = [block for block in blocks if not block.heading]
    pieces = [_text_ranges(block) for block in blocks]
    closing_pieces = [[(line.start, line.end)] for line in closing]
    marks = find_marks(source.raw, [*pieces, *closing_pieces], markers, source.raised)
    marks_of: dict[int, list[FoundMark]] = {}
    for mark in marks:
        marks_of.setdefault(mark.index, []).append(mark)
        if mark.index >= len(blocks):
            ledger.claim(mark.start, mark.end, Kind.MARK)
    paragraphs = []
    for index, block in enumerate(blocks):
        paragraph = _build_paragraph(source, ledger, block, marks_of.get(index, []))
        if paragraph.text:
            paragraphs.append(paragraph)
    ids = [block.id for block in blocks] + [""] * len(closing)
    return paragraphs, [(ids[mark.index], mark.marker) for mark in marks]


def build_headings(
    source: SourceText, ledger: CharacterLedger, blocks: list[ParagraphBlock]
) -> list[Heading]:
    """Return the headings of a body, each with the id of the paragraph below it ("" at the end)."""
    headings: list[Heading] = []
    below = ""
    for block in reversed(blocks):
        if not block.heading:
            below = block.id
            continue
        pieces = []
        for line in block.lines:
            if is_mark_line(line):
                ledger.claim_line(line, Kind.FURNITURE)
            else:
                ledger.claim_line(line, Kind.HEADING)
                pieces.append((line.start, line.end))
        headings.append(Heading(source.text(pieces)[0], below, pieces[0][0], pieces[-1][1]))
    return headings[::-1]


def _text_ranges(block: ParagraphBlock) -> Pieces:
    """Return the ranges of a paragraph's text without its number, but with a [ before the number."""
    first, *rest = block.lines
    pieces = []
    start = first.start
    if block.marker:
        start += block.marker.length
        if first.text[0] == "[":
            pieces.append((first.start, first.start + 1))
    if start < first.end:
        pieces.append((start, first.end))
    return pieces + [(line.start, line.end) for line in rest]


def _build_paragraph(
    source: SourceText, ledger: CharacterLedger, block: ParagraphBlock, marks: list[FoundMark]
) -> Paragraph:
    first = block.lines[0]
    number = _claim_number(source, ledger, block)
    mark_ranges = {(mark.start, mark.end) for mark in marks}
    page_numbers = {(line.start, line.end) for line in block.lines if is_mark_line(line)} - mark_ranges
    pieces = []
    for piece in _text_ranges(block):
        if piece in page_numbers:
            ledger.claim(*piece, Kind.FURNITURE)
        else:
            ledger.claim(*piece, Kind.TEXT, block.id)
            pieces.append(piece)
    for mark in marks:
        ledger.claim(mark.start, mark.end, Kind.MARK, block.id)
    text, offsets = source.text(_cut_out(pieces, marks))
    start, end = (offsets[0], offsets[-1] + 1) if offsets else (first.start, first.end)
    return Paragraph(
        id=block.id,
        part=block.part,
        text=text,
        start=start,
        end=end,
        number=number,
        depth=block.depth,
        component=block.component,
        verb=lead_verb(text),
        marks=tuple(Mark(mark.marker, bisect_left(offsets, mark.start)) for mark in marks),
    )


def _claim_number(source: SourceText, ledger: CharacterLedger, block: ParagraphBlock) -> str:
    """Claim the number of a block. Return it as printed, without blanks and brackets around the paragraph."""
    if block.marker is None:
        return ""
    start = block.lines[0].start
    end = start + block.marker.length
    ledger.claim(start, end, Kind.NUMBER, block.id)
    return "".join(source.raw[start:end].split()).lstrip("[［")


def _cut_out(pieces: Pieces, marks: list[FoundMark]) -> Pieces:
    """Return the ranges without those of the marks, which are in order."""
    rest, marks_left = [], list(reversed(marks))
    for start, end in pieces:
        at = start
        while marks_left and marks_left[-1].start < end:
            mark = marks_left.pop()
            rest.append((at, mark.start))
            at = mark.end
        rest.append((at, end))
    return [(start, end) for start, end in rest if start < end]
