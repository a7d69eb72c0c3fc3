"""Addresses of documents and editions, their redirects, caching and visibility."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from resolutions.corpus import assign_symbol, store
from resolutions.models import Edition, Resolution, Visibility

from ...pages import location, page
from ...texts import prepared_seed, stored, text

pytestmark = pytest.mark.django_db


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
def test_an_unknown_address_answers_404(client: Client, five: dict[str, Edition], asked: str) -> None:
    assert "没有这一页" in page(client, asked, 404).text("h1")


def test_a_missing_page_names_the_nearest_documents(client: Client, five: dict[str, Edition]) -> None:
    assert page(client, "/A/HRC/RES/38/4", 404).texts(".near a")[0] == "A/HRC/RES/38/3"
    assert page(client, "/A/RES/65/218x", 404).texts(".near a")[0] == "A/RES/65/218"
    assert page(client, "/GA/65/218", 404).texts(".near a")[0] == "A/RES/65/218"


def test_a_pinned_page_shows_its_edition_after_later_ones(client: Client) -> None:
    stored(text("1. 请秘书长报告。", head="70/1. 灯塔"))
    before = page(client, "/A/RES/70/1@1")
    stored(text("1. 请秘书长提出报告。", head="70/1. 灯塔的看守", close="2015年9月26日\n第5次全体会议"))
    stored(text("回顾其第70/1号决议，", "1. 请秘书长报告。", head="70/2. 引用"))
    after = page(client, "/A/RES/70/1@1")
    assert after.content == before.content
    assert after.headers["ETag"] == before.headers["ETag"]
    assert page(client, "/A/RES/70/1").text("h1") == "A/RES/70/1 灯塔的看守"
    assert [page(client, f"/A/RES/70/1@{n}").text("#op1 p") for n in (1, 2)] == [
        "请秘书长报告。",
        "请秘书长提出报告。",
    ]


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


def test_an_unchanged_page_does_not_load_its_text(
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
    with django_assert_num_queries(19):
        page(client, "/A/RES/70/1")
    with django_assert_num_queries(7):
        page(client, "/A/RES/70/1@1")


def test_the_old_address_of_a_draft_leads_to_its_symbol_for_ever(
    client: Client, five: dict[str, Edition]
) -> None:
    assign_symbol(Resolution.objects.get(address="draft/hrc44-6a76d008"), "A/HRC/RES/44/18")
    assert location(client, "/draft/hrc44-6a76d008") == "/A/HRC/RES/44/18"
    assert location(client, "/draft/hrc44-6a76d008@1.json") == "/A/HRC/RES/44/18@1.json"
    assert location(client, "/source/draft/hrc44-6a76d008@1?page=1") == "/source/A/HRC/RES/44/18@1?page=1"
    assert location(client, "/file/draft/hrc44-6a76d008") == "/file/A/HRC/RES/44/18"
    assert page(client, "/A/HRC/RES/44/18").text("h1 .symbol") == "A/HRC/RES/44/18"


# --- known from citations alone -------------------------------------------------------------------


def test_a_document_known_only_from_citations_has_a_page(client: Client) -> None:
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


def test_the_page_of_a_cited_work_counts_all_citing_documents(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, year in enumerate((2012, 2015, 2018), 1):
        cites = f"1. 重申大会200{number}年1月1日第50/4号决议。"
        stored(text(cites, head=f"70/{number}. 灯塔", close=f"{year}年12月1日\n第4次全体会议"))
    monkeypatch.setattr("resolutions.citations.listings.PAGE_SIZE", 1)
    shown = page(client, "/A/RES/50/4")
    assert shown.text("#citing") == "被引3 件"
    assert shown.texts(".citing > li > p > a") == ["A/RES/70/3"]
    assert shown.links(".pages") == {"下一页": "?citing=2#citing"}
    assert page(client, "/A/RES/50/4?citing=3").texts(".citing > li > p > a") == ["A/RES/70/1"]
    assert page(client, "/A/RES/50/4?citing=99").texts(".citing > li > p > a") == ["A/RES/70/1"]
    assert "首次、末次被引 2012、2018" in " ".join(shown.texts(".facts dt, .facts dd"))
    assert all(f"200{n}年1月1日" in shown.text(".facts") for n in (1, 2, 3))
    assert "（不一致，请核对）" in shown.text(".facts")


def test_the_text_replaces_the_page_of_a_cited_work(client: Client) -> None:
    stored(text("回顾其第65/218号决议，", "1. 请秘书长报告。"))
    assert "库中无全文" in page(client, "/A/RES/65/218").text()
    store(prepared_seed("65/218"))
    assert "库中无全文" not in page(client, "/A/RES/65/218").text()
    listed = page(client, "/A/RES/65/218").texts("section[aria-labelledby=citing] .citing > li > p a")
    assert listed == ["A/RES/70/1"]


def test_an_instrument_without_a_symbol_has_a_page_with_its_citing_documents(
    client: Client, five: dict[str, Edition]
) -> None:
    shown = page(client, "/instrument/charter")
    assert shown.text("h1") == "联合国宪章"
    assert "1945年6月26日" in shown.text(".facts")
    assert shown.text("#citing") == "被引5 件"
    assert page(client, "/instrument/paris-agreement", 404).status == 404


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
def test_a_text_under_review_is_invisible_to_readers(client: Client, address: str) -> None:
    under_review()
    missing = page(client, address, 404)
    assert "秘密" not in missing.content.decode()
    assert missing.texts(".near a") == []


def test_staff_see_a_text_under_review_and_no_cache_stores_it(admin_client: Client) -> None:
    under_review()
    for address in ("/A/RES/70/1", "/A/RES/70/1@1", "/source/A/RES/70/1@1", "/file/A/RES/70/1@1"):
        assert set(page(admin_client, address).headers["Cache-Control"].split(", ")) == {
            "private",
            "no-cache",
        }
    assert "审阅中：只有工作人员能看到这一页。" in page(admin_client, "/A/RES/70/1").text()


def test_readers_cannot_tell_that_a_cited_text_is_under_review(client: Client, admin_client: Client) -> None:
    under_review()
    stored(text("回顾其第70/1号决议，", "1. 请秘书长报告。", head="71/1. 公开"))
    stored(text("1. 请秘书长报告。", head="72/1. 秘密"))
    assert "库中有" not in page(client, "/A/RES/71/1").text()
    assert "库中有" in page(admin_client, "/A/RES/71/1").text()
    assert "库中无全文" in page(client, "/A/RES/70/1").text()
    assert page(client, "/A/RES/72/1").tree.cssselect(".series") == []
    assert page(admin_client, "/A/RES/72/1").texts(".series b, .series a") == ["70/1", "72/1"]


def test_a_cached_public_page_is_not_reused_after_it_goes_under_review(client: Client) -> None:
    stored(REVIEW)
    etag = page(client, "/A/RES/70/1").headers["ETag"]
    Resolution.objects.update(visibility=Visibility.IN_REVIEW)
    assert client.get("/A/RES/70/1", headers={"If-None-Match": etag}).status_code == 404
