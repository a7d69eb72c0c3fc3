"""决议: what its page shows, and what its address means, today and in years."""

import json
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from resolutions.corpus import give_symbol, store
from resolutions.models import Edition, Resolution, Visibility
from resolutions.reading.contract import as_json

from ...pages import location, page
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
        assert shown.attribute(f'[id="{paragraph.id}"] > .num', "href") == f"#{paragraph.id}"
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
    cited = [(c.text, f"/{c.target}") for c in seed("38/3").citations if c.target and c.place.startswith(("pp", "op"))]
    links = [(a.text_content(), a.get("href")) for a in shown.tree.cssselect(".para p a.cite")]
    for words, address in cited:
        assert any(words in shown_words and address == target for shown_words, target in links)


def test_an_ambiguous_citation_shows_its_candidates_and_leads_nowhere(client: Client) -> None:
    stored(text("回顾2000年4月26日第2000/70号决议，", "1. 请秘书长报告。"))
    shown = page(client, "/A/RES/70/1")
    assert shown.tree.cssselect("#pp1 p a.cite") == []
    assert shown.text("#pp1 .margin") == (
        "“2000年4月26日第2000/70号决议”未能确定，可能是 E/RES/2000/70、E/CN.4/RES/2000/70、E/CN.4/SUB.2/RES/2000/70"
    )


def test_the_head_says_what_the_text_says(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, ADDRESSES["38/3"])
    assert shown.text("h1") == "A/HRC/RES/38/3 加强人权领域的国际合作"
    facts = shown.text(".facts")
    for part in ("2018年7月5日", "28", "14", "3"):
        assert part in facts


def test_what_a_text_does_not_say_is_not_shown(client: Client) -> None:
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


def test_the_contents_lead_to_every_top_paragraph_and_section(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, ADDRESSES["25/3"])
    links = [a.get("href")[1:] for a in shown.tree.cssselect(".contents a")]
    assert [i for i in links if re.fullmatch(r"[po]p\d+", i)] == [p.id for p in seed("25/3").paragraphs if not p.depth]
    assert all(shown.tree.get_element_by_id(i) is not None for i in links)


def test_the_series_strip_runs_from_the_oldest_to_the_newest(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, ADDRESSES["25/3"])
    assert shown.texts(".series li b, .series li a") == ["65/218", "25/3", "38/3", "44届草案", "78届草案"]
    assert shown.text(".series [aria-current]") == "25/3"


def test_a_document_says_what_it_cites_and_who_cites_it(client: Client) -> None:
    stored(text("1. 请秘书长报告。", head="69/7. 被引", close="2014年12月1日\n第4次全体会议"))
    stored(text("回顾其第69/7号和第65/218号决议，", "1. 重申第69/7号决议。", head="70/1. 引用"))
    citing = page(client, "/A/RES/70/1")
    assert citing.texts(".works dd li") == ["A/RES/69/7 库中有", "A/RES/65/218"]
    cited = page(client, "/A/RES/69/7")
    assert cited.texts(".citing > li > p") == ["A/RES/70/1 大会 2015年9月25日"]
    assert cited.links(".citing")["序1"] == "/A/RES/70/1#pp1"
    assert cited.texts(".citing li li")[0] == "序1 回顾 回顾其第69/7号和第65/218号决议，"


def test_an_undated_draft_cannot_inject_markup(client: Client) -> None:
    stored(text("1. 请<script>alert(1)</script>“报告”&amp;。", head='70/1. <b>灯"塔</b>'))
    shown = page(client, "/A/RES/70/1")
    assert shown.text("#op1 p") == "请<script>alert(1)</script>“报告”&amp;。"
    assert not shown.tree.cssselect("main b.n, main script")
    assert shown.text("h1 .title") == '<b>灯"塔</b>'


# --- other forms ----------------------------------------------------------------------------------


def test_json_is_the_reading_that_the_edition_keeps(client: Client, five: dict[str, Edition]) -> None:
    for name, address in ADDRESSES.items():
        got = page(client, f"{address}.json")
        assert json.loads(got.content) == json.loads(json.dumps(as_json(seed(name))))
        assert got.headers["Content-Type"] == "application/json; charset=utf-8"


def test_plain_text_has_every_paragraph_on_a_line_and_says_where_it_is_from(
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


# --- addresses ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "target"),
    [
        ("/a/res/65/218", "/A/RES/65/218"),
        ("/a/res/65/218/", "/A/RES/65/218"),
        ("/A/RES/65/218/", "/A/RES/65/218"),
        ("/A/RES/65/218@1/", "/A/RES/65/218@1"),
        ("/a/res/65/218@1.json", "/A/RES/65/218@1.json"),
        ("/A/hrc/Res/25/3.txt", "/A/HRC/RES/25/3.txt"),
        ("/a/res/65/218/?from=mail", "/A/RES/65/218?from=mail"),
    ],
)
def test_a_symbol_in_any_writing_leads_to_its_one_address(
    client: Client, five: dict[str, Edition], asked: str, target: str
) -> None:
    assert location(client, asked) == target
    assert client.get(target).status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        "/A/RES/65/218@2",
        "/A/RES/65/218@0",
        "/A/RES/65/218@x",
        "/A/RES/65/218@99999999",
        "/A/RES/65/218.pdf",
        "/A/RES/65/219",
        "/nothing",
        "/draft/c378-94a2798",
        "/A/RES/65/218%00",
        "/source/nothing",
        "/file/nothing",
    ],
)
def test_what_is_not_there_is_said_not_to_be(client: Client, five: dict[str, Edition], asked: str) -> None:
    assert "没有这一页" in page(client, asked, 404).text("h1")


def test_a_missing_page_names_the_nearest_documents(client: Client, five: dict[str, Edition]) -> None:
    assert page(client, "/A/HRC/RES/38/4", 404).texts(".near a")[0] == "A/HRC/RES/38/3"
    assert page(client, "/A/RES/65/218x", 404).texts(".near a")[0] == "A/RES/65/218"
    assert page(client, "/GA/65/218", 404).texts(".near a")[0] == "A/RES/65/218"


def test_a_pinned_page_shows_its_edition_whatever_comes_later(client: Client) -> None:
    stored(text("1. 请秘书长报告。", head="70/1. 灯塔"))
    before = page(client, "/A/RES/70/1@1")
    stored(text("1. 请秘书长提出报告。", head="70/1. 灯塔的看守", close="2015年9月26日\n第5次全体会议"))
    stored(text("回顾其第70/1号决议，", "1. 请秘书长报告。", head="70/2. 引用"))
    after = page(client, "/A/RES/70/1@1")
    assert after.content == before.content
    assert after.headers["ETag"] == before.headers["ETag"]
    assert page(client, "/A/RES/70/1").text("h1") == "A/RES/70/1 灯塔的看守"
    assert [page(client, f"/A/RES/70/1@{n}").text("#op1 p") for n in (1, 2)] == ["请秘书长报告。", "请秘书长提出报告。"]


@pytest.mark.parametrize("form", ["", ".json", ".txt", ".ris", ".bib"])
def test_every_pinned_form_stays_as_it_was(client: Client, form: str) -> None:
    stored(text("1. 请秘书长报告。", head="70/1. 灯塔"))
    before = page(client, f"/A/RES/70/1@1{form}").content
    stored(text("1. 请秘书长提出报告。", head="70/1. 灯塔的看守", close="2015年9月26日\n第5次全体会议"))
    assert page(client, f"/A/RES/70/1@1{form}").content == before


@pytest.mark.parametrize("below", ["", "/source", "/file"])
def test_a_pinned_page_may_be_kept_for_ever_and_others_must_ask(
    client: Client, five: dict[str, Edition], below: str
) -> None:
    pinned = page(client, f"{below}/A/RES/65/218@1").headers["Cache-Control"]
    current = page(client, f"{below}/A/RES/65/218").headers["Cache-Control"]
    assert set(pinned.split(", ")) == {"public", "immutable", "max-age=31536000"}
    assert set(current.split(", ")) == {"public", "no-cache"}


def test_a_page_that_has_not_changed_is_not_sent_again(client: Client, five: dict[str, Edition]) -> None:
    etag = page(client, "/A/RES/65/218").headers["ETag"]
    kept = client.get("/A/RES/65/218", headers={"If-None-Match": etag})
    assert (kept.status_code, kept.content) == (304, b"")
    stored(text("回顾其第65/218号决议，", "1. 请秘书长报告。"))
    changed = client.get("/A/RES/65/218", headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert "A/RES/70/1" in changed.content.decode()


def test_an_unchanged_page_costs_no_reading_of_its_text(
    client: Client, five: dict[str, Edition], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    etag = page(client, "/A/RES/65/218").headers["ETag"]
    with django_assert_num_queries(2):
        assert client.get("/A/RES/65/218", headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("count", [1, 3])
def test_the_length_of_a_document_does_not_change_the_number_of_queries(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    stored(text(*["回顾其第65/218号决议，"] * count, *[f"{i + 1}. 重申第69/1号决议；" for i in range(count)]))
    for i in range(count):
        stored(text("回顾其第70/1号决议，", "1. 请秘书长报告。", head=f"71/{i + 1}. 引用{i}"))
    with django_assert_num_queries(11):
        page(client, "/A/RES/70/1")
    with django_assert_num_queries(7):
        page(client, "/A/RES/70/1@1")


def test_the_old_address_of_a_draft_leads_to_its_symbol_for_ever(client: Client, five: dict[str, Edition]) -> None:
    give_symbol(Resolution.objects.get(address="draft/hrc44-6a76d008"), "A/HRC/RES/44/18")
    assert location(client, "/draft/hrc44-6a76d008") == "/A/HRC/RES/44/18"
    assert location(client, "/draft/hrc44-6a76d008@1.json") == "/A/HRC/RES/44/18@1.json"
    assert location(client, "/source/draft/hrc44-6a76d008@1?page=1") == "/source/A/HRC/RES/44/18@1?page=1"
    assert location(client, "/file/draft/hrc44-6a76d008") == "/file/A/HRC/RES/44/18"
    assert page(client, "/A/HRC/RES/44/18").text("h1 .symbol") == "A/HRC/RES/44/18"


# --- known from citations alone -------------------------------------------------------------------


def test_a_document_known_from_citations_has_a_page_of_its_own(client: Client) -> None:
    stored(text("回顾其2010年12月21日第65/218号决议，", "1. 请秘书长报告。", head="70/1. 一"))
    stored(
        text(
            "回顾其2010年12月22日第65/218号决议，",
            "1. 请秘书长报告。",
            head="71/1. 二",
            close="2016年9月25日\n第4次全体会议",
        )
    )
    shown = page(client, "/A/RES/65/218")
    assert shown.text("h1") == "A/RES/65/218"
    assert "库中无全文" in shown.text()
    assert "2010年12月21日、2010年12月22日 （不一致，请核对）" in shown.text(".facts")
    assert shown.texts(".citing > li > p a") == ["A/RES/71/1", "A/RES/70/1"]
    assert location(client, "/a/res/65/218/") == "/A/RES/65/218"
    assert page(client, "/A/RES/65/218.json", 404).status == 404


def test_its_page_knows_all_that_cite_it_also_where_not_all_are_listed(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, year in enumerate((2012, 2015, 2018), 1):
        cites = f"1. 重申大会200{number}年1月1日第50/4号决议。"
        stored(text(cites, head=f"70/{number}. 灯塔", close=f"{year}年12月1日\n第4次全体会议"))
    monkeypatch.setattr("resolutions.document.MOST_LISTED", 1)
    shown = page(client, "/A/RES/50/4")
    assert shown.text("#citing") == "被引3 件"
    assert len(shown.texts(".citing > li")) == 1
    assert "首次、末次被引 2012、2018" in " ".join(shown.texts(".facts dt, .facts dd"))
    assert all(f"200{n}年1月1日" in shown.text(".facts") for n in (1, 2, 3))
    assert "（不一致，请核对）" in shown.text(".facts")


def test_its_page_gives_way_to_the_text_when_that_arrives(client: Client) -> None:
    stored(text("回顾其第65/218号决议，", "1. 请秘书长报告。"))
    assert "库中无全文" in page(client, "/A/RES/65/218").text()
    store(prepared_seed("65/218"))
    assert "库中无全文" not in page(client, "/A/RES/65/218").text()
    assert page(client, "/A/RES/65/218").texts(".citing > li > p a") == ["A/RES/70/1"]


# --- under review ---------------------------------------------------------------------------------


REVIEW = text("回顾其第65/218号决议，", "1. 请秘书长报告。", head="70/1. 秘密")


def under_review() -> Edition:
    edition = stored(REVIEW)
    Resolution.objects.update(visibility=Visibility.IN_REVIEW)
    return edition


@pytest.mark.parametrize(
    "address",
    [
        "/A/RES/70/1",
        "/A/RES/70/1@1",
        "/A/RES/70/1.json",
        "/A/RES/70/1@1.txt",
        "/A/RES/70/1.ris",
        "/A/RES/70/1.bib",
        "/source/A/RES/70/1",
        "/file/A/RES/70/1@1",
        "/A/RES/65/218",
    ],
)
def test_a_text_under_review_leaves_no_trace_for_readers(client: Client, address: str) -> None:
    under_review()
    missing = page(client, address, 404)
    assert "秘密" not in missing.content.decode()
    assert missing.texts(".near a") == []


def test_staff_see_it_and_no_cache_keeps_it(admin_client: Client) -> None:
    under_review()
    for address in ("/A/RES/70/1", "/A/RES/70/1@1", "/source/A/RES/70/1@1", "/file/A/RES/70/1@1"):
        assert set(page(admin_client, address).headers["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert "审阅中：只有工作人员能看到这一页。" in page(admin_client, "/A/RES/70/1").text()


def test_nothing_tells_a_reader_that_a_cited_text_is_under_review(client: Client, admin_client: Client) -> None:
    under_review()
    stored(text("回顾其第70/1号决议，", "1. 请秘书长报告。", head="71/1. 公开"))
    stored(text("1. 请秘书长报告。", head="72/1. 秘密"))
    assert "库中有" not in page(client, "/A/RES/71/1").text()
    assert "库中有" in page(admin_client, "/A/RES/71/1").text()
    assert "库中无全文" in page(client, "/A/RES/70/1").text()
    assert page(client, "/A/RES/72/1").tree.cssselect(".series") == []
    assert page(admin_client, "/A/RES/72/1").texts(".series b, .series a") == ["70/1", "72/1"]


def test_a_page_kept_while_public_is_not_shown_again_once_under_review(client: Client) -> None:
    stored(REVIEW)
    etag = page(client, "/A/RES/70/1").headers["ETag"]
    Resolution.objects.update(visibility=Visibility.IN_REVIEW)
    assert client.get("/A/RES/70/1", headers={"If-None-Match": etag}).status_code == 404
