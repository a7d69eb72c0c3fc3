"""对照: the page of two documents, its options, and its other formats."""

import io
import json
from itertools import chain, combinations
from urllib.parse import quote

import pytest
from django.test import Client
from lxml import etree, html
from PIL import Image

from compare.collation.collate import TOO_LONG
from resolutions.models import Edition

from ...pages import Page, location, page
from ...texts import seed, stored, text
from ..texts import PAIR, PINNED

pytestmark = pytest.mark.django_db

ADDRESSES = {
    "65/218": "A/RES/65/218",
    "25/3": "A/HRC/RES/25/3",
    "38/3": "A/HRC/RES/38/3",
    "44th draft": "draft/hrc44-6a76d008",
    "78th draft": "draft/c378-94a27989",
}


def words(shown: Page, cells: str, marks: str) -> str:
    """Return the text of one side, without numbers, stand-ins and the marks of the other side."""
    out = []
    for p in shown.tree.cssselect(f"{cells} p"):
        if p.get("class") == "gone":
            continue
        for other in p.cssselect(f".number, .mark, {marks}"):
            other.drop_tree()
        out.append(p.text_content())
    return "".join(out)


@pytest.mark.parametrize(("a", "b"), [*combinations(ADDRESSES, 2)])
def test_the_page_has_every_paragraph_of_both_texts_once_with_its_anchor(
    client: Client, five: dict[str, Edition], a: str, b: str
) -> None:
    shown = page(client, f"/compare/{ADDRESSES[a]}...{ADDRESSES[b]}")
    for side, letter, name in (("a", "L", a), ("b", "R", b)):
        found = {}
        for number in shown.tree.cssselect(f"td.side-{side} a.number[id^='{letter}-']"):
            ident = number.get("id")[2:]
            paragraph = number.getparent()
            for other in paragraph.cssselect(".number, .mark"):
                other.drop_tree()
            assert ident not in found
            found[ident] = paragraph.text_content()
        assert found == {p.id: p.text for p in seed(name).paragraphs}


@pytest.mark.parametrize("view", ["side", "inline"])
def test_each_side_without_marks_is_the_text_of_the_document(
    client: Client, five: dict[str, Edition], view: str
) -> None:
    shown = page(client, PAIR + ("" if view == "side" else "?view=inline&fold=off"))
    if view == "side":
        assert words(shown, "td.side-b", "del") == "".join(p.text for p in seed("25/3").paragraphs)
    else:
        for row in shown.tree.cssselect("tr.removed"):
            row.drop_tree()
        assert words(shown, "td.single-text", "del") == "".join(p.text for p in seed("25/3").paragraphs)


@pytest.mark.parametrize("view", ["side", "inline", "changes"])
def test_footnote_marks_link_to_the_notes_of_their_documents(
    client: Client, five: dict[str, Edition], view: str
) -> None:
    shown = page(client, PAIR + ("" if view == "side" else f"?view={view}"))
    links = [a.get("href") for a in shown.tree.cssselect(".comparison .mark a")]
    whole = set()
    for name in ("65/218", "25/3"):
        marks = chain.from_iterable(paragraph.marks for paragraph in seed(name).paragraphs)
        whole |= {f"/{ADDRESSES[name]}#fn{mark.marker}" for mark in marks}
    assert links and set(links) <= whole
    if view == "side":
        assert len(links) == len(set(links)) and set(links) == whole
    if view == "inline":
        assert {link for link in links if "HRC" in link} == {link for link in whole if "HRC" in link}
    target, _, note = links[0].partition("#")
    assert page(client, target).tree.get_element_by_id(note) is not None
    pinned = page(client, PINNED).tree.cssselect(".comparison .mark a")[0].get("href")
    assert pinned == "/A/RES/65/218@1#fn1"


def two_texts_with_notes(note_a: str, note_b: str) -> None:
    """Store two texts that are the same, each with a footnote; "" for none."""
    for symbol, note in (("70/1", note_a), ("71/1", note_b)):
        mark = "¹" if note else ""
        close = f"2015年9月25日\n第4次全体会议\n______________\n1 {note}" if note else ""
        stored(text(f"回顾《宪章》{mark}的宗旨，", "1. 请秘书长报告。", head=f"{symbol}. 灯塔", close=close))


def test_footnote_marks_are_not_compared(client: Client) -> None:
    two_texts_with_notes("《联合国宪章》。", "《联合国宪章》。")
    shown = page(client, "/compare/A/RES/70/1...A/RES/71/1")
    assert shown.text("td.side-a p") == "序 1回顾《宪章》1的宗旨，"
    assert shown.text(".verdict") == "两文逐段相同。"


def test_a_footnote_with_another_source_is_shown_under_its_paragraph(client: Client) -> None:
    two_texts_with_notes("见S/2014/86号文件。", "见A/65/53号文件。")
    shown = page(client, "/compare/A/RES/70/1...A/RES/71/1?weight=substance")
    assert shown.texts(".note-changes .seal") == ["改"]
    assert shown.texts(".note-changes :is(del, ins)") == ["S/2014/86", "A/65/53"]
    assert shown.texts(".verdict") == []


@pytest.mark.parametrize(
    ("notes", "seal"), [(("《联合国宪章》。", ""), "删"), (("", "《联合国宪章》。"), "增")]
)
def test_a_footnote_that_one_text_has_is_shown(client: Client, notes: tuple[str, str], seal: str) -> None:
    two_texts_with_notes(*notes)
    shown = page(client, "/compare/A/RES/70/1...A/RES/71/1")
    assert shown.texts(".note-changes .seal") == [seal]
    assert shown.texts(".note-changes :is(del, ins)") == ["《联合国宪章》。"]


def test_the_headers_show_the_symbols_titles_and_dates(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, PAIR)
    assert shown.text("h1") == "A/RES/65/218 与 A/HRC/RES/25/3 逐段对照"
    assert shown.texts(".side .symbol") == ["A/RES/65/218", "A/HRC/RES/25/3"]
    assert shown.texts(".side .title") == ["加强人权领域的国际合作", "增强人权领域的国际合作"]
    assert shown.texts(".side .title :is(del, ins)") == ["加强", "增强"]
    assert shown.texts(".side .row-facts > *")[:2] == ["2010年12月21日", "第71次全体会议"]
    assert shown.attribute("#swap", "href") == "/compare/A/HRC/RES/25/3...A/RES/65/218"
    assert shown.attribute("#nav [aria-current]", "href") == "/compare/"


def test_a_row_shows_its_kind_and_its_places(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, PAIR)
    header = shown.tree.cssselect("tr:has(#R-pp2) th a")[0]
    assert header.get("aria-label").startswith("拆分，甲文序2，乙文序2–3，相似 ")
    assert shown.text("tr:has(#R-pp2) .places") == "序2序2–3"
    assert shown.attribute("tr:has(#L-pp9)", "class") == "removed"
    assert shown.text("tr:has(#L-pp9) td.side-b") == "乙文无对应段"
    assert shown.texts("h2")[:2] == ["序言部分", "执行部分"]
    assert shown.texts(".section-head .heading-count") == ["甲 9 段 · 乙 11 段", "甲 12 段 · 乙 22 段"]


def test_the_table_has_explicit_roles(client: Client, five: dict[str, Edition]) -> None:
    tree = page(client, PAIR).tree
    (table,) = tree.cssselect("table.comparison")
    roles = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
    for element in table.iter():
        if element.tag in roles:
            assert element.get("role") == roles[element.tag]
    assert len(table.cssselect("th[role=rowheader]")) == len(table.cssselect("tr:has(td.side-b)"))


def test_the_page_has_metadata_for_social_media(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, PAIR + "?view=inline")
    meta = {
        m.get("property") or m.get("name"): m.get("content") for m in shown.tree.cssselect("meta[content]")
    }
    assert meta["og:title"] == "A/RES/65/218 ↔ A/HRC/RES/25/3"
    assert "；删除 1 段（序9）；新增 12 段（序7、8、执行7、9" in meta["og:description"]
    assert meta["og:description"].removesuffix("。").split("；") == shown.texts(".findings li")
    assert meta["og:url"] == f"http://testserver{PAIR}"
    assert meta["og:image"] == f"http://testserver{PINNED}.png"
    assert meta["description"].startswith("A/RES/65/218 与 A/HRC/RES/25/3 逐段对照：")
    assert shown.attribute("link[rel=canonical]", "href") == f"http://testserver{PAIR}"


def test_the_social_image_is_drawn_once_and_cached(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, f"{PINNED}.png")
    picture = Image.open(io.BytesIO(shown.content))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(shown.content) < 300_000
    assert "immutable" in shown.headers["Cache-Control"]
    assert page(client, f"{PINNED}.png").content == shown.content


def test_the_svg_has_the_same_shapes_as_the_figure_of_the_page(
    client: Client, five: dict[str, Edition]
) -> None:
    response = client.get(f"{PINNED}.svg")
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert "immutable" in response.headers["Cache-Control"]
    figure = html.fromstring(response.content)
    whole = page(client, PAIR).tree.cssselect("svg.ribbon")[0]
    for part, names in (
        ("path[fill-opacity]", ("d", "fill-opacity")),
        ("rect", ("x", "y", "width", "height")),
    ):
        alone, shown = ([[e.get(n) for n in names] for e in tree.cssselect(part)] for tree in (figure, whole))
        assert alone == shown and len(shown) > 20
    title = etree.fromstring(response.content).findtext("{*}title")
    assert title and title.startswith("A/RES/65/218 ↔ A/HRC/RES/25/3 · 改动 ")


def test_the_svg_is_drawn_once_and_cached(
    client: Client, five: dict[str, Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = client.get(f"{PINNED}.svg").content
    monkeypatch.delattr("compare.views.comparison.compare_editions")
    assert client.get(f"{PINNED}.svg").content == drawn
    assert client.get(f"{PAIR}.svg").content == drawn


def test_the_json_has_the_rows_and_counts_of_the_page(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, f"{PAIR}.json")
    content = json.loads(shown.content)
    assert content["a"] == {
        "symbol": "A/RES/65/218",
        "address": "A/RES/65/218",
        "edition": 1,
        "title": "加强人权领域的国际合作",
    }
    assert content["summary"]["added"] == 12
    assert "新增 12 段（序7、8、执行7、9、11–15、17、18、21）" in content["findings"]
    assert sum(content["summary"][kind] for kind in content["summary"] if kind != "moved") == len(
        content["rows"]
    )
    texts = {
        side: {p.id: p.text for p in seed(name).paragraphs} for side, name in (("a", "65/218"), ("b", "25/3"))
    }
    split = next(row for row in content["rows"] if row["kind"] == "split")
    assert (split["a"], split["b"], split["moved"]) == (["pp2"], ["pp2", "pp3"], False)
    for hunk in chain.from_iterable(row["hunks"] for row in content["rows"]):
        assert (
            texts["a"][hunk["a"]][hunk["a_start"] : hunk["a_end"]]
            != texts["b"][hunk["b"]][hunk["b_start"] : hunk["b_end"]]
        )
        assert hunk["class"] in {
            "updated",
            "redated",
            "variant",
            "wording",
            "punctuation",
            "verb",
            "list",
            "substance",
        }


def test_markup_in_texts_is_escaped(client: Client) -> None:
    stored(text("1. 请<script>alert(1)</script>报告；", "2. 决定“&amp;”仍是。", head="70/1. <b>灯塔</b>"))
    stored(text("1. 请<script>alert(2)</script>报告；", "2. 决定“&amp;”不是。", head="71/1. <i>灯塔</i>"))
    for view in ("side", "inline", "changes"):
        query = "" if view == "side" else f"?view={view}"
        shown = page(client, f"/compare/A/RES/70/1...A/RES/71/1{query}")
        assert shown.tree.cssselect("main script, main .title > i, main .title > b") == []
        assert "&amp;" in shown.text(".comparison") or view == "changes"


# --- failures -------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["", ".json", ".svg", ".png"])
def test_an_error_in_the_comparison_answers_500_and_is_not_cached(
    client: Client, five: dict[str, Edition], monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    client.raise_request_exception = False
    with monkeypatch.context() as patch:
        patch.setattr("compare.collation.hunks.classify_changes", raise_value_error)
        response = client.get(PAIR + form)
        assert response.status_code == 500
        assert TOO_LONG not in response.content.decode()
    shown = page(client, PAIR + form)
    assert TOO_LONG.encode() not in shown.content
    assert page(client, PAIR).texts("td.side-b ins") != []


def test_paragraphs_that_are_too_long_are_shown_as_blocks_with_a_sentence(client: Client) -> None:
    for number, word in ((1, "专家"), (2, "顾问")):
        names = "、".join(f"{word}{k}" for k in range(1500))
        stored(text(f"1. 决定任命{names}。", head=f"7{number}/1. 灯塔"))
    shown = page(client, "/compare/A/RES/71/1...A/RES/72/1")
    assert TOO_LONG in shown.text(".comparison")
    assert shown.texts("td.side-a del.whole")[0].startswith("决定任命专家0、专家1、")


def raise_value_error(*arguments: object) -> None:
    raise ValueError("a fault in the comparison")


# --- options --------------------------------------------------------------------------------------


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
def test_other_spellings_of_a_query_redirect_to_the_canonical_one(
    client: Client, five: dict[str, Edition], asked: str, proper: str
) -> None:
    if asked == "?mute=促进-增进":
        assert page(client, PAIR + proper).status == 200
    else:
        assert location(client, PAIR + asked) == PAIR + proper


def test_kinds_limit_the_page_to_the_chosen_rows(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, PAIR + "?kinds=removed")
    assert [row.get("class") for row in shown.tree.cssselect("tr:has(td.side-a)")] == ["removed"]
    assert "行未列出" in shown.text(".left-out")
    assert shown.links(".left-out")["全部列出"] == PAIR


def test_one_press_leaves_what_is_of_substance(client: Client, five: dict[str, Edition]) -> None:
    pressed = page(client, PAIR).attribute("#substance", "href")
    assert pressed == f"{PAIR}?weight=substance"
    shown = page(client, pressed)
    kinds = {row.get("class") for row in shown.tree.cssselect("tr:has(td.side-a)")}
    assert {"amended", "added", "removed"} <= kinds
    assert kinds.isdisjoint({"same", "updated"})
    assert shown.attribute("#substance", "href") == PAIR
    assert shown.links(".left-out")["全部列出"] == PAIR


def test_a_chip_mutes_a_substitution_in_all_rows(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, PAIR)
    chip = shown.tree.cssselect(".substitutions .chip")[0]
    gone, come = (chip.cssselect(tag)[0].text_content() for tag in ("del", "ins"))
    quiet = page(client, chip.get("href"))
    before = shown.texts("td.side-a del").count(gone)
    assert before >= 2
    assert quiet.texts("td.side-a del").count(gone) == before - quiet.texts("td.side-a .mute").count(gone)
    assert come in quiet.texts("td.side-b .mute")
    assert quiet.tree.cssselect(".substitutions .chip.quiet")[0].get("href") == PAIR


def test_the_unit_of_comparison_can_be_the_character(client: Client, five: dict[str, Edition]) -> None:
    by_word, by_character = (
        page(client, PAIR + query).texts("td.side-b ins") for query in ("", "?unit=char")
    )
    assert by_word != by_character


def test_folded_runs_are_in_the_page_and_their_link_opens_them(
    client: Client, five: dict[str, Edition]
) -> None:
    address = "/compare/A/RES/65/218...draft/c378-94a27989"
    shown = page(client, address)
    folded = shown.tree.cssselect("tbody[hidden]")
    assert [body.get("hidden") for body in folded] == ["until-found"] * len(folded) and folded
    toggle = shown.tree.cssselect(".run .toggle")[0]
    opened = page(client, toggle.get("href").partition("#")[0])
    assert len(opened.tree.cssselect("tbody[hidden]")) == len(folded) - 1
    assert page(client, address + "?fold=off").tree.cssselect("tbody[hidden], .run") == []


def test_every_anchor_of_a_page_is_unique_and_every_target_exists(
    client: Client, five: dict[str, Edition]
) -> None:
    for pair in combinations(ADDRESSES.values(), 2):
        for query in ("", "?view=inline", "?view=changes"):
            tree = page(client, f"/compare/{pair[0]}...{pair[1]}{query}").tree
            idents = [e.get("id") for e in tree.cssselect("[id]")]
            assert len(idents) == len(set(idents))
            targets = {a.get("href")[1:] for a in tree.cssselect('a[href^="#"]')}
            assert targets <= set(idents), query
