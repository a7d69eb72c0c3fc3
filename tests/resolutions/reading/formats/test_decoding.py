"""Tests of reading the text of a file: encodings, web pages, dropped characters."""

import pytest

from resolutions.reading import ReadError, read
from resolutions.reading.formats.decoding import MAX_BYTES, MAX_CHARACTERS, read_source

from ....texts import FIXTURES, SEEDS, seed, text

OLD = b"\xd0\xcf\x11\xe0" + bytes(508)
SEED = (FIXTURES / SEEDS["25/3"]).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"]
)
def test_these_encodings_are_detected(encoding: str) -> None:
    source = read_source(SEED.encode(encoding), "file.txt")
    assert source.raw == SEED


def test_big5_is_detected_in_a_traditional_text() -> None:
    traditional = text("回顧其決議，", "1. 請秘書長提出報告。", opening="大會，", head="70/1. 燈塔", close="")
    assert read_source(traditional.encode("big5"), "file.txt").raw == traditional


def test_a_guessed_encoding_gives_a_warning() -> None:
    assert [w.code for w in read_source(SEED.encode("gb18030"), "file.txt").warnings] == ["encoding"]


def test_control_and_invisible_characters_are_dropped_and_reported() -> None:
    source = read_source(text("回顾\0其\u200b决\u202e议，").encode(), "file.txt")
    assert source.raw == text("回顾其决议，")
    assert [(w.code, "3 个" in w.message) for w in source.warnings] == [("control-characters", True)]


def test_unprintable_character_references_of_a_web_page_are_dropped() -> None:
    source = read_source(
        "<html><body><p>回顾&#8238;其&#1;决&#x200b;议，é e&#x301;</body></html>".encode(), "file.html"
    )
    assert source.raw == "回顾其决议，é é\n"
    assert [(w.code, "3 个" in w.message) for w in source.warnings] == [("control-characters", True)]


def test_characters_that_could_not_be_decoded_are_reported_with_their_line() -> None:
    source = read_source(text("回顾其决\ufffd议，").encode(), "file.txt")
    assert [(w.code, w.where) for w in source.warnings] == [("undecodable", "第4行")]


def test_text_is_normalised_to_nfc_and_not_nfkc() -> None:
    assert read_source("Côte １２（a）".encode(), "file.txt").raw == "Côte １２（a）"
    assert read_source("Co\u0302te".encode(), "file.txt").raw == "Côte"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "空"),
        (b" \n \n", "空"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "Word"),
        (b"\xd0\xcf\x11\xe0....", "doc"),
        (OLD + "WordDocument Workbook".encode("utf-16-le"), "Word（.doc）"),
        (OLD + "Workbook".encode("utf-16-le"), "Excel（.xls）"),
        (OLD + "PowerPoint Document".encode("utf-16-le"), "PowerPoint（.ppt）"),
        (OLD + "__substg1.0_1000001F".encode("utf-16-le"), "邮件"),
        (b"{\\rtf1 ...}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"\xff\xd8\xff\xe0", "图片"),
        (b"GIF89a", "图片"),
        (b"II*\0", "图片"),
        (b"Rar!\x1a\x07", "解压"),
        (b"7z\xbc\xaf\x27\x1c", "解压"),
        (b"\x1f\x8b\x08", "解压"),
        (bytes(range(256)) * 50, "编码"),
        (b"\x00" * 1000, "控制字符"),
        (b"x" * (MAX_BYTES + 1), "上限"),
        ("字".encode() * (MAX_CHARACTERS + 1), "上限"),
        (b"<html><body><script>x</script></body></html>", "空"),
    ],
)
def test_unsupported_files_raise_a_read_error(data: bytes, word: str) -> None:
    with pytest.raises(ReadError, match=word) as refusal:
        read(data, "file")
    assert str(refusal.value).endswith("。")


PAGE = """<!doctype html><html lang=zh><head><meta charset="{charset}"><title>联合国大会第70/1号决议</title><style>p{{}}</style></head>
<body><nav><ul><li>首页</li><li>浏览</li></ul></nav>
<table><tr><td>联合国</td><td>A/RES/70/1</td></tr></table>
<p>70/1. 灯塔</p><p>大会，</p>
<p>回顾《世界人权宣言》<sup id="r1"><a href="#n1">[1]</a></sup>和其2014年12月18日
第69/233号决议，<sup>2</sup>又重申灯塔的作用，</p>
<ol><li>请各国修缮灯塔，包括：<ol type="a"><li>更换灯具；</li><li>培训看守人；</li></ol></li><li>决定继续审议。</li></ol>
<p>2015年9月25日<br>第4次全体会议</p>
<ol class="references"><li id="n1"><span>↑</span> 第217 A(III)号决议。</li><li>↑ 见A/70/1。</li></ol>
<script>var x = "不是正文";</script></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_a_web_page_is_read_as_a_browser_shows_it(charset: str) -> None:
    page = PAGE.format(charset=charset).encode()
    if charset == "gb2312":
        page = PAGE.format(charset=charset).replace("↑", "&uarr;").encode("gb18030")
    reading = read(page, "page.html")
    assert [(p.id, p.text) for p in reading.paragraphs] == [
        ("pp1", "回顾《世界人权宣言》和其2014年12月18日第69/233号决议，又重申灯塔的作用，"),
        ("op1", "请各国修缮灯塔，包括："),
        ("op1.a", "更换灯具；"),
        ("op1.b", "培训看守人；"),
        ("op2", "决定继续审议。"),
    ]
    assert [(m.marker, m.offset) for m in reading.paragraphs[0].marks] == [("1", 10), ("2", 34)]
    assert [(f.marker, f.text) for f in reading.footnotes] == [
        ("1", "第217 A(III)号决议。"),
        ("2", "见A/70/1。"),
    ]
    assert reading.meta.symbol == "A/RES/70/1"
    assert "不是正文" not in reading.raw


def test_a_resolution_saved_as_a_web_page_has_the_reading_of_its_text() -> None:
    lines = "".join(
        f"<p>{line}</p>" for line in (FIXTURES / SEEDS["38/3"]).read_text(encoding="utf-8").splitlines()
    )
    page = read(f"<html><body>{lines}</body></html>".encode(), "38-3.html")
    assert [(p.id, p.text, p.marks) for p in page.paragraphs] == [
        (p.id, p.text, p.marks) for p in seed("38/3").paragraphs
    ]
    assert page.meta == seed("38/3").meta
    assert page.citations == seed("38/3").citations


def test_a_page_with_a_hundred_thousand_nested_elements_is_refused() -> None:
    with pytest.raises(ReadError):
        read(b"<html><body>" + b"<div>" * 100_000 + "大会".encode(), "deep.html")


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        ('type="i"', ["(i)", "(ii)"]),
        ('start="4"', ["4.", "5."]),
        ('type="A"', ["(A)", "(B)"]),
        ('start="x"', ["1.", "2."]),
    ],
)
def test_ordered_lists_get_the_labels_that_a_browser_writes(kind: str, labels: list[str]) -> None:
    page = f"<html><body><ol {kind}><li>甲</li><li>乙</li></ol><ul><li>丙</li></ul></body></html>"
    assert read_source(page.encode(), "list.html").raw.split() == [labels[0], "甲", labels[1], "乙", "丙"]
