"""Tests of reading PDF files: lines, columns, footnotes, furniture, and files that are refused."""

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolutions.reading import ReadError, Reading, read
from resolutions.reading.formats.pdf.characters import MAX_PAGE_CHARACTERS
from resolutions.reading.formats.pdf.extract import extract_text

from ....pdfs import Sheet, pdf, pdf_of_objects
from ....texts import DATA
from ..test_nothing_lost import account

HEAD = ("70/1. 灯塔", "", "　　大会，", "")
PREAMBLE = (
    "　　回顾其关于灯塔的各项决议，特别是二〇一四年十二月通过的决议，并铭记",
    "《联合国宪章》的宗旨和原则，特别是关于各国在海上安全方面开展合作的第一条",
    "第三项，",
    "",
    "　　又重申灯塔对于沿海国家尤其是小岛屿发展中国家的航行安全具有十分重要",
    "的作用，",
    "",
)
OPERATIVE = (
    "　　1. 请各国修缮灯塔，并在各自的能力范围内向提出请求的国家提供为修缮灯",
    "塔所必需的技术援助；",
    "",
    "　　2. 决定在第七十一届会议上继续审议这个问题，并请秘书长就本决议的执行",
    "情况提出报告。",
    "",
    "　　　　　　　　　　　　　　2015年9月25日",
    "　　　　　　　　　　　　　　第4次全体会议",
)
TEXTS = [
    ("pp1", "回顾其关于灯塔的各项决议，特别是二〇一四年十二月通过的决议，并铭记《联合国宪章》的宗旨和原则，特别是关于各国在海上安全方面开展合作的第一条第三项，"),
    ("pp2", "又重申灯塔对于沿海国家尤其是小岛屿发展中国家的航行安全具有十分重要的作用，"),
    ("op1", "请各国修缮灯塔，并在各自的能力范围内向提出请求的国家提供为修缮灯塔所必需的技术援助；"),
    ("op2", "决定在第七十一届会议上继续审议这个问题，并请秘书长就本决议的执行情况提出报告。"),
]  # fmt: skip


def texts(reading: Reading) -> list[tuple[str, str]]:
    return [(p.id, p.text) for p in reading.paragraphs]


def read_pdf(*sheets: Sheet) -> Reading:
    """Return the reading of a file with these pages, after a check that it includes every character."""
    reading = read(pdf(*sheets), "file.pdf")
    account(reading)
    return reading


def resolution_page() -> Sheet:
    """Return a page with a whole resolution."""
    return Sheet().lines(90, 760, *HEAD, *PREAMBLE, *OPERATIVE)


def test_lines_are_joined_to_paragraphs() -> None:
    reading = read_pdf(resolution_page())
    assert texts(reading) == TEXTS
    assert (reading.meta.symbol, reading.meta.title, reading.meta.meeting) == (
        "A/RES/70/1",
        "灯塔",
        "第4次全体会议",
    )
    assert reading.warnings == ()


def test_a_draft_printed_by_a_browser_has_the_reading_of_its_text() -> None:
    drawn = read((DATA / "pdf" / "ga-draft-c3-sponsors.pdf").read_bytes(), "draft.pdf")
    typed = read((DATA / "forms" / "ga-draft-c3-sponsors.txt").read_bytes(), "draft.txt")
    account(drawn)
    assert drawn.meta == typed.meta
    assert [(p.id, p.text, p.marks) for p in drawn.paragraphs] == [
        (p.id, p.text, p.marks) for p in typed.paragraphs
    ]
    assert [(f.id, f.text) for f in drawn.footnotes] == [(f.id, f.text) for f in typed.footnotes]
    assert drawn.citations == typed.citations


def test_a_pdf_is_detected_by_its_content() -> None:
    for before in (b"\xef\xbb\xbf", b"\n\n "):
        assert texts(read(before + pdf(resolution_page()), "file.txt")) == TEXTS


def test_a_paragraph_continues_across_running_heads_and_page_numbers() -> None:
    first = Sheet().lines(90, 760, *HEAD, *PREAMBLE, *OPERATIVE[:1]).text(300, 40, "1")
    second = Sheet().text(90, 800, "A/RES/70/1").lines(90, 760, *OPERATIVE[1:]).text(300, 40, "2")
    reading = read_pdf(first, second)
    assert texts(reading) == TEXTS
    assert reading.warnings == ()


def test_a_running_title_is_left_out_with_a_warning() -> None:
    sheets = [
        Sheet().text(200, 800, "灯塔　　　　第七十届会议").lines(90, 760, *lines)
        for lines in ((*HEAD, *PREAMBLE, *OPERATIVE[:1]), OPERATIVE[1:])
    ]
    reading = read_pdf(*sheets)
    assert texts(reading) == TEXTS
    assert [(w.code, "第七十届会议" in w.message) for w in reading.warnings] == [("pdf-running-heads", True)]


def test_small_print_below_a_rule_is_a_footnote_and_a_superscript_its_mark() -> None:
    marked = [line.replace("原则，", "原则，¹") for line in PREAMBLE]
    sheet = Sheet().lines(90, 760, *HEAD, *marked, *OPERATIVE).rule(90, 120, 130)
    sheet.text(111, 108, "¹ 见A/69/233，第二章；并见同一文件的附件，其中", 9).text(
        90, 95, "载有灯塔名册。", 9
    )
    reading = read_pdf(sheet)
    assert texts(reading) == TEXTS
    (mark,) = reading.paragraphs[0].marks
    assert (mark.marker, TEXTS[0][1][: mark.offset][-3:]) == ("1", "原则，")
    assert [(f.marker, f.text) for f in reading.footnotes] == [
        ("1", "见A/69/233，第二章；并见同一文件的附件，其中载有灯塔名册。")
    ]


def test_a_note_without_a_full_stop_does_not_include_the_next_page() -> None:
    first = Sheet().lines(90, 760, *HEAD, *PREAMBLE, *OPERATIVE[:1]).rule(90, 120, 130)
    first.text(111, 108, "1 A/69/233", 9)
    reading = read_pdf(first, Sheet().lines(90, 760, *OPERATIVE[1:]))
    assert texts(reading) == TEXTS
    assert [f.text for f in reading.footnotes] == ["A/69/233"]


def test_a_note_continues_at_the_foot_of_the_next_page() -> None:
    first = Sheet().lines(90, 760, *HEAD, *PREAMBLE, *OPERATIVE[:1]).rule(90, 120, 130)
    first.text(111, 108, "1 见A/69/233，第二章；并见同一文件的", 9)
    second = (
        Sheet().lines(90, 760, *OPERATIVE[1:]).rule(90, 120, 130).text(90, 108, "附件，其中载有名册。", 9)
    )
    reading = read_pdf(first, second)
    assert texts(reading) == TEXTS
    assert [f.text for f in reading.footnotes] == ["见A/69/233，第二章；并见同一文件的附件，其中载有名册。"]


def test_a_mark_after_a_number_is_not_part_of_the_number() -> None:
    lines = ["　　回顾A/RES/69/233¹的规定，", "", *PREAMBLE, *OPERATIVE]
    reading = read_pdf(Sheet().lines(90, 760, *HEAD, *lines).text(90, 100, "1 见A/69/1。", 9))
    assert reading.paragraphs[0].text == "回顾A/RES/69/233的规定，"
    assert [c.target for c in reading.citations] == ["A/RES/69/233", "A/69/1"]


def test_columns_are_read_from_left_to_right() -> None:
    def narrow(*lines: str) -> list[str]:
        """Return paragraphs in lines of 18 characters."""
        narrow_lines: list[str] = []
        text = ""
        for line in [*lines, ""]:
            if line and not line.startswith("　"):
                text += line
                continue
            narrow_lines += [text[i : i + 18] for i in range(0, len(text), 18)]
            text = line
        return narrow_lines

    lines = narrow(*PREAMBLE, *OPERATIVE[:6])
    half = len(lines) // 2
    sheet = Sheet().lines(90, 780, *HEAD).lines(90, 700, *lines[:half]).lines(310, 700, *lines[half:])
    assert texts(read_pdf(sheet)) == TEXTS


def test_a_column_in_another_script_is_left_out_with_a_warning() -> None:
    sheet = Sheet(width=842).lines(60, 780, *HEAD).lines(60, 700, *PREAMBLE, *OPERATIVE[:6])
    english = "Recalling its resolutions on lighthouses and the"
    reading = read_pdf(sheet.lines(480, 700, *[english] * 9))
    assert texts(reading) == TEXTS
    assert [w.code for w in reading.warnings] == ["pdf-foreign-column"]


TABLE = (("编号", "灯塔", "国家"), ("1", "好望角", "南非"), ("2", "合恩角", "智利"), ("3", "直布罗陀", "西班牙"),
         ("4", "佘山", "中国"), ("5", "亚历山大", "埃及"))  # fmt: skip


@pytest.mark.parametrize("turned", [False, True])
def test_a_table_on_a_landscape_page_is_read_row_by_row(turned: bool) -> None:
    sheet = Sheet(842, 595) if not turned else Sheet(595, 842, turn=90)
    for row, cells in enumerate(TABLE):
        for x, cell in zip((100, 200, 500), cells, strict=True):
            if turned:
                sheet.text(100 + 20 * row, x, cell, matrix="0 1 -1 0")
            else:
                sheet.text(x, 500 - 20 * row, cell)
    assert [tuple(line.split()) for line in extract_text(pdf(sheet))[0].splitlines()] == list(TABLE)


def test_letterspaced_text_is_joined() -> None:
    sheet = Sheet()
    for row, line in enumerate([*OPERATIVE, "又重申其二〇一四年第1984/50号", "和United Nations的决议，"]):
        sheet.text(90, 760 - 18 * row, " ".join(line.replace("\u3000", "")))
    text = extract_text(pdf(sheet))[0]
    assert "又重申其二〇一四年第1984/50号" in text
    assert "和United Nations的决议，" in text


def test_blanks_are_written_between_words_and_not_between_chinese_characters() -> None:
    sheet = (
        Sheet()
        .text(90, 760, "联合国 United Nations，见")
        .text(90, 740, "大")
        .text(102.5, 740, "会")
        .text(115, 740, "A")
    )
    assert extract_text(pdf(sheet))[0].splitlines()[:1] == ["联合国 United Nations，见"]
    assert extract_text(pdf(sheet))[0].splitlines()[1].startswith("大会")


def test_radicals_are_replaced_by_characters_and_counted() -> None:
    text, _, warnings = extract_text(pdf(Sheet().text(90, 760, "⼈⺠的⻓久⻛俗１２（a）豈")))
    assert text == "人民的长久风俗１２（a）豈\n"
    assert [(w.code, "4 个字" in w.message) for w in warnings] == [("pdf-radicals", True)]


def test_tilted_text_is_left_out_with_a_warning() -> None:
    reading = read_pdf(resolution_page().text(200, 300, "草稿请勿引用", 60, "0.7 0.7 -0.7 0.7"))
    assert texts(reading) == TEXTS
    assert [(w.code, "第 1 页" in w.message) for w in reading.warnings] == [("pdf-tilted", True)]


def test_a_page_that_is_a_picture_gives_a_warning() -> None:
    reading = read_pdf(resolution_page(), Sheet().picture(), Sheet().picture().text(300, 40, "3"))
    assert texts(reading) == TEXTS
    assert [(w.code, "第 2、3 页" in w.message) for w in reading.warnings] == [("pdf-picture", True)]


LOCK = b"/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>"
ONE_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>"
CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (pdf(Sheet().picture(), Sheet().picture()), "扫描件"),
        (pdf(Sheet(), Sheet()), "空"),
        (pdf(), "一页也没有"),
        (b"%PDF-1.7\n" + b"x" * 1000, "损坏"),
        (pdf(resolution_page())[:400], "损坏"),
        (pdf(resolution_page()).replace(b"/Root 1 0 R", LOCK % (b"00" * 32, b"11" * 32)), "密码"),
        (pdf(resolution_page()).replace(b"UniGB-UCS2-H", b"Identity-H").replace(b"(GB1)", b"(Identity)"), "字体"),
        (pdf_of_objects([CATALOGUE, b"<< /Type /Pages /Kids [3 0 R] /Count 100000 >>", ONE_PAGE]), "页"),
        (pdf(Sheet().lines(0, 800, *["字" * 1000] * (MAX_PAGE_CHARACTERS // 1000 + 1), size=1, pitch=10)), "上限"),
        (pdf_of_objects([CATALOGUE, b"<< /Type /Pages /Kids [2 0 R] /Count 3 >>"]), "损坏"),
        (pdf(Sheet().text(90, 700, "The General Assembly, Recalling its resolutions")), "英文"),
    ],
    ids=["scan", "blank", "no pages", "noise", "cut", "locked", "font", "pages", "page", "loop", "English"],
)  # fmt: skip
def test_unreadable_files_raise_a_read_error(data: bytes, word: str) -> None:
    began = time.monotonic()
    with pytest.raises(ReadError, match=word) as refusal:
        read(data, "file.pdf")
    assert str(refusal.value).endswith("。")
    assert time.monotonic() - began < 20


def test_a_file_with_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("resolutions.reading.formats.pdf.extract.MAX_CHARACTERS", 300)
    assert texts(read_pdf(resolution_page())) == TEXTS
    with pytest.raises(ReadError, match="上限 300 字"):
        read(pdf(resolution_page(), resolution_page()), "file.pdf")


def test_ten_thousand_pages_are_refused_in_two_seconds() -> None:
    kids = b" ".join(b"%d 0 R" % n for n in range(3, 10_003))
    data = pdf_of_objects(
        [CATALOGUE, b"<< /Type /Pages /Kids [%s] /Count 10000 >>" % kids, *[ONE_PAGE] * 10_000]
    )
    began = time.monotonic()
    with pytest.raises(ReadError, match="10,000 页"):
        read(data, "file.pdf")
    assert time.monotonic() - began < 2


def test_a_huge_page_gives_a_short_text() -> None:
    sheet = Sheet(1e7, 1e7).text(1e5, 9e6, "大会，").text(9e6, 5e6, "决定").text(1e5, 1e3, "第4次全体会议")
    assert len(extract_text(pdf(sheet))[0]) < 300


def test_a_form_that_includes_itself_is_read_once() -> None:
    sheet = resolution_page()
    sheet.content.append("/I1 Do")
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /I1 6 0 R >> >> /Length 6 >>"
    picture = pdf(sheet)
    start = picture.index(b"6 0 obj\n") + 8
    end = picture.index(b"endobj", start)
    data = picture[:start] + form + b"\nstream\n/I1 Do\nendstream\n" + picture[end:]
    assert texts(read(data, "file.pdf")) == TEXTS


SMALL = pdf(
    resolution_page().rule(90, 120, 130).text(111, 108, "1 见A/69/233。", 9),
    Sheet().lines(90, 700, "附件", "第二页"),
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 40)), min_size=1, max_size=6)
)
def test_a_damaged_file_is_read_or_refused(edits: list[tuple[float, bytes, int]]) -> None:
    data = SMALL
    for where, new, length in edits:
        at = int(where * len(data))
        data = data[:at] + new + data[at + length :]
    with suppress(ReadError):
        account(read(data, "file.pdf"))
