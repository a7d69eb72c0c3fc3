"""What PDFium says of a page: its characters with their places, the rules drawn on it, its pictures."""

import ctypes
import math
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

import pypdfium2
from pypdfium2 import raw as pdfium

from ...model import ReadError

MAX_PAGE_CHARACTERS = 50_000  # a page of the smallest print has a fifth of this
_MAX_OBJECTS = 20_000  # of a page that are looked through for rules and pictures
_MAX_RULES = 200  # a page with more is a drawing or a table
_TILT = math.radians(5)  # how far a line of text may lean
_SLACK = 20  # points that a character may lie outside the page
_ERROR = "\ufffd"

# Radicals that fonts give for characters, where Unicode's compatibility forms do not lead to them:
# the supplement's radicals that are words of their own (Unicode, EquivalentUnifiedIdeograph.txt).
_RADICALS = dict(
    zip(
        "⺒⺓⺝⺠⺧⺩⻁⻄⻅⻆⻉⻋⻑⻒⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰",
        "巳幺月民牛王虎西见角贝车長長长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙",
        strict=True,
    )
)
_BULLET = "\uf0b7"  # as the Symbol font has it


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character at x to `right` on the baseline y, in points, y counted upwards.

    `blanks` of the file's own stand before it.
    """

    text: str
    x: float
    right: float
    y: float
    size: float
    blanks: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line drawn from x to `right` at the height y."""

    x: float
    right: float
    y: float


@dataclass(slots=True)
class PageContent:
    """One page: what is drawn on it, and what was folded or left out.

    `pictured` says that the page is a picture, or shapes, and holds next to no text.
    """

    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictured: bool = False
    tilted: int = 0  # characters left out because they lean or lie outside the page
    folded: Counter[str] = field(default_factory=Counter)  # radicals, as the font has them
    unknown: int = 0  # characters for which the font has no text
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class _CharacterBox:
    """A character as the file has it: its box, its baseline's beginning, its direction and size."""

    text: str
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    angle: float
    size: float
    blanks: int


def read_page(document: pypdfium2.PdfDocument, index: int) -> PageContent:
    """What page `index` holds, turned so that most of its text runs from left to right."""
    content = PageContent()
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        content.damaged = True
        return content
    try:
        places = _places(page, index)
        turn = Counter(_quarters(p.angle) for p in places).most_common(1)[0][0] if places else 0
        _take_glyphs(content, places, turn, page.get_cropbox())
        _take_objects(content, page, turn)
    except pypdfium2.PdfiumError:
        content.damaged = True
    finally:
        page.close()
    return content


def _places(page: pypdfium2.PdfPage, index: int) -> list[_CharacterBox]:
    text = page.get_textpage()
    try:
        count = pdfium.FPDFText_CountChars(text)
        if count > MAX_PAGE_CHARACTERS:
            raise ReadError(f"第 {index + 1} 页有 {count:,} 字，超过上限 {MAX_PAGE_CHARACTERS:,} 字。")
        return _characters(text, count)
    finally:
        text.close()


def _characters(text: pypdfium2.PdfTextPage, count: int) -> list[_CharacterBox]:
    """The characters that are not blank, in the file's order. PDFium's own blanks are passed over."""
    matrix, box = pdfium.FS_MATRIX(), pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    places: list[_CharacterBox] = []
    blanks, high = 0, 0
    for i in range(count):
        code = pdfium.FPDFText_GetUnicode(text, i)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if high and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        hyphen = code < 32 and pdfium.FPDFText_IsHyphen(text, i) == 1
        character = "-" if hyphen else chr(code) if code < 0x110000 else _ERROR
        if character.isspace():
            blanks += pdfium.FPDFText_IsGenerated(text, i) == 0
            continue
        if not hyphen and (not code or pdfium.FPDFText_HasUnicodeMapError(text, i) == 1 or 0xFFFE <= code <= 0xFFFF):
            character = _ERROR
        pdfium.FPDFText_GetMatrix(text, i, matrix)
        pdfium.FPDFText_GetCharOrigin(text, i, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, i, box)
        size = pdfium.FPDFText_GetFontSize(text, i) * math.hypot(matrix.c, matrix.d)
        numbers = (box.left, box.bottom, box.right, box.top, x.value, y.value, size)
        if all(map(math.isfinite, numbers)):
            angle = math.atan2(matrix.b, matrix.a)
            places.append(_CharacterBox(character, numbers[:4], numbers[4:6], angle, max(size, 0.1), blanks))
        blanks = 0
    return places


def _quarters(angle: float) -> int:
    """Quarters of a turn, counter-clockwise, that an angle is nearest to."""
    return round(angle / (math.pi / 2)) % 4


def _turned(x: float, y: float, quarters: int) -> tuple[float, float]:
    """A point after a turn that lays text that runs in direction `quarters` from left to right."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[quarters]


def _take_glyphs(
    content: PageContent, places: list[_CharacterBox], turn: int, page: tuple[float, float, float, float]
) -> None:
    left, bottom, right, top = page
    for place in places:
        x, y = place.origin
        inside = left - _SLACK <= x <= right + _SLACK and bottom - _SLACK <= y <= top + _SLACK
        lean = abs(math.remainder(place.angle - turn * math.pi / 2, math.tau))
        if not inside or lean > _TILT:
            content.tilted += 1
            continue
        text = _clean(place.text, content)
        if not text:
            continue
        x, y = _turned(x, y, turn)
        xs = sorted(_turned(*corner, turn)[0] for corner in (place.box[:2], place.box[2:]))
        last = content.glyphs[-1] if content.glyphs else None
        if last and unicodedata.combining(text[0]) and abs(last.y - y) < place.size:
            text = unicodedata.normalize("NFC", last.text + text)
            content.glyphs[-1] = Glyph(text, last.x, last.right, last.y, last.size, last.blanks)
            continue
        content.glyphs.append(Glyph(text, min(x, xs[0]), xs[1], y, place.size, place.blanks))


def _clean(character: str, content: PageContent) -> str:
    """A character without compatibility forms that stand for others; "" for one that is not printed."""
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


def _take_objects(content: PageContent, page: pypdfium2.PdfPage, turn: int) -> None:
    """The rules of a page, and whether it is a picture: covered by one, or drawn, with little text."""
    left, bottom, right, top = page.get_cropbox()
    covered, shapes = 0.0, 0
    edges = [ctypes.c_float() for _ in range(4)]
    for i in range(min(pdfium.FPDFPage_CountObjects(page), _MAX_OBJECTS)):
        thing = pdfium.FPDFPage_GetObject(page, i)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            continue
        if not pdfium.FPDFPageObj_GetBounds(thing, *edges):
            continue
        x0, y0, x1, y1 = (edge.value for edge in edges)
        shapes += 1
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            covered += max(min(x1, right) - max(x0, left), 0) * max(min(y1, top) - max(y0, bottom), 0)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            (ax, ay), (bx, by) = _turned(x0, y0, turn), _turned(x1, y1, turn)
            if abs(ay - by) < 3 and abs(ax - bx) > 30:
                content.rules.append(Rule(min(ax, bx), max(ax, bx), (ay + by) / 2))
    if len(content.rules) > _MAX_RULES:
        content.rules.clear()
    few = len(content.glyphs) < 40
    content.pictured = few and (covered > 0.4 * (right - left) * (top - bottom) or (not content.glyphs and shapes > 0))
