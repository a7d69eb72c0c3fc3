"""Zip archives of several files for one upload, unpacked within fixed bounds."""

import re
import stat
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ..model import ReadError
from .decoding import MAX_BYTES
from .docx.package import BROKEN, MAX_ENTRIES, MAX_RATIO, is_zip
from .filenames import MAX_NAME, clean_name

MAX_FILES = 200
MAX_UNPACKED = 200 * 1024 * 1024  # bytes, of all files

_TOO_MUCH = f"压缩包里的文件解压后共超过上限 {MAX_UNPACKED >> 20} MB，这一件没有读；请分成几包上传。"
_UTF_8 = 0x800  # flag of an entry whose name is in UTF-8
_NAME_ENCODINGS = ("utf-8", "gb18030", "big5hkscs", "cp437")  # tried in this order; cp437 decodes all bytes
_DOCUMENT_PARTS = (
    "[Content_Types].xml",
    "word/document.xml",
    "META-INF/container.xml",
    "content.xml",
    "Index/Document.iwa",
)
_LEFT_OUT = re.compile(
    r"(?:.*/)?(?:__MACOSX/.*|\.(?!\.?/).*|~\$.*|Thumbs\.db|desktop\.ini)",
    re.IGNORECASE | re.DOTALL,
)


def is_archive(data: bytes) -> bool:
    """Return whether a file is a zip archive and not a document such as .docx, .xlsx, .odt or .epub."""
    if not is_zip(data) or data.count(b"PK\x01\x02") > MAX_ENTRIES:
        return False
    try:
        names = set(ZipFile(BytesIO(data)).namelist())
    except BROKEN:
        return False
    return names.isdisjoint(_DOCUMENT_PARTS)


def files_in(data: bytes) -> Iterator[tuple[str, bytes | ReadError]]:
    """Return an iterator over the files of a zip: a unique clean name, and the bytes or an error.

    Folders, hidden files and files that systems add (`__MACOSX/`, `~$…`) are left out. Raise ReadError
    before the first file if the archive cannot be opened, is empty, or has too many files.
    """
    if data.count(b"PK\x01\x02") > MAX_ENTRIES:
        raise ReadError(f"压缩包里的文件超过上限 {MAX_FILES} 个；请分成几包上传。")
    try:
        archive = ZipFile(BytesIO(data))
    except BROKEN as error:
        raise ReadError("压缩包已经损坏，打不开；请重新压缩后再上传。") from error
    entries = [(path, info) for path, info in _decode_paths(archive.infolist()) if not _is_left_out(path)]
    if not entries:
        raise ReadError("压缩包里没有可读的文件。")
    if len(entries) > MAX_FILES:
        raise ReadError(f"压缩包里有 {len(entries):,} 个文件，超过上限 {MAX_FILES} 个；请分成几包上传。")
    return _unpack(archive, entries)


def _decode_paths(infos: list[ZipInfo]) -> list[tuple[str, ZipInfo]]:
    """Return each entry with its path. All paths without the UTF-8 flag are decoded in the same encoding."""
    raw_names = [_raw_name(info) for info in infos if not info.flag_bits & _UTF_8]
    encoding = next(name for name in _NAME_ENCODINGS if _can_decode(raw_names, name))
    entries: list[tuple[str, ZipInfo]] = []
    for info in infos:
        path = info.orig_filename
        if not info.flag_bits & _UTF_8:
            path = _raw_name(info).decode(encoding)
        entries.append((path, info))
    return entries


def _raw_name(info: ZipInfo) -> bytes:
    """Return the bytes of a name without the UTF-8 flag, which zipfile decodes as cp437."""
    return info.orig_filename.encode("cp437")


def _can_decode(names: list[bytes], encoding: str) -> bool:
    try:
        for name in names:
            name.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_left_out(path: str) -> bool:
    return path.endswith(("/", "\\")) or _LEFT_OUT.fullmatch(path.replace("\\", "/")) is not None


def _unpack(archive: ZipFile, entries: list[tuple[str, ZipInfo]]) -> Iterator[tuple[str, bytes | ReadError]]:
    bytes_left = MAX_UNPACKED
    used_names: set[str] = set()
    for path, info in entries:
        bytes_left -= info.file_size
        content: bytes | ReadError = ReadError(_TOO_MUCH)
        if bytes_left >= 0:
            content = _read_entry(archive, info)
        yield _unique_name(clean_name(path), used_names), content


def _unique_name(name: str, used_names: set[str]) -> str:
    """Return the name, with a number if another file has it: 决议 (2).docx. Add it to `used_names`."""
    path = PurePosixPath(name)
    number = 1
    unique = name
    while unique.casefold() in used_names:
        number += 1
        ending = f" ({number}){path.suffix}"
        unique = path.stem[: MAX_NAME - len(ending)] + ending
    used_names.add(unique.casefold())
    return unique


def _read_entry(archive: ZipFile, info: ZipInfo) -> bytes | ReadError:
    """Return the bytes of a file, or the error that says why it is not read."""
    refusal = _refusal(info)
    if refusal:
        return ReadError(refusal)
    try:
        with archive.open(info) as file:
            content = file.read(info.file_size + 1)
    except BROKEN:
        return ReadError("这个文件在压缩包里已经损坏；请重新压缩后再上传。")
    if is_archive(content):
        return ReadError("这是压缩包里的压缩包，没有打开；请先解压，再把文件直接放进一个压缩包。")
    return content


def _refusal(info: ZipInfo) -> str:
    """Return why a file is not unpacked, judged by its entry in the zip, or "" if it may be."""
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
        return "这是链接或设备，不是文件，没有读；请换成文件本身再压缩。"
    if info.flag_bits & 1:
        return "这个文件在压缩包里有密码保护；请不设密码重新压缩。"
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return "这个文件的压缩方式不常见，读不出来；请用普通的 zip 重新压缩。"
    if info.file_size > MAX_BYTES:
        return f"文件有 {info.file_size / 1e6:.0f} MB，超过上限 {MAX_BYTES >> 20} MB。"
    if info.file_size > max(100_000, MAX_RATIO * info.compress_size):
        return "这个文件解压后大得反常，没有读；请单独上传。"
    return ""
