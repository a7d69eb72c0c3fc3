"""A zip of many files, for uploading them at once: each by itself, within bounds whatever the zip claims."""

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
MAX_UNPACKED = 200 * 1024 * 1024  # bytes of all files

_TOO_MUCH = f"压缩包里的文件解压后共超过上限 {MAX_UNPACKED >> 20} MB，这一件没有读；请分成几包上传。"
_UTF_8 = 0x800  # the flag of an entry whose name is in UTF-8
_DOCUMENTS = ("[Content_Types].xml", "word/document.xml", "META-INF/container.xml", "content.xml", "Index/Document.iwa")
_LEFT_OUT = re.compile(r"(?:.*/)?(?:__MACOSX/.*|\.(?!\.?/).*|~\$.*|Thumbs\.db|desktop\.ini)", re.IGNORECASE | re.DOTALL)


def is_archive(data: bytes) -> bool:
    """Whether a file is a zip of files, told by content; a .docx, .xlsx, .odt or .epub is a zip too, but is none."""
    if not is_zip(data) or data.count(b"PK\x01\x02") > MAX_ENTRIES:
        return False
    try:
        names = set(ZipFile(BytesIO(data)).namelist())
    except BROKEN:
        return False
    return names.isdisjoint(_DOCUMENTS)


def files_in(data: bytes) -> Iterator[tuple[str, bytes | ReadError]]:
    """The plain name of each file in a zip with its bytes, or with what is wrong with it; no name comes twice.

    Folders, hidden files and what systems add of their own (`__MACOSX/`, `~$…`) are left out. Raises ReadError, before
    the first, where the whole cannot be opened, is empty, or holds too many.
    """
    if data.count(b"PK\x01\x02") > MAX_ENTRIES:
        raise ReadError(f"压缩包里的文件超过上限 {MAX_FILES} 个；请分成几包上传。")
    try:
        archive = ZipFile(BytesIO(data))
    except BROKEN as error:
        raise ReadError("压缩包已经损坏，打不开；请重新压缩后再上传。") from error
    entries = [(path, info) for path, info in _paths(archive.infolist()) if not _is_left_out(path)]
    if not entries:
        raise ReadError("压缩包里没有可读的文件。")
    if len(entries) > MAX_FILES:
        raise ReadError(f"压缩包里有 {len(entries):,} 个文件，超过上限 {MAX_FILES} 个；请分成几包上传。")
    return _unpacked(archive, entries)


def _paths(infos: list[ZipInfo]) -> list[tuple[str, ZipInfo]]:
    """Each entry with its path, in the encoding that all the names have that do not say that they are in UTF-8."""
    plain = [info.orig_filename.encode("cp437") for info in infos if not info.flag_bits & _UTF_8]
    encoding = next((e for e in ("utf-8", "gb18030", "big5hkscs") if _decodes(plain, e)), "cp437")
    return [
        (
            info.orig_filename if info.flag_bits & _UTF_8 else info.orig_filename.encode("cp437").decode(encoding),
            info,
        )
        for info in infos
    ]


def _decodes(names: list[bytes], encoding: str) -> bool:
    try:
        return all(name.decode(encoding) is not None for name in names)
    except UnicodeDecodeError:
        return False


def _is_left_out(path: str) -> bool:
    return path.endswith(("/", "\\")) or _LEFT_OUT.fullmatch(path.replace("\\", "/")) is not None


def _unpacked(archive: ZipFile, entries: list[tuple[str, ZipInfo]]) -> Iterator[tuple[str, bytes | ReadError]]:
    left, taken = MAX_UNPACKED, set[str]()
    for path, info in entries:
        left -= info.file_size
        yield _unique(clean_name(path), taken), _content(archive, info) if left >= 0 else ReadError(_TOO_MUCH)


def _unique(name: str, taken: set[str]) -> str:
    """The name, with a number where another file has it: 决议 (2).docx."""
    path, number, free = PurePosixPath(name), 1, name
    while free.casefold() in taken:
        number += 1
        end = f" ({number}){path.suffix}"
        free = path.stem[: MAX_NAME - len(end)] + end
    taken.add(free.casefold())
    return free


def _content(archive: ZipFile, info: ZipInfo) -> bytes | ReadError:
    """The bytes of a file, or what is wrong with it."""
    if sentence := _refusal(info):
        return ReadError(sentence)
    try:
        with archive.open(info) as file:
            content = file.read(info.file_size + 1)
    except BROKEN:
        return ReadError("这个文件在压缩包里已经损坏；请重新压缩后再上传。")
    if is_archive(content):
        return ReadError("这是压缩包里的压缩包，没有打开；请先解压，再把文件直接放进一个压缩包。")
    return content


def _refusal(info: ZipInfo) -> str:
    """Why a file is not to be taken out, going by what the zip says of it; "" where it may be."""
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
