"""The text of a story of a Word file (the body, a note, a header): a line per paragraph or table row."""

import re
import unicodedata

from lxml.etree import _Element

from ....language.characters import SUPERSCRIPTS, UNPRINTABLE
from .context import ExtractionContext
from .lines import DocxLine
from .package import W, attribute, child, child_value
from .story_lines import StoryLines
from .styles import TextProperties, paragraph_numbering, run_properties
from .symbol_fonts import UNKNOWN, symbol_text

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHOICE, _FALLBACK = f"{_COMPATIBILITY}Choice", f"{_COMPATIBILITY}Fallback"
_WITHOUT_TEXT = {
    "pPr", "rPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr",
    "rubyPr", "rt",
}  # fmt: skip
_WITH_END = {"p", "r", "txbxContent", "tc", "tr"}  # elements whose end needs handling
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_MARK_CHANGES = ("ins", "del", "moveFrom", "moveTo")
_SELF_NUMBERING = re.compile(r"\s*(?:AUTONUM|LISTNUM)", re.IGNORECASE)
_LINE_ENDS = str.maketrans("\t\r\n", "   ")  # blanks in the text of an element; tabs and breaks are elements
_MAX_FIELDS = 50  # nested


def extract_lines(root: _Element, context: ExtractionContext) -> list[DocxLine]:
    """Return the lines of the story in a root element."""
    extractor = _StoryExtractor(context)
    extractor.walk(root)
    return extractor.story.finish()


def _local_name(element: _Element) -> str:
    """Return the name of an element without Word's namespace. The text of a formula counts as text."""
    tag = str(element.tag)
    if tag == f"{_MATH}t":
        return "t"
    return tag.removeprefix(W)


class _StoryExtractor:
    """Visits the elements of a story and writes its text to `story`."""

    def __init__(self, context: ExtractionContext) -> None:
        self.context = context
        self.story = StoryLines(context)
        self.runs: list[tuple[TextProperties, int]] = []  # with their start offsets in the paragraph
        self.fields: list[bool] = []  # of each open field, whether its instruction is still open
        self.open_instructions = 0

    def walk(self, root: _Element) -> None:
        """Visit the elements depth first, without recursion."""
        stack: list[tuple[_Element, str]] = [(root, "")]  # with the name of an element that ends
        while stack:
            element, ending = stack.pop()
            if ending:
                self._leave(ending)
                continue
            name = _local_name(element)
            if self._enter(name, element):
                if name in _WITH_END:
                    stack.append((element, name))
                stack.extend([(inner, "") for inner in reversed(element)])

    def _enter(self, name: str, element: _Element) -> bool:
        """Handle the start of an element. Return whether its children are to be visited."""
        match name:
            case "p":
                self._begin_paragraph(element)
            case "r":
                self._begin_run(element)
            case "ins" | "del" | "moveFrom" | "moveTo":
                return self._begin_change(name, element)
            case "tr":
                return self._begin_row(element)
            case "tc":
                return self._begin_cell(element)
            case "txbxContent":
                self.story.open_block()
            case _ if name == _FALLBACK:  # repeats the content of the Choice before it
                parent = element.getparent()
                return parent is None or parent.find(_CHOICE) is None
            case _:
                self._add_content(name, element)
        return name not in _WITHOUT_TEXT

    def _add_content(self, name: str, element: _Element) -> None:
        """Write or count the content of an element without children."""
        findings = self.context.findings
        match name:
            case "t" | "delText":
                self._write_text(element.text or "")
            case "footnoteReference" | "endnoteReference":
                self._write_note_mark(name, element)
            case "sym":
                self._write_symbol(element)
            case "fldChar":
                self._handle_field_character(attribute(element, "fldCharType"))
            case "instrText":
                findings.fields += bool(_SELF_NUMBERING.match(element.text or ""))
            case "commentReference":
                findings.comments += 1
            case "altChunk" | "subDoc":
                findings.embedded += 1
            case _:
                self._write_visible(_CHARACTERS.get(name, ""))

    def _leave(self, name: str) -> None:
        """Handle the end of an element."""
        match name:
            case "p":
                self._end_paragraph()
            case "r":
                self._end_run()
            case "txbxContent":
                self.story.close_block()
            case "tc":
                self.story.close_cell()
            case "tr":
                self.story.close_row()

    # --- paragraphs -------------------------------------------------------------------------------

    def _begin_paragraph(self, element: _Element) -> None:
        styles = self.context.styles
        properties = child(element, "pPr")
        mark = child(properties, "rPr")
        is_mark_excluded = self._is_mark_excluded(mark)
        if self.context.original:
            properties_before = child(child(properties, "pPrChange"), "pPr")
            if properties_before is not None:
                properties = properties_before
        style = child_value(properties, "pStyle") or styles.default
        style_properties = styles.properties(style)
        mark_properties = run_properties(mark).with_defaults(style_properties)
        paragraph = self.story.open_paragraph(paragraph_numbering(properties), style)
        paragraph.properties = style_properties
        paragraph.continues = is_mark_excluded or bool(mark_properties.hidden)

    def _is_mark_excluded(self, mark: _Element | None) -> bool:
        """Return whether the requested text does not include the end of a paragraph."""
        changes = [name for name in _MARK_CHANGES if child(mark, name) is not None]
        if changes:
            self.context.count_change("mark")
        return any(not self.context.includes_change(change) for change in changes)

    def _end_paragraph(self) -> None:
        if self.open_instructions:  # one that never ends would hide the rest of the text
            self.fields = [in_instruction for in_instruction in self.fields if not in_instruction]
            self.open_instructions = 0
        self.story.close_paragraph()

    # --- text -------------------------------------------------------------------------------------

    def _begin_run(self, element: _Element) -> None:
        paragraph = self.story.paragraph
        element_properties = child(element, "rPr")
        style = self.context.styles.properties(child_value(element_properties, "rStyle"))
        properties = run_properties(element_properties)
        properties = properties.with_defaults(style).with_defaults(paragraph.properties)
        self.runs.append((properties, paragraph.length))

    def _end_run(self) -> None:
        properties, start = self.runs.pop()
        paragraph = self.story.paragraph
        if properties.superscript and paragraph.length > start:
            paragraph.superscripts.append((start, paragraph.length))

    def _write_text(self, text: str) -> None:
        """Write text without unprintable characters, in NFC."""
        if self.open_instructions:
            return
        clean = text.translate(UNPRINTABLE)
        self.context.findings.dropped += len(text) - len(clean)
        self._write_visible(unicodedata.normalize("NFC", clean.translate(_LINE_ENDS)))

    def _write_visible(self, text: str) -> None:
        """Write text as it is, unless its run is hidden or it belongs to the instruction of a field."""
        if self.open_instructions or not text:
            return
        if self._is_hidden():
            if not text.isspace():
                self.context.findings.hidden += len(text)
            return
        self.story.write(text)

    def _is_hidden(self) -> bool:
        return bool(self.runs) and bool(self.runs[-1][0].hidden)

    def _write_symbol(self, element: _Element) -> None:
        symbol = symbol_text(element)
        self.context.findings.symbols += symbol == UNKNOWN
        self._write_text(symbol)

    def _write_note_mark(self, name: str, element: _Element) -> None:
        """Write the mark of a note. A custom mark is the text after the reference and is written there."""
        if self.open_instructions or self._is_hidden():
            return
        kind = name.removesuffix("Reference")
        note_id = attribute(element, "id")
        if attribute(element, "customMarkFollows") in ("1", "true", "on"):
            custom_mark = _custom_mark(element)
            if custom_mark:
                self.context.notes.refer(kind, note_id, custom_mark)
                return
        parts = self.story.paragraph.parts
        follows_mark = bool(parts) and parts[-1][-1] in SUPERSCRIPTS
        separator = " " if follows_mark else ""
        self._write_visible(separator + self.context.notes.refer(kind, note_id))

    def _handle_field_character(self, kind: str) -> None:
        """Track the instruction of a field (begin to separate), which is not text; its result (to end) is."""
        if kind == "begin" and len(self.fields) < _MAX_FIELDS:
            self.fields.append(True)
        elif kind == "separate" and self.fields:
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            self.fields.pop()
        self.open_instructions = sum(self.fields)

    # --- changes and tables -----------------------------------------------------------------------

    def _begin_change(self, name: str, element: _Element) -> bool:
        """Count a tracked change, which may have several elements. Return whether to read its text."""
        previous = element.getprevious()
        if previous is None or previous.tag != element.tag:
            self.context.count_change(name)
        return self.context.includes_change(name)

    def _begin_row(self, element: _Element) -> bool:
        if not self._includes_changes(child(element, "trPr"), ("ins", "del")):
            return False
        self.story.open_row()
        return True

    def _begin_cell(self, element: _Element) -> bool:
        if not self._includes_changes(child(element, "tcPr"), ("cellIns", "cellDel")):
            return False
        self.story.open_block()
        return True

    def _includes_changes(self, properties: _Element | None, names: tuple[str, str]) -> bool:
        """Count the tracked changes of a row or cell. Return whether the requested text includes it."""
        changes = [name for name in names if child(properties, name) is not None]
        for change in changes:
            self.context.count_change(change)
        return all(self.context.includes_change(change) for change in changes)


def _custom_mark(reference: _Element) -> str:
    """Return the mark that the author of a note chose: the text after the reference."""
    texts: list[str] = []
    for element in reference.itersiblings(f"{W}t", f"{W}sym"):
        if _local_name(element) == "t":
            texts.append(element.text or "")
        else:
            texts.append(symbol_text(element))
    return " ".join("".join(texts).translate(UNPRINTABLE).split())
