"""Tests of the warnings of a reading."""

import pytest

from resolutions.reading import read

from ...texts import reading, text


def codes(*paragraphs: str, **parts: str) -> list[tuple[str, str]]:
    return [(w.code, w.where) for w in reading(*paragraphs, **parts).warnings]


def test_a_sound_text_has_no_warnings() -> None:
    assert codes("回顾其决议，", "1. 请秘书长报告；", "2. 决定继续审议。") == []


def test_a_missing_number_is_reported() -> None:
    assert codes("1. 请各国合作；", "2. 请各国报告；", "5. 决定继续审议。") == [("numbering-gap", "op5")]


def test_a_repeated_number_is_reported() -> None:
    assert codes("1. 请各国合作；", "2. 请各国报告；", "2. 请秘书长协助；", "3. 决定继续审议。") == [
        ("numbering-repeat", "op2-2")
    ]


def test_a_missing_item_is_reported() -> None:
    assert codes("1. 请各国：", "(a) 合作；", "(c) 报告；", "2. 决定继续审议。") == [
        ("numbering-gap", "op1.c")
    ]


def test_unmatched_marks_and_notes_are_reported() -> None:
    assert codes("回顾《宣言》，[1]", "1. 决定继续审议。") == [("mark-unmatched", "pp1")]
    assert codes("回顾《宣言》，", "1. 请秘书长报告；", "________", "1 见A/70/1。", "2. 决定继续审议。") == [
        ("footnote-unmatched", "fn1")
    ]


def test_vote_totals_that_differ_from_the_lists_are_reported() -> None:
    close = "第2次会议\n2015年9月25日\n[经记录表决，以3票对1票、1票弃权获得通过。表决情况如下：\n赞成：\n中国、法国\n反对：\n日本\n弃权：\n巴西]"
    found = reading("1. 决定继续审议。", close=close)
    assert [w.code for w in found.warnings] == ["vote-totals"]
    assert "赞成 3 票，名单有 2 国" in found.warnings[0].message


def test_a_date_outside_the_cited_session_is_reported() -> None:
    assert codes("回顾人权理事会2008年9月28日第6/17号决议，", "1. 决定继续审议。") == [
        ("date-session", "pp1")
    ]


def test_a_link_to_another_document_than_cited_is_reported() -> None:
    found = codes(
        "回顾大会第55/2号决议，",
        "1. 请秘书长报告；",
        "https://undocs.org/ch/A/HRC/RES/55/2",
        "2. 决定继续审议。",
    )
    assert found == [("link-differs", "pp1")]
    assert (
        codes(
            "回顾大会第55/2号决议，",
            "1. 请秘书长报告；",
            "https://undocs.org/ch/A/RES/55/2",
            "2. 决定继续审议。",
        )
        == []
    )


@pytest.mark.parametrize(
    "paragraph",
    [
        "回顾联合国宪章》的规定，",
        "回顾《联合国宪章的规定，",
        "回顾“千年宣言的规定，",
        "回顾千年宣言”的规定，",
    ],
)
def test_unpaired_quotation_marks_are_reported(paragraph: str) -> None:
    assert codes(paragraph, "1. 决定继续审议。") == [("lone-quote", "pp1")]


def test_unread_text_is_reported() -> None:
    found = read(
        (text("1. 决定继续审议。") + "\n大会主席随后通知各会员国，专家已经选出。\n").encode(), "note.txt"
    )
    assert [(w.code, w.where) for w in found.warnings] == [("unread", "第9行")]


def test_a_missing_operative_part_is_reported() -> None:
    assert codes("回顾其决议，", "又回顾其宗旨，", close="") == [("no-operative", "")]


def test_a_missing_lead_verb_is_reported() -> None:
    assert codes("回顾其决议，", "1. 秘书长报告执行情况；", "2. 决定继续审议。") == [("verb-missing", "op1")]


def test_an_ambiguous_citation_is_reported() -> None:
    found = reading("回顾2000年4月26日第2000/70号决议，", "1. 决定继续审议。")
    assert [(w.code, w.where) for w in found.warnings] == [("ambiguous-citation", "pp1")]
    assert "E/RES/2000/70、E/CN.4/RES/2000/70" in found.warnings[0].message


def test_every_warning_is_a_sentence() -> None:
    found = reading("回顾联合国宪章》，[9]", "1. 秘书长报告；", "4. 请第2000/3号决议。", "5. 请各国合作。")
    assert len({w.code for w in found.warnings}) > 3
    assert all(w.message.endswith(("。", "）。")) for w in found.warnings)
