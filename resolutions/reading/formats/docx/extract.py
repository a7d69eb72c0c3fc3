"""The text of a Word file (.docx) as Word shows it, with automatic numbers and notes."""

import re
from dataclasses import dataclass

from ...model import ReadingWarning
from .body_text import extract_lines
from .context import ExtractionContext, ExtractionFindings
from .footnotes import Notes, Reference
from .headers import extract_headers
from .lines import DocxLine, join_lines
from .numbering import Numbering
from .package import Package, is_zip, refuse_encrypted
from .styles import Styles

__all__ = ["ExtractedDocument", "extract_text", "is_zip", "refuse_encrypted"]

_RULE = "_" * 18
_LINE_BREAK = re.compile(r"[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")
_MAX_QUOTATION = 80  # characters


@dataclass(frozen=True, slots=True)
class ExtractedDocument:
    """An extracted text, the ranges of its superscripts, and the offsets at which footnotes begin."""

    text: str
    superscripts: tuple[tuple[int, int], ...]
    note_starts: frozenset[int]
    warnings: tuple[ReadingWarning, ...]


def extract_text(data: bytes, max_characters: int, *, original: bool = False) -> ExtractedDocument:
    """Return the text of a Word file, of at most `max_characters`.

    Raise ReadError if the file is no Word file, is damaged, or has a longer text. The text begins with the
    header of the first page if that has the symbol of a document. The body follows, then a rule and the
    notes. Tracked changes are accepted; `original` asks for the text before them.
    """
    package = Package(data)
    styles = Styles(package.related_root("styles"))
    numbering = Numbering(package.related_root("numbering"), styles)
    context = ExtractionContext(
        styles=styles,
        numbering=numbering,
        notes=Notes(package),
        original=original,
        max_characters=max_characters,
    )
    masthead, left_out = extract_headers(package, context)
    lines = [*masthead, *extract_lines(package.document, context)]
    notes = _note_lines(context)
    note_starts: list[int] = []
    if notes:
        lines += [DocxLine(""), DocxLine(_RULE)]
        offset = sum(len(line.text) + 1 for line in lines)
        for note in notes:
            note_starts.append(offset)
            offset += len(note.text) + 1
    whole = join_lines([*lines, *notes], "\n")
    warnings = _warnings(context, left_out, has_macros=package.has_macros)
    return ExtractedDocument(whole.text, tuple(whole.superscripts), frozenset(note_starts), tuple(warnings))


# --- notes ----------------------------------------------------------------------------------------


def _note_lines(context: ExtractionContext) -> list[DocxLine]:
    """Return a line for each note that the text, or another note, refers to."""
    lines: list[DocxLine] = []
    for reference in context.notes.references:  # grows while notes with references are extracted
        text = _note_text(reference, context)
        if text is not None:
            lines.append(join_lines([DocxLine(reference.mark), text], " "))
    return lines


def _note_text(reference: Reference, context: ExtractionContext) -> DocxLine | None:
    """Return the text of a note in one line and without its mark, None if it has none."""
    element = context.notes.element(reference)
    if element is None:
        return None
    lines = [line for line in extract_lines(element, context) if line.text.strip()]
    if not lines:
        return None
    mark_pattern = r"\s*"
    if reference.is_custom:
        mark_pattern = f"(?:{re.escape(reference.mark)}(?![0-9A-Za-z])|\\s)*"
    text = _without_start(mark_pattern, join_lines(lines, " "))
    return DocxLine(_LINE_BREAK.sub(" ", text.text), text.superscripts)


def _without_start(pattern: str, line: DocxLine) -> DocxLine:
    """Return a line without what matches the pattern at its start."""
    match = re.match(pattern, line.text)
    if match is None:
        return line
    length = match.end()
    superscripts: list[tuple[int, int]] = []
    for start, end in line.superscripts:
        if end > length:
            superscripts.append((max(start - length, 0), end - length))
    return DocxLine(line.text[length:], superscripts)


# --- warnings -------------------------------------------------------------------------------------


def _warnings(context: ExtractionContext, left_out: list[str], *, has_macros: bool) -> list[ReadingWarning]:
    findings = context.findings
    changes = _describe_changes(findings, original=context.original)
    header_text = _shorten("；".join(left_out))
    formats = "、".join(sorted(context.numbering.unsure))
    renumbered = context.notes.are_renumbered()
    messages = [
        ("tracked-changes", changes, changes),
        ("hidden-text", findings.hidden, f"有 {findings.hidden} 字设为隐藏，没有读入。"),
        ("comments", findings.comments, f"有 {findings.comments} 条批注，没有读入。"),
        ("header-left-out", left_out, f"页眉页脚里的文字没有读入：“{header_text}”。"),
        ("note-numbers", renumbered, "脚注或尾注在 Word 里另有编号方式，这里按先后编号。"),
        ("number-format", formats, f"编号格式 {formats} 未能照写，改用阿拉伯数字。"),
        (
            "field-numbers",
            findings.fields,
            f"有 {findings.fields} 处自动编号域（AUTONUM、LISTNUM），号码没有读入。",
        ),
        ("unknown-symbol", findings.symbols, f"有 {findings.symbols} 个特殊符号无法辨认（�），请核对原件。"),
        ("control-characters", findings.dropped, f"去掉了 {findings.dropped} 个控制字符或不可见字符。"),
        ("macros", has_macros, "文件里带有宏；宏没有读，也没有运行。"),
        ("embedded", findings.embedded, f"文件里嵌有另外 {findings.embedded} 个文件，没有读入。"),
    ]
    return [ReadingWarning(code, "", message) for code, applies, message in messages if applies]


def _describe_changes(findings: ExtractionFindings, *, original: bool) -> str:
    """Return a sentence that counts the tracked changes, "" if there are none."""
    changes = findings.changes
    counts = {
        "插入": changes["ins"],
        "删除": changes["del"],
        "移动": max(changes["movefrom"], changes["moveto"]),
        "段落标记": changes["mark"],
    }
    listed = "、".join([f"{name} {count} 处" for name, count in counts.items() if count])
    if not listed:
        return ""
    version = "修订前的文本" if original else "接受全部修订后的文本"
    return f"文件带有修订（{listed}），这里读的是{version}。"


def _shorten(text: str) -> str:
    if len(text) <= _MAX_QUOTATION:
        return text
    return f"{text[: _MAX_QUOTATION - 4]}…"
