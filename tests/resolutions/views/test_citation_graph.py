"""The page of a neighbourhood: words, agreement of figure and table, and visibility."""

import json
import re

import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree
from pytest_django import DjangoAssertNumQueries

from resolutions.citations.ranking import update_ranking
from resolutions.corpus import store
from resolutions.models import Edition, Visibility

from ...pages import Page, location, page, streamed
from ...texts import prepared_seed, stored, text

pytestmark = pytest.mark.django_db

TWO = "/graph/A/RES/65/218,A/HRC/RES/25/3"


def groups(shown: Page) -> dict[str, list[str]]:
    """Return the documents of the table by the title of their group."""
    found = {}
    for body in shown.tree.cssselect(".graph-table tbody"):
        head = body.cssselect("tr")[0]
        title = " ".join(head.text_content().split()).split(" ")[0]
        found[title] = [
            " ".join(th.text_content().split()) for th in body.cssselect("tr:not(:first-child) th")
        ]
    return found


def drawn(shown: Page) -> set[str]:
    """Return the addresses of the documents in the figure."""
    return {a.get("href") for a in shown.tree.cssselect(".graph a.node")}


def test_the_heading_says_what_two_documents_share(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, TWO)
    assert shown.text("h1") == "两文所引，5 件相同"
    assert shown.texts(".lede li") == [
        "甲A/RES/65/218 加强人权领域的国际合作：引用 11 件，被引 0 件",
        "乙A/HRC/RES/25/3 增强人权领域的国际合作：引用 11 件，被引 0 件",
    ]


def test_the_table_of_the_five_resolutions_is_what_the_texts_say(
    client: Client, five: dict[str, Edition]
) -> None:
    update_ranking()
    assert groups(page(client, TWO)) == {
        "甲乙共同引用": ["宪章", "维也纳宣言", "德班宣言", "德班审查会议", "55/2"],
        "仅甲引用": [
            "2000/22",
            "E/CN.4/2001/2",
            "A/CONF.157/24(Part I)/Corr.1",
            "64/171",
            "13/23",
            "A/65/53",
        ],
        "仅乙引用": ["6/17", "A/HRC/19/50", "67/169", "23/3", "A/HRC/24/56", "68/160"],
    }


def test_each_cell_leads_to_the_paragraphs_that_cite(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, TWO)
    row = next(r for r in shown.tree.cssselect(".graph-table tr") if "55/2" in r.text_content())
    cells = [[(a.text, a.get("href")) for a in cell.cssselect("a")] for cell in row.cssselect(".cell")]
    assert cells == [
        [("序2", "/A/RES/65/218#pp2"), ("脚注2", "/A/RES/65/218#fn2")], [("序2", "/A/HRC/RES/25/3#pp2")],
    ]  # fmt: skip
    assert [small.text for small in row.cssselect(".cell small")] == ["回顾", "回顾"]


@pytest.mark.parametrize("query", ["", "?scope=series", "?depth=2", "?scope=series&depth=2"])
def test_figure_table_and_files_show_the_same_documents(
    client: Client, five: dict[str, Edition], query: str
) -> None:
    shown = page(client, TWO + query)
    in_table = {a.get("href") for a in shown.tree.cssselect(".graph-table tbody th[scope=row] a")}
    columns = {a.get("href") for a in shown.tree.cssselect(".graph-table thead a")}
    assert drawn(shown) == in_table | columns
    stated = json.loads(streamed(client, f"{TWO}.json{query}"))
    assert len(stated["documents"]) == len(drawn(shown))
    picture = client.get(f"{TWO}.svg{query}").content
    names = etree.fromstring(picture).findall(".//{http://www.w3.org/2000/svg}a[@class='node']")
    assert {re.sub(r"^http://testserver", "", a.get("href", "")) for a in names} == drawn(shown)


def test_the_picture_as_a_file_names_the_editions_and_the_day(
    client: Client, five: dict[str, Edition]
) -> None:
    source = etree.fromstring(client.get(f"{TWO}.svg").content).findtext(
        "{http://www.w3.org/2000/svg}metadata"
    )
    assert source == f"http://testserver{TWO} A/RES/65/218@1 A/HRC/RES/25/3@1 {timezone.localdate()}"


def test_the_picture_contains_its_colours(client: Client, five: dict[str, Edition]) -> None:
    style = (
        etree.fromstring(client.get(f"{TWO}.svg").content).findtext("{http://www.w3.org/2000/svg}style") or ""
    )
    for colour in ("--ink: #1d2127;", "--a: #a3480a;"):
        assert colour in style
    assert "light-dark" not in style


def test_every_line_of_the_figure_is_a_citation_of_the_corpus(
    client: Client, five: dict[str, Edition]
) -> None:
    stated = json.loads(streamed(client, f"{TWO}.json?scope=series"))
    assert len(stated["edges"]) == 76
    assert sum(edge["citing"] == "A/RES/65/218" for edge in stated["edges"]) == 11


def test_contradictory_dates_are_listed_with_their_places(client: Client, five: dict[str, Edition]) -> None:
    note = page(client, f"{TWO}?scope=series").text(".graph-notes li")
    assert "A/HRC/RES/38/3 序19" in note
    assert "作 2007年9月28日" in note
    assert "A/HRC/RES/25/3 序8作 2008年9月28日" in note
    assert "有的日期不在该届会期之内" in note


def test_one_document_shows_what_it_cites_and_what_cites_it(client: Client) -> None:
    stored(text("回顾第65/1号决议，", "1. 请秘书长报告。", head="69/7. 被引"))
    stored(text("重申第69/7号决议，", "1. 请秘书长报告。", head="70/1. 引用"))
    shown = page(client, "/graph/A/RES/69/7")
    assert shown.text("h1") == "69/7 引用 1 件，被引 1 件"
    assert groups(shown) == {"所引文件": ["65/1"], "引用它的文件": ["70/1"]}
    assert "它引用重申序1" in shown.text(".graph-table tbody:last-of-type .cell")


def test_a_document_that_cites_nothing_says_so(client: Client) -> None:
    stored(text("1. 请秘书长报告。", head="69/7. 灯塔"))
    shown = page(client, "/graph/A/RES/69/7")
    assert shown.text("h1") == "69/7 引用 0 件，被引 0 件"
    assert "没有找到引文。" in shown.text()


def test_a_work_without_a_text_shows_who_cites_it(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, "/graph/instrument/charter")
    assert shown.text("h1") == "联合国宪章：5 件文件引用"
    assert len(groups(shown)["引用它的文件"]) == 5


def test_lanes_can_be_left_out_of_figure_and_table(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, f"{TWO}?without=instruments,others")
    assert groups(shown)["甲乙共同引用"] == ["55/2"]
    assert shown.text("h1") == "两文所引，1 件相同"
    assert shown.links(".options")["国际文书"] == f"{TWO}?without=others"


@pytest.mark.parametrize(
    ("asked", "proper"),
    [
        ("/graph/65/218,25/3", TWO),
        ("/graph/A/RES/65/218,A/RES/65/218,A/HRC/RES/25/3/", TWO),
        (f"{TWO}?depth=1&scope=only", TWO),
        (f"{TWO}?depth=2&scope=series&x=1", f"{TWO}?scope=series&depth=2"),
        ("/graph/A/RES/65/218@1", "/graph/A/RES/65/218"),
    ],
)
def test_a_graph_has_one_canonical_address(
    client: Client, five: dict[str, Edition], asked: str, proper: str
) -> None:
    assert location(client, asked) == proper


def test_of_several_documents_all_that_cite_them_are_counted_though_few_are_fetched(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2):
        stored(text("1. 请秘书长报告。", head=f"69/{number}. 灯塔"))
    for number in range(1, 5):
        stored(text("回顾第69/1号和第69/2号决议，", "1. 请秘书长报告。", head=f"70/{number}. 引用"))
    update_ranking()
    monkeypatch.setattr("resolutions.citations.neighbourhood.MOST_CITING", 2)
    shown = page(client, "/graph/A/RES/69/1,A/RES/69/2")
    assert [words.rpartition("，")[2] for words in shown.texts(".lede li")] == ["被引 4 件", "被引 4 件"]


def test_a_document_of_the_series_without_citations_is_shown(client: Client) -> None:
    stored(text("回顾第65/1号决议，", "1. 请秘书长报告。", head="69/7. 灯塔"))
    stored(text("1. 请秘书长报告。", head="70/1. 灯塔"))
    shown = page(client, "/graph/A/RES/69/7?scope=series")
    assert shown.texts(".graph-table thead th.cell a") == ["甲 69/7", "70/1"]
    assert "/A/RES/70/1" in drawn(shown)


def test_leaving_out_a_lane_leaves_out_its_documents_of_the_series(
    client: Client, five: dict[str, Edition]
) -> None:
    shown = page(client, "/graph/A/RES/65/218?scope=series&without=HRC")
    assert shown.texts(".graph-table thead th.cell a") == ["甲 65/218", "78届草案"]


def test_names_are_accepted_in_any_spelling(client: Client, five: dict[str, Edition]) -> None:
    assert location(client, "/graph/?with=65/218，25/3", 302) == TWO
    assert location(client, "/graph/?with=65/218&with=A/HRC/RES/25/3", 302) == TWO
    assert location(client, "/graph/", 302) == "/citations/"
    unknown = location(client, "/graph/?with=99/999", 302)
    assert "库中没有“99/999”" in page(client, unknown).text("[role=alert]")
    unknown = location(client, "/graph/?with=%3Cb%3E%26%23", 302)
    assert "库中没有“<b>&#”" in page(client, unknown).text("[role=alert]")


@pytest.mark.parametrize(
    "path", ["A/RES/1/999", "A/RES/65/218,A/RES/1/999", ",", "<script>", "A/RES/65/218.png"]
)
def test_an_unknown_document_answers_404(client: Client, five: dict[str, Edition], path: str) -> None:
    assert page(client, f"/graph/{path}", 404).status == 404


def test_the_page_says_that_more_than_eight_documents_are_too_many(client: Client) -> None:
    for i in range(9):
        stored(text("回顾第65/1号决议，", "1. 请秘书长报告。", head=f"70/{i + 1}. 灯塔{i}"))
    first = "/graph/" + ",".join(f"A/RES/70/{i + 1}" for i in range(8))
    assert location(client, f"{first},A/RES/70/9") == first
    assert page(client, first).text("h1") == "八文所引，1 件相同"


def test_an_address_of_a_thousand_names_costs_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(60):
        assert client.get("/graph/" + ",".join(f"A/RES/1/{i}" for i in range(1, 1000))).status_code == 404


def test_documents_under_review_are_hidden_from_readers(client: Client, admin_client: Client) -> None:
    store(prepared_seed("65/218"))
    secret = prepared_seed("25/3")
    store(secret, visibility=Visibility.IN_REVIEW)
    stored(text("回顾人权理事会第25/3号决议，", "1. 请秘书长报告。"))
    for address in (
        "/graph/A/HRC/RES/25/3",
        "/graph/instrument/charter",
        "/graph/A/RES/65/218?scope=series&depth=2",
    ):
        shown = page(client, address)
        assert "增强人权领域的国际合作" not in shown.content.decode()
        assert "draft" not in shown.content.decode()
    assert groups(page(client, "/graph/instrument/charter"))["引用它的文件"] == ["65/218"]
    assert sorted(groups(page(admin_client, "/graph/instrument/charter"))["引用它的文件"]) == [
        "25/3",
        "65/218",
    ]
    assert page(client, "/graph/A/HRC/RES/25/3").text("h1") == "A/HRC/RES/25/3：1 件文件引用"
    assert page(admin_client, "/graph/A/HRC/RES/25/3").headers["Cache-Control"] == "no-cache, private"


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_neighbours_does_not_change_the_number_of_queries(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    stored(text(*[f"回顾第6{i}/1号决议，" for i in range(count)], "1. 请秘书长报告。", head="70/1. 灯塔"))
    for i in range(count):
        stored(text("回顾第70/1号决议，", "1. 请秘书长报告。", head=f"71/{i + 1}. 引用{i}"))
    with django_assert_num_queries(8):
        page(client, "/graph/A/RES/70/1")


def test_an_unchanged_neighbourhood_answers_304(
    client: Client, five: dict[str, Edition], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    etag = page(client, TWO).headers["ETag"]
    with django_assert_num_queries(3):
        assert client.get(TWO, headers={"If-None-Match": etag}).status_code == 304
    stored(text("回顾第65/218号决议，", "1. 请秘书长报告。"))
    assert client.get(TWO, headers={"If-None-Match": etag}).status_code == 200
