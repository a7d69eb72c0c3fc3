"""The bytes of a file → the text that it holds, and what its format says about it."""

import re
import unicodedata
from dataclasses import dataclass

import charset_normalizer

from ...language.characters import UNPRINTABLE
from ..model import ReadError, ReadingWarning
from .docx.extract import extract_text as extract_docx
from .docx.extract import is_zip, refuse_encrypted
from .html import extract_text
from .pdf.extract import extract_text as extract_pdf
from .pdf.extract import is_pdf

MAX_BYTES = 8 * 1024 * 1024
MAX_CHARACTERS = 2_000_000  # the longest text of a conference is about a fifth of this

_OLD = b"\xd0\xcf\x11\xe0"  # the container of Office files before 2007, told apart by the names inside
_OLD_KINDS = (  # in this order: a text may hold a workbook
    ("WordDocument", "这是旧版 Word（.doc）文件；请先另存为 .docx 或文本。"),
    ("Workbook", "这是旧版 Excel（.xls）工作簿；请把决议另存为 .docx 或文本。"),
    ("PowerPoint Document", "这是旧版 PowerPoint（.ppt）文件；请把决议另存为 .docx 或文本。"),
    ("__substg1.0_", "这是 Outlook 邮件（.msg）；请把附件或正文另存为 .docx 或文本。"),
)
_PICTURE = "这是图片，不是文本；请先作文字识别（OCR），再存为文本或 .docx。"
_PACKED = "这是压缩文件；请先解压，再逐件导入，或改用 zip 打包。"
_MAGIC = (
    (_OLD, "这是旧版 Office（.doc 一类）文件；请先另存为 .docx 或文本。"),
    (b"{\\rtf", "这是 RTF 文件；请先另存为 .docx 或文本。"),
    (b"\x89PNG", _PICTURE), (b"\xff\xd8\xff", _PICTURE), (b"GIF8", _PICTURE),
    (b"II*\0", _PICTURE), (b"MM\0*", _PICTURE),
    (b"Rar!", _PACKED), (b"7z\xbc\xaf", _PACKED), (b"\x1f\x8b", _PACKED), (b"BZh", _PACKED), (b"\xfd7zXZ", _PACKED),
)  # fmt: skip
_ENCODINGS = ["utf_8", "gb18030", "big5hkscs", "utf_16", "utf_16_le", "utf_16_be"]
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}  # what files so marked really hold
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_HTML_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"' ]*([A-Za-z0-9_-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DecodedFile:
    """The text of a file.

    `superscripts` are the ranges of it that the format raises, `notes` the offsets at which by the
    format footnotes begin.
    """

    name: str
    raw: str
    superscripts: tuple[tuple[int, int], ...] = ()
    notes: frozenset[int] = frozenset()
    warnings: tuple[ReadingWarning, ...] = ()


def read_source(data: bytes, name: str, *, original: bool = False) -> DecodedFile:
    """The text in a .txt, .html, .docx or .pdf file, its kind told by content; ReadError where there is none.

    `original` asks for the text before the changes that a .docx file tracks.
    """
    refuse_too_large(data)
    refuse_encrypted(data)
    _refuse_other_kinds(data)
    superscripts: tuple[tuple[int, int], ...] = ()
    notes: frozenset[int] = frozenset()
    if is_zip(data):
        drawn = extract_docx(data, MAX_CHARACTERS, original=original)
        text, superscripts, notes, warnings = drawn.text, drawn.superscripts, drawn.note_starts, list(drawn.warnings)
    elif is_pdf(data):
        text, superscripts, warnings = extract_pdf(data)
    else:
        text, warnings = _decode(data)
        if _HTML.match(text[:2000]):
            text, superscripts, dropped = extract_text(text)
            warnings += _dropped(dropped)
    if len(text) > MAX_CHARACTERS:
        raise ReadError(f"文本有 {len(text):,} 字，超过上限 {MAX_CHARACTERS:,} 字。")
    if not text.strip():
        raise ReadError("文件是空的，没有可读的文字。")
    return DecodedFile(name, text, superscripts, notes, tuple(warnings))


def refuse_too_large(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise ReadError(f"文件有 {len(data) / 1e6:.0f} MB，超过上限 {MAX_BYTES // 1024 // 1024} MB。")


def _refuse_other_kinds(data: bytes) -> None:
    """Raise ReadError for a file that is not of a kind that is read, naming what to convert it to."""
    for name, sentence in _OLD_KINDS:
        if data.startswith(_OLD) and name.encode("utf-16-le") in data:
            raise ReadError(sentence)
    for magic, sentence in _MAGIC:
        if data.startswith(magic):
            raise ReadError(sentence)


def _decode(data: bytes) -> tuple[str, list[ReadingWarning]]:
    """The text without byte order mark, NUL, control and format characters; in NFC."""
    text, warnings = _decode_bytes(data)
    clean = text.translate(UNPRINTABLE)
    if dropped := len(text) - len(clean):
        if dropped * 10 > len(text):
            raise ReadError("这不是文本文件：里面多是控制字符。")
        warnings += _dropped(dropped)
    if lost := clean.count("\ufffd"):
        message = f"有 {lost} 个字符无法辨认（�），请核对原件。"
        warnings.append(ReadingWarning("undecodable", _line_of(clean, "\ufffd"), message))
    return unicodedata.normalize("NFC", clean), warnings


def _dropped(count: int) -> list[ReadingWarning]:
    message = f"去掉了 {count} 个控制字符或不可见字符。"
    return [ReadingWarning("control-characters", "", message)] if count else []


def _line_of(text: str, what: str) -> str:
    return f"第{text.count(chr(10), 0, text.index(what)) + 1}行"


def _decode_bytes(data: bytes) -> tuple[str, list[ReadingWarning]]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), []
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    declared = _HTML_CHARSET.search(data[:2000])
    for name in filter(None, (declared and declared[1].decode().lower(), _guess(data))):
        encoding = _WIDER.get(name, name)
        try:
            text = data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
        message = f"文件不是 UTF-8，按 {encoding} 读出，请核对。"
        return text, [ReadingWarning("encoding", "", message)]
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") * 200 > len(text):
        raise ReadError("无法辨认文件的编码（试过 UTF-8、UTF-16、GB18030、Big5）；请另存为 UTF-8。")
    return text, []


def _guess(data: bytes) -> str | None:
    """The encoding that charset-normalizer finds most plausible for the first 60,000 bytes."""
    best = charset_normalizer.from_bytes(data[:60_000], cp_isolation=_ENCODINGS).best()
    return best.encoding if best else None
