"""The text of a Word file (.docx), as its reader sees it: a line a paragraph, numbers and notes written out."""

import re
from dataclasses import dataclass

from ....un.symbols import parse
from ...furniture import MASTHEAD, is_furniture
from ...lines import Line, lines_of
from ...model import ReadingWarning
from .body_text import ExtractionContext, ReadingNotes, extract_lines
from .footnotes import Notes
from .lines import DocxLine, join
from .numbering import Numbering
from .package import Package, R, W, is_zip, refuse_encrypted, switch, value
from .styles import Styles

__all__ = ["ExtractedDocument", "extract_text", "is_zip", "refuse_encrypted"]

_RULE = "_" * 18


@dataclass(frozen=True, slots=True)
class ExtractedDocument:
    """A drawn text, the ranges of it that are raised, and where in it footnotes begin."""

    text: str
    raised: tuple[tuple[int, int], ...]
    notes: frozenset[int]
    warnings: tuple[ReadingWarning, ...]


def extract_text(data: bytes, most: int, *, original: bool = False) -> ExtractedDocument:
    """The text of a Word file, at most so many characters; ReadError where it is none or is longer.

    The header of the first page stands first where it bears a document's symbol, the body follows,
    and the notes come last, below a rule. Tracked changes are accepted; `original` gives the text
    before them.
    """
    package = Package(data)
    styles = Styles(package.first("styles"))
    numbering = Numbering(package.first("numbering"), styles)
    reader = ExtractionContext(styles, numbering, Notes(package), original, most)
    head, left_out = _headers(package, reader)
    lines = [*head, *extract_lines(package.document, reader)]
    starts, at = [], sum(len(line.text) + 1 for line in lines) + len(_RULE) + 2
    notes = _notes(reader)
    for note in notes:
        starts.append(at)
        at += len(note.text) + 1
    whole = join([*lines, DocxLine(""), DocxLine(_RULE), *notes] if notes else lines, "\n")
    warnings = _warnings(reader, left_out, macros=package.has_macros)
    return ExtractedDocument(whole.text, tuple(whole.raised), frozenset(starts), tuple(warnings))


def _notes(reader: ExtractionContext) -> list[DocxLine]:
    """The notes that the text refers to, a line each; a note may refer to another."""
    lines, known = [], reader.notes
    for reference in known.references:  # which grows while notes are drawn
        element = known.element(reference)
        drawn = [line for line in extract_lines(element, reader) if line.text.strip()] if element is not None else []
        if drawn:
            own = f"(?:{re.escape(reference.mark)}(?![0-9A-Za-z])|\\s)*" if reference.chosen else r"\s*"
            lines.append(join([DocxLine(reference.mark), _behind(own, join(drawn, " "))], " "))
    return lines


def _behind(start: str, line: DocxLine) -> DocxLine:
    """A line without a beginning of this pattern, its breaks made blanks."""
    found = re.match(start, line.text)
    lead = found.end() if found else 0
    raised = [(max(at - lead, 0), end - lead) for at, end in line.raised if end > lead]
    return DocxLine(re.sub(r"[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]", " ", line.text[lead:]), raised)


# --- headers and footers --------------------------------------------------------------------------


def _headers(package: Package, reader: ExtractionContext) -> tuple[list[DocxLine], list[str]]:
    """The masthead that stands in the header of the first page, and what words all the others hold."""
    first = _first_header(package)
    head: list[DocxLine] = []
    left_out: list[str] = []
    names = [name for kind in ("header", "footer") for name in package.related(package.main, kind)]
    for name in dict.fromkeys(names):
        root = package.root(name)
        drawn = extract_lines(root, reader) if root is not None else []
        lines = lines_of(join(drawn, "\n").text)
        if name == first and any(parse(cell) for line in lines for cell in _cells(line)):
            head = drawn
        else:
            left_out += [line.text for line in lines if not _belongs_to_the_page(line)]
    return head, list(dict.fromkeys(left_out))


def _first_header(package: Package) -> str | None:
    """The name of the part that holds the header of the first page."""
    section = next(package.document.iter(f"{W}sectPr"), None)
    if section is None:
        return None
    kind = "first" if switch(section, "titlePg") else "default"
    ids = {value(e, "type"): e.get(f"{R}id", "") for e in section.iterchildren(f"{W}headerReference")}
    return package.relations(package.main, "header").get(ids.get(kind, ""))


def _cells(line: Line) -> list[str]:
    return re.split(r"\s{2,}|\t", line.text)


def _belongs_to_the_page(line: Line) -> bool:
    """Whether a line of a header holds nothing but numbers, a symbol and words of the masthead."""
    keys = ("".join(cell.split()) for cell in _cells(line))
    bare = re.compile(r"[\d\W]*|第?[\d\W]*页?(?:共[\d\W]*页)?")
    return is_furniture(line) or all(bare.fullmatch(k) or MASTHEAD.fullmatch(k) or parse(k) for k in keys)


# --- warnings -------------------------------------------------------------------------------------


def _warnings(reader: ExtractionContext, left_out: list[str], *, macros: bool) -> list[ReadingWarning]:
    found, unsure = reader.findings, "、".join(sorted(reader.numbering.unsure))
    said = {
        "tracked-changes": _changes(found, original=reader.original),
        "hidden-text": f"有 {found.hidden} 字设为隐藏，没有读入。" if found.hidden else "",
        "comments": f"有 {found.comments} 条批注，没有读入。" if found.comments else "",
        "header-left-out": f"页眉页脚里的文字没有读入：“{_short('；'.join(left_out))}”。" if left_out else "",
        "note-numbers": "脚注或尾注在 Word 里另有编号方式，这里按先后编号。" if reader.notes.renumbered() else "",
        "number-format": f"编号格式 {unsure} 未能照写，改用阿拉伯数字。" if unsure else "",
        "field-numbers": f"有 {found.fields} 处自动编号域（AUTONUM、LISTNUM），号码没有读入。" if found.fields else "",
        "unknown-symbol": f"有 {found.symbols} 个特殊符号无法辨认（�），请核对原件。" if found.symbols else "",
        "control-characters": f"去掉了 {found.dropped} 个控制字符或不可见字符。" if found.dropped else "",
        "macros": "文件里带有宏；宏没有读，也没有运行。" if macros else "",
        "embedded": f"文件里嵌有另外 {found.embedded} 个文件，没有读入。" if found.embedded else "",
    }
    return [ReadingWarning(code, "", message) for code, message in said.items() if message]


def _changes(found: ReadingNotes, *, original: bool) -> str:
    """What tracked changes there are, "" where there are none."""
    count = found.changes
    moved = max(count["movefrom"], count["moveto"])
    counts = {"插入": count["ins"], "删除": count["del"], "移动": moved, "段落标记": count["mark"]}
    listed = "、".join(f"{name} {number} 处" for name, number in counts.items() if number)
    read = "修订前的文本" if original else "接受全部修订后的文本"
    return f"文件带有修订（{listed}），这里读的是{read}。" if listed else ""


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:76]}…"
