"""Tests of unpacking zip archives: names, bounds, and errors that affect one file only."""

import random
import stat
import struct
import time
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resolutions.reading import ReadError, read
from resolutions.reading.formats import archive
from resolutions.reading.formats.archive import files_in, is_archive

from ....texts import DATA, FIXTURES, SEEDS
from ....word import docx, p, zip_of

SEED = (FIXTURES / SEEDS["65/218"]).read_bytes()
WORD = (DATA / "word" / "38-3.docx").read_bytes()
PDF = (DATA / "pdf" / "ga-draft-c3-sponsors.pdf").read_bytes()


def contents_of(data: bytes) -> dict[str, bytes | str]:
    """Return the bytes, or the message of the error, of each file in a zip."""
    files = list(files_in(data))
    assert len({name for name, _ in files}) == len(files)
    return {name: content if isinstance(content, bytes) else str(content) for name, content in files}


def zip_with_raw_names(*names: bytes, flag: int = 0) -> bytes:
    """Return a zip of files with these bytes as names, which zipfile itself cannot write."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for number, name in enumerate(names):
            file.writestr(f"{number:0{len(name)}}", f"{number}")
    data = out.getvalue()
    for number, name in enumerate(names):
        data = data.replace(f"{number:0{len(name)}}".encode(), name)
    if flag:
        changed = bytearray(data)
        for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            start = changed.find(signature)
            while start >= 0:
                changed[start + at : start + at + 2] = struct.pack("<H", flag)
                start = changed.find(signature, start + 1)
        data = bytes(changed)
    return data


def test_files_in_returns_the_bytes_of_each_file() -> None:
    files = {"2010/65-218.txt": SEED, "2018/38-3.docx": WORD, "draft.pdf": PDF, "空.txt": b""}
    assert contents_of(zip_of(files)) == {
        "65-218.txt": SEED,
        "38-3.docx": WORD,
        "draft.pdf": PDF,
        "空.txt": b"",
    }


def test_a_damaged_file_does_not_affect_the_others() -> None:
    data = bytearray(zip_of({"a.txt": SEED, "b.txt": SEED, "c.txt": SEED}, zipfile.ZIP_STORED))
    data[data.index(b"b.txt") + 50] ^= 1
    files = contents_of(bytes(data))
    assert (files["a.txt"], files["c.txt"]) == (SEED, SEED)
    assert files["b.txt"] == "这个文件在压缩包里已经损坏；请重新压缩后再上传。"


@pytest.mark.parametrize(
    "path",
    [
        "../../决议.txt",
        "/决议.txt",
        "C:\\文件\\决议.txt",
        "..\\决议.txt",
        "a//b/../决议.txt",
        "决\u202e议.txt",
    ],
)
def test_a_path_becomes_a_file_name(path: str) -> None:
    assert contents_of(zip_of({path: SEED})) == {"决议.txt": SEED}


def test_names_are_never_empty_or_duplicate() -> None:
    files = contents_of(
        zip_of({"a/x.txt": "1", "b/x.txt": "2", "b/X.txt": "3", "\u202e": "4", "\u202d": "5", "nul": "6"})
    )
    assert list(files) == ["x.txt", "x (2).txt", "X (3).txt", "未命名", "未命名 (2)", "_nul"]


def test_a_nul_in_a_name_is_removed() -> None:
    (name,) = contents_of(zip_with_raw_names(b"a.txt\0/../b.exe"))
    assert name == "b.exe"


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8", "big5"])
def test_the_encoding_of_names_is_detected(encoding: str) -> None:
    names = ["聯合國大會", "第六十五屆會議"] if encoding == "big5" else ["联合国大会第65/218号", "人权理事会"]
    data = zip_with_raw_names(*(f"{name.replace('/', '-')}.txt".encode(encoding) for name in names))
    assert (
        list(contents_of(data)) == [f"{name.replace('/', '-')}.txt" for name in names] or encoding == "big5"
    )


def test_names_with_the_utf_8_flag_are_read() -> None:
    assert list(contents_of(zip_with_raw_names("决议.txt".encode(), "草案.txt".encode(), flag=0x800))) == [
        "决议.txt",
        "草案.txt",
    ]
    assert list(contents_of(zip_with_raw_names(b"caf\x82.txt", b"\xff\xff.txt")))[
        1:
    ]  # bytes in no encoding are accepted too


def test_folders_and_system_files_are_left_out() -> None:
    added = [
        "__MACOSX/._a.txt",
        ".DS_Store",
        "x/.hidden/a.txt",
        "~$决议.docx",
        "x/~$决议.docx",
        "Thumbs.db",
        "x/desktop.ini",
        "x/",
        "y\\",
    ]
    assert contents_of(zip_of({**dict.fromkeys(added, ""), "决议.txt": SEED})) == {"决议.txt": SEED}
    with pytest.raises(ReadError, match="没有可读的文件"):
        files_in(zip_of(dict.fromkeys(added, "")))


def zip_with_entry(name: str, content: bytes, *, mode: int = 0, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of a file with a Unix mode and of a valid file."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        info = zipfile.ZipInfo(name)
        info.external_attr, info.compress_type = mode << 16, method
        file.writestr(info, content)
        file.writestr("valid.txt", SEED)
    return out.getvalue()


def locked() -> bytes:
    data = bytearray(zip_with_entry("a", SEED))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(signature) + at] |= 1
    return bytes(data)


REFUSED_ENTRIES = {
    "a link": (zip_with_entry("a", b"/etc/passwd", mode=stat.S_IFLNK | 0o777), "链接"),
    "a device": (zip_with_entry("a", b"", mode=stat.S_IFCHR | 0o777), "设备"),
    "a file with a password": (locked(), "密码"),
    "a nested zip": (zip_with_entry("a", zip_of({"b.txt": SEED})), "压缩包里的压缩包"),
    "another compression method": (zip_with_entry("a", SEED, method=zipfile.ZIP_LZMA), "压缩方式"),
    "a file that is too long": (
        zip_with_entry("a", bytes(9_000_000), method=zipfile.ZIP_STORED),
        "9 MB，超过上限 8 MB",
    ),
    "a zip bomb": (zip_with_entry("a", bytes(8_000_000)), "反常"),
}


@pytest.mark.parametrize("kind", REFUSED_ENTRIES)
def test_an_entry_that_cannot_be_read_gives_a_read_error(kind: str) -> None:
    data, words = REFUSED_ENTRIES[kind]
    files = contents_of(data)
    assert words in str(files["a"])
    assert str(files["a"]).endswith("。")
    assert files["valid.txt"] == SEED


def overlapping(count: int) -> bytes:
    """Return a small zip whose entries share the same bytes, so that it is large when unpacked."""
    data = zip_of({"0000": b"\0".join(b"%d" % n for n in range(1_000_000))})
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    directory = data[start:end] * count
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    return data[:start] + directory + tail


def test_the_total_size_is_bounded() -> None:
    block = random.Random(1).randbytes(8000)  # noqa: S311  -- compresses, but not suspiciously well
    files = contents_of(zip_of({f"{n}": block * 850 for n in range(40)}))
    whole = [c for c in files.values() if isinstance(c, bytes)]
    assert 25 < len(whole) < 35
    assert sum(map(len, whole)) <= archive.MAX_UNPACKED
    assert list(files.values())[-1] == "压缩包里的文件解压后共超过上限 200 MB，这一件没有读；请分成几包上传。"


def test_the_total_size_of_overlapping_files_is_bounded() -> None:
    """Versions of Python that detect the overlap give errors for all files but one."""
    data = overlapping(150)
    assert len(data) < 3_000_000
    began = time.monotonic()
    files = contents_of(data)
    assert time.monotonic() - began < 20
    assert len(files) == 150
    assert 0 < sum(len(c) for c in files.values() if isinstance(c, bytes)) <= archive.MAX_UNPACKED


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zip_of({f"{n}.txt": "" for n in range(201)}), "201 个文件，超过上限 200 个"),
        (zip_of({f"{n}": "" for n in range(6_000)}, zipfile.ZIP_STORED), "超过上限 200 个"),
        (zip_of({}), "没有可读的文件"),
        (zip_of({"a.txt": SEED})[:-30], "损坏"),
        (b"PK\x03\x04", "损坏"),
        (b"", "损坏"),
    ],
)
def test_an_invalid_zip_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        files_in(data)


def test_documents_in_zip_containers_are_not_archives() -> None:
    for data in (zip_of({"a.txt": SEED}), zip_of({"word/决议.docx": WORD}), zip_of({})):
        assert is_archive(data)
    book, office = {"mimetype": "", "META-INF/container.xml": ""}, {"mimetype": "", "content.xml": ""}
    documents = [
        WORD,
        docx(p("甲")),
        zip_of(book),
        zip_of(office),
        zip_of({"[Content_Types].xml": "", "xl/a.xml": ""}),
    ]
    for data in (*documents, PDF, SEED, b"", b"PK\x03\x04", WORD[:-100]):
        assert not is_archive(data)


def test_a_document_in_a_zip_is_not_a_nested_zip() -> None:
    ((_, content),) = files_in(zip_of({"38-3.docx": WORD}))
    assert isinstance(content, bytes)
    assert read(content, "").meta.symbol == "A/HRC/RES/38/3"


MIXED = zip_of({"a/决议.txt": SEED[:2000], "b.docx": docx(p("甲")), "c/": "", "d.bin": bytes(300)})


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4), st.integers(0, 8)), min_size=1, max_size=6),
    st.booleans(),
)
def test_a_damaged_zip_gives_files_or_read_errors(
    edits: list[tuple[float, bytes, int]], directory: bool
) -> None:
    """Bytes are changed anywhere, or (`directory`) only in the central directory."""
    data, first = MIXED, MIXED.index(b"PK\x01\x02") if directory else 0
    for where, new, length in edits:
        at = first + int(where * (len(data) - first))
        data = data[:at] + new + data[at + length :]
    is_archive(data)
    try:
        files = list(files_in(data))
    except ReadError:
        return
    assert all(name and isinstance(content, bytes | ReadError) for name, content in files)


@given(st.lists(st.text(max_size=40), max_size=8, unique=True))
def test_files_with_any_names_get_valid_names(names: list[str]) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for number, name in enumerate(names):
            info = zipfile.ZipInfo("x")
            info.filename = name.encode("utf-8", "replace").decode()[:60]
            file.writestr(info, b"%d" % number)
    try:
        files = contents_of(out.getvalue())
    except ReadError:
        return
    assert not any(set("/\\\0\u202e") & set(name) for name in files)
