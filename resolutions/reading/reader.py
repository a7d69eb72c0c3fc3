"""Reader of one file: its bytes make a Reading, with a kind for every character."""

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
_NOT_A_RESOLUTION = "这不像一件决议：没有找到“大会，”一类的机关行，也没有找到序言段和执行段。"


def read(data: bytes, name: str, *, original: bool = False) -> Reading:
    """Return the reading of one file. Raise ReadError, whose message is a sentence, if it is no resolution.

    With `original`, read the text before the tracked changes of a .docx file.
    """
    source = read_source(data, name, original=original)
    _refuse_other_languages(source.raw)
    return _FileReader(source).read()


def _refuse_other_languages(raw: str) -> None:
    """Raise ReadError for a text that is not in Chinese."""
    sample = raw[:100_000]
    han = len(HAN.findall(sample))
    letters = len(re.findall(r"[A-Za-z]", sample))
    if han * 4 >= letters and han >= 10:
        return
    if re.search(r"\b(?:General Assembly|Security Council|Human Rights Council|Recalling|Decides)\b", sample):
        raise ReadError("这是英文文本；目前只读中文决议。")
    raise ReadError("文件里几乎没有汉字；目前只读中文决议。")


class _FileReader:
    """The stages of reading one file, in order."""

    def __init__(self, source: DecodedFile) -> None:
        self.source, self.raw = source, source.raw
        self.ledger = CharacterLedger(source.raw)
        self.text = SourceText(source.raw, source.superscripts, is_letterspaced(source.raw))
        self.warnings: list[ReadingWarning] = list(source.warnings)

    def read(self) -> Reading:
        lines = restore_line_breaks(lines_of(self.raw))
        opens_at = find_opening(lines) or 0
        layout = detect_layout(lines[opens_at:])
        page = extract_footnotes(lines, layout, self.source, opens_at)
        head, body, opening = self._divide(page.lines, layout)
        self.warnings += assign_parts_and_ids(body.blocks)
        self._claim_lines(page, head, body)
        notes = page.notes + read_tail(body, page.notes, self.ledger)
        star_notes = [self._star_note(note) for note in notes if note.starred]
        footnotes = self._footnotes([note for note in notes if not note.starred])
        meta = build_metadata(head, self._closing(body), opening, star_notes, raw=self.raw)
        paragraphs, marks = build_paragraphs(
            self.text,
            self.ledger,
            body.blocks,
            closing=body.votes,
            markers=[note.marker for note in footnotes],
        )
        _check_is_resolution(meta, paragraphs, opening)
        headings = build_headings(self.text, self.ledger, body.blocks)
        spans = self.ledger.spans()
        analysis = analyse(
            raw=self.raw,
            meta=meta,
            paragraphs=paragraphs,
            footnotes=footnotes,
            spans=spans,
            marks=marks,
            links=[line.key for line in page.links],
            organ_found=opening is not None,
        )
        return Reading(
            source=self.source.name,
            raw=self.raw,
            meta=meta,
            paragraphs=tuple(paragraphs),
            headings=tuple(headings),
            footnotes=tuple(footnotes),
            citations=analysis.citations,
            instruments=analysis.instruments,
            warnings=(*self.warnings, *analysis.warnings),
            spans=spans,
        )

    # --- structure --------------------------------------------------------------------------------

    def _divide(self, lines: list[Line], layout: TextLayout) -> tuple[Head, Body, Line | None]:
        """Return the head, the body and the opening line between them, or None if there is none."""
        opens_at = find_opening(lines)
        if opens_at is None:
            begins_at = _first_paragraph(lines)
            head = read_head(lines[:begins_at], self.raw, None)
            return head, read_body(lines[begins_at:], layout), None
        opening, rest = _split_opening(lines[opens_at])
        preamble_at = opens_at
        while preamble_at and is_preamble_before(lines[preamble_at - 1]):
            preamble_at -= 1
        head = read_head(lines[:preamble_at], self.raw, _speaking_organ(lines[opens_at]))
        body = read_body([*lines[preamble_at:opens_at], *rest, *lines[opens_at + 1 :]], layout)
        body.openings.append(opening)
        if head.part_heading:
            body.blocks[:0] = _part_heading_blocks(head.part_heading, layout)
        return head, body, opening

    # --- claims -----------------------------------------------------------------------------------

    def _claim_lines(self, page: Page, head: Head, body: Body) -> None:
        for line, kind in head.kinds:
            self.ledger.claim_line(line, kind)
        for lines, kind in (
            ([*page.furniture, *page.links, *body.running_heads], Kind.FURNITURE),
            (body.openings, Kind.OPENING),
            (body.dates, Kind.CLOSE),
            (body.votes, Kind.VOTE),
        ):
            for line in lines:
                self.ledger.claim_line(line, kind)

    def _closing(self, body: Body) -> Closing:
        dates, votes = self._printed(body.dates), self._printed(body.votes)
        closing = read_closing(fold(dates), fold(votes), dates, votes)
        if closing.contradiction:
            self.warnings.append(ReadingWarning("vote-totals", "", closing.contradiction))
        return closing

    def _printed(self, lines: list[Line]) -> str:
        """Return the text of lines as printed, without blanks."""
        return "".join("".join(self.raw[line.start : line.end].split()) for line in lines)

    # --- footnotes --------------------------------------------------------------------------------

    def _star_note(self, note: FoundNote) -> str:
        self._claim_note(note, Kind.HEAD, "")
        return f"{note.marker} {self.text.text(note.pieces)[0]}"

    def _footnotes(self, notes: list[FoundNote]) -> list[Footnote]:
        footnotes = []
        for note, ident in zip(notes, assign_note_ids(note.marker for note in notes), strict=True):
            self._claim_note(note, Kind.FOOTNOTE, ident)
            text = self.text.text(note.pieces)[0]
            start, end = note.pieces[0][0], note.pieces[-1][1]
            footnotes.append(Footnote(ident, note.marker, text, start=start, end=end))
        return footnotes

    def _claim_note(self, note: FoundNote, kind: Kind, where: str) -> None:
        self.ledger.claim(*note.mark, Kind.MARK, where)
        for start, end in note.pieces:
            self.ledger.claim(start, end, kind, where)


def _split_opening(line: Line) -> tuple[Line, list[Line]]:
    """Return the opening line up to the organ's name, and the rest of 大会建议：, which begins the body."""
    match = opening_of(line)
    if match is None or len(line.key) - match.end(1) <= 1:
        return line, []
    cut = offset_of(line, match.end(1))
    rest = line.part(cut, len(line.text))
    return line.part(0, cut) or line, [rest] if rest else []


def _speaking_organ(opening: Line) -> str | None:
    """Return the code of the organ that an opening line names."""
    match = opening_of(opening)
    if match is None:
        return None
    if match[1] == "联合国会员国":
        return "GA"
    organ = organ_named(match[1])
    return organ.code if organ else None


def _part_heading_blocks(heading: list[Line], layout: TextLayout) -> list[ParagraphBlock]:
    """Return the heading of part A as one block, or as one for each line if lines are not wrapped."""
    groups = [heading] if layout.wrapped else [[line] for line in heading]
    return [ParagraphBlock(group, "", Part.PREAMBLE, heading=True) for group in groups]


def _first_paragraph(lines: list[Line]) -> int:
    """Return the index where a text without an opening begins: at number 1, or at two lead verbs in a row."""
    for index, line in enumerate(lines):
        if line.terminal and any(marker.value == 1 for marker in find_markers(line.text)):
            is_introduced = index > 0 and lines[index - 1].key.endswith((",", ":"))
            return index - 1 if is_introduced else index
        if is_preamble_before(line) and index + 1 < len(lines) and is_preamble_before(lines[index + 1]):
            return index
    raise ReadError(_NOT_A_RESOLUTION)


def _check_is_resolution(meta: Meta, paragraphs: list[Paragraph], opening: Line | None) -> None:
    """Raise ReadError unless the text has an opening and lead verbs, or metadata of an adopted document."""
    top = [paragraph for paragraph in paragraphs if not paragraph.depth and paragraph.part is not Part.ANNEX]
    verbs = sum(1 for paragraph in top if paragraph.verb)
    begins_with_verb = any(paragraph.verb for paragraph in top[:3])
    if opening is not None and begins_with_verb and verbs * 5 >= len(top):
        return
    is_identified = meta.symbol or meta.organ or verbs >= 2
    if top and len(paragraphs) >= 2 and meta.status == "adopted" and is_identified:
        return
    raise ReadError(_NOT_A_RESOLUTION)
