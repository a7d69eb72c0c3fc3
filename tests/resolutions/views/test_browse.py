"""浏览: filters, counts, canonical addresses and pages."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from resolutions.corpus import store
from resolutions.documents.browse import PAGE
from resolutions.models import Edition, Resolution, Visibility

from ...pages import Page, location, page
from ...texts import prepared_seed, stored, text

pytestmark = pytest.mark.django_db

SECURITY_COUNCIL = "第2712(2023)号决议\n2023年11月15日安全理事会第9479次会议通过\n\n安全理事会，\n回顾其所有有关决议，\n1. 要求各方遵守国际法。\n"


def symbols(shown: Page) -> list[str]:
    return shown.texts(".rows .symbol")


def choices(shown: Page) -> dict[str, int]:
    """Return every choice of the filters with its count."""
    return {
        e.cssselect("span")[0].text_content(): int(e.cssselect("b")[0].text_content().replace(",", ""))
        for e in shown.tree.cssselect(".filters .choice")
        if e.cssselect("b")
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["第三委员会第78届会议决议草案", "人权理事会第44届会议决议草案", "A/HRC/RES/38/3", "A/HRC/RES/25/3", "A/RES/65/218"]),
        ("body=HRC", ["人权理事会第44届会议决议草案", "A/HRC/RES/38/3", "A/HRC/RES/25/3"]),
        ("body=GA&body=HRC&status=adopted", ["A/HRC/RES/38/3", "A/HRC/RES/25/3", "A/RES/65/218"]),
        ("year=2010..2014", ["A/HRC/RES/25/3", "A/RES/65/218"]),
        ("year=2018..", ["第三委员会第78届会议决议草案", "人权理事会第44届会议决议草案", "A/HRC/RES/38/3"]),
        ("year=..2010", ["A/RES/65/218"]),
        ("status=draft", ["第三委员会第78届会议决议草案", "人权理事会第44届会议决议草案"]),
        ("vote=recorded", ["A/HRC/RES/38/3"]),
        ("vote=none", ["第三委员会第78届会议决议草案", "人权理事会第44届会议决议草案", "A/RES/65/218"]),
        ("q=38%2F3", ["A/HRC/RES/38/3"]),
        ("q=A%2FRES%2F65", ["A/RES/65/218"]),
        ("sort=date", ["A/RES/65/218", "A/HRC/RES/25/3", "A/HRC/RES/38/3", "人权理事会第44届会议决议草案", "第三委员会第78届会议决议草案"]),
        ("sort=symbol", ["A/HRC/RES/25/3", "A/HRC/RES/38/3", "A/RES/65/218", "第三委员会第78届会议决议草案", "人权理事会第44届会议决议草案"]),
    ],
)  # fmt: skip
def test_filters_leave_the_documents_that_pass(
    client: Client, five: dict[str, Edition], query: str, expected: list[str]
) -> None:
    query = query.replace("%2F", "/")
    assert symbols(page(client, f"/browse/?{query}".rstrip("?"))) == expected


def test_each_choice_is_counted_under_the_other_filters(client: Client, five: dict[str, Edition]) -> None:
    assert choices(page(client, "/browse/")) == {
        "大会": 2, "人权理事会": 3, "决议": 3, "草案": 2, "增进人权领域的国际合作": 5,
        "未经表决": 1, "记录表决": 1, "文中未载": 3,
    }  # fmt: skip
    narrowed = choices(page(client, "/browse/?status=adopted"))
    assert (narrowed["人权理事会"], narrowed["草案"], narrowed["未经表决"]) == (2, 2, 1)


def test_every_count_is_the_number_of_documents_after_choosing(
    client: Client, five: dict[str, Edition]
) -> None:
    stored(SECURITY_COUNCIL)
    shown = page(client, "/browse/?status=adopted")
    others = [
        c for c in shown.tree.cssselect(".filters .choice") if c.cssselect("input")[0].get("name") != "status"
    ]
    assert len(others) == 7
    for choice in others:
        field, count = choice.cssselect("input")[0], choice.cssselect("b")[0].text_content()
        query = {"status": "adopted", field.get("name"): field.get("value")}
        chosen = client.get("/browse/", query, follow=True).content.decode()
        assert f"共 <b>{count}</b> 件" in chosen


def test_the_histogram_has_a_bar_for_each_year(client: Client, five: dict[str, Edition]) -> None:
    bars = page(client, "/browse/").texts(".bars title")
    assert bars == ["2010：1", "2014：1", "2018：1", "2020：1", "2023：1"]
    assert page(client, "/browse/?year=2014..2014").texts(".bars title") == bars


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("?body=HRC&body=GA", "/browse/?body=GA&body=HRC"),
        ("?status=adopted&body=HRC", "/browse/?body=HRC&status=adopted"),
        ("?q=&from=2010&to=2014&sort=-date", "/browse/?year=2010..2014"),
        ("?from=2014&to=2010", "/browse/?year=2010..2014"),
        ("?year=2014", "/browse/?year=2014..2014"),
        ("?page=1", "/browse/"),
        ("?page=0", "/browse/"),
        ("?page=%C2%B2", "/browse/"),
        ("?body=NATO&sort=size&vote=secret&year=soon&utm_source=mail", "/browse/"),
        (
            "?q=%20%E5%9B%BD%E9%99%85%20%20%E5%90%88%E4%BD%9C",
            "/browse/?q=%E5%9B%BD%E9%99%85+%E5%90%88%E4%BD%9C",
        ),
        ("?q=a%00b", "/browse/?q=ab"),
        ("?with=a%00b&with=B&with=A&with=B&body=GA", "/browse/?body=GA&with=B&with=A"),
    ],
)
def test_a_query_string_redirects_to_the_canonical_one(client: Client, query: str, canonical: str) -> None:
    assert location(client, f"/browse/{query}") == canonical
    assert client.get(canonical).status_code == 200


def test_a_page_after_the_last_redirects_to_the_last(client: Client, five: dict[str, Edition]) -> None:
    assert location(client, "/browse/?status=draft&page=9", status=302) == "/browse/?status=draft"


def test_each_document_is_on_one_page(client: Client) -> None:
    for i in range(2 * PAGE + 1):
        stored(text("1. 请秘书长报告。", head=f"70/{i + 1}. 灯塔"))
    shown = [page(client, address) for address in ("/browse/", "/browse/?page=2", "/browse/?page=3")]
    assert [len(symbols(p)) for p in shown] == [PAGE, PAGE, 1]
    assert len(set[str]().union(*map(symbols, shown))) == 2 * PAGE + 1
    assert shown[1].links(".pages") == {
        "上一页": "/browse/", "1": "/browse/", "2": "/browse/?page=2", "3": "/browse/?page=3", "下一页": "/browse/?page=3",
    }  # fmt: skip
    assert "第 51—100 件" in shown[1].text(".count")
    assert shown[1].attribute("ol.rows", "start") == "51"


def test_each_filter_has_a_chip_that_removes_it(client: Client, five: dict[str, Edition]) -> None:
    chips = page(
        client, "/browse/?q=%E5%90%88%E4%BD%9C&body=HRC&year=2014..2018&status=adopted&vote=recorded"
    ).links(".chips")
    assert {key.split("×")[0]: value for key, value in chips.items()} == {
        "“合作”": "/browse/?body=HRC&year=2014..2018&status=adopted&vote=recorded",
        "人权理事会": "/browse/?q=%E5%90%88%E4%BD%9C&year=2014..2018&status=adopted&vote=recorded",
        "2014—2018": "/browse/?q=%E5%90%88%E4%BD%9C&body=HRC&status=adopted&vote=recorded",
        "决议": "/browse/?q=%E5%90%88%E4%BD%9C&body=HRC&year=2014..2018&vote=recorded",
        "记录表决": "/browse/?q=%E5%90%88%E4%BD%9C&body=HRC&year=2014..2018&status=adopted",
        "全部清除": "/browse/",
    }


def test_every_link_keeps_the_ticked_documents(client: Client, five: dict[str, Edition]) -> None:
    ticked = "with=A/RES/65/218&with=A/HRC/RES/38/3"
    shown = page(client, f"/browse/?body=HRC&{ticked}")
    assert [box.get("value") for box in shown.tree.cssselect(".rows input[checked]")] == ["A/HRC/RES/38/3"]
    assert [box.get("value") for box in shown.tree.cssselect(".tray input[checked]")] == ["A/RES/65/218"]
    assert shown.text(".tray label") == "A/RES/65/218"
    links = shown.links(".chips") | shown.links(".segmented")
    assert links and all(address.endswith(ticked) for address in links.values())
    assert shown.attribute("link[rel=canonical]", "href") == "http://testserver/browse/?body=HRC"
    nothing = page(client, f"/browse/?body=GA&vote=recorded&{ticked}")
    assert nothing.texts(".tray label") == ["A/RES/65/218", "A/HRC/RES/38/3"]


def test_a_document_under_review_is_not_ticked_for_others(client: Client, admin_client: Client) -> None:
    stored(text("1. 请秘书长报告。", head="70/1. 秘密"))
    Resolution.objects.update(visibility=Visibility.IN_REVIEW)
    address = "/browse/?body=HRC&with=A/RES/70/1"
    assert page(client, address).texts(".tray label") == []
    assert page(admin_client, address).texts(".tray label") == ["A/RES/70/1"]


def test_without_results_each_chip_says_how_many_documents_its_removal_leaves(
    client: Client, five: dict[str, Edition]
) -> None:
    shown = page(client, "/browse/?body=GA&vote=recorded")
    assert "没有符合条件的文件" in shown.text()
    assert shown.texts(".chips .chip b") == ["1", "2"]


def test_an_empty_corpus_shows_how_to_import(client: Client) -> None:
    assert "import_resolutions fixtures" in page(client, "/browse/").text()


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_documents_does_not_change_the_number_of_queries(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for i in range(2):
        stored(
            text(
                "1. 请秘书长报告。", head=f"{60 + i}/1. 一个系列", close=f"{2005 + i}年9月25日\n第4次全体会议"
            )
        )
    for i in range(count):
        stored(text("回顾其第65/218号决议，", "1. 请秘书长报告。", head=f"70/{i + 1}. 灯塔{i}"))
    with django_assert_num_queries(9):
        page(client, "/browse/")


def test_documents_under_review_are_listed_and_counted_for_staff_only(
    client: Client, admin_client: Client
) -> None:
    store(prepared_seed("44th draft"), visibility=Visibility.IN_REVIEW)
    store(prepared_seed("25/3"))
    shown = page(client, "/browse/")
    assert symbols(shown) == ["A/HRC/RES/25/3"]
    assert choices(shown)["人权理事会"] == 1
    assert choices(shown)["草案"] == 0
    assert choices(page(admin_client, "/browse/"))["草案"] == 1


def test_only_get_and_head_are_allowed(client: Client) -> None:
    assert client.post("/browse/").status_code == 405
    assert client.head("/browse/").status_code == 200
