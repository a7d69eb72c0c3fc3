"""Tests of mentions of documents."""

from datetime import date

import pytest

from resolutions.reading import read
from resolutions.reading.citations.document_mentions import DocumentMention, document_mentions

from ....texts import reading, seed

VIENNA = "A/CONF.157/24(Part I)"


def found(*paragraphs: str, **parts: str) -> list[tuple[str, str, str]]:
    """Return the place, words and target of every mention."""
    return [(m.place, m.text, m.target) for m in document_mentions(reading(*paragraphs, **parts))]


def of(name: str, target: str) -> list[tuple[str, str, str]]:
    """Return the place, words and `by` of every mention of a work in a seed."""
    return [(m.place, m.text, m.by) for m in document_mentions(seed(name)) if m.target == target]


def test_a_title_and_the_number_in_its_footnote_mean_one_document() -> None:
    assert of("65/218", "A/RES/55/2") == [
        ("fn2", "第55/2号决议", "number"),
        ("pp2", "《联合国千年宣言》", "title"),
    ]
    assert of("65/218", VIENNA) == [
        ("fn1", "A/CONF.157/24(Part I)", "number"),
        ("pp1", "《维也纳宣言和行动纲领》", "title"),
        ("pp1", "世界人权会议", "name"),
    ]


def test_a_conference_is_found_by_its_name() -> None:
    assert of("25/3", "A/CONF.211/8") == [("pp4", "德班审查会议", "name")]


@pytest.mark.parametrize("title", ["《联合国宪章》", "《宪章》"])
def test_both_titles_of_the_charter_have_one_key(title: str) -> None:
    assert found(f"回顾{title}，", "1. 请秘书长报告。") == [("pp1", title, "instrument/charter")]


def test_an_unlisted_title_means_the_symbol_in_brackets_after_it() -> None:
    assert found("回顾《某项报告》(A/64/175)，", "1. 请秘书长报告。") == [
        ("pp1", "A/64/175", "A/64/175"), ("pp1", "《某项报告》", "A/64/175"),
    ]  # fmt: skip


def test_an_unlisted_title_means_the_only_document_in_its_footnote() -> None:
    source = (
        "70/1. 灯塔\n\n大会，\n\n回顾《灯塔宣言》¹，\n\n1. 请秘书长报告。\n\n__________\n¹ 见第69/7号决议。\n"
    )
    assert [(m.text, m.target) for m in document_mentions(read(source.encode(), "text.txt"))] == [
        ("第69/7号决议", "A/RES/69/7"), ("《灯塔宣言》", "A/RES/69/7"),
    ]  # fmt: skip


def test_an_unlisted_title_without_explanation_has_no_target() -> None:
    assert found("回顾《灯塔宣言》，", "1. 请秘书长报告。") == [("pp1", "《灯塔宣言》", "")]


def test_a_protocol_to_a_convention_is_not_the_convention() -> None:
    (only,) = found("回顾《〈儿童权利公约〉关于儿童卷入武装冲突问题的任择议定书》，", "1. 请秘书长报告。")
    assert only[2] == "A/RES/54/263"
    (unknown,) = found("回顾《〈儿童权利公约〉灯塔议定书》，", "1. 请秘书长报告。")
    assert unknown[2] == ""


def test_an_ambiguous_number_has_candidates() -> None:
    assert document_mentions(reading("回顾2000年4月26日第2000/70号决议，", "1. 请秘书长报告。")) == [
        DocumentMention(
            "pp1", "2000年4月26日第2000/70号决议", 2, 23, "number", "",
            ("E/RES/2000/70", "E/CN.4/RES/2000/70", "E/CN.4/SUB.2/RES/2000/70"), date(2000, 4, 26),
        )
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["65/218", "25/3", "38/3", "44th draft", "78th draft"])
def test_every_mention_in_the_seeds_has_its_place_and_a_target(name: str) -> None:
    text = seed(name)
    places = {p.id: p.text for p in text.paragraphs} | {f.id: f.text for f in text.footnotes}
    assert all(places[m.place][m.start : m.end] == m.text for m in document_mentions(text))
    assert all(m.target for m in document_mentions(text))
