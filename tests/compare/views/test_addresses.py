"""对照: addresses of comparisons, their caching, the chooser, and the links to comparisons."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from resolutions.corpus import assign_symbol
from resolutions.models import Edition, Resolution, Visibility

from ...pages import location, page
from ...texts import stored, text
from ..texts import PAIR, PINNED

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "proper"),
    [
        ("/compare/a/res/65/218...A/HRC/RES/25/3", PAIR),
        (f"{PAIR}/", PAIR),
        (
            "/compare/A/RES/65/218/...a/hrc/res/25/3@1.json?unit=char",
            "/compare/A/RES/65/218...A/HRC/RES/25/3@1.json?unit=char",
        ),
    ],
)
def test_other_spellings_redirect_to_the_canonical_address(
    client: Client, five: dict[str, Edition], asked: str, proper: str
) -> None:
    assert location(client, asked) == proper


def test_the_old_address_of_a_draft_redirects_to_its_symbol(client: Client, five: dict[str, Edition]) -> None:
    assign_symbol(Resolution.objects.get(address="draft/hrc44-6a76d008"), "A/HRC/RES/44/18")
    assert (
        location(client, "/compare/A/RES/65/218...draft/hrc44-6a76d008@1")
        == "/compare/A/RES/65/218...A/HRC/RES/44/18@1"
    )


def test_only_pairs_of_pinned_editions_are_immutable_for_caches(
    client: Client, five: dict[str, Edition]
) -> None:
    assert set(page(client, PINNED).headers["Cache-Control"].split(", ")) == {
        "public",
        "immutable",
        "max-age=31536000",
    }
    for address in (
        PAIR,
        "/compare/A/RES/65/218@1...A/HRC/RES/25/3",
        "/compare/A/RES/65/218...A/HRC/RES/25/3@1.json",
    ):
        assert set(page(client, address).headers["Cache-Control"].split(", ")) == {"public", "no-cache"}


def test_an_unchanged_page_answers_304_without_comparing(
    client: Client,
    five: dict[str, Edition],
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    etag = page(client, PAIR).headers["ETag"]
    monkeypatch.delattr("compare.views.comparison.compare_editions")
    with django_assert_num_queries(3):
        kept = client.get(PAIR, headers={"If-None-Match": etag})
    assert (kept.status_code, kept.content) == (304, b"")
    monkeypatch.undo()
    stored(text("1. 请秘书长报告。"))
    assert client.get(PAIR, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_length_of_the_texts_does_not_change_the_number_of_queries(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for i in (1, 2):
        stored(text(*(f"{n + 1}. 请秘书长第{n}次报告{i}；" for n in range(count)), head=f"7{i}/1. 灯塔"))
    with django_assert_num_queries(8):
        page(client, "/compare/A/RES/71/1...A/RES/72/1")
    with django_assert_num_queries(4):
        page(client, "/compare/A/RES/71/1...A/RES/72/1")


def test_a_new_edition_is_compared_and_pinned_pages_stay_the_same(client: Client) -> None:
    stored(text("1. 请秘书长向大会提出一份报告。", head="70/1. 一"))
    stored(text("1. 请秘书长向理事会提出一份报告。", head="71/1. 一"))
    pinned = page(client, "/compare/A/RES/70/1@1...A/RES/71/1@1").texts("td.side-b ins")
    stored(text("1. 请秘书长向委员会提出一份报告。", head="71/1. 一"), "second.txt")
    assert pinned == page(client, "/compare/A/RES/70/1@1...A/RES/71/1@1").texts("td.side-b ins") == ["理事会"]
    assert page(client, "/compare/A/RES/70/1...A/RES/71/1").texts("td.side-b ins") == ["委员会"]
    assert page(client, "/compare/A/RES/71/1@1...A/RES/71/1@2").texts("td del, td ins") == [
        "理事会",
        "委员会",
    ]


def test_a_comparison_of_a_text_with_itself_says_so(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, "/compare/A/RES/65/218...A/RES/65/218@1")
    assert shown.text(".verdict") == "两侧是同一文本。"
    assert shown.tree.cssselect("td del, td ins") == []


def test_a_comparison_of_equal_texts_says_so(client: Client) -> None:
    for n in (1, 2):
        stored(text("1. 请秘书长报告。", head=f"7{n}/1. 灯塔"))
    assert page(client, "/compare/A/RES/71/1...A/RES/72/1").text(".verdict") == "两文逐段相同。"


# --- chooser -------------------------------------------------------------------------------------


def test_two_names_redirect_to_their_comparison(client: Client, five: dict[str, Edition]) -> None:
    for query in (
        "a=A/RES/65/218&b=25/3",
        "with=A/RES/65/218&with=a/hrc/res/25/3",
        "with=A/HRC/RES/25/3&with=A/RES/65/218",
        "b=A/HRC/RES/25/3&with=65/218",
    ):
        assert location(client, f"/compare/?{query}", 302) == PAIR
    assert location(client, "/compare/?a=A/RES/65/218@1&b=A/HRC/RES/25/3@1", 302) == PINNED


def test_one_name_is_filled_in_and_the_other_input_is_empty(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, "/compare/?with=A/HRC/RES/38/3")
    assert shown.attribute("#pick-a", "value") == "A/HRC/RES/38/3"
    assert shown.attribute("#pick-b", "value") == ""
    assert shown.tree.cssselect("[role=alert]") == []
    assert len(shown.tree.cssselect("#documents option")) == 5


def test_more_than_two_names_are_refused_with_a_sentence(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, "/compare/?with=A/RES/65/218&with=A/HRC/RES/25/3&with=A/HRC/RES/38/3")
    assert "一次对照两件" in shown.text("[role=alert]")
    assert [shown.attribute(f"#pick-{side}", "value") for side in "ab"] == ["A/RES/65/218", "A/HRC/RES/25/3"]


@pytest.mark.parametrize(
    "missing", ["A/RES/1/1", "A/RES/60/251", "nonsense", "A/RES/65/218@9", "A/RES/65/218.txt"]
)
def test_a_missing_document_answers_404_and_keeps_the_other_name(
    client: Client, five: dict[str, Edition], missing: str
) -> None:
    shown = page(client, f"/compare/{missing}...A/HRC/RES/25/3", 404)
    assert shown.texts("[role=alert]") == [f"甲文：库中没有“{missing}”的全文。"]
    assert shown.attribute("#pick-b", "value") == "A/HRC/RES/25/3"
    assert "甲文" not in page(client, f"/compare/A/HRC/RES/25/3...{missing}", 404).text("[role=alert]")


@pytest.mark.parametrize(
    "path", ["nonsense", "A/RES/65/218", "...", "A/RES/65/218...", "...A/RES/65/218", "a%00...b"]
)
def test_an_address_without_two_sides_answers_404(
    client: Client, five: dict[str, Edition], path: str
) -> None:
    assert client.get(f"/compare/{path}").status_code == 404


def test_a_document_under_review_looks_like_a_missing_one(client: Client, admin_client: Client) -> None:
    for n in (1, 2):
        stored(text("1. 请秘书长报告。", head=f"7{n}/1. 秘密"))
    address = "/compare/A/RES/71/1...A/RES/72/1"
    etag = page(client, address).headers["ETag"]
    Resolution.objects.filter(symbol="A/RES/72/1").update(visibility=Visibility.IN_REVIEW)
    hidden = page(client, address, 404)
    absent = page(client, "/compare/A/RES/71/1...A/RES/73/1", 404)
    assert hidden.text() == absent.text().replace("73/1", "72/1")
    assert hidden.content.count("秘密".encode()) == absent.content.count("秘密".encode())
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 404
    for form in (".json", ".png"):
        assert client.get(address + form).status_code == 404
    for pinned in (
        address,
        "/compare/A/RES/71/1@1...A/RES/72/1@1",
        "/compare/A/RES/71/1@1...A/RES/72/1@1.png",
    ):
        assert set(page(admin_client, pinned).headers["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert "og:image" not in page(admin_client, address).content.decode()
    assert page(client, "/compare/").text("#documents").count("灯塔") == 0


# --- links to comparisons --------------------------------------------------------------------------------------


def test_a_document_offers_comparisons_with_its_neighbours_and_the_latest_draft(
    client: Client, five: dict[str, Edition]
) -> None:
    assert page(client, "/A/HRC/RES/25/3").links(".compare-with ul") == {
        "与上一件 65/218": PAIR,
        "与下一件 38/3": "/compare/A/HRC/RES/25/3...A/HRC/RES/38/3",
        "与最新草案 78届草案": "/compare/A/HRC/RES/25/3...draft/c378-94a27989",
    }
    assert list(page(client, "/draft/c378-94a27989").links(".compare-with ul")) == ["与上一件 44届草案"]
    assert page(client, "/A/RES/65/218").attribute(".compare-with input[name=a]", "value") == "A/RES/65/218"


def test_home_offers_three_comparisons_of_the_largest_series(
    client: Client, five: dict[str, Edition]
) -> None:
    assert list(page(client, "/").links(".examples").values()) == [
        "/compare/draft/hrc44-6a76d008...draft/c378-94a27989",
        "/compare/A/HRC/RES/38/3...draft/hrc44-6a76d008",
        "/compare/A/HRC/RES/25/3...A/HRC/RES/38/3",
    ]


def test_the_help_page_shows_every_seal_and_mark(client: Client) -> None:
    shown = page(client, "/help/")
    assert shown.texts(".seals .seal") == list("改核更译拆并增删移同")
    marks = [mark.get("class") for mark in shown.tree.cssselect(".seals del, .seals ins, .seals .mute")]
    assert marks == [None, None, "light", "light", "unclear", None, None, "mute"]
