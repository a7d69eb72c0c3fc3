"""Read the text of a file of any supported format, and what the format says about the text."""

import re
import unicodedata
from dataclasses import dataclass

import charset_normalizer

from ...language.characters import UNPRINTABLE
from ..model import ReadError, ReadingWarning
from .docx.extract import extract_text as extract_docx
from .docx.extract import is_zip, refuse_encrypted
from .html import extract_text as extract_html
from .pdf.extract import extract_text as extract_pdf
from .pdf.extract import is_pdf

MAX_BYTES = 8 * 1024 * 1024
MAX_CHARACTERS = 2_000_000  # the longest text of a conference is about a fifth of this

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # container of Office files before 2007; the names inside tell the kind
_OLD_OFFICE_KINDS = (  # in this order, because a Word file may contain a workbook
    ("WordDocument", "这是旧版 Word（.doc）文件；请先另存为 .docx 或文本。"),
    ("Workbook", "这是旧版 Excel（.xls）工作簿；请把决议另存为 .docx 或文本。"),
    ("PowerPoint Document", "这是旧版 PowerPoint（.ppt）文件；请把决议另存为 .docx 或文本。"),
    ("__substg1.0_", "这是 Outlook 邮件（.msg）；请把附件或正文另存为 .docx 或文本。"),
)
_PICTURE = "这是图片，不是文本；请先作文字识别（OCR），再存为文本或 .docx。"
_ARCHIVE = "这是压缩文件；请先解压，再逐件导入，或改用 zip 打包。"
_MAGIC = (
    (_OLD_OFFICE, "这是旧版 Office（.doc 一类）文件；请先另存为 .docx 或文本。"),
    (b"{\\rtf", "这是 RTF 文件；请先另存为 .docx 或文本。"),
    (b"\x89PNG", _PICTURE), (b"\xff\xd8\xff", _PICTURE), (b"GIF8", _PICTURE),
    (b"II*\0", _PICTURE), (b"MM\0*", _PICTURE),
    (b"Rar!", _ARCHIVE), (b"7z\xbc\xaf", _ARCHIVE), (b"\x1f\x8b", _ARCHIVE), (b"BZh", _ARCHIVE),
    (b"\xfd7zXZ", _ARCHIVE),
)  # fmt: skip
_ENCODINGS = ["utf_8", "gb18030", "big5hkscs", "utf_16", "utf_16_le", "utf_16_be"]
# Files that declare these encodings often use characters of the larger ones.
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
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

    `superscripts` are the ranges that the format sets as superscripts; `notes` are the offsets at which
    footnotes begin according to the format.
    """

    name: str
    raw: str
    superscripts: tuple[tuple[int, int], ...] = ()
    notes: frozenset[int] = frozenset()
    warnings: tuple[ReadingWarning, ...] = ()


def read_source(data: bytes, name: str, *, original: bool = False) -> DecodedFile:
    """Return the text of a .txt, .html, .docx or .pdf file.

    The format is detected from the content. `original` asks for the text before the tracked changes of a
    .docx file. Raise ReadError for a file that is empty, too large, damaged or of another kind.
    """
    refuse_too_large(data)
    refuse_encrypted(data)
    _refuse_other_kinds(data)
    superscripts: tuple[tuple[int, int], ...] = ()
    notes: frozenset[int] = frozenset()
    if is_zip(data):
        document = extract_docx(data, MAX_CHARACTERS, original=original)
        text, warnings = document.text, list(document.warnings)
        superscripts, notes = document.superscripts, document.note_starts
    elif is_pdf(data):
        text, superscripts, warnings = extract_pdf(data)
    else:
        text, warnings = _decode(data)
        if _HTML.match(text[:2000]):
            text, superscripts, dropped = extract_html(text)
            warnings += _dropped_warnings(dropped)
    if len(text) > MAX_CHARACTERS:
        raise ReadError(f"文本有 {len(text):,} 字，超过上限 {MAX_CHARACTERS:,} 字。")
    if not text.strip():
        raise ReadError("文件是空的，没有可读的文字。")
    return DecodedFile(name, text, superscripts=superscripts, notes=notes, warnings=tuple(warnings))


def refuse_too_large(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise ReadError(f"文件有 {len(data) / 1e6:.0f} MB，超过上限 {MAX_BYTES // 1024 // 1024} MB。")


def _refuse_other_kinds(data: bytes) -> None:
    """Raise ReadError for a file of an unsupported kind, with a sentence that says what to convert it to."""
    for name, sentence in _OLD_OFFICE_KINDS:
        if data.startswith(_OLD_OFFICE) and name.encode("utf-16-le") in data:
            raise ReadError(sentence)
    for magic, sentence in _MAGIC:
        if data.startswith(magic):
            raise ReadError(sentence)


def _decode(data: bytes) -> tuple[str, list[ReadingWarning]]:
    """Return the text in NFC, without byte order mark, NUL, control and format characters."""
    text, warnings = _decode_bytes(data)
    clean = text.translate(UNPRINTABLE)
    if dropped := len(text) - len(clean):
        if dropped * 10 > len(text):
            raise ReadError("这不是文本文件：里面多是控制字符。")
        warnings += _dropped_warnings(dropped)
    if lost := clean.count("\ufffd"):
        message = f"有 {lost} 个字符无法辨认（�），请核对原件。"
        warnings.append(ReadingWarning("undecodable", _line_label(clean, "\ufffd"), message))
    return unicodedata.normalize("NFC", clean), warnings


def _dropped_warnings(count: int) -> list[ReadingWarning]:
    if not count:
        return []
    return [ReadingWarning("control-characters", "", f"去掉了 {count} 个控制字符或不可见字符。")]


def _line_label(text: str, character: str) -> str:
    """Return the label of the line in which a character first occurs: 第3行."""
    number = text.count("\n", 0, text.index(character)) + 1
    return f"第{number}行"


def _decode_bytes(data: bytes) -> tuple[str, list[ReadingWarning]]:
    """Return the text, with a warning if its encoding was declared or guessed.

    Raise ReadError if none fits.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), []
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    for name in filter(None, (_declared_encoding(data), _guess_encoding(data))):
        encoding = _SUPERSETS.get(name, name)
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


def _declared_encoding(data: bytes) -> str | None:
    """Return the encoding that a web page declares in its first 2,000 bytes."""
    declaration = _HTML_CHARSET.search(data[:2000])
    return declaration[1].decode().lower() if declaration else None


def _guess_encoding(data: bytes) -> str | None:
    """Return the encoding that charset-normalizer finds most plausible for the first 60,000 bytes."""
    best = charset_normalizer.from_bytes(data[:60_000], cp_isolation=_ENCODINGS).best()
    return best.encoding if best else None
