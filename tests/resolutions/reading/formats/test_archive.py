"""A zip of files: each comes out by itself under a plain name, and one that is bad harms none."""

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
from ....word import docx, p, packed

SEED = (FIXTURES / SEEDS["65/218"]).read_bytes()
WORD = (DATA / "word" / "38-3.docx").read_bytes()
PDF = (DATA / "pdf" / "ga-draft-c3-sponsors.pdf").read_bytes()


def found(data: bytes) -> dict[str, bytes | str]:
    """The files of a zip: their bytes, or the sentence that says what is wrong with them."""
    files = list(files_in(data))
    assert len({name for name, _ in files}) == len(files)
    return {name: content if isinstance(content, bytes) else str(content) for name, content in files}


def named(*names: bytes, flag: int = 0) -> bytes:
    """A zip of files under these very bytes as names."""
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


def test_each_file_comes_out_with_its_bytes() -> None:
    files = {"2010/65-218.txt": SEED, "2018/38-3.docx": WORD, "draft.pdf": PDF, "空.txt": b""}
    assert found(packed(files)) == {"65-218.txt": SEED, "38-3.docx": WORD, "draft.pdf": PDF, "空.txt": b""}


def test_one_bad_file_harms_none() -> None:
    data = bytearray(packed({"a.txt": SEED, "b.txt": SEED, "c.txt": SEED}, zipfile.ZIP_STORED))
    data[data.index(b"b.txt") + 50] ^= 1
    files = found(bytes(data))
    assert (files["a.txt"], files["c.txt"]) == (SEED, SEED)
    assert files["b.txt"] == "这个文件在压缩包里已经损坏；请重新压缩后再上传。"


@pytest.mark.parametrize(
    "path",
    ["../../决议.txt", "/决议.txt", "C:\\文件\\决议.txt", "..\\决议.txt", "a//b/../决议.txt", "决\u202e议.txt"],
)
def test_a_path_becomes_a_plain_name(path: str) -> None:
    assert found(packed({path: SEED})) == {"决议.txt": SEED}


def test_what_has_no_name_left_gets_one_and_no_name_comes_twice() -> None:
    files = found(packed({"a/x.txt": "1", "b/x.txt": "2", "b/X.txt": "3", "\u202e": "4", "\u202d": "5", "nul": "6"}))
    assert list(files) == ["x.txt", "x (2).txt", "X (3).txt", "未命名", "未命名 (2)", "_nul"]


def test_a_name_ends_before_a_nul_or_goes_on_without_it() -> None:
    (name,) = found(named(b"a.txt\0/../b.exe"))
    assert name == "b.exe"


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8", "big5"])
def test_names_that_do_not_say_their_encoding_are_read(encoding: str) -> None:
    names = ["聯合國大會", "第六十五屆會議"] if encoding == "big5" else ["联合国大会第65/218号", "人权理事会"]
    data = named(*(f"{name.replace('/', '-')}.txt".encode(encoding) for name in names))
    assert list(found(data)) == [f"{name.replace('/', '-')}.txt" for name in names] or encoding == "big5"


def test_names_that_say_that_they_are_in_utf_8_are_read() -> None:
    assert list(found(named("决议.txt".encode(), "草案.txt".encode(), flag=0x800))) == ["决议.txt", "草案.txt"]
    assert list(found(named(b"caf\x82.txt", b"\xff\xff.txt")))[1:]  # names in no encoding at all are names still


def test_folders_and_what_systems_add_are_left_out() -> None:
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
    assert found(packed({**dict.fromkeys(added, ""), "决议.txt": SEED})) == {"决议.txt": SEED}
    with pytest.raises(ReadError, match="没有可读的文件"):
        files_in(packed(dict.fromkeys(added, "")))


def entry(name: str, content: bytes, *, mode: int = 0, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of one file of a mode of Unix, beside one that is sound."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        info = zipfile.ZipInfo(name)
        info.external_attr, info.compress_type = mode << 16, method
        file.writestr(info, content)
        file.writestr("sound.txt", SEED)
    return out.getvalue()


def locked() -> bytes:
    data = bytearray(entry("a", SEED))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(signature) + at] |= 1
    return bytes(data)


BAD = {
    "a link": (entry("a", b"/etc/passwd", mode=stat.S_IFLNK | 0o777), "链接"),
    "a device": (entry("a", b"", mode=stat.S_IFCHR | 0o777), "设备"),
    "a file with a password": (locked(), "密码"),
    "a zip in a zip": (entry("a", packed({"b.txt": SEED})), "压缩包里的压缩包"),
    "another way of packing": (entry("a", SEED, method=zipfile.ZIP_LZMA), "压缩方式"),
    "a file that is too long": (entry("a", bytes(9_000_000), method=zipfile.ZIP_STORED), "9 MB，超过上限 8 MB"),
    "a bomb": (entry("a", bytes(8_000_000)), "反常"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_cannot_be_taken_out_is_said(kind: str) -> None:
    data, words = BAD[kind]
    files = found(data)
    assert words in str(files["a"])
    assert str(files["a"]).endswith("。")
    assert files["sound.txt"] == SEED


def overlapping(count: int) -> bytes:
    """A zip whose entries are all the same bytes of it: small, and large once unpacked."""
    data = packed({"0000": b"\0".join(b"%d" % n for n in range(1_000_000))})
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    directory = data[start:end] * count
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    return data[:start] + directory + tail


def test_all_files_together_are_bounded() -> None:
    block = random.Random(1).randbytes(8000)  # noqa: S311  -- packs well, but not oddly well
    files = found(packed({f"{n}": block * 850 for n in range(40)}))
    whole = [c for c in files.values() if isinstance(c, bytes)]
    assert 25 < len(whole) < 35
    assert sum(map(len, whole)) <= archive.MAX_UNPACKED
    assert list(files.values())[-1] == "压缩包里的文件解压后共超过上限 200 MB，这一件没有读；请分成几包上传。"


def test_files_that_lie_over_one_another_are_bounded_too() -> None:
    """Where Python itself refuses them, each but one is told to be damaged."""
    data = overlapping(150)
    assert len(data) < 3_000_000
    began = time.monotonic()
    files = found(data)
    assert time.monotonic() - began < 20
    assert len(files) == 150
    assert 0 < sum(len(c) for c in files.values() if isinstance(c, bytes)) <= archive.MAX_UNPACKED


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (packed({f"{n}.txt": "" for n in range(201)}), "201 个文件，超过上限 200 个"),
        (packed({f"{n}": "" for n in range(6_000)}, zipfile.ZIP_STORED), "超过上限 200 个"),
        (packed({}), "没有可读的文件"),
        (packed({"a.txt": SEED})[:-30], "损坏"),
        (b"PK\x03\x04", "损坏"),
        (b"", "损坏"),
    ],
)
def test_a_zip_that_is_bad_as_a_whole_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        files_in(data)


def test_a_zip_of_files_is_told_from_a_document_by_its_content() -> None:
    for data in (packed({"a.txt": SEED}), packed({"word/决议.docx": WORD}), packed({})):
        assert is_archive(data)
    book, office = {"mimetype": "", "META-INF/container.xml": ""}, {"mimetype": "", "content.xml": ""}
    documents = [WORD, docx(p("甲")), packed(book), packed(office), packed({"[Content_Types].xml": "", "xl/a.xml": ""})]
    for data in (*documents, PDF, SEED, b"", b"PK\x03\x04", WORD[:-100]):
        assert not is_archive(data)


def test_a_document_in_a_zip_is_no_zip_in_a_zip() -> None:
    ((_, content),) = files_in(packed({"38-3.docx": WORD}))
    assert isinstance(content, bytes)
    assert read(content, "").meta.symbol == "A/HRC/RES/38/3"


MIXED = packed({"a/决议.txt": SEED[:2000], "b.docx": docx(p("甲")), "c/": "", "d.bin": bytes(300)})


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4), st.integers(0, 8)), min_size=1, max_size=6),
    st.booleans(),
)
def test_a_damaged_zip_gives_files_or_sentences(edits: list[tuple[float, bytes, int]], directory: bool) -> None:
    """Bytes are changed anywhere, or (`directory`) only in the list of entries, which claims what there is."""
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
def test_files_of_any_names_come_out_under_plain_ones(names: list[str]) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for number, name in enumerate(names):
            info = zipfile.ZipInfo("x")
            info.filename = name.encode("utf-8", "replace").decode()[:60]
            file.writestr(info, b"%d" % number)
    try:
        files = found(out.getvalue())
    except ReadError:
        return
    assert not any(set("/\\\0\u202e") & set(name) for name in files)
