"""决议: a document's page and its other forms."""

import json
import re

import pytest
from django.test import Client

from resolutions.corpus import store
from resolutions.models import Edition
from resolutions.reading.public_json import as_json

from ...pages import page
from ...texts import SEEDS, prepared_seed, seed, stored, text

pytestmark = pytest.mark.django_db

ADDRESSES = {
    "78th draft": "/draft/c378-94a27989",
    "25/3": "/A/HRC/RES/25/3",
    "44th draft": "/draft/hrc44-6a76d008",
    "38/3": "/A/HRC/RES/38/3",
    "65/218": "/A/RES/65/218",
}


@pytest.mark.parametrize("name", SEEDS)
def test_a_page_shows_every_paragraph_and_note_with_its_anchor(
    client: Client, five: dict[str, Edition], name: str
) -> None:
    shown = page(client, ADDRESSES[name])
    for paragraph in seed(name).paragraphs:
        element = shown.tree.get_element_by_id(paragraph.id).cssselect("p")[0]
        for mark in element.cssselect("sup"):
            mark.drop_tree()
        assert element.text_content() == paragraph.text
        assert shown.attribute(f'[id="{paragraph.id}"] > .number', "href") == f"#{paragraph.id}"
    for note in seed(name).footnotes:
        assert note.text in shown.tree.get_element_by_id(note.id).text_content()


def test_footnotes_and_their_marks_lead_to_each_other(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, ADDRESSES["38/3"])
    marks = shown.tree.cssselect("sup.mark a")
    assert len(marks) == sum(len(p.marks) for p in seed("38/3").paragraphs)
    for mark in marks:
        note = shown.tree.get_element_by_id(mark.get("href")[1:])
        assert f"#{mark.get('id')}" in [a.get("href") for a in note.cssselect("a.back")]


def test_a_note_that_is_marked_twice_leads_back_to_both_places(client: Client) -> None:
    stored(
        text(
            "铭记《宪章》¹的宗旨，",
            "1. 重申《宪章》¹的原则。",
            close="2015年9月25日\n第4次全体会议\n______________\n1 《联合国宪章》。",
        )
    )
    shown = page(client, "/A/RES/70/1")
    assert [a.get("href") for a in shown.tree.cssselect("#fn1 a.back")] == ["#fnref1", "#fnref1-2"]
    assert all(shown.tree.get_element_by_id(i) is not None for i in ("fnref1", "fnref1-2"))


def test_citations_are_links_to_what_they_cite(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, ADDRESSES["38/3"])
    cited = [
        (c.text, f"/{c.target}")
        for c in seed("38/3").citations
        if c.target and c.place.startswith(("pp", "op"))
    ]
    links = [(a.text_content(), a.get("href")) for a in shown.tree.cssselect(".para p a.cite")]
    for words, address in cited:
        assert any(words in shown_words and address == target for shown_words, target in links)


def test_an_ambiguous_citation_shows_its_candidates_and_has_no_link(client: Client) -> None:
    stored(text("回顾2000年4月26日第2000/70号决议，", "1. 请秘书长报告。"))
    shown = page(client, "/A/RES/70/1")
    assert shown.tree.cssselect("#pp1 p a.cite") == []
    assert shown.text("#pp1 .margin ul") == (
        "“2000年4月26日第2000/70号决议”未能确定，可能是 E/RES/2000/70、E/CN.4/RES/2000/70、E/CN.4/SUB.2/RES/2000/70"
    )


def test_the_head_of_the_page_gives_the_metadata_of_the_text(
    client: Client, five: dict[str, Edition]
) -> None:
    shown = page(client, ADDRESSES["38/3"])
    assert shown.text("h1") == "A/HRC/RES/38/3 加强人权领域的国际合作"
    facts = shown.text(".facts")
    for part in ("2018年7月5日", "28", "14", "3"):
        assert part in facts


def test_missing_metadata_is_not_shown(client: Client) -> None:
    stored(text("1. 请秘书长报告。", close=""))
    shown = page(client, "/A/RES/70/1")
    assert shown.texts(".facts dt") == ["文本"]
    assert shown.tree.cssselect(".vote") == []


def test_the_states_of_a_vote_are_named(client: Client, five: dict[str, Edition]) -> None:
    vote = seed("38/3").meta.vote
    assert vote
    shown = page(client, ADDRESSES["38/3"])
    assert shown.texts(".vote dt") == ["赞成 28", "反对 14", "弃权 3"]
    assert shown.texts(".vote dd") == [
        "、".join(s) for s in (vote.states_in_favour, vote.states_against, vote.states_abstaining)
    ]


def test_the_contents_lead_to_every_top_paragraph_and_section(
    client: Client, five: dict[str, Edition]
) -> None:
    shown = page(client, ADDRESSES["25/3"])
    links = [a.get("href")[1:] for a in shown.tree.cssselect(".contents a")]
    assert [i for i in links if re.fullmatch(r"[po]p\d+", i)] == [
        p.id for p in seed("25/3").paragraphs if not p.depth
    ]
    assert all(shown.tree.get_element_by_id(i) is not None for i in links)


def test_the_series_strip_runs_from_the_oldest_to_the_newest(
    client: Client, five: dict[str, Edition]
) -> None:
    shown = page(client, ADDRESSES["25/3"])
    assert shown.texts(".series li b, .series li a") == ["65/218", "25/3", "38/3", "44届草案", "78届草案"]
    assert shown.text(".series [aria-current]") == "25/3"


def test_a_document_says_what_it_cites_and_who_cites_it(client: Client) -> None:
    stored(text("1. 请秘书长报告。", head="69/7. 被引", close="2014年12月1日\n第4次全体会议"))
    stored(text("回顾其第69/7号和第65/218号决议，", "1. 重申第69/7号决议。", head="70/1. 引用"))
    citing = page(client, "/A/RES/70/1")
    assert citing.texts(".works .citing > li > p") == ["A/RES/69/7 被引 库中有", "A/RES/65/218"]
    assert citing.texts(".works .citing > li:first-child li") == [
        "序1 回顾 回顾其第69/7号和第65/218号决议，", "执行1 重申 重申第69/7号决议。",
    ]  # fmt: skip
    assert citing.links(".works .citing")["执行1"] == "#op1"
    cited = page(client, "/A/RES/69/7")
    assert cited.texts(".citing > li > p") == ["A/RES/70/1 引用 2015年9月25日"]
    assert cited.links(".citing")["序1"] == "/A/RES/70/1#pp1"
    assert cited.texts(".citing li li")[0] == "序1 回顾 回顾其第69/7号和第65/218号决议，"


def test_citing_documents_are_grouped_by_organ_largest_group_first_newest_first(client: Client) -> None:
    stored(text("回顾第60/1号、第65/1号、人权理事会第13/2号决议和《联合国宪章》，", "1. 请秘书长报告。"))
    shown = page(client, "/A/RES/70/1")
    assert shown.texts(".works h3") == ["大会 2", "人权理事会 1", "国际文书 1"]
    assert shown.texts(".works .citing > li > p > a") == [
        "A/RES/65/1", "A/RES/60/1", "A/HRC/RES/13/2", "联合国宪章",
    ]  # fmt: skip
    assert shown.links("#pp1")["《联合国宪章》"] == "/instrument/charter"


def test_impossible_dates_are_reported_at_their_citation(client: Client) -> None:
    store(prepared_seed("65/218"))
    stored(text("回顾大会2010年12月20日第65/218号决议，", "1. 重申人权理事会2008年9月28日第6/17号决议。"))
    shown = page(client, "/A/RES/70/1")
    assert "A/RES/65/218 本身载 2010-12-21，此处作 2010-12-20。" in shown.texts("#pp1 .margin li")
    assert "不在第 6 届会议期间" in shown.text("#op1 .margin")
    assert "文件本身载 2010-12-21，引文作 2010-12-20" in shown.text(".works")


def test_an_undated_draft_cannot_inject_markup(client: Client) -> None:
    stored(text("1. 请<script>alert(1)</script>“报告”&amp;。", head='70/1. <b>灯"塔</b>'))
    shown = page(client, "/A/RES/70/1")
    assert shown.text("#op1 p") == "请<script>alert(1)</script>“报告”&amp;。"
    assert not shown.tree.cssselect("main b.n, main script")
    assert shown.text("h1 .title") == '<b>灯"塔</b>'


# --- other forms ----------------------------------------------------------------------------------


def test_json_is_the_reading_of_the_edition(client: Client, five: dict[str, Edition]) -> None:
    for name, address in ADDRESSES.items():
        got = page(client, f"{address}.json")
        assert json.loads(got.content) == json.loads(json.dumps(as_json(seed(name))))
        assert got.headers["Content-Type"] == "application/json; charset=utf-8"


def test_plain_text_has_a_line_for_each_paragraph_and_names_its_source(
    client: Client, five: dict[str, Edition]
) -> None:
    got = page(client, f"{ADDRESSES['25/3']}.txt")
    lines = got.content.decode().splitlines()
    assert lines[:3] == ["A/HRC/RES/25/3", "增强人权领域的国际合作", "人权理事会"]
    for paragraph in seed("25/3").paragraphs:
        number = f"{paragraph.number} " if paragraph.number else ""
        assert "　" * paragraph.depth + number + paragraph.text in lines
    assert f"原文件 {SEEDS['25/3']}，SHA-256 {prepared_seed('25/3').sha256}" in lines
    assert got.headers["Content-Disposition"] == 'inline; filename="A-HRC-RES-25-3@1.txt"'
