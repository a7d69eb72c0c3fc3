"""Tests of page furniture, wrapped lines and footnotes."""

import pytest

from resolutions.reading import read
from resolutions.reading.lines import detect_layout, join, lines_of

from ...texts import reading, text


def test_wrapped_lines_are_joined_without_blanks_between_chinese_characters() -> None:
    raw = "回顾 2010 年\n12 月 21 日 第 65/\n218 号决议\n和 COVID-\n19 大流行以及 United\nNations 的 20\n20 年报告"
    assert (
        join(raw, [(0, len(raw))])[0]
        == "回顾2010年12月21日第65/218号决议和COVID-19大流行以及United Nations的2020年报告"
    )


def test_offsets_of_clean_text_point_to_the_raw_text() -> None:
    raw = " 回顾 2010 年\n12 月，United\nNations "
    clean, offsets = join(raw, [(0, len(raw))])
    assert all(raw[o] == c for c, o in zip(clean, offsets, strict=True) if c != " ")


def test_letterspaced_text_is_joined() -> None:
    lines = text("回顾其第1984/50号决议，", "1.请秘书长提出报告；并请各国合作。").splitlines()
    found = read("\n".join(" ".join(line) for line in lines).encode(), "spaced.txt")
    assert [p.text for p in found.paragraphs] == [
        "回顾其第1984/50号决议，",
        "请秘书长提出报告；并请各国合作。",
    ]


WRAPPED = """大会，
 重申其关于人权领域国际合作的各项决议，并铭记《联合国宪章》的宗旨和原
则，特别是第一条第三项的规定，以及各国在其他文书中承担的义务，
 回顾大会在二〇一五年通过了一套全面、意义深远和以人为中心的目标，认识
到其实现需要各国的合作，
 1. 请各国和各专门机构继续开展建设性的合作对话与磋商，从而增强了解，并
强调对话的重要性；
 2. 决定继续审议此事。
"""


def test_blank_lines_do_not_affect_paragraphs() -> None:
    spread = WRAPPED.replace("\n", "\n\n")
    for source in (WRAPPED, spread):
        assert [p.id for p in read(("70/1. 题目\n" + source).encode(), "wrapped.txt").paragraphs] == [
            "pp1",
            "pp2",
            "op1",
            "op2",
        ]


def test_a_verb_at_the_start_of_a_wrapped_line_begins_no_paragraph() -> None:
    paragraphs = read(("70/1. 题目\n" + WRAPPED).encode(), "wrapped.txt").paragraphs
    assert paragraphs[1].text.endswith("认识到其实现需要各国的合作，")
    assert paragraphs[2].text.endswith("并强调对话的重要性；")


def test_paragraphs_after_short_lines_need_no_indent() -> None:
    source = "\n".join(line.strip() for line in WRAPPED.splitlines())
    assert [p.id for p in read(("70/1. 题目\n" + source).encode(), "flush.txt").paragraphs] == [
        "pp1",
        "pp2",
        "op1",
        "op2",
    ]


@pytest.mark.parametrize(
    "furniture",
    ["________________", "- 3 -", "2/5", "第 2 页 共 5 页", "https://undocs.org/ch/A/RES/70/1", "GE.14-12345  (C)", "16-90001 (C)", "*1690001*",
     "请回收", "A/RES/70/1", "A/RES/70/1      灯塔"],
)  # fmt: skip
def test_furniture_between_two_pages_is_removed(furniture: str) -> None:
    found = reading("1. 请各国和各专门机构继续开展建设", furniture, "性的合作；", "2. 决定继续审议。")
    assert [p.text for p in found.paragraphs] == [
        "请各国和各专门机构继续开展建设性的合作；",
        "决定继续审议。",
    ]
    kinds = {found.raw[s.start : s.end].split()[0]: s.kind.value for s in found.spans}
    assert kinds[furniture.split(maxsplit=1)[0]] == "furniture"


NOTE_FORMS = ["1 见A/70/1。", "¹ A/70/1。", "1\n 见A/70/1。", "[1] A/70/1。", "1/ A/70/1。"]
MARK_FORMS = ["1", " 1 ", "¹", "[1]", "\n1 \n"]


@pytest.mark.parametrize("mark", MARK_FORMS)
@pytest.mark.parametrize("note", NOTE_FORMS)
def test_a_note_between_two_paragraphs_is_matched_with_its_mark(mark: str, note: str) -> None:
    found = reading(
        f"回顾《千年宣言》{mark}的规定，",
        "1. 请秘书长报告；",
        "",
        "__________",
        f" {note}",
        "2. 决定继续审议。",
    )
    assert [(p.id, p.text) for p in found.paragraphs] == [
        ("pp1", "回顾《千年宣言》的规定，"), ("op1", "请秘书长报告；"), ("op2", "决定继续审议。"),
    ]  # fmt: skip
    assert [(m.marker, m.offset) for m in found.paragraphs[0].marks] == [("1", 8)]
    assert [f.text.removeprefix("见") for f in found.footnotes] == ["A/70/1。"]
    assert found.warnings == ()


def test_numbers_in_the_text_are_not_marks() -> None:
    found = reading(
        "回顾其2000年8月18日第2000/22号决议，1",
        "1. 请1 个工作组在 2 月报告，3 次会议之后再议，并请20国集团合作；",
        "2. 决定继续审议。",
        "__________",
        "1 见A/55/1。",
    )
    assert [[m.marker for m in p.marks] for p in found.paragraphs] == [["1"], [], []]
    assert found.paragraphs[1].text == "请1个工作组在2月报告，3次会议之后再议，并请20国集团合作；"


def test_the_layout_of_a_text_is_detected() -> None:
    style = detect_layout(lines_of(WRAPPED))
    assert (style.wrapped, style.indented, style.base) == (True, True, 0)
    assert not detect_layout(lines_of(text("回顾其决议，", "1. 请秘书长报告。"))).wrapped
