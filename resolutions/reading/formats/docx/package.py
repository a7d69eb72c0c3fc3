"""The parts of a Word file, read within bounds that do not depend on the sizes that the file claims.

A part is named by its path inside the zip. No file is ever written to disk under that name.
"""

import posixpath
import re
import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree
from lxml.etree import _Element

from ...model import ReadError

MAX_ENTRIES = 5_000
MAX_BYTES = 32 * 1024 * 1024  # unpacked, of all the parts that are read
# Opening brackets and equals signs in these parts. Each costs 200 bytes and 10 µs; a run of text has 15.
MAX_MARKUP = 1_000_000
MAX_RATIO = 200  # of unpacked to packed bytes, in a part over 100 kB; real texts have 5 to 50

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = {  # the namespaces of ISO 29500 Strict and those of ISO 29500 Transitional
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
BROKEN = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    OverflowError,
    RuntimeError,
)


def is_zip(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def refuse_encrypted(data: bytes) -> None:
    """Raise ReadError for a Word file with a password: an OLE file that contains an EncryptedPackage."""
    if data.startswith(b"\xd0\xcf\x11\xe0") and "EncryptedPackage".encode("utf-16-le") in data:
        raise ReadError(_LOCKED)


class Package:
    """An open Word file. Raise ReadError if it is damaged, locked, out of bounds or no Word file."""

    def __init__(self, data: bytes) -> None:
        if data.count(b"PK\x01\x02") > MAX_ENTRIES:
            raise ReadError(_TOO_LARGE)
        try:
            self._zip = ZipFile(BytesIO(data))
        except BROKEN as error:
            raise ReadError(_DAMAGED) from error
        self._entries = {info.filename.replace("\\", "/").lstrip("/"): info for info in self._zip.infolist()}
        self._bytes_left = MAX_BYTES
        self._markup_left = MAX_MARKUP
        self.main = next(iter(self.related_parts("", "officeDocument")), "word/document.xml")
        root = self.parse_part(self.main)
        if root is None or root.tag != f"{W}document":
            raise ReadError(self._describe_other_kind())
        self.document = root

    @property
    def has_macros(self) -> bool:
        return any(name.lower().endswith("vbaproject.bin") for name in self._entries)

    def _describe_other_kind(self) -> str:
        """Return what kind of file this is, as a sentence for the user."""
        for start, sentence in _OTHER_KINDS:
            if any(name.startswith(start) for name in self._entries):
                return sentence
        return "这是压缩文件，里面没有 Word 文档；请先解压，再逐件导入。"

    def related_parts(self, part: str, kind: str) -> list[str]:
        """Return the names of the parts of a kind ("footnotes", "header" …) to which a part refers."""
        return list(self.relationships(part, kind).values())

    def relationships(self, part: str, kind: str) -> dict[str, str]:
        """Return the names of these parts by the ids of their relationships."""
        folder, name = posixpath.split(part)
        root = self.parse_part(posixpath.join(folder, "_rels", f"{name}.rels"))
        targets: dict[str, str] = {}
        if root is None:
            return targets
        for relation in root.iterchildren(_RELATION):
            is_external = relation.get("TargetMode") == "External"
            if relation.get("Type", "").endswith(f"/{kind}") and not is_external:
                target = posixpath.join("/", folder, relation.get("Target", ""))
                targets[relation.get("Id", "")] = posixpath.normpath(target)[1:]
        return targets

    def related_root(self, kind: str) -> _Element | None:
        """Return the root element of the first part of a kind to which the document refers."""
        names = self.related_parts(self.main, kind)
        return self.parse_part(names[0]) if names else None

    def parse_part(self, name: str) -> _Element | None:
        """Return the root element of a part, None if the file has no such part."""
        info = self._entries.get(name)
        if info is None:
            return None
        data = self._unpack(info)
        for strict, transitional in _STRICT.items():
            data = data.replace(strict, transitional)
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
        if root.getroottree().docinfo.internalDTD is not None:  # no Word file has one
            raise ReadError(_DAMAGED)
        return root

    def _unpack(self, info: ZipInfo) -> bytes:
        """Return the bytes of an entry. Raise ReadError if they exceed what is left of MAX_BYTES."""
        if info.flag_bits & 1:
            raise ReadError(_LOCKED)
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # the standard allows no other
            raise ReadError(_DAMAGED)
        self._bytes_left -= info.file_size
        if self._bytes_left < 0 or info.file_size > max(100_000, MAX_RATIO * info.compress_size):
            raise ReadError(_TOO_LARGE)
        try:
            with self._zip.open(info) as file:
                return file.read(info.file_size + 1)
        except BROKEN as error:
            raise ReadError(_DAMAGED) from error


# --- elements and attributes ----------------------------------------------------------------------


def child(element: _Element | None, name: str) -> _Element | None:
    """Return the first child with a name in Word's namespace."""
    if element is None:
        return None
    return element.find(f"{W}{name}")


def attribute(element: _Element | None, name: str = "val") -> str:
    """Return an attribute in Word's namespace, "" if it is absent."""
    if element is None:
        return ""
    return element.get(f"{W}{name}", "")


def child_value(element: _Element | None, name: str) -> str:
    """Return the w:val of the first child with a name."""
    return attribute(child(element, name))


def parse_integer(text: str, default: int) -> int:
    """Return an integer of up to nine digits, `default` for any other text."""
    if re.fullmatch(r"-?\d{1,9}", text, re.ASCII):
        return int(text)
    return default


def on_off(element: _Element | None, name: str) -> bool | None:
    """Return whether a property is on, None if it is not set."""
    found = child(element, name)
    if found is None:
        return None
    return attribute(found) not in ("0", "false", "off")
