"""The headers and footers of a Word file: the masthead to read, and the text that is left out."""

import re

from lxml.etree import _Element

from ....un.symbols import parse
from ...furniture import MASTHEAD, is_furniture
from ...lines import Line, lines_of
from .body_text import extract_lines
from .context import ExtractionContext
from .lines import DocxLine, join_lines
from .package import Package, R, W, attribute, on_off

_PAGE_NUMBER = re.compile(r"[\d\W]*|第?[\d\W]*页?(?:共[\d\W]*页)?")


def extract_headers(package: Package, context: ExtractionContext) -> tuple[list[DocxLine], list[str]]:
    """Return the masthead in the header of the first page, and the other text of headers and footers.

    A header is a masthead if it has the symbol of a document. The other text is a list of distinct lines
    without page numbers, symbols and words of a masthead.
    """
    first_header = _first_page_header(package)
    masthead: list[DocxLine] = []
    left_out: list[str] = []
    names = [*package.related_parts(package.main, "header"), *package.related_parts(package.main, "footer")]
    for name in dict.fromkeys(names):
        docx_lines = _part_lines(package.parse_part(name), context)
        lines = lines_of(join_lines(docx_lines, "\n").text)
        if name == first_header and any(_has_symbol(line) for line in lines):
            masthead = docx_lines
        else:
            left_out += [line.text for line in lines if not _is_page_furniture(line)]
    return masthead, list(dict.fromkeys(left_out))


def _part_lines(root: _Element | None, context: ExtractionContext) -> list[DocxLine]:
    if root is None:
        return []
    return extract_lines(root, context)


def _first_page_header(package: Package) -> str | None:
    """Return the name of the part with the header of the first page."""
    section = next(package.document.iter(f"{W}sectPr"), None)
    if section is None:
        return None
    header_type = "first" if on_off(section, "titlePg") else "default"
    relationship_id = ""
    for reference in section.iterchildren(f"{W}headerReference"):
        if attribute(reference, "type") == header_type:
            relationship_id = reference.get(f"{R}id", "")
    return package.relationships(package.main, "header").get(relationship_id)


def _cells(line: Line) -> list[str]:
    return re.split(r"\s{2,}|\t", line.text)


def _has_symbol(line: Line) -> bool:
    return any(parse(cell) for cell in _cells(line))


def _is_page_furniture(line: Line) -> bool:
    """Return whether a line of a header has only page numbers, symbols and words of a masthead."""
    return is_furniture(line) or all(_is_furniture_cell(cell) for cell in _cells(line))


def _is_furniture_cell(cell: str) -> bool:
    key = "".join(cell.split())
    return bool(_PAGE_NUMBER.fullmatch(key) or MASTHEAD.fullmatch(key) or parse(key))
