"""The content of a PDF page as PDFium gives it: characters with positions, drawn rules, pictures."""

import ctypes
import math
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace

import pypdfium2
from pypdfium2 import raw as pdfium

from ...model import ReadError

MAX_PAGE_CHARACTERS = 50_000  # five times those of a page in the smallest print
_MAX_OBJECTS = 20_000  # of a page that are searched for rules and pictures
_MAX_RULES = 200  # a page with more is a drawing or a table
_MAX_TILT = math.radians(5)  # of a line of text
_MARGIN = 20  # points outside the page in which characters are still read
_ERROR = "\ufffd"

# Radicals that fonts map to instead of characters, and that NFKC does not replace: those of the CJK Radicals
# Supplement that are also words (Unicode, EquivalentUnifiedIdeograph.txt).
_RADICALS = dict(
    zip(
        "⺒⺓⺝⺠⺧⺩⻁⻄⻅⻆⻉⻋⻑⻒⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰",
        "巳幺月民牛王虎西见角贝车長長长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙",
        strict=True,
    )
)
_BULLET = "\uf0b7"  # in the Symbol font


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character from x to `right` on the baseline y, in points; y increases upwards.

    `blanks` is the number of blanks before it in the file.
    """

    text: str
    x: float
    right: float
    y: float
    size: float
    blanks: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line from x to `right` at the height y, in points."""

    x: float
    right: float
    y: float


@dataclass(slots=True)
class PageContent:
    """The content of a page, and counts of what was replaced or left out.

    `pictured` says that the page is a picture or shapes with hardly any text.
    """

    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictured: bool = False
    tilted: int = 0  # characters left out because they are tilted or outside the page
    folded: Counter[str] = field(default_factory=Counter)  # radicals replaced by characters
    unknown: int = 0  # characters that the font does not map to text
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class _CharacterBox:
    """A character in the file.

    `bounds` are left, bottom, right and top in points; `origin` is the start of its baseline; `angle` is
    its direction in radians.
    """

    text: str
    bounds: tuple[float, float, float, float]
    origin: tuple[float, float]
    angle: float
    size: float
    blanks: int


def read_page(document: pypdfium2.PdfDocument, index: int) -> PageContent:
    """Return the content of page `index`, rotated so that most of its text runs from left to right."""
    content = PageContent()
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        content.damaged = True
        return content
    try:
        boxes = _character_boxes(page, index)
        rotation = _main_rotation(boxes)
        _add_glyphs(content, boxes, rotation, page.get_cropbox())
        _add_objects(content, page, rotation)
    except pypdfium2.PdfiumError:
        content.damaged = True
    finally:
        page.close()
    return content


def _character_boxes(page: pypdfium2.PdfPage, index: int) -> list[_CharacterBox]:
    text = page.get_textpage()
    try:
        count = pdfium.FPDFText_CountChars(text)
        if count > MAX_PAGE_CHARACTERS:
            raise ReadError(f"第 {index + 1} 页有 {count:,} 字，超过上限 {MAX_PAGE_CHARACTERS:,} 字。")
        return _read_characters(text, count)
    finally:
        text.close()


def _read_characters(text: pypdfium2.PdfTextPage, count: int) -> list[_CharacterBox]:
    """Return the characters that are not blank, in the order of the file.

    Blanks that PDFium adds are not counted.
    """
    matrix, box = pdfium.FS_MATRIX(), pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    boxes: list[_CharacterBox] = []
    blanks = 0
    high_surrogate = 0
    for i in range(count):
        code = pdfium.FPDFText_GetUnicode(text, i)
        if 0xD800 <= code < 0xDC00:
            high_surrogate = code
            continue
        if high_surrogate and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high_surrogate - 0xD800) << 10) + (code - 0xDC00)
        high_surrogate = 0
        if code < 32 and pdfium.FPDFText_IsHyphen(text, i) == 1:
            character = "-"
        else:
            character = chr(code) if code < 0x110000 else _ERROR
            if character.isspace():
                blanks += pdfium.FPDFText_IsGenerated(text, i) == 0
                continue
            if not code or pdfium.FPDFText_HasUnicodeMapError(text, i) == 1 or 0xFFFE <= code <= 0xFFFF:
                character = _ERROR
        pdfium.FPDFText_GetMatrix(text, i, matrix)
        pdfium.FPDFText_GetCharOrigin(text, i, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, i, box)
        size = pdfium.FPDFText_GetFontSize(text, i) * math.hypot(matrix.c, matrix.d)
        numbers = (box.left, box.bottom, box.right, box.top, x.value, y.value, size)
        if all(map(math.isfinite, numbers)):
            angle = math.atan2(matrix.b, matrix.a)
            boxes.append(
                _CharacterBox(
                    text=character,
                    bounds=numbers[:4],
                    origin=numbers[4:6],
                    angle=angle,
                    size=max(size, 0.1),
                    blanks=blanks,
                )
            )
        blanks = 0
    return boxes


def _main_rotation(boxes: list[_CharacterBox]) -> int:
    """Return the direction of most text in quarter turns (0 to 3), counter-clockwise."""
    rotations = Counter(round(box.angle / (math.pi / 2)) % 4 for box in boxes)
    if not rotations:
        return 0
    return rotations.most_common(1)[0][0]


def _rotate(x: float, y: float, rotation: int) -> tuple[float, float]:
    """Return a point after the rotation that makes text in a direction (0 to 3) run from left to right."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[rotation]


def _add_glyphs(
    content: PageContent,
    boxes: list[_CharacterBox],
    rotation: int,
    cropbox: tuple[float, float, float, float],
) -> None:
    left, bottom, right, top = cropbox
    for box in boxes:
        x, y = box.origin
        is_inside = left - _MARGIN <= x <= right + _MARGIN and bottom - _MARGIN <= y <= top + _MARGIN
        tilt = abs(math.remainder(box.angle - rotation * math.pi / 2, math.tau))
        if not is_inside or tilt > _MAX_TILT:
            content.tilted += 1
            continue
        text = _clean(box.text, content)
        if not text:
            continue
        x, y = _rotate(x, y, rotation)
        last = content.glyphs[-1] if content.glyphs else None
        if last and unicodedata.combining(text[0]) and abs(last.y - y) < box.size:
            text = unicodedata.normalize("NFC", last.text + text)
            content.glyphs[-1] = replace(last, text=text)
            continue
        start, end = sorted((_rotate(*box.bounds[:2], rotation)[0], _rotate(*box.bounds[2:], rotation)[0]))
        glyph = Glyph(text, x=min(x, start), right=end, y=y, size=box.size, blanks=box.blanks)
        content.glyphs.append(glyph)


def _clean(character: str, content: PageContent) -> str:
    """Return a character in NFC, with radicals replaced; "" for a character that is not printed."""
    category = unicodedata.category(character)
    if character == _BULLET:
        return "•"
    if character == _ERROR or category == "Co":
        content.unknown += 1
        return _ERROR
    if category in ("Cc", "Cf", "Cs", "Cn"):
        return ""
    if 0x2E80 <= ord(character) <= 0x2FDF:
        plain = _RADICALS.get(character) or unicodedata.normalize("NFKC", character)
        content.folded[character] += plain != character
        return plain
    return unicodedata.normalize("NFC", character)


def _add_objects(content: PageContent, page: pypdfium2.PdfPage, rotation: int) -> None:
    """Add the rules of a page, and set whether it is a picture or drawing with little text."""
    left, bottom, right, top = page.get_cropbox()
    covered_area = 0.0
    shapes = 0
    edges = [ctypes.c_float() for _ in range(4)]
    for i in range(min(pdfium.FPDFPage_CountObjects(page), _MAX_OBJECTS)):
        page_object = pdfium.FPDFPage_GetObject(page, i)
        kind = pdfium.FPDFPageObj_GetType(page_object)
        if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            continue
        if not pdfium.FPDFPageObj_GetBounds(page_object, *edges):
            continue
        x0, y0, x1, y1 = (edge.value for edge in edges)
        shapes += 1
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            width = max(min(x1, right) - max(x0, left), 0)
            height = max(min(y1, top) - max(y0, bottom), 0)
            covered_area += width * height
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            (ax, ay), (bx, by) = _rotate(x0, y0, rotation), _rotate(x1, y1, rotation)
            if abs(ay - by) < 3 and abs(ax - bx) > 30:
                content.rules.append(Rule(min(ax, bx), max(ax, bx), (ay + by) / 2))
    if len(content.rules) > _MAX_RULES:
        content.rules.clear()
    is_covered = covered_area > 0.4 * (right - left) * (top - bottom)
    is_drawn = not content.glyphs and shapes > 0
    content.pictured = len(content.glyphs) < 40 and (is_covered or is_drawn)
