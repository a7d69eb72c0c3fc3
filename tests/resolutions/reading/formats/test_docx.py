"""Tests of reading Word files: numbering, notes, tracked changes, and warnings for what is left out."""

from typing import Any

import pytest

from resolutions.reading import Reading, read
from resolutions.reading.formats.decoding import DecodedFile, read_source

from ....texts import DATA, seed
from ....word import (
    RAISED,
    UN_LEVELS,
    dele,
    docx,
    ins,
    level,
    mark,
    note,
    numbering,
    p,
    resolution_docx,
    run,
    unzip,
    zip_of,
)
from ..test_nothing_lost import account

HEADS = {
    "78th draft": [
        "第七十八届会议", "第三委员会", "议程项目 71(b)",
        "促进和保护人权：人权问题，包括增进人权和基本自由切实享受的各种途径",
        "白俄罗斯、中国、古巴{*}、朝鲜民主主义人民共和国、俄罗斯联邦和阿拉伯叙利亚共和国：决议草案",
        "增进人权领域的国际合作",
    ],
    "25/3": [
        "人权理事会", "第二十五届会议", "议程项目 3",
        "增进和保护所有人权――公民权利、政治权利、经济、社会和文化权利，包括发展权",
        "人权理事会通过的决议", "25/3.\n增强人权领域的国际合作",
    ],
    "44th draft": [
        "人权理事会", "第四十四届会议", "2020 年 6 月 30 日至 7 月 17 日", "议程项目 3",
        "促进和保护所有人权――公民权利、政治权利、经济、社会及文化权利，包括发展权",
        "阿塞拜疆：{*} {**} 决议草案", "44/… 加强人权领域的国际合作",
    ],
    "38/3": [
        "人权理事会", "第三十八届会议", "2018年6月18日至7月6日", "议程项目 3",
        "人权理事会 2018 年 7 月 5 日通过的决议", "38/3. 加强人权领域的国际合作",
    ],
    "65/218": ["65/218. 加强人权领域的国际合作"],
}  # fmt: skip


def assert_same_content(found: Reading, expected: Reading) -> None:
    """Assert that two readings of different files have the same content."""
    account(found)
    assert [(x.id, x.part, x.text, x.number, x.verb, x.marks) for x in found.paragraphs] == [
        (x.id, x.part, x.text, x.number, x.verb, x.marks) for x in expected.paragraphs
    ]
    assert [(f.id, f.marker, f.text) for f in found.footnotes] == [
        (f.id, f.marker, f.text) for f in expected.footnotes
    ]
    assert found.citations == expected.citations
    assert found.instruments == expected.instruments
    assert found.meta == expected.meta


@pytest.mark.parametrize("typed", [False, True], ids=["numbered by Word", "numbered by hand"])
@pytest.mark.parametrize("name", HEADS)
def test_a_resolution_in_word_has_the_reading_of_its_text(name: str, typed: bool) -> None:
    found = read(resolution_docx(seed(name), HEADS[name], typed=typed), f"{name}.docx")
    assert_same_content(found, seed(name))
    assert [w.code for w in found.warnings] == [
        w.code for w in seed(name).warnings if w.code != "link-differs"
    ]


def text_lines(*blocks: str, **parts: Any) -> list[str]:
    """Return the lines of the text of a Word file."""
    return read_text(docx(*blocks, **parts)).raw.split("\n")


def read_text(data: bytes, *, original: bool = False) -> DecodedFile:
    return read_source(data, "file.docx", original=original)


def warning_messages(source: DecodedFile) -> dict[str, str]:
    return {w.code: w.message for w in source.warnings}


# --- numbers ----------------------------------------------------------------------------------------


def test_a_list_of_three_levels_numbers_paragraphs_and_items() -> None:
    data = docx(
        p("70/1. 灯塔"), p("大会，"), p("回顾其决议，"),
        p("请各国修缮灯塔，包括：", number=(1, 0)), p("更换灯具；", number=(1, 1)), p("培训看守人：", number=(1, 1)),
        p("新任；", number=(1, 2)), p("在任；", number=(1, 2)),
        p("又请各国：", number=(1, 0)), p("提出报告；", number=(1, 1)), p("决定继续审议。", number=(1, 0)),
        lists=numbering(*UN_LEVELS),
    )  # fmt: skip
    assert [(x.id, x.number) for x in read(data, "items.docx").paragraphs] == [
        ("pp1", ""), ("op1", "1."), ("op1.a", "(a)"), ("op1.b", "(b)"), ("op1.b.i", "(i)"), ("op1.b.ii", "(ii)"),
        ("op2", "2."), ("op2.a", "(a)"), ("op3", "3."),
    ]  # fmt: skip


def test_items_can_have_numbers_without_brackets() -> None:
    lists = numbering(
        level(0, "decimal", "%1."), level(1, "lowerLetter", "%2."), level(2, "lowerRoman", "%3.")
    )
    data = docx(
        p("70/1. 灯塔"), p("大会，"), p("回顾其决议，"),
        p("请各国：", number=(1, 0)), p("更换灯具，包括：", number=(1, 1)), p("新的；", number=(1, 2)),
        p("旧的；", number=(1, 2)), p("培训看守人；", number=(1, 1)), p("决定继续审议。", number=(1, 0)), lists=lists,
    )  # fmt: skip
    assert [(x.id, x.number, x.text) for x in read(data, "items.docx").paragraphs][1:] == [
        ("op1", "1.", "请各国："), ("op1.a", "a.", "更换灯具，包括："), ("op1.a.i", "i.", "新的；"),
        ("op1.a.ii", "ii.", "旧的；"), ("op1.b", "b.", "培训看守人；"), ("op2", "2.", "决定继续审议。"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "start", "labels"),
    [
        ("decimal", 9, ["9", "10"]),
        ("decimalZero", 9, ["09", "10"]),
        ("decimalFullWidth", 9, ["９", "１０"]),
        ("decimalEnclosedCircle", 19, ["⑲", "⑳"]),
        ("lowerLetter", 26, ["z", "aa"]),
        ("upperLetter", 1, ["A", "B"]),
        ("lowerRoman", 3, ["iii", "iv"]),
        ("upperRoman", 49, ["XLIX", "L"]),
        ("chineseCounting", 10, ["十", "十一"]),
        ("chineseCountingThousand", 20, ["二十", "二十一"]),
        ("taiwaneseCountingThousand", 98, ["九十八", "九十九"]),
        ("japaneseCounting", 9, ["九", "十"]),
        ("ideographDigital", 9, ["九", "一〇"]),
        ("ideographTraditional", 1, ["甲", "乙"]),
        ("none", 1, ["", ""]),
    ],
)
def test_number_formats_of_word(kind: str, start: int, labels: list[str]) -> None:
    lists = numbering(level(0, kind, "（%1）", start=start))
    expected = [f"（{label}）\t请；" for label in labels]
    assert text_lines(p("请；", number=(1, 0)), p("请；", number=(1, 0)), lists=lists) == expected


@pytest.mark.parametrize(("kind", "start"), [("hebrew1", 3), ("lowerRoman", 4000), ("chineseCounting", 100)])
def test_an_unknown_number_format_gives_arabic_numbers_and_a_warning(kind: str, start: int) -> None:
    source = read_text(docx(p("请；", number=(1, 0)), lists=numbering(level(0, kind, "%1.", start=start))))
    assert source.raw == f"{start}.\t请；"
    assert kind in warning_messages(source)["number-format"]


def test_a_number_can_include_the_numbers_of_higher_levels() -> None:
    lists = numbering(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", '<w:suff w:val="space"/>'),
                      level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"))  # fmt: skip
    found = text_lines(*(p("文", number=(1, at)) for at in (0, 1, 1, 2, 0, 1)), lists=lists)
    assert found == ["I.\t文", "I.1 文", "I.2 文", "1.2.1\t文", "II.\t文", "II.1 文"]


def test_items_restart_below_each_number_unless_the_level_never_restarts() -> None:
    order = [p("文", number=(1, at)) for at in (0, 1, 0, 1)]
    through = level(1, "lowerLetter", "(%2)", '<w:lvlRestart w:val="0"/>')
    assert text_lines(*order, lists=numbering(*UN_LEVELS))[3] == "(a)\t文"
    assert text_lines(*order, lists=numbering(UN_LEVELS[0], through))[3] == "(b)\t文"


def test_lists_of_one_definition_share_their_count_unless_one_overrides_the_start() -> None:
    instance = '<w:num w:numId="{}"><w:abstractNumId w:val="0"/>{}</w:num>'
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    letters = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'
    overrides = ["", "", start, letters]
    instances = "".join([instance.format(number, override) for number, override in enumerate(overrides, 1)])
    lists = numbering(*UN_LEVELS, instances=instances)
    found = text_lines(*(p("文", number=(n, 0)) for n in (1, 2, 3, 3, 1, 4)), lists=lists)
    assert [line.split("\t")[0] for line in found] == ["1.", "2.", "1.", "2.", "3.", "D)"]


def test_a_style_numbers_its_paragraphs_unless_the_paragraph_has_no_list() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Item"><w:basedOn w:val="Base"/></w:style>'
    )
    lists = numbering(level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)", '<w:pStyle w:val="Item"/>'))
    declined = p("附件", style="Base", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    found = text_lines(p("请：", style="Base"), p("文", style="Item"), declined, lists=lists, styles=styles)
    assert found == ["1.\t请：", "(a)\t文", "附件"]


def test_a_list_can_refer_to_a_list_style() -> None:
    styles = '<w:style w:type="numbering" w:styleId="List"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    lists = (
        '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="List"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="6"><w:styleLink w:val="List"/>{level(0, "decimal", "%1、")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="6"/></w:num>'
    )
    assert text_lines(p("请；", number=(1, 0)), lists=lists, styles=styles) == ["1、\t请；"]


def test_private_use_characters_of_bullets_become_bullets() -> None:
    lists = numbering(level(0, "bullet", "\uf0b7"), level(1, "bullet", "–"))
    assert text_lines(p("甲", number=(1, 0)), p("乙", number=(1, 1)), lists=lists) == ["•\t甲", "–\t乙"]


# --- footnotes --------------------------------------------------------------------------------------


def test_notes_are_numbered_in_the_order_of_their_references() -> None:
    data = docx(
        p("70/1. 灯塔"), p("大会，"),
        p("回顾第69/2", mark(8), "号决议和第55/2", mark(5), mark(7), "号决议，"), p("1. 请秘书长提出报告。"),
        notes=[note(5, "名单见A/70/2"), note(7, "1946年", "第二段。"), note(8, "第217 A(III)号决议。")],
    )  # fmt: skip
    reading = read(data, "notes.docx")
    account(reading)
    assert reading.paragraphs[0].text == "回顾第69/2号决议和第55/2号决议，"
    assert [(m.marker, m.offset) for m in reading.paragraphs[0].marks] == [("1", 7), ("2", 16), ("3", 16)]
    assert [(f.marker, f.text) for f in reading.footnotes] == [
        ("1", "第217 A(III)号决议。"), ("2", "名单见A/70/2"), ("3", "1946年第二段。"),
    ]  # fmt: skip
    assert not reading.warnings


def test_a_typed_superscript_is_a_footnote_mark() -> None:
    body = [
        p("70/1. 灯塔"),
        p("大会，"),
        p("回顾", run("《宣言》"), run("1", RAISED), "中关于2国的规定，"),
        p("1. 请甲。"),
    ]
    marks = read(docx(*body, p("1 见A/70/2。")), "typed.docx").paragraphs[0].marks
    assert [(m.marker, m.offset) for m in marks] == [("1", 6)]


def test_endnotes_and_other_number_formats_give_a_warning() -> None:
    source = read_text(docx(p("甲", mark(1), "乙", mark(1, "endnote")), notes=[note(1, "脚注。")],
                        endnotes=[note(1, "尾注。", kind="endnote")]))  # fmt: skip
    assert source.raw == f"甲¹乙²\n\n{'_' * 18}\n¹ 脚注。\n² 尾注。"
    assert list(warning_messages(source)) == ["note-numbers"]
    roman = '<w:footnotePr><w:numFmt w:val="lowerRoman"/></w:footnotePr>'
    assert list(
        warning_messages(read_text(docx(p("甲", mark(1)), notes=[note(1, "脚注。")], settings=roman)))
    ) == ["note-numbers"]


def test_a_custom_mark_is_written_once_before_its_note() -> None:
    head = [
        p("第七十八届会议"),
        p("古巴", mark(1, chosen="*"), "和中国", mark(2, chosen="**"), "：决议草案"),
        p("大会，"),
    ]
    for first, second in (("* 甲。", "** 乙。"), ("甲。", "**** 乙。")):
        notes = [note(1, first), note(2, second)]
        meta = read(
            docx(*head, p("回顾其决议，"), p("1. 请秘书长提出报告。"), notes=notes), "stars.docx"
        ).meta
        assert [(sponsor.name, sponsor.stars) for sponsor in meta.sponsors] == [
            ("古巴", ("*",)),
            ("中国", ("**",)),
        ]
        assert meta.sponsor_notes == ("* 甲。", "** 乙。")


def test_a_custom_mark_can_be_a_number_or_a_symbol() -> None:
    dagger = mark(2, chosen="*").replace("<w:t>*</w:t>", "<w:sym w:font='SimSun' w:char='2020'/>")
    source = read_text(
        docx(p("甲", mark(1, chosen="1"), "乙", dagger), notes=[note(1, "1946年。"), note(2, "† 注。")])
    )
    assert source.raw == f"甲1乙†\n\n{'_' * 18}\n1 1946年。\n† 注。"


def test_notes_can_start_at_another_number() -> None:
    section = '<w:footnotePr><w:numStart w:val="12"/></w:footnotePr>'
    assert read_text(docx(p("甲", mark(1)), notes=[note(1, "注。")], section=section)).raw.startswith(
        "甲¹²\n"
    )


def test_a_reference_to_a_missing_note_gives_a_warning() -> None:
    data = docx(p("70/1. 灯塔"), p("大会，"), p("回顾其决议", mark(1), "，"), p("1. 请秘书长提出报告。"))
    assert [(w.code, w.where) for w in read(data, "lost.docx").warnings] == [("mark-unmatched", "pp1")]


# --- tracked changes --------------------------------------------------------------------------------

CHANGED = docx(
    p("70/1. 灯塔"), p("大会，"), p("回顾其", ins(run("2014年12月18日")), "第69/233号", dele("和第68/1号"), "决议，"),
    p("请各国", dele("促进"), ins(run("增进")), "合作；", number=(1, 0)),
    p(ins(run("鼓励各国合作；")), number=(1, 0), properties='<w:rPr><w:ins w:id="3"/></w:rPr>'),
    p(dele("谴责各国；"), number=(1, 0), properties='<w:rPr><w:del w:id="4"/></w:rPr>'),
    p("决定继续审议", '<w:moveTo w:id="5"><w:r><w:t>此事</w:t></w:r></w:moveTo>', "。", number=(1, 0)),
    p("", '<w:moveFrom w:id="6"><w:r><w:t>此事</w:t></w:r></w:moveFrom>'),
    lists=numbering(*UN_LEVELS),
)  # fmt: skip


def texts(reading: Reading) -> list[tuple[str, str]]:
    return [(x.id, x.text) for x in reading.paragraphs]


def test_tracked_changes_are_accepted_and_counted() -> None:
    reading = read(CHANGED, "changed.docx")
    assert texts(reading) == [
        ("pp1", "回顾其2014年12月18日第69/233号决议，"), ("op1", "请各国增进合作；"), ("op2", "鼓励各国合作；"),
        ("op3", "决定继续审议此事。"),
    ]  # fmt: skip
    assert [(w.code, w.message) for w in reading.warnings] == [
        (
            "tracked-changes",
            "文件带有修订（插入 3 处、删除 3 处、移动 1 处、段落标记 2 处），这里读的是接受全部修订后的文本。",
        )
    ]


def test_the_original_option_reads_the_text_before_the_changes() -> None:
    reading = read(CHANGED, "changed.docx", original=True)
    assert texts(reading)[:3] == [
        ("pp1", "回顾其第69/233号和第68/1号决议，"), ("op1", "请各国促进合作；"), ("op2", "谴责各国；"),
    ]  # fmt: skip
    assert "修订前" in reading.warnings[0].message


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    split = docx(
        p("请各国合作；", number=(1, 0), properties=gone),
        p("又请各国努力。", number=(1, 0)),
        lists=numbering(*UN_LEVELS),
    )
    assert read_text(split).raw == "1.\t请各国合作；又请各国努力。"
    assert read_text(split, original=True).raw == "1.\t请各国合作；\n2.\t又请各国努力。"


def test_the_original_text_has_a_removed_number() -> None:
    before = '<w:pPrChange w:id="1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
    data = docx(p("请各国合作。", properties=before), lists=numbering(*UN_LEVELS))
    assert (read_text(data).raw, read_text(data, original=True).raw) == ("请各国合作。", "1.\t请各国合作。")


def test_inserted_and_deleted_rows_and_cells_are_tracked_changes() -> None:
    row = (
        "<w:tr><w:trPr>{}</w:trPr><w:tc><w:tcPr>{}</w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    )
    rows = [
        ("", "", "甲"),
        ('<w:ins w:id="1"/>', "", "乙"),
        ('<w:del w:id="1"/>', "", "丙"),
        ("", '<w:cellDel w:id="1"/>', "丁"),
    ]
    data = docx("<w:tbl>" + "".join(row.format(*each) for each in rows) + "</w:tbl>")
    assert read_text(data).raw.split() == ["甲", "乙"]
    assert read_text(data, original=True).raw.split() == ["甲", "丙", "丁"]
    assert "插入 1 处、删除 2 处" in warning_messages(read_text(data))["tracked-changes"]


# --- fields, text boxes, tables, headers ------------------------------------------------------------


def test_the_result_of_a_field_is_read_and_its_instruction_is_not() -> None:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    inner = (
        char("begin")
        + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        + char("separate")
        + run("7")
        + char("end")
    )
    field = (
        char("begin")
        + '<w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r>'
        + inner
        + char("separate")
        + run("第70/1号")
    )
    simple = '<w:fldSimple w:instr="DOCPROPERTY x"><w:r><w:t>决议</w:t></w:r></w:fldSimple>'
    link = '<w:hyperlink r:id="rId9"><w:r><w:t>和决定</w:t></w:r></w:hyperlink>'
    assert text_lines(p("回顾", field + char("end"), simple, link, "，")) == ["回顾第70/1号决议和决定，"]


def test_an_instruction_without_an_end_ends_with_its_paragraph() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert text_lines(p("甲", begin, "隐"), p("乙")) == ["甲", "乙"]


def test_a_numbering_field_gives_a_warning() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> AUTONUM </w:instrText>'
        '<w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert list(warning_messages(read_text(docx(p(field, "请；"))))) == ["field-numbers"]


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'>"
    "<w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)


def test_a_text_box_is_read_once_before_its_paragraph() -> None:
    assert text_lines(p("联合国", BOX.format(p("A/RES/70/1") + p("中文")))) == [
        "A/RES/70/1",
        "中文",
        "联合国",
    ]
    old = "<w:r><mc:AlternateContent><mc:Fallback><w:t>甲</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    assert text_lines(p(old)) == ["甲"]


def table(*rows: list[str]) -> str:
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def test_a_table_row_is_a_line_unless_a_cell_has_several_paragraphs() -> None:
    nested = table([p("丙"), p("丁")])
    rows = [[p("联合国"), p("A/RES/70/1")], [p("大会"), p("甲") + p("乙")], [nested, p("戊")]]
    assert text_lines(table(*rows)) == ["联合国    A/RES/70/1", "大会", "甲", "乙", "丙    丁    戊"]


def test_the_symbol_is_read_from_a_masthead_in_a_table() -> None:
    masthead = table([p("联合国"), p("A/RES/70/1")], [p("大会"), p("Distr.: General") + p("21 October 2015")])
    reading = read(
        docx(masthead, p("灯塔"), p("大会，"), p("回顾其决议，"), p("1. 请秘书长提出报告。")), "masthead.docx"
    )
    assert reading.meta.symbol == "A/RES/70/1"
    assert not reading.warnings


def test_tabs_breaks_hyphens_and_symbols_become_characters() -> None:
    odd = (
        "<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:softHyphen/><w:t>C</w:t><w:cr/><w:t>D</w:t>"
        "<w:br w:type='page'/><w:ptab/><w:t>E</w:t><w:sym w:font='Symbol' w:char='F0B7'/><w:sym w:font='Wingdings' w:char='F0FC'/>"
        "<w:sym w:font='SimSun' w:char='4E00'/></w:r><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
        "<w:ruby><w:rt><w:r><w:t>han</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>汉</w:t></w:r></w:rubyBase></w:ruby>"
    )
    assert text_lines(p(odd, "\t字")) == ["A-BC", "D", "\tE•✓一x汉\t字"]
    source = read_text(docx(p("甲", "<w:r><w:sym w:font='Webdings' w:char='F021'/></w:r>")))
    assert source.raw == "甲\ufffd"
    assert list(warning_messages(source)) == ["unknown-symbol"]
    assert read_text(docx(p("甲", "<w:r><w:sym w:font='Symbol' w:char='zz'/></w:r>"))).raw == "甲\ufffd"


def test_hidden_text_is_left_out_with_a_warning() -> None:
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    styles = f'<w:style w:type="character" w:styleId="H">{hidden}</w:style>'
    shown = "<w:rPr><w:rStyle w:val='H'/><w:vanish w:val='0'/></w:rPr>"
    body = p(
        "请", run("暗中", hidden), run("密", "<w:rPr><w:rStyle w:val='H'/></w:rPr>"), run("各国", shown), "；"
    )
    source = read_text(
        docx(body, p(run("没有这一段。", hidden), properties=hidden), p("完。"), styles=styles)
    )
    assert source.raw == "请各国；\n完。"
    secret = mark(1).replace("<w:rPr>", "<w:rPr><w:vanish/>")
    assert read_text(docx(p("请各国", secret, "；"), notes=[note(1, "注。")])).raw == "请各国；"
    assert warning_messages(source) == {"hidden-text": "有 9 字设为隐藏，没有读入。"}


def test_comments_and_embedded_files_are_left_out_with_warnings() -> None:
    source = read_text(
        docx(p("请；", "<w:r><w:commentReference w:id='1'/></w:r>"), '<w:altChunk r:id="rId9"/>')
    )
    assert source.raw == "请；"
    assert list(warning_messages(source)) == ["comments", "embedded"]


def test_invisible_characters_are_dropped_and_text_is_in_nfc() -> None:
    source = read_text(docx(p("决\u200b议Co\u0302te")))
    assert source.raw == "决议Côte"
    assert list(warning_messages(source)) == ["control-characters"]


def test_the_masthead_in_the_header_of_the_first_page_is_read() -> None:
    section = '<w:headerReference w:type="first" r:id="rId2"/><w:headerReference w:type="default" r:id="rId3"/><w:titlePg/>'
    body = [p("大会，"), p("回顾其决议，"), p("1. 请秘书长提出报告。")]
    headers = [table([p("联合国"), p("A/RES/70/1")]), p("A/RES/70/1") + p("2/6")]
    reading = read(docx(*body, headers=headers, section=section), "header.docx")
    assert reading.meta.symbol == "A/RES/70/1"
    assert not reading.warnings


def test_text_of_other_headers_is_left_out_with_a_warning() -> None:
    section = '<w:headerReference w:type="default" r:id="rId2"/>'
    source = read_text(docx(p("请；"), headers=[p("代表团内部草稿") + p("第2页 共3页")], section=section))
    assert source.raw == "请；"
    assert warning_messages(source) == {"header-left-out": "页眉页脚里的文字没有读入：“代表团内部草稿”。"}


def test_a_file_in_iso_29500_strict_is_read() -> None:
    transitional = b"http://schemas.openxmlformats.org/"
    namespaces = [(b"wordprocessingml/2006/main", b"wordprocessingml/main")]
    namespaces += [(b"officeDocument/2006/relationships", b"officeDocument/relationships")]
    strict: dict[str, str | bytes] = {}
    for name, content in unzip(docx(p("甲", mark(1)), notes=[note(1, "注。")])).items():
        strict_content = content
        for old, new in namespaces:
            strict_content = strict_content.replace(transitional + old, b"http://purl.oclc.org/ooxml/" + new)
        strict[name] = strict_content
    assert read_text(zip_of(strict)).raw.startswith("甲¹")


def test_the_main_part_can_have_another_name() -> None:
    files = unzip(docx(p("甲")))
    files["word/document2.xml"] = files.pop("word/document.xml")
    files["_rels/.rels"] = files["_rels/.rels"].replace(b"document.xml", b"document2.xml")
    assert read_text(zip_of(files)).raw == "甲"


# --- files of LibreOffice ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["38/3", "78th draft"])
def test_a_resolution_saved_by_libreoffice_has_the_reading_of_its_text(name: str) -> None:
    assert_same_content(read((DATA / f"word/{name.replace('/', '-')}.docx").read_bytes(), name), seed(name))


def test_tracked_changes_of_libreoffice_are_read() -> None:
    data = (DATA / "word/changed.docx").read_bytes()
    for original in (False, True):
        expected = read(CHANGED, "changed.docx", original=original)
        found = read(data, "changed.docx", original=original)
        assert texts(found) == texts(expected)
        # LibreOffice writes a change in several pieces, and a move as a deletion and an insertion.
        assert "插入 4 处、删除 4 处" in found.warnings[0].message
