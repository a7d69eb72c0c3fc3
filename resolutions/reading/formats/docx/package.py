"""The parts of a Word file, opened within bounds whatever the file claims of itself.

A part is named by its path inside the zip; nothing is ever written to a disk under that name.
"""

import posixpath
import re
import struct
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree
from lxml.etree import _Element

from ...model import ReadError

MAX_ENTRIES = 5_000
MAX_BYTES = 32 * 1024 * 1024  # of all the parts that are read, unpacked
MAX_MARKUP = 1_000_000  # opening brackets and equals signs in them, each worth 200 bytes and 10 µs; 15 a run of text
MAX_RATIO = 200  # unpacked to packed bytes, of a part over 100 kB; a real text has 5 to 50

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = {  # the names that ISO 29500 Strict gives to the same things
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
}
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DAMAGED = "这个 Word 文件或压缩文件已经损坏，打不开；请用 Word 重新另存为 .docx。"
_TOO_LARGE = "这个 Word 文件解压后大得反常，没有读；请用 Word 重新另存为 .docx，或另存为文本。"
_LOCKED = "这个文件有密码保护；请取消密码后另存为 .docx。"
_OTHER_KINDS = (
    ("xl/", "这是 Excel 工作簿，不是 Word 文件；请把决议另存为 .docx 或文本。"),
    ("ppt/", "这是 PowerPoint 文件，不是 Word 文件；请把决议另存为 .docx 或文本。"),
    ("META-INF/container.xml", "这是 EPUB 电子书，不是 Word 文件；请另存为 .docx 或网页（.html）。"),
    ("Index/", "这是 Pages 文件，不是 Word 文件；请导出为 .docx。"),
    ("content.xml", "这是 OpenDocument（.odt 一类）文件，不是 Word 文件；请另存为 .docx。"),
)
BROKEN = (BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, KeyError, OverflowError, RuntimeError)


def is_zip(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def refuse_encrypted(data: bytes) -> None:
    """Raise ReadError for a Word file with a password: an OLE file that holds an EncryptedPackage."""
    if data.startswith(b"\xd0\xcf\x11\xe0") and "EncryptedPackage".encode("utf-16-le") in data:
        raise ReadError(_LOCKED)


class Package:
    """A Word file, opened. Raises ReadError where it is none, or is damaged, locked or out of bounds."""

    def __init__(self, data: bytes) -> None:
        if data.count(b"PK\x01\x02") > MAX_ENTRIES:
            raise ReadError(_TOO_LARGE)
        try:
            self._zip = ZipFile(BytesIO(data))
        except BROKEN as error:
            raise ReadError(_DAMAGED) from error
        self._entries = {info.filename.replace("\\", "/").lstrip("/"): info for info in self._zip.infolist()}
        self._bytes_left, self._markup_left = MAX_BYTES, MAX_MARKUP
        self.main = next(iter(self.related("", "officeDocument")), "word/document.xml")
        root = self.root(self.main)
        if root is None or root.tag != f"{W}document":
            raise ReadError(self._what_else())
        self.document = root

    @property
    def has_macros(self) -> bool:
        return any(name.lower().endswith("vbaproject.bin") for name in self._entries)

    def _what_else(self) -> str:
        for start, sentence in _OTHER_KINDS:
            if any(name.startswith(start) for name in self._entries):
                return sentence
        return "这是压缩文件，里面没有 Word 文档；请先解压，再逐件导入。"

    def related(self, part: str, kind: str) -> list[str]:
        """The names of the parts of a kind ("footnotes", "header" …) that a part refers to."""
        return list(self.relations(part, kind).values())

    def relations(self, part: str, kind: str) -> dict[str, str]:
        """The same by the ids that the part calls them by."""
        folder, name = posixpath.split(part)
        root = self.root(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return {}
        return {
            relation.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))[1:]
            for relation in root.iterchildren(_RELATION)
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External"
        }

    def first(self, kind: str) -> _Element | None:
        """The root of the first part of a kind that the document refers to."""
        names = self.related(self.main, kind)
        return self.root(names[0]) if names else None

    def root(self, name: str) -> _Element | None:
        """The root element of a part, None where the file has no such part."""
        info = self._entries.get(name)
        if info is None:
            return None
        data = self._unpacked(info)
        for strict, usual in _STRICT.items():
            data = data.replace(strict, usual)
        self._markup_left -= data.count(b"<") + data.count(b"=")
        if self._markup_left < 0:
            raise ReadError(_TOO_LARGE)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise ReadError(_DAMAGED) from error
        if root.getroottree().docinfo.internalDTD is not None:  # which no Word file has
            raise ReadError(_DAMAGED)
        return root

    def _unpacked(self, info: ZipInfo) -> bytes:
        """The bytes of an entry, no more of them than are left to read."""
        if info.flag_bits & 1:
            raise ReadError(_LOCKED)
        if info.compress_type not in (0, 8):  # stored and deflated: all that the standard allows
            raise ReadError(_DAMAGED)
        self._bytes_left -= info.file_size
        if self._bytes_left < 0 or info.file_size > max(100_000, MAX_RATIO * info.compress_size):
            raise ReadError(_TOO_LARGE)
        try:
            with self._zip.open(info) as file:
                return file.read(info.file_size + 1)
        except BROKEN as error:
            raise ReadError(_DAMAGED) from error


# --- attributes -----------------------------------------------------------------------------------


def child(element: _Element | None, name: str) -> _Element | None:
    """The first child of a name in Word's namespace."""
    return None if element is None else element.find(f"{W}{name}")


def value(element: _Element | None, name: str = "val") -> str:
    """An attribute in Word's namespace, "" where there is none."""
    return "" if element is None else element.get(f"{W}{name}", "")


def value_of(element: _Element | None, name: str) -> str:
    """The w:val of the first child of a name."""
    return value(child(element, name))


def integer(text: str, default: int) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,9}", text, re.ASCII) else default


def switch(element: _Element | None, name: str) -> bool | None:
    """Whether a property is on: None where it is not set at all."""
    found = child(element, name)
    return None if found is None else value(found) not in ("0", "false", "off")
