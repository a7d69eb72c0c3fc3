"""What a reading asks a person to look at: a code, a place, a sentence."""

import pytest

from resolutions.reading import read

from ...texts import reading, text


def codes(*paragraphs: str, **parts: str) -> list[tuple[str, str]]:
    return [(w.code, w.where) for w in reading(*paragraphs, **parts).warnings]


def test_a_sound_text_asks_for_nothing() -> None:
    assert codes("回顾其决议，", "1. 请秘书长报告；", "2. 决定继续审议。") == []


def test_a_number_left_out() -> None:
    assert codes("1. 请各国合作；", "2. 请各国报告；", "5. 决定继续审议。") == [("numbering-gap", "op5")]


def test_a_number_that_comes_again() -> None:
    assert codes("1. 请各国合作；", "2. 请各国报告；", "2. 请秘书长协助；", "3. 决定继续审议。") == [
        ("numbering-repeat", "op2-2")
    ]


def test_an_item_left_out() -> None:
    assert codes("1. 请各国：", "(a) 合作；", "(c) 报告；", "2. 决定继续审议。") == [("numbering-gap", "op1.c")]


def test_a_mark_without_a_note_and_a_note_without_a_mark() -> None:
    assert codes("回顾《宣言》，[1]", "1. 决定继续审议。") == [("mark-unmatched", "pp1")]
    assert codes("回顾《宣言》，", "1. 请秘书长报告；", "________", "1 见A/70/1。", "2. 决定继续审议。") == [
        ("footnote-unmatched", "fn1")
    ]


def test_totals_of_a_vote_that_are_not_those_of_its_lists() -> None:
    close = "第2次会议\n2015年9月25日\n[经记录表决，以3票对1票、1票弃权获得通过。表决情况如下：\n赞成：\n中国、法国\n反对：\n日本\n弃权：\n巴西]"
    found = reading("1. 决定继续审议。", close=close)
    assert [w.code for w in found.warnings] == ["vote-totals"]
    assert "赞成 3 票，名单有 2 国" in found.warnings[0].message


def test_a_date_outside_the_session_that_it_cites() -> None:
    assert codes("回顾人权理事会2008年9月28日第6/17号决议，", "1. 决定继续审议。") == [("date-session", "pp1")]


def test_a_link_that_leads_elsewhere_than_the_text() -> None:
    found = codes(
        "回顾大会第55/2号决议，", "1. 请秘书长报告；", "https://undocs.org/ch/A/HRC/RES/55/2", "2. 决定继续审议。"
    )
    assert found == [("link-differs", "pp1")]
    assert (
        codes("回顾大会第55/2号决议，", "1. 请秘书长报告；", "https://undocs.org/ch/A/RES/55/2", "2. 决定继续审议。")
        == []
    )


@pytest.mark.parametrize(
    "paragraph",
    ["回顾联合国宪章》的规定，", "回顾《联合国宪章的规定，", "回顾“千年宣言的规定，", "回顾千年宣言”的规定，"],
)
def test_quotation_marks_that_stand_alone(paragraph: str) -> None:
    assert codes(paragraph, "1. 决定继续审议。") == [("lone-quote", "pp1")]


def test_text_that_belongs_nowhere() -> None:
    found = read((text("1. 决定继续审议。") + "\n大会主席随后通知各会员国，专家已经选出。\n").encode(), "note.txt")
    assert [(w.code, w.where) for w in found.warnings] == [("unread", "第9行")]


def test_a_text_without_an_operative_part() -> None:
    assert codes("回顾其决议，", "又回顾其宗旨，", close="") == [("no-operative", "")]


def test_a_lead_verb_that_was_lost() -> None:
    assert codes("回顾其决议，", "1. 秘书长报告执行情况；", "2. 决定继续审议。") == [("verb-missing", "op1")]


def test_a_citation_that_two_organs_fit() -> None:
    found = reading("回顾2000年4月26日第2000/70号决议，", "1. 决定继续审议。")
    assert [(w.code, w.where) for w in found.warnings] == [("ambiguous-citation", "pp1")]
    assert "E/RES/2000/70、E/CN.4/RES/2000/70" in found.warnings[0].message


def test_every_warning_is_a_sentence() -> None:
    found = reading("回顾联合国宪章》，[9]", "1. 秘书长报告；", "4. 请第2000/3号决议。", "5. 请各国合作。")
    assert len({w.code for w in found.warnings}) > 3
    assert all(w.message.endswith(("。", "）。")) for w in found.warnings)
