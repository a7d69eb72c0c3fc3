"""Tests of resolutions in other printed forms than the seeds."""

import json
from pathlib import Path

import pytest

from resolutions.reading import ReadError, read

from ...data.expect import outline
from ...texts import DATA, reading, text

EXPECTED = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_samples_and_forms_are_read_as_expected(name: str) -> None:
    file = DATA / name
    assert outline(read(file.read_bytes(), file.name)) == EXPECTED[name]


def test_every_sample_and_form_has_an_expectation() -> None:
    files = [*DATA.glob("samples/*.txt"), *DATA.glob("forms/*.txt")]
    assert {f"{file.parent.name}/{file.name}" for file in files} == set(EXPECTED)


@pytest.mark.parametrize("file", sorted(DATA.glob("refused/*.txt")), ids=lambda file: file.stem)
def test_other_texts_are_refused_with_a_sentence(file: Path) -> None:
    with pytest.raises(ReadError) as refusal:
        read(file.read_bytes(), file.name)
    assert str(refusal.value).endswith("。")


def test_an_english_resolution_is_recognised_as_english() -> None:
    with pytest.raises(ReadError, match="英文"):
        read((DATA / "refused" / "english-resolution.txt").read_bytes(), "english.txt")


@pytest.mark.parametrize("label", ["{}.", "{}．", "{}、", "{} .", "[{}."])
def test_operative_numbers_are_recognised_in_every_writing(label: str) -> None:
    found = reading("回顾其决议，", *(f"{label.format(n)} 请秘书长提出报告；" for n in (1, 2, 3)))
    assert [p.id for p in found.paragraphs] == ["pp1", "op1", "op2", "op3"]


@pytest.mark.parametrize("labels", ["１２３", "一二三"])
def test_operative_numbers_may_be_full_width_or_chinese(labels: str) -> None:
    found = reading("回顾其决议，", *(f"{n}．请秘书长提出报告；" for n in labels))
    assert [p.id for p in found.paragraphs] == ["pp1", "op1", "op2", "op3"]


@pytest.mark.parametrize(
    ("labels", "ids"),
    [
        (("(a)", "(b)"), ["op1.a", "op1.b"]),
        (("（a）", "（b）"), ["op1.a", "op1.b"]),
        (("(一)", "(二)"), ["op1.1", "op1.2"]),
        (("(甲)", "(乙)"), ["op1.a", "op1.b"]),
        (("㈠", "㈡"), ["op1.1", "op1.2"]),
    ],
)
def test_items_are_recognised_in_every_writing(labels: tuple[str, str], ids: list[str]) -> None:
    found = reading("1. 请秘书长：", *(f"{label} 提出报告；" for label in labels), "2. 决定继续处理此案。")
    assert [p.id for p in found.paragraphs] == ["op1", *ids, "op2"]
    assert [p.depth for p in found.paragraphs] == [0, 1, 1, 0]


def test_items_nest() -> None:
    found = reading(
        "1. 决定：",
        "(a) 各国应：",
        "(i) 合作；",
        "(ii) 报告；",
        "(b) 秘书长应协助；",
        "2. 决定继续处理此案。",
    )
    assert [p.id for p in found.paragraphs] == ["op1", "op1.a", "op1.a.i", "op1.a.ii", "op1.b", "op2"]


def test_items_belong_to_the_part_of_their_paragraph() -> None:
    found = reading("回顾其决议，", "请秘书长：", "(甲) 合作；", "(乙) 报告。")
    assert [(p.id, p.part.value) for p in found.paragraphs] == [
        ("pp1", "preamble"), ("op1", "operative"), ("op1.a", "operative"), ("op1.b", "operative"),
    ]  # fmt: skip


def test_the_ninth_item_is_the_letter_i() -> None:
    items = [f"({letter}) 合作；" for letter in "abcdefghij"]
    found = reading("1. 决定：", *items, "2. 决定继续处理此案。")
    assert [p.id for p in found.paragraphs][1:-1] == [f"op1.{letter}" for letter in "abcdefghij"]


def test_a_reference_to_an_item_begins_no_item() -> None:
    found = reading(
        "1. 请秘书长：", "(a) 提出报告；", "(b) 执行上文", "(a)项的规定；", "2. 决定继续处理此案。"
    )
    assert found.paragraphs[2].text == "执行上文(a)项的规定；"


def test_a_single_operative_paragraph_needs_no_number() -> None:
    found = reading("回顾其决议，", "决定接纳该国为会员国。")
    assert [(p.id, p.verb) for p in found.paragraphs] == [("pp1", "回顾"), ("op1", "决定")]


def test_a_declaration_follows_the_sentence_that_adopts_it() -> None:
    found = reading("通过以下宣言：", "一. 价值和原则", "1. 我们重申信心。", "二. 和平", "2. 我们决心合作。")
    assert [p.id for p in found.paragraphs] == ["op0", "op1", "op2"]
    assert [(h.before, h.text) for h in found.headings] == [("op1", "一.价值和原则"), ("op2", "二.和平")]


def test_each_part_has_its_own_numbers() -> None:
    part = (
        "大会，",
        "回顾其决议，",
        "1. 请秘书长报告；",
        "2. 决定继续审议。",
        "2015年12月9日",
        "第69次全体会议",
    )
    found = read(
        "\n".join(["70/1. 灯塔", "A", "北方灯塔", *part, "B", "南方灯塔", *part]).encode(), "parts.txt"
    )
    assert [p.id for p in found.paragraphs] == ["pp1", "op1", "op2", "B.pp1", "B.op1", "B.op2"]
    assert [h.text for h in found.headings] == ["A", "北方灯塔", "B", "南方灯塔"]
    assert not [w for w in found.warnings if w.code == "unread"]


def test_sections_may_restart_their_numbers() -> None:
    found = reading(
        "回顾其决议，", "一", "灯塔的建造", "1. 请各国建造；", "2. 请各国报告；", "二", "灯塔的看守", "1. 请各国看守；", "2. 决定继续审议。"
    )  # fmt: skip
    assert [p.id for p in found.paragraphs] == ["pp1", "op1", "op2", "II.op1", "II.op2"]


def test_a_section_may_have_its_own_preamble() -> None:
    found = reading(
        "回顾其决议，", "一", "1. 请各国建造灯塔；", "2. 请各国报告；", "二", "重申看守的重要性，", "铭记海员的处境，", "3. 请各国看守灯塔；",
        "4. 决定继续审议。",
    )  # fmt: skip
    assert [p.id for p in found.paragraphs] == ["pp1", "op1", "op2", "pp2", "pp3", "op3", "op4"]


def test_each_annex_has_its_own_numbers() -> None:
    found = read(
        (text("回顾其决议，", "1. 通过本决议附件所载准则；", "2. 决定继续审议。") + "附件一\n灯塔准则\n1. 点灯。\n2. 看守。\n附件二\n费用\n1. 付款。\n").encode(),
        "annexes.txt",
    )  # fmt: skip
    assert [p.id for p in found.paragraphs] == ["pp1", "op1", "op2", "annex1.1", "annex1.2", "annex2.1"]


def test_numbers_in_quoted_text_begin_no_paragraph() -> None:
    found = reading("1. 决定将规则改为：", "“1. 主席主持会议；", "2. 秘书长作记录。”", "2. 请秘书长执行。")
    assert [p.id for p in found.paragraphs] == ["op1", "op1.t1", "op1.t2", "op2"]


def test_inserted_and_bracketed_numbers_of_a_draft_are_read() -> None:
    found = reading("1. 请各国合作；", "1 bis. 请各国报告；", "[2. 请秘书长协助；]", "3. 决定继续审议。")
    assert [p.id for p in found.paragraphs] == ["op1", "op1bis", "op2", "op3"]
    assert found.paragraphs[2].text == "[请秘书长协助；]"


def test_pp_and_op_numbers_are_read() -> None:
    found = reading("PP1 回顾其决议，", "PP2 铭记其宗旨，", "OP1 请各国合作；", "OP2 决定继续审议。")
    assert [(p.id, p.number) for p in found.paragraphs] == [
        ("pp1", "PP1"),
        ("pp2", "PP2"),
        ("op1", "OP1"),
        ("op2", "OP2"),
    ]


def test_a_wrapped_line_that_begins_with_a_number_begins_no_paragraph() -> None:
    body = [
        " 回顾大会一九七八年十二月十九日题为“联合国发展中国家技术合作会议”的第",
        "33/134 号决议，其中大会赞同《促进和执行发展中国家技术合作的行动计划》，",
        " 1. 请秘书长与高级专员协作，就在人权理事会等机构内加强国际合作的方法、在",
        "16. 5 级以上的机构内推广经验，并与各国进行协商，以便更好地执行上述各项决",
        "议的规定；",
        " 2. 决定在大会下届会议上继续审议此事，并请秘书长就本决议的执行情况提出报",
        "告。",
    ]
    found = read(text(*body, opening=" 大会，").encode(), "wrapped.txt")
    assert [p.id for p in found.paragraphs] == ["pp1", "op1", "op2"]


def test_traditional_characters_are_preserved() -> None:
    found = reading("回顧其決議，", "1. 請秘書長提出報告。", opening="大會，")
    assert found.meta.body == "大會"
    assert [(p.verb, p.text) for p in found.paragraphs] == [
        ("回顧", "回顧其決議，"),
        ("請", "請秘書長提出報告。"),
    ]
