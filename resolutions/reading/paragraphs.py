"""Blocks of lines → paragraphs: clean text, footnote marks in their places, headings."""

from bisect import bisect_left
from dataclasses import dataclass

from .character_ledger import CharacterLedger
from .footnote_marks import FoundMark, find_marks
from .footnotes import is_mark_line
from .lines import Line, join
from .model import Heading, Kind, Mark, Paragraph
from .structure import ParagraphBlock
from .verbs import lead_verb

Pieces = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class SourceText:
    """The source that pieces are ranges of: what its format raises, whether its letters are spaced."""

    raw: str
    raised: tuple[tuple[int, int], ...] = ()
    letterspaced: bool = False

    def text(self, pieces: Pieces) -> tuple[str, list[int]]:
        return join(self.raw, pieces, letterspaced=self.letterspaced)


def build_paragraphs(
    setting: SourceText, ledger: CharacterLedger, blocks: list[ParagraphBlock], closing: list[Line], markers: list[str]
) -> tuple[list[Paragraph], list[tuple[str, str]]]:
    """The paragraphs of a body, and each footnote mark: the id of its paragraph ("" in the close), its marker."""
    blocks = [b for b in blocks if not b.heading]
    pieces = [_pieces(b) for b in blocks]
    pieces += [[(line.start, line.end)] for line in closing]
    marks = find_marks(setting.raw, pieces, markers, setting.raised)
    of: dict[int, list[FoundMark]] = {}
    for mark in marks:
        of.setdefault(mark.index, []).append(mark)
    paragraphs = []
    for index, block in enumerate(blocks):
        paragraph = _paragraph(setting, ledger, block, pieces[index], of.get(index, []))
        if paragraph.text:
            paragraphs.append(paragraph)
    for mark in marks:
        if mark.index >= len(blocks):
            ledger.claim(mark.start, mark.end, Kind.MARK)
    return paragraphs, [(blocks[m.index].id if m.index < len(blocks) else "", m.marker) for m in marks]


def build_headings(setting: SourceText, ledger: CharacterLedger, blocks: list[ParagraphBlock]) -> list[Heading]:
    """The headings of a body, each with the id of the paragraph below it ("" at the end)."""
    headings: list[Heading] = []
    below = ""
    for block in reversed(blocks):
        if not block.heading:
            below = block.id
            continue
        pieces = [(line.start, line.end) for line in block.lines if not is_mark_line(line)]
        for start, end in pieces:
            ledger.claim(start, end, Kind.HEADING)
        for line in block.lines:
            if is_mark_line(line):
                ledger.claim_line(line, Kind.FURNITURE)
        headings.append(Heading(setting.text(pieces)[0], below, pieces[0][0], pieces[-1][1]))
    return headings[::-1]


def _pieces(block: ParagraphBlock) -> Pieces:
    """The ranges of a paragraph's text, its number left out; an opening [ before the number stays."""
    first, *rest = block.lines
    pieces = []
    start = first.start + (block.marker.length if block.marker else 0)
    if block.marker and first.text[0] == "[":
        pieces.append((first.start, first.start + 1))
    if start < first.end:
        pieces.append((start, first.end))
    return pieces + [(line.start, line.end) for line in rest]


def _paragraph(
    setting: SourceText, ledger: CharacterLedger, block: ParagraphBlock, pieces: Pieces, marks: list[FoundMark]
) -> Paragraph:
    first = block.lines[0]
    number = ""
    if block.marker:
        end = first.start + block.marker.length
        ledger.claim(first.start, end, Kind.NUMBER, block.id)
        number = "".join(setting.raw[first.start : end].split()).lstrip("[［")
    whole = {(m.start, m.end) for m in marks}
    page_numbers = {(x.start, x.end) for x in block.lines if is_mark_line(x)} - whole
    for piece in pieces:
        if piece in page_numbers:
            ledger.claim(*piece, Kind.FURNITURE)
        else:
            ledger.claim(*piece, Kind.TEXT, block.id)
    for mark in marks:
        ledger.claim(mark.start, mark.end, Kind.MARK, block.id)
    text, offsets = setting.text(_without([p for p in pieces if p not in page_numbers], marks))
    return Paragraph(
        id=block.id,
        part=block.part,
        text=text,
        start=offsets[0] if offsets else first.start,
        end=offsets[-1] + 1 if offsets else first.end,
        number=number,
        depth=block.depth,
        component=block.component,
        verb=lead_verb(text),
        marks=tuple(Mark(m.marker, bisect_left(offsets, m.start)) for m in marks),
    )


def _without(pieces: Pieces, marks: list[FoundMark]) -> Pieces:
    """The ranges with those of the marks cut out."""
    out, left = [], list(reversed(marks))
    for start, end in pieces:
        at = start
        while left and left[-1].start < end:
            mark = left.pop()
            out.append((at, mark.start))
            at = mark.end
        out.append((at, end))
    return [(a, b) for a, b in out if a < b]
