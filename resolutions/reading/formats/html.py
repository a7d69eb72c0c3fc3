"""The text of a web page as a browser shows it, each block on a line."""

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
    """Return the text of a page, the ranges of it in <sup>, and the number of unprintable characters dropped.

    The numbers that a browser writes before the items of an ordered list are part of the text.
    """
    try:
        # Bytes, because lxml refuses a str with an encoding declaration.
        parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
        root = lxml.html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except ParserError:
        return "", (), 0
    extractor = _HtmlExtractor()
    extractor.walk(root)
    return "".join(extractor.parts), tuple(extractor.superscripts), extractor.dropped


class _HtmlExtractor:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.superscripts: list[tuple[int, int]] = []
        self.superscript_starts: dict[int, int] = {}  # by the id() of the <sup>
        self.item_numbers: dict[int, int] = {}  # of the last item written, by the id() of its list
        self.dropped = 0
        self.after_blank = True  # whether the text so far is empty or ends with a blank or line end

    def write(self, text: str, *, keep_blanks: bool = False) -> None:
        clean = text.translate(UNPRINTABLE)  # references such as &#8238; may contain them
        self.dropped += len(text) - len(clean)
        text = unicodedata.normalize("NFC", clean)
        if not keep_blanks:
            text = BLANKS.sub(" ", text)
            if self.after_blank:
                text = text.lstrip(" ")
        if text:
            self.parts.append(text)
            self.length += len(text)
            self.after_blank = text[-1].isspace()

    def end_line(self) -> None:
        if self.parts and self.parts[-1] != "\n":
            self.parts.append("\n")
            self.length += 1
        self.after_blank = True

    def walk(self, root: lxml.html.HtmlElement) -> None:
        """Visit the elements depth first, without recursion: a hostile page may nest a million of them."""
        stack: list[tuple[lxml.html.HtmlElement, bool]] = [(root, False)]  # and whether it ends
        while stack:
            element, is_done = stack.pop()
            if is_done:
                self.leave(element)
            elif isinstance(element.tag, str) and element.tag not in _HIDDEN:
                self.enter(element)
                stack.append((element, True))
                stack.extend([(child, False) for child in reversed(element)])
                continue
            if element is not root:
                self.write(element.tail or "")

    def enter(self, element: lxml.html.HtmlElement) -> None:
        if element.tag in _BLOCKS:
            self.end_line()
        if element.tag == "li":
            self.write(self.next_item_label(element))
        if element.tag == "sup":
            self.superscript_starts[id(element)] = self.length
        self.write(element.text or "", keep_blanks=element.tag == "pre")

    def leave(self, element: lxml.html.HtmlElement) -> None:
        if element.tag in _BLOCKS:
            self.end_line()
        if element.tag == "sup":
            start = self.superscript_starts[id(element)]
            if self.length > start:
                self.superscripts.append((start, self.length))

    def next_item_label(self, item: lxml.html.HtmlElement) -> str:
        """Return the label of an item of an ordered list, "" for other items."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        last = self.item_numbers.get(id(parent))
        if last is None:
            last = _parse_integer(parent.get("start"), 1) - 1
        number = _parse_integer(item.get("value"), last + 1)
        self.item_numbers[id(parent)] = number
        return _item_label(parent.get("type", "1"), number)


def _parse_integer(text: str | None, default: int) -> int:
    if text and re.fullmatch(r"-?\d{1,9}", text):
        return int(text)
    return default


def _item_label(style: str, number: int) -> str:
    """Return the label that a browser writes before an item of an ordered list: "3. ", "(b) ", "(iv) "."""
    if style in ("a", "A") and 1 <= number <= 26:
        return f"({chr(ord(style) + number - 1)}) "
    if style == "i" and number > 0:
        return f"({to_roman(number).lower()}) "
    if style == "I" and number > 0:
        return f"({to_roman(number)}) "
    return f"{number}. "
