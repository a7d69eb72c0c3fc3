"""The text of a PDF file as a reader sees it: lines in order, footnotes below the text of their page.

PDFium, which opens the file, is native code. It has no limit on the time and memory that one page may
take, is not safe in threads, and a fault in it ends the process: whoever reads files of strangers calls
this in a process of its own. Nothing stays open when `extract_text` returns.
"""

from collections import Counter

import pypdfium2
from pypdfium2 import raw as pdfium

from ...model import ReadError, ReadingWarning
from .characters import PageContent, read_page
from .page_layout import PageLayout, is_apart, is_numbered, layout_pages
from .rows import PdfRow, columns_of_indent

__all__ = ["extract_text", "is_pdf"]

MAX_PAGES = 1000
MAX_CHARACTERS = 500_000  # the longest text of a conference is about 400,000
_INDENT = 4  # columns of the first line of a paragraph
_RULE = " " * 20  # what stands for the rule above footnotes in plain text (layout.Line.rule)


def is_pdf(data: bytes) -> bool:
    """Whether a file begins as PDF files do; a byte order mark or blanks may stand before."""
    return data[:1024].lstrip(b"\xef\xbb\xbf\0\t\r\n ").startswith(b"%PDF")


def extract_text(data: bytes) -> tuple[str, tuple[tuple[int, int], ...], list[ReadingWarning]]:
    """The text of the file, the ranges of it that are set as superscripts, and what to look at.

    Raises ReadError where the file cannot be opened, or holds no text.
    """
    contents = _pages(data)
    _refuse_without_text(contents)
    layout = layout_pages(contents)
    drawing = _PdfExtractor(layout)
    return "".join(drawing.out), tuple(drawing.raised), _warnings(contents, layout)


def _pages(data: bytes) -> list[PageContent]:
    document = _opened(data)
    try:
        if len(document) > MAX_PAGES:
            raise ReadError(f"这个 PDF 有 {len(document):,} 页，超过上限 {MAX_PAGES:,} 页。")
        contents, length = [], 0
        for index in range(len(document)):
            contents.append(read_page(document, index))
            length += len(contents[-1].glyphs)
            if length > MAX_CHARACTERS:
                raise ReadError(f"这个 PDF 的文字超过上限 {MAX_CHARACTERS:,} 字。")
        return contents
    finally:
        document.close()


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    """The document, which the caller closes; `data` must live as long."""
    handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not handle:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
            raise ReadError("这个 PDF 有密码，打不开；请先去掉密码。")
        raise ReadError("这个 PDF 已经损坏，打不开。")
    document = pypdfium2.PdfDocument(handle)
    if not len(document):
        document.close()
        raise ReadError("这个 PDF 是空的，一页也没有。")
    return document


def _refuse_without_text(contents: list[PageContent]) -> None:
    """Raise ReadError for scans, for empty files, and for fonts that do not say what they print."""
    glyphs = sum(len(c.glyphs) for c in contents)
    unknown = sum(c.unknown for c in contents)
    if any(c.pictured for c in contents) and all(c.pictured or not c.glyphs for c in contents):
        raise ReadError("这个 PDF 是扫描件，只有图像，没有文字层；请先作文字识别（OCR），或另找有文字的文件。")
    if all(c.damaged for c in contents):
        raise ReadError("这个 PDF 已经损坏，打不开。")
    if not glyphs:
        raise ReadError("文件是空的，没有可读的文字。")
    if unknown * 4 > glyphs:
        raise ReadError("这个 PDF 的字体没有写明是什么字，文字无法取出；请另找文件，或先作文字识别（OCR）。")


class _PdfExtractor:
    def __init__(self, layout: PageLayout) -> None:
        self.out: list[str] = []
        self.length = 0
        self.raised: list[tuple[int, int]] = []
        self.layout = layout
        for leaf in layout.leaves:
            self.write_all(leaf.heads)
            for block in leaf.blocks:
                self.write_all(block.rows)
                if block.notes:
                    self.write(f"{_RULE}\n")
                    self.write_all(block.notes)
                    self.write(f"{_RULE}\n")
            self.write_all(leaf.feet)

    def write(self, text: str) -> None:
        self.out.append(text)
        self.length += len(text)

    def write_all(self, rows: list[PdfRow]) -> None:
        """Write rows each on a line, indented as printed, a blank line where more than usual parts them.

        Where gaps set paragraphs apart they decide what is indented: a hanging indent is set as a
        plain one, which says to the reader where a paragraph begins and where it goes on.
        """
        margin = min((row.x for row in rows), default=0.0)
        for index, row in enumerate(rows):
            apart = index > 0 and is_apart(rows[index - 1], row, self.layout.pitch)
            columns = columns_of_indent(row.x, margin, self.layout.size)
            if apart:
                self.write("\n")
            if self.layout.spaced and (index or self.layout.hanging):
                begins = apart if index else is_numbered(row)
                columns = max(columns, _INDENT) if begins else 0
            self.write(" " * columns)
            self.raised += [(self.length + start, self.length + end) for start, end in row.raised]
            self.write(f"{row.text}\n")


def _warnings(contents: list[PageContent], layout: PageLayout) -> list[ReadingWarning]:
    found = {
        "pdf-picture": (_numbers(contents, "pictured"), "第 {} 页是图像，没有读；请核对原件。"),
        "pdf-damaged": (_numbers(contents, "damaged"), "第 {} 页已经损坏，没有读；请核对原件。"),
        "pdf-tilted": (_numbers(contents, "tilted"), "第 {} 页有倾斜、竖排或页边之外的文字，没有收入。"),
        "undecodable": (_numbers(contents, "unknown"), "第 {} 页有字符无法辨认（�），请核对原件。"),
    }
    warnings = [ReadingWarning(code, "", text.format(pages)) for code, (pages, text) in found.items() if pages]
    folded = sum((c.folded for c in contents), Counter[str]())
    if folded:
        examples = "、".join(list(folded)[:8])
        message = f"有 {folded.total()} 个字在文件里存成了部首（{examples}），已换成通行的字，请核对原件。"
        warnings.append(ReadingWarning("pdf-radicals", "", message))
    if layout.dropped:
        examples = "”“".join(list(layout.dropped)[:5])
        message = f"去掉了 {layout.dropped.total()} 行各页重复的页眉、页脚：“{examples}”。"
        warnings.append(ReadingWarning("pdf-running-heads", "", message))
    if layout.foreign:
        message = f"并排的外文栏没有收入（{layout.foreign} 行）。"
        warnings.append(ReadingWarning("pdf-foreign-column", "", message))
    return warnings


def _numbers(contents: list[PageContent], what: str) -> str:
    """The numbers of the pages of which something is true: "2、3、7"."""
    return "、".join(str(n) for n, content in enumerate(contents, 1) if getattr(content, what))
