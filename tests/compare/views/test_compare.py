"""对照: what the page of two documents shows, what its address means, and how long it may be kept."""

import io
import json
from itertools import combinations
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries, Settings

from resolutions.corpus import give_symbol
from resolutions.models import Edition, Resolution, Visibility

from ...pages import Page, location, page
from ...texts import seed, stored, text

pytestmark = pytest.mark.django_db

ADDRESSES = {
    "65/218": "A/RES/65/218",
    "25/3": "A/HRC/RES/25/3",
    "38/3": "A/HRC/RES/38/3",
    "44th draft": "draft/hrc44-6a76d008",
    "78th draft": "draft/c378-94a27989",
}
PAIR = "/compare/A/RES/65/218...A/HRC/RES/25/3"
PINNED = "/compare/A/RES/65/218@1...A/HRC/RES/25/3@1"


@pytest.fixture(autouse=True)
def nothing_kept(settings: Settings) -> None:
    """A cache of the test's own."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(uuid4())}
    }


def words(shown: Page, cells: str, marks: str) -> str:
    """The text of one side, without numbers, stand-ins and what only the other side has."""
    out = []
    for p in shown.tree.cssselect(f"{cells} p"):
        if p.get("class") == "gone":
            continue
        for other in p.cssselect(f".no, {marks}"):
            other.drop_tree()
        out.append(p.text_content())
    return "".join(out)


@pytest.mark.parametrize(("a", "b"), [*combinations(ADDRESSES, 2)])
def test_every_paragraph_of_both_texts_is_there_once_with_its_anchor(
    client: Client, five: dict[str, Edition], a: str, b: str
) -> None:
    shown = page(client, f"/compare/{ADDRESSES[a]}...{ADDRESSES[b]}")
    for side, letter, name in (("a", "L", a), ("b", "R", b)):
        found = {}
        for number in shown.tree.cssselect(f"td.{side} a.no[id^='{letter}-']"):
            ident = number.get("id")[2:]
            paragraph = number.getparent()
            number.drop_tree()
            assert ident not in found
            found[ident] = paragraph.text_content()
        assert found == {p.id: p.text for p in seed(name).paragraphs}


@pytest.mark.parametrize("view", ["side", "inline"])
def test_without_the_marks_of_the_other_side_each_text_reads_as_it_is(
    client: Client, five: dict[str, Edition], view: str
) -> None:
    shown = page(client, PAIR + ("" if view == "side" else "?view=inline&fold=off"))
    if view == "side":
        assert words(shown, "td.b", "del") == "".join(p.text for p in seed("25/3").paragraphs)
    else:
        for row in shown.tree.cssselect("tr.removed"):
            row.drop_tree()
        assert words(shown, "td.one", "del") == "".join(p.text for p in seed("25/3").paragraphs)


def test_the_heads_say_which_texts_these_are(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, PAIR)
    assert shown.text("h1") == "A/RES/65/218 与 A/HRC/RES/25/3 逐段对照"
    assert shown.texts(".side .symbol") == ["A/RES/65/218", "A/HRC/RES/25/3"]
    assert shown.texts(".side .title") == ["加强人权领域的国际合作", "增强人权领域的国际合作"]
    assert shown.texts(".side .title :is(del, ins)") == ["加强", "增强"]
    assert "2010年12月21日 第71次全体会议" in shown.texts(".side .row-facts")[0]
    assert shown.attribute("#swap", "href") == "/compare/A/HRC/RES/25/3...A/RES/65/218"
    assert shown.attribute("#nav [aria-current]", "href") == "/compare/"


def test_a_row_says_what_became_of_its_paragraph(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, PAIR)
    header = shown.tree.cssselect("tr:has(#R-pp2) th a")[0]
    assert header.get("aria-label").startswith("拆分，甲文序2，乙文序2–3，相似 ")
    assert shown.text("tr:has(#R-pp2) .map") == "序2序2–3"
    assert shown.attribute("tr:has(#L-pp9)", "class") == "removed"
    assert shown.text("tr:has(#L-pp9) td.b") == "乙文无对应段"
    assert shown.texts("h2")[:2] == ["序言部分", "执行部分"]
    assert shown.texts(".sec .n") == ["甲 9 段 · 乙 11 段", "甲 12 段 · 乙 22 段"]


def test_the_table_keeps_its_roles(client: Client, five: dict[str, Edition]) -> None:
    tree = page(client, PAIR).tree
    (table,) = tree.cssselect("table.cmp")
    roles = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
    for element in table.iter():
        if element.tag in roles:
            assert element.get("role") == roles[element.tag]
    assert len(table.cssselect("th[role=rowheader]")) == len(table.cssselect("tr:has(td.b)"))


def test_a_page_for_those_who_share_it(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, PAIR + "?view=inline")
    meta = {m.get("property") or m.get("name"): m.get("content") for m in shown.tree.cssselect("meta[content]")}
    assert meta["og:title"] == "A/RES/65/218 ↔ A/HRC/RES/25/3"
    assert "新增 12" in meta["og:description"] and "删除 1" in meta["og:description"]
    assert meta["og:url"] == f"http://testserver{PAIR}"
    assert meta["og:image"] == f"http://testserver{PINNED}.png"
    assert meta["description"].startswith("A/RES/65/218 与 A/HRC/RES/25/3 逐段对照：")
    assert shown.attribute("link[rel=canonical]", "href") == f"http://testserver{PAIR}"


def test_the_picture_is_drawn_once_and_stays(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, f"{PINNED}.png")
    picture = Image.open(io.BytesIO(shown.content))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(shown.content) < 300_000
    assert "immutable" in shown.headers["Cache-Control"]
    assert page(client, f"{PINNED}.png").content == shown.content


def test_programs_get_what_the_page_shows(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, f"{PAIR}.json")
    content = json.loads(shown.content)
    assert content["a"] == {
        "symbol": "A/RES/65/218",
        "address": "A/RES/65/218",
        "edition": 1,
        "title": "加强人权领域的国际合作",
    }
    assert content["summary"]["added"] == 12
    assert sum(content["summary"][kind] for kind in content["summary"] if kind != "moved") == len(content["rows"])
    texts = {side: {p.id: p.text for p in seed(name).paragraphs} for side, name in (("a", "65/218"), ("b", "25/3"))}
    split = next(row for row in content["rows"] if row["kind"] == "split")
    assert (split["a"], split["b"], split["moved"]) == (["pp2"], ["pp2", "pp3"], False)
    for hunk in (h for row in content["rows"] for h in row["hunks"]):
        assert (
            texts["a"][hunk["a"]][hunk["a_start"] : hunk["a_end"]]
            != texts["b"][hunk["b"]][hunk["b_start"] : hunk["b_end"]]
        )
        assert hunk["class"] in {"updated", "redated", "variant", "wording", "punctuation", "verb", "list", "substance"}


def test_text_is_never_markup(client: Client) -> None:
    stored(text("1. 请<script>alert(1)</script>报告；", "2. 决定“&amp;”仍是。", head="70/1. <b>灯塔</b>"))
    stored(text("1. 请<script>alert(2)</script>报告；", "2. 决定“&amp;”不是。", head="71/1. <i>灯塔</i>"))
    for view in ("side", "inline", "changes"):
        query = "" if view == "side" else f"?view={view}"
        shown = page(client, f"/compare/A/RES/70/1...A/RES/71/1{query}")
        assert shown.tree.cssselect("main script, main .title > i, main .title > b") == []
        assert "&amp;" in shown.text(".cmp") or view == "changes"


# --- choices --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "proper"),
    [
        ("?unit=char&view=inline", "?view=inline&unit=char"),
        ("?view=side", ""),
        ("?view=4&utm_source=x", ""),
        ("?kinds=removed,added", "?kinds=added,removed"),
        ("?mute=促进-增进", "?mute=" + quote("促进-增进")),
    ],
)
def test_one_choice_has_one_address(client: Client, five: dict[str, Edition], asked: str, proper: str) -> None:
    if asked == "?mute=促进-增进":
        assert page(client, PAIR + proper).status == 200
    else:
        assert location(client, PAIR + asked) == PAIR + proper


def test_kinds_leave_the_rows_that_were_asked_for(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, PAIR + "?kinds=removed")
    assert [row.get("class") for row in shown.tree.cssselect("tr:has(td.a)")] == ["removed"]
    assert "行未列出" in shown.text(".left-out")
    assert shown.links(".left-out")["全部列出"] == PAIR


def test_a_substitution_is_muted_everywhere_by_its_chip(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, PAIR)
    chip = shown.tree.cssselect(".subs .chip")[0]
    gone, come = (chip.cssselect(tag)[0].text_content() for tag in ("del", "ins"))
    quiet = page(client, chip.get("href"))
    before = shown.texts("td.a del").count(gone)
    assert before >= 2
    assert quiet.texts("td.a del").count(gone) == before - quiet.texts("td.a .mute").count(gone)
    assert come in quiet.texts("td.b .mute")
    assert quiet.tree.cssselect(".subs .chip.quiet")[0].get("href") == PAIR


def test_characters_are_compared_where_a_reader_wants_it(client: Client, five: dict[str, Edition]) -> None:
    by_word, by_character = (page(client, PAIR + query).texts("td.b ins") for query in ("", "?unit=char"))
    assert by_word != by_character


def test_folded_runs_are_in_the_page_and_open_by_their_link(client: Client, five: dict[str, Edition]) -> None:
    address = "/compare/A/RES/65/218...draft/c378-94a27989"
    shown = page(client, address)
    folded = shown.tree.cssselect("tbody[hidden]")
    assert [body.get("hidden") for body in folded] == ["until-found"] * len(folded) and folded
    toggle = shown.tree.cssselect(".run .toggle")[0]
    opened = page(client, toggle.get("href").partition("#")[0])
    assert len(opened.tree.cssselect("tbody[hidden]")) == len(folded) - 1
    assert page(client, address + "?fold=off").tree.cssselect("tbody[hidden], .run") == []


def test_every_anchor_in_the_page_is_there_once(client: Client, five: dict[str, Edition]) -> None:
    for pair in combinations(ADDRESSES.values(), 2):
        for query in ("", "?view=inline", "?view=changes"):
            tree = page(client, f"/compare/{pair[0]}...{pair[1]}{query}").tree
            idents = [e.get("id") for e in tree.cssselect("[id]")]
            assert len(idents) == len(set(idents))
            targets = {a.get("href")[1:] for a in tree.cssselect('a[href^="#"]')}
            assert targets <= set(idents), query


# --- addresses ------------------------------------------------------------------------------------


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
def test_other_spellings_lead_to_the_one_address(
    client: Client, five: dict[str, Edition], asked: str, proper: str
) -> None:
    assert location(client, asked) == proper


def test_the_old_address_of_a_draft_leads_on(client: Client, five: dict[str, Edition]) -> None:
    give_symbol(Resolution.objects.get(address="draft/hrc44-6a76d008"), "A/HRC/RES/44/18")
    assert (
        location(client, "/compare/A/RES/65/218...draft/hrc44-6a76d008@1")
        == "/compare/A/RES/65/218...A/HRC/RES/44/18@1"
    )


def test_pinned_on_both_sides_is_for_ever_and_others_must_ask(client: Client, five: dict[str, Edition]) -> None:
    assert set(page(client, PINNED).headers["Cache-Control"].split(", ")) == {"public", "immutable", "max-age=31536000"}
    for address in (PAIR, "/compare/A/RES/65/218@1...A/HRC/RES/25/3", "/compare/A/RES/65/218...A/HRC/RES/25/3@1.json"):
        assert set(page(client, address).headers["Cache-Control"].split(", ")) == {"public", "no-cache"}


def test_an_unchanged_page_is_not_compared_again(
    client: Client,
    five: dict[str, Edition],
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    etag = page(client, PAIR).headers["ETag"]
    monkeypatch.delattr("compare.views.comparison.of_editions")
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
    with django_assert_num_queries(5):
        page(client, "/compare/A/RES/71/1...A/RES/72/1")
    with django_assert_num_queries(3):
        page(client, "/compare/A/RES/71/1...A/RES/72/1")


def test_a_new_edition_is_compared_anew_and_the_old_one_stays(client: Client) -> None:
    stored(text("1. 请秘书长向大会提出一份报告。", head="70/1. 一"))
    stored(text("1. 请秘书长向理事会提出一份报告。", head="71/1. 一"))
    pinned = page(client, "/compare/A/RES/70/1@1...A/RES/71/1@1").texts("td.b ins")
    stored(text("1. 请秘书长向委员会提出一份报告。", head="71/1. 一"), "second.txt")
    assert pinned == page(client, "/compare/A/RES/70/1@1...A/RES/71/1@1").texts("td.b ins") == ["理事会"]
    assert page(client, "/compare/A/RES/70/1...A/RES/71/1").texts("td.b ins") == ["委员会"]
    assert page(client, "/compare/A/RES/71/1@1...A/RES/71/1@2").texts("td del, td ins") == ["理事会", "委员会"]


def test_the_same_text_twice_says_so(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, "/compare/A/RES/65/218...A/RES/65/218@1")
    assert shown.text(".verdict") == "两侧是同一文本。"
    assert shown.tree.cssselect("td del, td ins") == []


def test_texts_that_do_not_differ_say_so(client: Client) -> None:
    for n in (1, 2):
        stored(text("1. 请秘书长报告。", head=f"7{n}/1. 灯塔"))
    assert page(client, "/compare/A/RES/71/1...A/RES/72/1").text(".verdict") == "两文逐段相同。"


# --- choosing -------------------------------------------------------------------------------------


def test_two_names_lead_to_their_comparison(client: Client, five: dict[str, Edition]) -> None:
    for query in ("a=A/RES/65/218&b=25/3", "with=A/RES/65/218&with=a/hrc/res/25/3", "b=A/HRC/RES/25/3&with=65/218"):
        assert location(client, f"/compare/?{query}", 302) == PAIR
    assert location(client, "/compare/?a=A/RES/65/218@1&b=A/HRC/RES/25/3@1", 302) == PINNED


def test_one_name_is_kept_until_there_is_another(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, "/compare/?with=A/HRC/RES/38/3")
    assert shown.attribute("#pick-a", "value") == "A/HRC/RES/38/3"
    assert shown.attribute("#pick-b", "value") == ""
    assert shown.tree.cssselect("[role=alert]") == []
    assert len(shown.tree.cssselect("#documents option")) == 5


def test_more_than_two_names_are_too_many(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, "/compare/?with=A/RES/65/218&with=A/HRC/RES/25/3&with=A/HRC/RES/38/3")
    assert "一次对照两件" in shown.text("[role=alert]")
    assert [shown.attribute(f"#pick-{side}", "value") for side in "ab"] == ["A/RES/65/218", "A/HRC/RES/25/3"]


@pytest.mark.parametrize("missing", ["A/RES/1/1", "A/RES/60/251", "nonsense", "A/RES/65/218@9", "A/RES/65/218.txt"])
def test_a_missing_side_is_named_and_the_other_kept(client: Client, five: dict[str, Edition], missing: str) -> None:
    shown = page(client, f"/compare/{missing}...A/HRC/RES/25/3", 404)
    assert shown.texts("[role=alert]") == [f"甲文：库中没有“{missing}”的全文。"]
    assert shown.attribute("#pick-b", "value") == "A/HRC/RES/25/3"
    assert "甲文" not in page(client, f"/compare/A/HRC/RES/25/3...{missing}", 404).text("[role=alert]")


@pytest.mark.parametrize("path", ["nonsense", "A/RES/65/218", "...", "A/RES/65/218...", "...A/RES/65/218", "a%00...b"])
def test_an_address_without_two_sides_leads_nowhere(client: Client, five: dict[str, Edition], path: str) -> None:
    assert client.get(f"/compare/{path}").status_code == 404


def test_what_is_under_review_looks_like_what_is_not_there(client: Client, admin_client: Client) -> None:
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
    for pinned in (address, "/compare/A/RES/71/1@1...A/RES/72/1@1", "/compare/A/RES/71/1@1...A/RES/72/1@1.png"):
        assert set(page(admin_client, pinned).headers["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert "og:image" not in page(admin_client, address).content.decode()
    assert page(client, "/compare/").text("#documents").count("灯塔") == 0


# --- ways in --------------------------------------------------------------------------------------


def test_a_document_is_compared_with_its_neighbours_and_the_latest_draft(
    client: Client, five: dict[str, Edition]
) -> None:
    assert page(client, "/A/HRC/RES/25/3").links(".with ul") == {
        "与上一件 65/218": PAIR,
        "与下一件 38/3": "/compare/A/HRC/RES/25/3...A/HRC/RES/38/3",
        "与最新草案 78届草案": "/compare/A/HRC/RES/25/3...draft/c378-94a27989",
    }
    assert list(page(client, "/draft/c378-94a27989").links(".with ul")) == ["与上一件 44届草案"]
    assert page(client, "/A/RES/65/218").attribute(".with input[name=a]", "value") == "A/RES/65/218"


def test_home_offers_three_comparisons_of_the_largest_series(client: Client, five: dict[str, Edition]) -> None:
    assert list(page(client, "/").links(".examples").values()) == [
        "/compare/draft/hrc44-6a76d008...draft/c378-94a27989",
        "/compare/A/HRC/RES/38/3...draft/hrc44-6a76d008",
        "/compare/A/HRC/RES/25/3...A/HRC/RES/38/3",
    ]


def test_help_shows_every_seal_and_mark(client: Client) -> None:
    shown = page(client, "/help/")
    assert shown.texts(".seals .seal") == list("改更译拆并增删移同")
    assert len(shown.tree.cssselect(".seals del, .seals ins, .seals .mute")) == 5
