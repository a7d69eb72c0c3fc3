"""首页 and 说明."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from resolutions.corpus import store
from resolutions.models import Edition, Resolution, Visibility

from ...pages import page
from ...texts import prepared_seed, stored, text

pytestmark = pytest.mark.django_db


def test_the_newest_documents_come_first(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, "/")
    assert shown.texts(".row .symbol") == [
        "第三委员会第78届会议决议草案", "人权理事会第44届会议决议草案", "A/HRC/RES/38/3", "A/HRC/RES/25/3", "A/RES/65/218",
    ]  # fmt: skip
    assert "库中 5 件文件，212 段" in shown.text(".big-search")


def test_a_row_shows_what_a_reader_needs_to_choose(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, "/")
    row = ".rows > :nth-child(4)"
    assert shown.texts(f"{row} .row-head > *") == ["A/HRC/RES/25/3", "决议"]
    assert shown.text(f"{row} .row-title") == "增强人权领域的国际合作"
    facts = ["人权理事会", "2014年3月27日", "序言 11 段，执行 22 段", "引 11 · 被引 0"]
    assert shown.texts(f"{row} .row-facts > *") == facts


def test_the_series_of_the_five_is_offered(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, "/")
    (address,) = shown.links(".home-series").values()
    assert "共 5 件" in page(client, address).text(".count")


def series(title: str, *years: int) -> None:
    """Store resolutions with one title, adopted in these years."""
    for year in years:
        close = f"{year}年9月25日\n第4次全体会议"
        stored(text("1. 请秘书长报告。", head=f"{year - 1945}/{len(title)}. {title}", close=close))


def test_examples_are_the_newest_pairs_of_the_largest_series(client: Client) -> None:
    series("灯塔", 2010, 2012, 2011)
    series("看守人", 2015, 2016)
    series("不成系列者", 2020)
    shown = page(client, "/")
    assert list(shown.links(".examples").values()) == [
        "/compare/A/RES/66/2...A/RES/67/2",
        "/compare/A/RES/70/3...A/RES/71/3",
        "/compare/A/RES/65/2...A/RES/66/2",
    ]
    assert shown.attribute(".examples img", "src") == "/compare/A/RES/66/2@1...A/RES/67/2@1.svg"
    assert client.get(shown.attribute(".examples img", "src")).headers["Content-Type"] == "image/svg+xml"


def test_an_example_shows_the_edition_that_is_current(client: Client) -> None:
    series("灯塔", 2010, 2011)
    stored(
        text("1. 请秘书长尽快报告。", head="66/2. 灯塔", close="2011年9月25日\n第4次全体会议"), "again.txt"
    )
    assert page(client, "/").attribute(".examples img", "src") == "/compare/A/RES/65/2@1...A/RES/66/2@2.svg"


def test_examples_are_made_of_documents_that_the_visitor_may_see(client: Client) -> None:
    series("灯塔", 2010, 2011, 2012)
    Resolution.objects.filter(symbol="A/RES/66/2").update(visibility=Visibility.IN_REVIEW)
    assert list(page(client, "/").links(".examples").values()) == ["/compare/A/RES/65/2...A/RES/67/2"]


def test_one_document_makes_no_example(client: Client) -> None:
    series("灯塔", 2010)
    assert page(client, "/").tree.cssselect(".examples") == []


def test_an_empty_corpus_says_how_to_fill_it(client: Client) -> None:
    assert "import_resolutions fixtures" in page(client, "/").text()


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
    with django_assert_num_queries(6):
        page(client, "/")


def test_documents_under_review_are_not_counted(client: Client, admin_client: Client) -> None:
    store(prepared_seed("44th draft"), visibility=Visibility.IN_REVIEW)
    store(prepared_seed("25/3"))
    assert page(client, "/").texts(".row .symbol") == ["A/HRC/RES/25/3"]
    assert "库中 1 件文件" in page(client, "/").text()
    assert "审阅中" in page(admin_client, "/").texts(".row")[0]


def test_help_says_what_the_marks_mean_and_which_keys_there_are(client: Client) -> None:
    shown = page(client, "/help/")
    assert "文号" in shown.text()
    assert "/" in shown.texts("kbd")
