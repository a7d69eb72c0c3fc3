"""The text of one story of a Word file (the body, a note, a header): a line a paragraph or a row of a table."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from lxml.etree import _Element

from ....language.characters import SUPERSCRIPTS, UNPRINTABLE
from ...model import ReadError
from .footnotes import Notes
from .lines import DocxLine, join, row
from .numbering import Numbering
from .package import W, child, value, value_of
from .styles import PLAIN, Styles, TextProperties, numbering_in, run_look
from .symbol_fonts import glyph

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHOICE, _FALLBACK = f"{_COMPATIBILITY}Choice", f"{_COMPATIBILITY}Fallback"
_NO_TEXT = {
    "pPr", "rPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "rubyPr", "rt",
}  # fmt: skip
_LEFT = {"p", "r", "txbxContent", "tc", "tr"}  # what something happens at the end of
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OLD, _NEW = {"del", "moveFrom", "cellDel"}, {"ins", "moveTo", "cellIns"}
_NUMBERED_BY_WORD = re.compile(r"\s*(?:AUTONUM|LISTNUM)", re.IGNORECASE)
_ENDS = str.maketrans("\t\r\n", "   ")  # in the file's text they are blanks; tabs and ends have elements
_DEEPEST_FIELD = 50
_UNKNOWN = "\ufffd"


@dataclass(slots=True)
class ReadingNotes:
    """What a person should hear about, counted over all stories of a file."""

    changes: Counter[str] = field(default_factory=Counter)
    hidden: int = 0  # characters
    dropped: int = 0  # control and invisible characters
    comments: int = 0
    symbols: int = 0  # of unknown fonts
    fields: int = 0  # that number by themselves
    embedded: int = 0  # other files inside this one


@dataclass(slots=True)
class ExtractionContext:
    """What all stories of a file share."""

    styles: Styles
    numbering: Numbering
    notes: Notes
    original: bool  # the text before the tracked changes
    most: int  # characters; a longer text is refused
    findings: ReadingNotes = field(default_factory=ReadingNotes)
    length: int = 0


@dataclass(slots=True)
class _Paragraph:
    look: TextProperties = PLAIN
    label: tuple[tuple[str, str] | None, str] | None = None  # numbering and style of where its text begins
    parts: list[str] = field(default_factory=list)
    length: int = 0
    raised: list[tuple[int, int]] = field(default_factory=list)
    shown: bool = False  # whether it holds more than blanks
    goes_on: bool = False  # its end was deleted or is hidden


@dataclass(slots=True)
class _OpenBlock:
    """The body, a cell, a text box: its lines, and a paragraph that goes on into the next."""

    lines: list[DocxLine] = field(default_factory=list)
    held: _Paragraph | None = None


def _name(element: _Element) -> str:
    """The name of an element without Word's namespace; the text of a formula is text."""
    tag = str(element.tag)
    return "t" if tag == f"{_MATH}t" else tag.removeprefix(W)


def extract_lines(root: _Element, reader: ExtractionContext) -> list[DocxLine]:
    """The lines of a story."""
    story = _StoryExtractor(reader)
    story.walk(root)
    return story.lines()


class _StoryExtractor:
    def __init__(self, reader: ExtractionContext) -> None:
        self.reader = reader
        self.blocks = [_OpenBlock()]
        self.rows: list[list[list[DocxLine]]] = []
        self.paragraphs = [_Paragraph()]  # the first takes what stands outside of all paragraphs
        self.runs: list[tuple[TextProperties, int]] = []
        self.fields: list[bool] = []  # of each open field, whether its instruction is still under way
        self.instructions = 0

    def lines(self) -> list[DocxLine]:
        self._end_block()
        if self.paragraphs[0].shown:
            self._end_line(self.paragraphs[0])
        return self.blocks[0].lines

    def walk(self, root: _Element) -> None:
        """Depth first, without recursion."""
        stack: list[tuple[_Element, str]] = [(root, "")]  # with the name of each that is left
        while stack:
            element, left = stack.pop()
            if left:
                self._leave(left)
            elif self._enter(tag := _name(element), element):
                if tag in _LEFT:
                    stack.append((element, tag))
                stack.extend((inner, "") for inner in reversed(element))

    def _enter(self, tag: str, element: _Element) -> bool:
        """Take note of an element that begins; whether to go on into it."""
        match tag:
            case "p":
                self._begin_paragraph(element)
            case "r":
                self._begin_run(element)
            case "ins" | "del" | "moveFrom" | "moveTo":
                before = element.getprevious()
                return self._is_shown(tag, goes_on=before is not None and before.tag == element.tag)
            case "tr" | "tc":
                return self._begin_table_part(tag, element)
            case "txbxContent":
                self.blocks.append(_OpenBlock())
            case _ if tag == _FALLBACK:  # says again what the choice beside it said
                parent = element.getparent()
                return parent is None or parent.find(_CHOICE) is None
            case _:
                self._take(tag, element)
        return tag not in _NO_TEXT

    def _take(self, tag: str, element: _Element) -> None:
        """Take what an element says by itself."""
        findings = self.reader.findings
        match tag:
            case "t" | "delText":
                self._write(element.text or "")
            case "footnoteReference" | "endnoteReference":
                self._refer(tag, element)
            case "sym":
                self._write_symbol(element)
            case "fldChar":
                self._field(value(element, "fldCharType"))
            case "instrText":
                findings.fields += bool(_NUMBERED_BY_WORD.match(element.text or ""))
            case "commentReference":
                findings.comments += 1
            case "altChunk" | "subDoc":
                findings.embedded += 1
            case _:
                self._write(_CHARACTERS.get(tag, ""), keep=True)

    def _leave(self, tag: str) -> None:
        match tag:
            case "p":
                self._end_paragraph()
            case "r":
                look, start = self.runs.pop()
                paragraph = self.paragraphs[-1]
                if look.raised and paragraph.length > start:
                    paragraph.raised.append((start, paragraph.length))
            case "txbxContent":
                self._end_block()
                lines = self.blocks.pop().lines
                self.blocks[-1].lines += lines
            case "tc":
                self._end_block()
                lines = self.blocks.pop().lines
                if self.rows:
                    self.rows[-1].append(lines)
                else:  # a cell outside of all rows
                    self.blocks[-1].lines += lines
            case "tr":
                self.blocks[-1].lines += row(self.rows.pop())

    # --- paragraphs -------------------------------------------------------------------------------

    def _begin_paragraph(self, element: _Element) -> None:
        block, properties = self.blocks[-1], child(element, "pPr")
        mark = child(properties, "rPr")
        paragraph, block.held = block.held or _Paragraph(), None
        gone = self._mark_is_gone(mark)
        before = child(child(properties, "pPrChange"), "pPr") if self.reader.original else None
        properties = properties if before is None else before
        style = value_of(properties, "pStyle") or self.reader.styles.default
        if not paragraph.shown:
            paragraph.label = numbering_in(properties), style
        paragraph.look = self.reader.styles.look(style)
        paragraph.goes_on = gone or bool(run_look(mark).over(paragraph.look).hidden)
        self.paragraphs.append(paragraph)

    def _mark_is_gone(self, mark: _Element | None) -> bool:
        """Whether the end of a paragraph is not in the text that is asked for."""
        found = [tag for tag in ("ins", "del", "moveFrom", "moveTo") if child(mark, tag) is not None]
        if found:
            self.reader.findings.changes["mark"] += 1
        return any(tag in (_NEW if self.reader.original else _OLD) for tag in found)

    def _end_paragraph(self) -> None:
        paragraph = self.paragraphs.pop()
        if self.instructions:  # an instruction that never ends would swallow the rest of the text
            self.fields = [under_way for under_way in self.fields if not under_way]
            self.instructions = 0
        if paragraph.goes_on:
            self.blocks[-1].held = paragraph
        else:
            self._end_line(paragraph)

    def _end_block(self) -> None:
        if (held := self.blocks[-1].held) and held.shown:
            self._end_line(held)

    def _end_line(self, paragraph: _Paragraph) -> None:
        label = self.reader.numbering.label(*paragraph.label) if paragraph.label else ""
        text = DocxLine("".join(paragraph.parts), paragraph.raised)
        self.blocks[-1].lines.append(join([DocxLine(label), text], ""))
        self._count(len(label) + 1)

    # --- text -------------------------------------------------------------------------------------

    def _begin_run(self, element: _Element) -> None:
        properties, paragraph = child(element, "rPr"), self.paragraphs[-1]
        look = run_look(properties).over(self.reader.styles.look(value_of(properties, "rStyle"))).over(paragraph.look)
        self.runs.append((look, paragraph.length))

    def _write(self, text: str, *, keep: bool = False) -> None:
        """Write text where it can be seen; as it is (`keep`), or cleaned of what no file means to say."""
        if self.instructions:
            return
        if not keep:
            clean = text.translate(UNPRINTABLE)
            self.reader.findings.dropped += len(text) - len(clean)
            text = unicodedata.normalize("NFC", clean.translate(_ENDS))
        blank = text.isspace()
        if self.runs and self.runs[-1][0].hidden:
            self.reader.findings.hidden += 0 if blank else len(text)
            return
        if not text:
            return
        paragraph = self.paragraphs[-1]
        paragraph.parts.append(text)
        paragraph.length += len(text)
        paragraph.shown = paragraph.shown or not blank
        self._count(len(text))

    def _count(self, characters: int) -> None:
        self.reader.length += characters
        if self.reader.length > self.reader.most:
            raise ReadError(f"文本超过上限 {self.reader.most:,} 字。")

    def _write_symbol(self, element: _Element) -> None:
        found = _glyph(element)
        self.reader.findings.symbols += found == _UNKNOWN
        self._write(found)

    def _refer(self, tag: str, element: _Element) -> None:
        """Write the mark of a note. A mark of its author's own choice follows as text."""
        if self.instructions or (self.runs and self.runs[-1][0].hidden):
            return
        kind, ident = tag.removesuffix("Reference"), value(element, "id")
        if value(element, "customMarkFollows") in ("1", "true", "on") and (chosen := _mark_after(element)):
            self.reader.notes.refer(kind, ident, chosen)
            return
        parts = self.paragraphs[-1].parts
        apart = " " if parts and parts[-1][-1] in SUPERSCRIPTS else ""
        self._write(apart + self.reader.notes.refer(kind, ident), keep=True)

    def _field(self, kind: str) -> None:
        """A field: its instruction runs from begin to separate, its result from there to end."""
        if kind == "begin" and len(self.fields) < _DEEPEST_FIELD:
            self.fields.append(True)
        elif kind == "separate" and self.fields:
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            self.fields.pop()
        self.instructions = sum(self.fields)

    # --- changes and tables -----------------------------------------------------------------------

    def _is_shown(self, change: str, *, goes_on: bool = False) -> bool:
        """Whether what was changed is in the text that is asked for. A change may come in several pieces."""
        self.reader.findings.changes[change.removeprefix("cell").lower()] += not goes_on
        return change not in (_NEW if self.reader.original else _OLD)

    def _begin_table_part(self, tag: str, element: _Element) -> bool:
        """A row or a cell; whether it is in the text that is asked for."""
        properties = child(element, f"{tag}Pr")
        changes = ("ins", "del") if tag == "tr" else ("cellIns", "cellDel")
        found = [change for change in changes if child(properties, change) is not None]
        if False in [self._is_shown(change) for change in found]:
            return False
        if tag == "tr":
            self.rows.append([])
        else:
            self.blocks.append(_OpenBlock())
        return True


def _mark_after(reference: _Element) -> str:
    """The mark that the author of a note chose: the text behind the reference."""
    texts = (e.text or "" if _name(e) == "t" else _glyph(e) for e in reference.itersiblings(f"{W}t", f"{W}sym"))
    return " ".join("".join(texts).translate(UNPRINTABLE).split())


def _glyph(symbol: _Element) -> str:
    return glyph(value(symbol, "font"), value(symbol, "char")) or _UNKNOWN
