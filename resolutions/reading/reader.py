"""The reader: the bytes of one file → one Reading, and a kind for every character of it."""

import re

from ..language.characters import HAN, fold
from ..un.organs import organ_named
from .analysis import analyse
from .character_ledger import CharacterLedger
from .closing import Closing, read_closing
from .footnotes import FoundNote, Page, extract_footnotes
from .formats.decoding import DecodedFile, read_source
from .header.parser import Head, read_head
from .line_breaks import restore_line_breaks
from .lines import Line, TextLayout, detect_layout, is_letterspaced, lines_of, offset_of
from .metadata import build_metadata
from .model import Footnote, Kind, Meta, Paragraph, Part, ReadError, Reading, ReadingWarning
from .numbering import find_markers
from .paragraphs import SourceText, build_headings, build_paragraphs
from .structure import (
    Body,
    ParagraphBlock,
    assign_note_ids,
    assign_parts_and_ids,
    find_opening,
    is_preamble_before,
    opening_of,
    read_body,
)
from .trailer import read_tail

READER_VERSION = "1"


def read(data: bytes, name: str, *, original: bool = False) -> Reading:
    """Read one file. Raises ReadError, whose message is a sentence, where it is no resolution.

    `original` asks for the text before the changes that a .docx file tracks.
    """
    source = read_source(data, name, original=original)
    _refuse_other_languages(source.raw)
    return _Work(source).reading()


def _refuse_other_languages(raw: str) -> None:
    """Raise ReadError for a text that is not in Chinese."""
    sample = raw[:100_000]
    han, letters = len(HAN.findall(sample)), len(re.findall(r"[A-Za-z]", sample))
    if han * 4 >= letters and han >= 10:
        return
    if re.search(r"\b(?:General Assembly|Security Council|Human Rights Council|Recalling|Decides)\b", sample):
        raise ReadError("这是英文文本；目前只读中文决议。")
    raise ReadError("文件里几乎没有汉字；目前只读中文决议。")


class _Work:
    """One reading under way: the stages, in order, with what each hands to the next."""

    def __init__(self, source: DecodedFile) -> None:
        self.source, self.raw = source, source.raw
        self.ledger = CharacterLedger(source.raw)
        self.setting = SourceText(source.raw, source.superscripts, is_letterspaced(source.raw))
        self.warnings: list[ReadingWarning] = list(source.warnings)

    def reading(self) -> Reading:
        lines = restore_line_breaks(lines_of(self.raw))
        opens_at = find_opening(lines) or 0
        style = detect_layout(lines[opens_at:])
        page = extract_footnotes(lines, style, self.source, opens_at)
        head, body, opening = self._structure(page, style)
        self.warnings += assign_parts_and_ids(body.blocks)
        self._claim_layout(page, head, body)
        notes = page.notes + read_tail(body, page.notes, self.ledger)
        stars = [self._star_note(note) for note in notes if note.starred]
        footnotes = self._footnotes([note for note in notes if not note.starred])
        meta = build_metadata(head, self._closing(body), opening, stars, self.raw)
        numbers = [f.marker for f in footnotes]
        paragraphs, marks = build_paragraphs(self.setting, self.ledger, body.blocks, body.votes, numbers)
        self._recognise(meta, paragraphs, opening)
        headings = build_headings(self.setting, self.ledger, body.blocks)
        spans = self.ledger.spans()
        found = analyse(
            self.raw, meta, paragraphs, footnotes, spans,
            marks=marks, links=[line.key for line in page.links], organ_found=opening is not None,
        )  # fmt: skip
        return Reading(
            self.source.name, self.raw, meta, tuple(paragraphs), tuple(headings), tuple(footnotes),
            found.citations, found.instruments, (*self.warnings, *found.warnings), spans,
        )  # fmt: skip

    # --- structure --------------------------------------------------------------------------------

    def _structure(self, page: Page, style: TextLayout) -> tuple[Head, Body, Line | None]:
        """Head and body, divided at the opening line."""
        lines = page.lines
        at = find_opening(lines)
        if at is None:
            at = _first_paragraph(lines)
            head = read_head(lines[:at], self.raw, None)
            return head, read_body(lines[at:], style), None
        opening = lines[at]
        found = opening_of(opening)
        organ = organ_named(found[1]) if found else None
        code = organ.code if organ else ("GA" if found and found[1] == "联合国会员国" else None)
        first = at
        while first and is_preamble_before(lines[first - 1]):
            first -= 1
        below = lines[at + 1 :]
        if found and len(opening.key) - found.end(1) > 1:  # 大会建议：
            cut = offset_of(opening, found.end(1))
            rest = opening.part(cut, len(opening.text))
            opening = opening.part(0, cut) or opening
            below = [rest, *below] if rest else below
        head = read_head(lines[:first], self.raw, code)
        body = read_body([*lines[first:at], *below], style)
        body.openings.append(opening)
        if head.part_heading:
            heading = head.part_heading
            groups = [heading] if style.wrapped else [[line] for line in heading]
            body.blocks[:0] = [ParagraphBlock(group, "", Part.PREAMBLE, heading=True) for group in groups]
        return head, body, opening

    def _recognise(self, meta: Meta, paragraphs: list[Paragraph], opening: Line | None) -> None:
        """Raise ReadError unless the text has what makes a resolution."""
        top = [p for p in paragraphs if not p.depth and p.part is not Part.ANNEX]
        verbs = sum(1 for p in top if p.verb)
        if opening is not None and verbs * 5 >= len(top) and any(p.verb for p in top[:3]):
            return
        if len(paragraphs) >= 2 and meta.status == "adopted" and (meta.symbol or meta.organ or verbs >= 2) and top:
            return
        raise ReadError("这不像一件决议：没有找到“大会，”一类的机关行，也没有找到序言段和执行段。")

    # --- claims -----------------------------------------------------------------------------------

    def _claim_layout(self, page: Page, head: Head, body: Body) -> None:
        for line, kind in head.kinds:
            self.ledger.claim_line(line, kind)
        for line in [*page.furniture, *page.links, *body.running_heads]:
            self.ledger.claim_line(line, Kind.FURNITURE)
        for line in body.openings:
            self.ledger.claim_line(line, Kind.OPENING)
        for line in body.dates:
            self.ledger.claim_line(line, Kind.CLOSE)
        for line in body.votes:
            self.ledger.claim_line(line, Kind.VOTE)

    def _closing(self, body: Body) -> Closing:
        def text(lines: list[Line]) -> tuple[str, str]:
            printed = "".join("".join(self.raw[x.start : x.end].split()) for x in lines)
            return fold(printed), printed

        dates, printed_dates = text(body.dates)
        votes, printed_votes = text(body.votes)
        closing = read_closing(dates, votes, printed_dates, printed_votes)
        if closing.contradiction:
            self.warnings.append(ReadingWarning("vote-totals", "", closing.contradiction))
        return closing

    # --- footnotes --------------------------------------------------------------------------------

    def _star_note(self, note: FoundNote) -> str:
        self._claim_note(note, Kind.HEAD, "")
        return f"{note.marker} {self.setting.text(note.pieces)[0]}"

    def _footnotes(self, notes: list[FoundNote]) -> list[Footnote]:
        footnotes = []
        for note, ident in zip(notes, assign_note_ids(note.marker for note in notes), strict=True):
            self._claim_note(note, Kind.FOOTNOTE, ident)
            text = self.setting.text(note.pieces)[0]
            footnotes.append(Footnote(ident, note.marker, text, note.pieces[0][0], note.pieces[-1][1]))
        return footnotes

    def _claim_note(self, note: FoundNote, kind: Kind, where: str) -> None:
        self.ledger.claim(*note.mark, Kind.MARK, where)
        for start, end in note.pieces:
            self.ledger.claim(start, end, kind, where)


def _first_paragraph(lines: list[Line]) -> int:
    """Where a text without an opening begins: at number 1, or at the first of two lead verbs."""
    for index, line in enumerate(lines):
        if any(m.value == 1 for m in find_markers(line.text)) and line.terminal:
            return index - 1 if index and lines[index - 1].key.endswith((",", ":")) else index
        if is_preamble_before(line) and index + 1 < len(lines) and is_preamble_before(lines[index + 1]):
            return index
    raise ReadError("这不像一件决议：没有找到“大会，”一类的机关行，也没有找到序言段和执行段。")
