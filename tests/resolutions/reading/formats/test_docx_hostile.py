"""Tests of invalid, damaged and hostile Word files: a ReadError in bounded time and memory."""

import resource
import struct
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resolutions.reading import ReadError, read
from resolutions.reading.formats.decoding import read_source

from ....texts import seed
from ....word import UN_LEVELS, docx, level, mark, note, numbering, p, resolution_docx, unzip, zip_of
from ..test_nothing_lost import account
from .test_docx import HEADS

SAMPLE = resolution_docx(seed("78th draft"), HEADS["78th draft"])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def with_part(name: str, content: str | bytes, data: bytes = SAMPLE, *, stored: bool = False) -> bytes:
    return zip_of({**unzip(data), name: content}, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)


def body(inside: str, *, before: str = "") -> bytes:
    """Return the sample with another body, which is stored without compression if it is small."""
    document = unzip(SAMPLE)["word/document.xml"].decode()
    root = document[document.index("<w:document") : document.index("<w:body>")]
    document = f"{before}{root}<w:body>{inside}</w:body></w:document>"
    return with_part("word/document.xml", document, stored=len(document) < 4_000_000)


def shuffled(words: list[str], count: int) -> str:
    """Return words in random order, which compresses badly."""
    return "".join(Random(1).choices(words, k=count))  # noqa: S311  -- not a secret


def zip_of_empty_entries(count: int) -> bytes:
    return zip_of({f"{n}.xml": "" for n in range(count)}, zipfile.ZIP_STORED)


def locked_zip() -> bytes:
    """Return the sample with the flag of encryption on every entry."""
    data = bytearray(SAMPLE)
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = data.find(signature)
        while found >= 0:
            data[found + at] |= 1
            found = data.find(signature, found + 1)
    return bytes(data)


def with_claimed_size(size: int) -> bytes:
    """Return the sample with a false unpacked size of every part in the directory."""
    data = bytearray(SAMPLE)
    found = data.find(b"PK\x01\x02")
    while found >= 0:
        data[found + 24 : found + 28] = struct.pack("<I", size)
        found = data.find(b"PK\x01\x02", found + 1)
    return bytes(data)


ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "笑笑笑笑笑笑笑笑笑笑">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
EXTERNAL_ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "an empty zip": (lambda: zip_of({}), "压缩文件"),
    "a zip of other files": (lambda: zip_of({"a.txt": "大会，"}), "压缩文件"),
    "a workbook": (lambda: zip_of({"xl/workbook.xml": "<x/>"}), "Excel"),
    "slides": (lambda: zip_of({"ppt/presentation.xml": "<x/>"}), "PowerPoint"),
    "an .odt file": (lambda: zip_of({"mimetype": "x", "content.xml": "<x/>"}), "OpenDocument"),
    "an EPUB book": (lambda: zip_of({"META-INF/container.xml": "<x/>"}), "EPUB"),
    "a Pages file": (lambda: zip_of({"Index/Document.iwa": "x"}), "Pages"),
    "another root": (lambda: with_part("word/document.xml", "<x/>"), "压缩文件"),
    "an old Word file": (lambda: OLE + b"WordDocument", "doc"),
    "a Word file with a password": (
        lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "密码",
    ),
    "a zip with a password": (locked_zip, "密码"),
    "a truncated file": (lambda: SAMPLE[: len(SAMPLE) // 2], "损坏"),
    "a part that is not XML": (lambda: with_part("word/styles.xml", "字" * 100), "损坏"),
    "a compression method that Word does not use": (lambda: zip_of(unzip(SAMPLE), zipfile.ZIP_LZMA), "损坏"),
    "a document without text": (lambda: docx(p("")), "空"),
    "a zip bomb": (lambda: with_part("word/document.xml", b" " * 200_000_000), "反常"),
    "a zip bomb in a small part": (lambda: with_part("word/numbering.xml", b" " * 30_000_000), "反常"),
    "a size claimed too large": (lambda: with_claimed_size(2_000_000_000), "反常"),
    "a size claimed too small": (lambda: with_claimed_size(100), "损坏"),
    "fifty thousand entries": (lambda: zip_of_empty_entries(50_000), "反常"),
    "a billion laughs": (lambda: body("<w:p><w:r><w:t>&i;</w:t></w:r></w:p>", before=ENTITIES), "损坏"),
    "a billion laughs in an attribute": (lambda: body('<w:p w:x="&i;"/>', before=ENTITIES), "损坏"),
    "an external entity": (
        lambda: body("<w:p><w:r><w:t>大会，&a;</w:t></w:r></w:p>", before=EXTERNAL_ENTITY),
        "损坏",
    ),
    "a hundred thousand nested elements": (lambda: body("<w:p>" * 100_000 + "</w:p>" * 100_000), "损坏"),
    "a million elements": (
        lambda: body(shuffled(["<w:r/>", "<w:p/>", "<w:t/>", "<w:tr/>"], 1_100_000)),
        "反常",
    ),
    "a text that is too long": (
        lambda: body(f"<w:p><w:r><w:t>{shuffled(list('大会，回顾'), 2_500_000)}</w:t></w:r></w:p>"),
        "上限",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_invalid_and_hostile_files_raise_a_read_error_within_bounds(kind: str) -> None:
    make, word = REFUSED[kind]
    data = make()
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(ReadError, match=word) as refusal:
        read(data, "file.docx")
    assert str(refusal.value).endswith("。")
    assert time.monotonic() - began < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000  # kB


def test_a_path_outside_of_the_zip_is_not_read() -> None:
    rels = unzip(SAMPLE)["word/_rels/document.xml.rels"].replace(b"numbering.xml", b"../../../etc/hostname")
    data = with_part("word/_rels/document.xml.rels", rels, with_part("../../../etc/hostname", "<x/>"))
    assert "1." not in read_source(data, "path.docx").raw


def test_macros_are_not_read_and_give_a_warning() -> None:
    reading = read(with_part("word/vbaProject.bin", b"\x00" * 1000), "macros.docm")
    assert reading.paragraphs == read(SAMPLE, "plain.docx").paragraphs
    assert [w.message for w in reading.warnings if w.code == "macros"] == [
        "文件里带有宏；宏没有读，也没有运行。"
    ]


@pytest.mark.parametrize("part", ["styles", "numbering", "footnotes"])
def test_a_file_without_an_optional_part_is_read(part: str) -> None:
    account(read(zip_of({n: c for n, c in unzip(SAMPLE).items() if n != f"word/{part}.xml"}), "less.docx"))


def test_circular_styles_and_lists_end() -> None:
    style = '<w:style w:type="{0}" w:styleId="{1}"><w:basedOn w:val="{2}"/>{3}</w:style>'
    listed = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style.format("paragraph", "A", "B", "") + style.format("paragraph", "B", "A", "")
    styles += style.format("numbering", "L", "L", listed)
    lists = numbering("", '<w:numStyleLink w:val="L"/>')
    assert (
        read_source(docx(p("文", style="A", number=(1, 0)), styles=styles, lists=lists), "x.docx").raw == "文"
    )
    chain = "".join(style.format("paragraph", f"S{n}", f"S{n + 1}", "") for n in range(20_000))
    began = time.monotonic()
    read_source(docx(*(p("文", style=f"S{n}") for n in range(0, 20_000, 10)), styles=chain), "x.docx")
    assert time.monotonic() - began < 5


def test_notes_that_refer_to_each_other_are_read_once() -> None:
    inner = f'<w:footnote w:id="1"><w:p><w:r><w:t>甲</w:t></w:r>{mark(2)}</w:p></w:footnote>'
    outer = f'<w:footnote w:id="2"><w:p><w:r><w:t>乙</w:t></w:r>{mark(1)}{mark(2)}</w:p></w:footnote>'
    raw = read_source(docx(p("文", mark(1), mark(1)), notes=[inner, outer]), "x.docx").raw
    assert raw.split("\n") == ["文¹ ¹", "", "_" * 18, "¹ 甲²", "² 乙¹ ²"]


def test_extreme_numbers_give_short_labels() -> None:
    for start in (999_999_999, 10**30, -5):
        for kind in ("decimal", "lowerRoman", "upperLetter", "chineseCounting"):
            lists = numbering(level(0, kind, "%1" * 1_000, start=start))
            assert len(read_source(docx(p("文", number=(1, 0)), lists=lists), "x.docx").raw) < 400
    assert (
        read_source(docx(p("文", number=(1, 0)), lists=numbering(level(0, "decimal", "%1%9."))), "x").raw
        == "1.\t文"
    )
    odd = '<w:numPr><w:ilvl w:val="99999999999"/><w:numId w:val="1"/></w:numPr>'
    lists = numbering(*UN_LEVELS)
    assert read_source(docx(p("文", properties=odd), lists=lists), "x.docx").raw == "1.\t文"


def test_misplaced_elements_keep_their_text() -> None:
    stray = (
        "<w:t>甲</w:t><w:r><w:t>乙</w:t></w:r><w:tc><w:p><w:r><w:t>丙</w:t></w:r></w:p></w:tc><w:fldChar/>"
    )
    nested = "<w:p><w:r><w:t>丁</w:t><w:p><w:r><w:t>戊</w:t></w:r></w:p></w:r></w:p>"
    assert sorted(read_source(body(stray + nested), "x.docx").raw.replace("\n", "")) == sorted("甲乙丙丁戊")


def test_time_grows_linearly_with_length() -> None:
    """Eight times the text takes at most sixteen times the CPU time (the best of three)."""
    kinds: dict[str, Callable[[int], str]] = {
        "notes": lambda n: p(*("甲" + mark(i, chosen="*") for i in range(n))),
        "fields": lambda n: p("甲", '<w:fldChar w:fldCharType="begin"/>' * n),
        "cells": lambda n: (
            f"<w:tbl><w:tr>{'<w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>' * n}</w:tr></w:tbl>"
        ),
        "deleted ends": lambda n: p("甲", properties="<w:rPr><w:del/></w:rPr>") * n,
        "items": lambda n: p("甲", number=(1, 8)) * n,
    }

    def seconds(kind: str, times: int) -> float:
        data = body(kinds[kind](times))
        best = float("inf")
        for _ in range(3):
            began = time.process_time()
            read_source(data, "long.docx")
            best = min(best, time.process_time() - began)
        return best

    for kind in kinds:
        assert seconds(kind, 16_000) < 16 * seconds(kind, 2_000), kind


def assert_refused_or_consistent(data: bytes) -> None:
    try:
        reading = read(data, "damaged.docx")
    except ReadError:
        return
    account(reading)


BYTE_EDITS = st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), min_size=1, max_size=6)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(BYTE_EDITS)
def test_a_damaged_zip_is_read_or_refused(edits: list[tuple[float, bytes]]) -> None:
    data = bytearray(SAMPLE)
    for where, noise in edits:
        at = int(where * (len(data) - 1))
        data[at : at + len(noise)] = noise
    assert_refused_or_consistent(bytes(data))


PIECES = st.sampled_from(
    ["", "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:tc/>", "<w:tr/>", "<w:txbxContent/>",
     "<w:p/>", "大会，", "1", '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>', "<w:del/>",
     '<w:footnoteReference w:id="1"/>', 'w:val="-1"', "<w:br/>", "<w:sym/>", "&#x200b;",
     '<w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>1</w:t>', "<w:vanish/>", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", "<w:sectPr><w:titlePg/></w:sectPr>"]
)  # fmt: skip
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 60), PIECES), min_size=1, max_size=5)
PARTS = st.sampled_from([name for name in unzip(SAMPLE) if name.endswith((".xml", ".rels"))])


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PARTS, EDITS, st.booleans())
def test_a_damaged_part_is_read_or_refused(
    part: str, edits: list[tuple[float, int, str]], between_elements: bool
) -> None:
    """Pieces of markup replace text at any offset, or are inserted between elements."""
    text = unzip(SAMPLE)[part].decode()
    for where, length, piece in edits:
        start = int(where * len(text))
        end = start + length
        if between_elements:
            start = end = text.find(">", start) + 1 or len(text)
        text = text[:start] + piece + text[end:]
    assert_refused_or_consistent(with_part(part, text))


def test_the_test_files_are_valid_zips() -> None:
    assert zipfile.ZipFile(BytesIO(docx(p("甲"), notes=[note(1, "乙")]))).testzip() is None
