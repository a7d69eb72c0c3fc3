"""The text of a PDF file in reading order, with the footnotes below the text of their page.

PDFium, which opens the file, is native code. It does not limit the time and memory that one page takes, it
is not thread-safe, and a fault in it ends the process. Call `extract_text` in a separate process for files
from an untrusted source. It closes everything that it opens.
"""

from collections import Counter

import pypdfium2
from pypdfium2 import raw as pdfium

from ...model import ReadError, ReadingWarning
from .characters import PageContent, read_page
from .page_layout import PageLayout, has_gap, is_numbered, layout_pages
from .rows import PdfRow, columns_of_indent

__all__ = ["extract_text", "is_pdf"]

MAX_PAGES = 1000
MAX_CHARACTERS = 500_000  # the longest text of a conference is about 400,000
_INDENT = 4  # columns of the first line of a paragraph
_RULE = " " * 20  # a rule around footnotes, as plain text has it (lines.Line.rule)


def is_pdf(data: bytes) -> bool:
    """Return whether a file begins as PDF files do, after an optional byte order mark and blanks."""
    return data[:1024].lstrip(b"\xef\xbb\xbf\0\t\r\n ").startswith(b"%PDF")


def extract_text(data: bytes) -> tuple[str, tuple[tuple[int, int], ...], list[ReadingWarning]]:
    """Return the text of a file, the ranges of it that are set as superscripts, and the warnings.

    Raise ReadError if the file cannot be opened, is too long or has no text.
    """
    contents = _read_pages(data)
    _refuse_without_text(contents)
    layout = layout_pages(contents)
    extractor = _PdfExtractor(layout)
    extractor.write_pages()
    return "".join(extractor.parts), tuple(extractor.superscripts), _warnings(contents, layout)


def _read_pages(data: bytes) -> list[PageContent]:
    document = _open(data)
    try:
        if len(document) > MAX_PAGES:
            raise ReadError(f"这个 PDF 有 {len(document):,} 页，超过上限 {MAX_PAGES:,} 页。")
        contents: list[PageContent] = []
        length = 0
        for index in range(len(document)):
            content = read_page(document, index)
            contents.append(content)
            length += len(content.glyphs)
            if length > MAX_CHARACTERS:
                raise ReadError(f"这个 PDF 的文字超过上限 {MAX_CHARACTERS:,} 字。")
        return contents
    finally:
        document.close()


def _open(data: bytes) -> pypdfium2.PdfDocument:
    """Return the document, which the caller closes. `data` must not be released before."""
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
    """Raise ReadError for scans, for empty files, and for fonts that do not map their characters to text."""
    glyphs = sum(len(content.glyphs) for content in contents)
    unknown = sum(content.unknown for content in contents)
    has_pictures = any(content.pictured for content in contents)
    if has_pictures and all(content.pictured or not content.glyphs for content in contents):
        raise ReadError(
            "这个 PDF 是扫描件，只有图像，没有文字层；请先作文字识别（OCR），或另找有文字的文件。"
        )
    if all(content.damaged for content in contents):
        raise ReadError("这个 PDF 已经损坏，打不开。")
    if not glyphs:
        raise ReadError("文件是空的，没有可读的文字。")
    if unknown * 4 > glyphs:
        raise ReadError("这个 PDF 的字体没有写明是什么字，文字无法取出；请另找文件，或先作文字识别（OCR）。")


class _PdfExtractor:
    """Writes laid-out pages as plain text in the form that the reader expects."""

    def __init__(self, layout: PageLayout) -> None:
        self.layout = layout
        self.parts: list[str] = []
        self.length = 0
        self.superscripts: list[tuple[int, int]] = []

    def write_pages(self) -> None:
        for page in self.layout.pages:
            self.write_rows(page.heads)
            for block in page.blocks:
                self.write_rows(block.rows)
                if block.notes:
                    self.write(f"{_RULE}\n")
                    self.write_rows(block.notes)
                    self.write(f"{_RULE}\n")
            self.write_rows(page.feet)

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def write_rows(self, rows: list[PdfRow]) -> None:
        """Write a line per row, with its indent and with a blank line for a gap above it.

        Where gaps separate the paragraphs, the indent follows from the gaps: a hanging indent is written as
        that of a first line, by which the reader recognises where a paragraph begins.
        """
        margin = min((row.x for row in rows), default=0.0)
        for index, row in enumerate(rows):
            after_gap = index > 0 and has_gap(rows[index - 1], row, self.layout.pitch)
            if after_gap:
                self.write("\n")
            columns = columns_of_indent(row.x, margin, self.layout.size)
            if self.layout.spaced and (index or self.layout.hanging):
                begins_paragraph = after_gap if index else is_numbered(row)
                columns = max(columns, _INDENT) if begins_paragraph else 0
            self.write(" " * columns)
            self.superscripts += [(self.length + start, self.length + end) for start, end in row.superscripts]
            self.write(f"{row.text}\n")


def _warnings(contents: list[PageContent], layout: PageLayout) -> list[ReadingWarning]:
    page_warnings = [
        ("pdf-picture", _page_numbers(contents, "pictured"), "第 {} 页是图像，没有读；请核对原件。"),
        ("pdf-damaged", _page_numbers(contents, "damaged"), "第 {} 页已经损坏，没有读；请核对原件。"),
        ("pdf-tilted", _page_numbers(contents, "tilted"), "第 {} 页有倾斜、竖排或页边之外的文字，没有收入。"),
        ("undecodable", _page_numbers(contents, "unknown"), "第 {} 页有字符无法辨认（�），请核对原件。"),
    ]
    warnings: list[ReadingWarning] = []
    for code, pages, message in page_warnings:
        if pages:
            warnings.append(ReadingWarning(code, "", message.format(pages)))
    folded = Counter[str]()
    for content in contents:
        folded += content.folded
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


def _page_numbers(contents: list[PageContent], attribute: str) -> str:
    """Return the numbers of the pages on which an attribute is set: "2、3、7"."""
    numbers = [number for number, content in enumerate(contents, 1) if getattr(content, attribute)]
    return "、".join(map(str, numbers))
