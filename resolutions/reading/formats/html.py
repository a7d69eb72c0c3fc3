"""The text that a web page shows, as a reader would copy it: blocks on lines of their own."""

import re
import unicodedata

import lxml.html
from lxml.etree import ParserError

from ...language.characters import BLANKS, UNPRINTABLE
from ...language.numerals import to_roman

_HIDDEN = {"script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div",
    "dl", "dt", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
    "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "title", "tr", "ul",
}  # fmt: skip


def extract_text(page: str) -> tuple[str, tuple[tuple[int, int], ...], int]:
    """The text of the page, the ranges of it that stand in <sup>, and how many unprintable characters it loses.

    Numbers that a browser writes before the items of an ordered list are written out.
    """
    try:
        # Bytes, because lxml refuses a str that declares an encoding of its own.
        parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
        root = lxml.html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except ParserError:
        return "", (), 0
    drawing = _HtmlExtractor()
    drawing.walk(root)
    return "".join(drawing.out), tuple(drawing.raised), drawing.dropped


class _HtmlExtractor:
    def __init__(self) -> None:
        self.out: list[str] = []
        self.length = 0
        self.raised: list[tuple[int, int]] = []
        self.counts: dict[int, int] = {}  # of items written, by the id() of their list
        self.dropped = 0
        self.blank = True  # whether the last thing written is a blank or a line end

    def write(self, text: str, *, keep: bool = False) -> None:
        clean = text.translate(UNPRINTABLE)  # which references such as &#8238; may bring in
        self.dropped += len(text) - len(clean)
        text = unicodedata.normalize("NFC", clean)
        if not keep:
            text = BLANKS.sub(" ", text)
            if self.blank:
                text = text.lstrip(" ")
        if text:
            self.out.append(text)
            self.length += len(text)
            self.blank = text[-1].isspace()

    def end_line(self) -> None:
        if self.out and self.out[-1] != "\n":
            self.out.append("\n")
            self.length += 1
        self.blank = True

    def walk(self, root: lxml.html.HtmlElement) -> None:
        """Depth first, without recursion: a hostile page may nest a million elements."""
        stack: list[tuple[lxml.html.HtmlElement, bool]] = [(root, False)]
        started: dict[int, int] = {}
        while stack:
            element, done = stack.pop()
            tag = element.tag if isinstance(element.tag, str) else ""
            if not done:
                if tag and tag not in _HIDDEN:
                    if tag in _BLOCKS:
                        self.end_line()
                    if tag == "li":
                        self.write(self.list_label(element))
                    if tag == "sup":
                        started[id(element)] = self.length
                    self.write(element.text or "", keep=tag == "pre")
                    stack.append((element, True))
                    stack.extend((child, False) for child in reversed(element))
                    continue
            else:
                if tag in _BLOCKS:
                    self.end_line()
                if tag == "sup" and self.length > started[id(element)]:
                    self.raised.append((started[id(element)], self.length))
            if element is not root:
                self.write(element.tail or "")

    def list_label(self, item: lxml.html.HtmlElement) -> str:
        """The number of an item of an ordered list, "" elsewhere."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        last = self.counts.get(id(parent), _integer(parent.get("start"), 1) - 1)
        self.counts[id(parent)] = value = _integer(item.get("value"), last + 1)
        return _label(parent.get("type", "1"), value)


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else default


def _label(style: str, value: int) -> str:
    """The label that a browser writes before an item of an ordered list: "3. ", "(b) ", "(iv) "."""
    if style in ("a", "A") and 1 <= value <= 26:
        return f"({chr(ord(style) + value - 1)}) "
    if style in ("i", "I") and value > 0:
        return f"({to_roman(value).lower() if style == 'i' else to_roman(value)}) "
    return f"{value}. "
