"""Comparing in a browser: to a place in two texts, by mouse, keys and links, on screens and on paper."""

import gzip
from collections.abc import Callable
from itertools import combinations

import pytest
from playwright.sync_api import Page, Response, expect

from resolutions.models import Edition

from ..texts import stored, text

PAIR = "/compare/A/RES/65/218...A/HRC/RES/25/3"
LONGEST = "/compare/A/HRC/RES/38/3...draft/hrc44-6a76d008"
WITH_RUNS = "/compare/A/RES/65/218...draft/c378-94a27989"
ADDRESSES = (
    "A/RES/65/218",
    "A/HRC/RES/25/3",
    "A/HRC/RES/38/3",
    "draft/hrc44-6a76d008",
    "draft/c378-94a27989",
)
both_ways = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])


# --- controls -------------------------------------------------------------------------------------


@both_ways
def test_every_control_works(visit: Callable[..., Page], scripts: bool) -> None:
    page = visit(PAIR, java_script_enabled=scripts)
    page.get_by_role("link", name="行内", exact=True).click()
    expect(page.locator(".comparison.inline")).to_be_visible()
    assert page.url.endswith(f"{PAIR}?view=inline")
    page.get_by_role("link", name="只看改动").click()
    expect(page.locator(".comparison.changes .edits").first).to_be_visible()
    page.get_by_role("link", name="字", exact=True).click()
    expect(page.locator("#unit-2")).to_have_attribute("aria-current", "true")
    assert page.url.endswith("?view=changes&unit=char")
    page.get_by_role("link", name="忽略标点").click()
    expect(page.locator("#switch-2")).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="折叠连续段").click()
    expect(page.locator("#switch-1:not([aria-current])")).to_be_visible()
    assert page.url.endswith("?view=changes&unit=char&punct=off&fold=off")
    page.get_by_role("link", name="并排").click()
    expect(page.locator(".comparison.side")).to_be_visible()
    page.locator("#kind-removed").click()
    expect(page.locator("#kind-removed")).to_have_attribute("aria-current", "true")
    expect(page.locator(".comparison tr:has(td.side-a)")).to_have_count(1)
    page.get_by_role("link", name="全部列出").last.click()
    expect(page.locator(".comparison tr:has(td.side-a)")).not_to_have_count(1)
    page.locator("#mute-1").click()
    expect(page.locator(".mute").first).to_be_visible()
    page.locator("#mute-1").click()
    expect(page.locator(".comparison .mute")).to_have_count(0)
    page.locator("#swap").click()
    expect(page.locator("h1")).to_have_text("A/HRC/RES/25/3 与 A/RES/65/218 逐段对照")
    page.get_by_text("导出与引用").click()
    page.locator("#pinned").click()
    assert page.url.endswith("/compare/A/HRC/RES/25/3@1...A/RES/65/218@1?unit=char")
    expect(page.locator(".pinned")).to_contain_text("甲文第 1 版，乙文第 1 版")


def test_a_choice_loads_no_page_anew_and_keeps_the_readers_place(visit: Callable[..., Page]) -> None:
    page = visit(f"{PAIR}#R-op12")
    page.evaluate("window.same = true")
    before = page.locator("tr:has(#R-op12)").bounding_box()
    page.locator("#view-2").click()
    expect(page.locator(".comparison.inline")).to_be_visible()
    expect(page.locator("#R-op12")).to_be_in_viewport()
    expect(page.locator("#view-2")).to_be_focused()
    assert before and page.evaluate("window.same")
    page.go_back()
    expect(page.locator(".comparison.side")).to_be_visible()


def test_keys_do_what_the_links_do(visit: Callable[..., Page]) -> None:
    page = visit(PAIR)
    expect(page.locator("#at")).to_have_text("共 33 段")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("#at")).to_have_text("第 2 / 33 段")
    expect(page.locator("#R-pp2")).to_be_in_viewport()
    page.keyboard.press("k")
    expect(page.locator("#at")).to_have_text("第 1 / 33 段")
    page.keyboard.press("v")
    expect(page.locator(".comparison.inline")).to_be_visible()
    page.keyboard.press("x")
    expect(page.locator("h1")).to_have_text("A/HRC/RES/25/3 与 A/RES/65/218 逐段对照")
    page.keyboard.press("y")
    page.wait_for_url("**/compare/A/HRC/RES/25/3@1...A/RES/65/218@1?view=inline")
    page.locator("#keys").click()
    page.locator("h1").evaluate("e => e.focus()")
    page.keyboard.press("v")
    page.wait_for_timeout(300)
    expect(page.locator(".comparison.inline")).to_be_visible()


def test_every_change_is_reached_once_going_down_and_once_going_up(visit: Callable[..., Page]) -> None:
    page = visit(PAIR)
    count = page.locator("tr[data-n]").count()
    for number in range(1, count + 1):
        page.keyboard.press("j")
        expect(page.locator("#at")).to_have_text(f"第 {number} / {count} 段")
    for number in range(count - 1, 0, -1):
        page.keyboard.press("k")
        expect(page.locator("#at")).to_have_text(f"第 {number} / {count} 段")


def test_without_scripts_each_change_leads_to_the_next(visit: Callable[..., Page]) -> None:
    page = visit(PAIR, java_script_enabled=False)
    page.get_by_role("link", name="下一处").first.click()
    assert page.url.endswith("#R-pp1")
    page.locator("tr:has(#R-pp1)").get_by_role("link", name="下一处").click()
    assert page.url.endswith("#R-pp2")
    page.locator("tr:has(#R-pp2)").get_by_role("link", name="上一处").click()
    assert page.url.endswith("#R-pp1")


@both_ways
def test_a_folded_run_opens_and_folds_again(visit: Callable[..., Page], scripts: bool) -> None:
    page = visit(WITH_RUNS, java_script_enabled=scripts)
    toggle = page.locator(".run .toggle").first
    hidden = page.locator("tbody[hidden]").count()
    anchor = page.locator("tbody[hidden] .number").first.get_attribute("id")
    expect(page.locator(f"[id='{anchor}']")).not_to_be_in_viewport()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    toggle.click()
    expect(page.locator(f"[id='{anchor}']")).to_be_visible()
    expect(page.locator("tbody[hidden]")).to_have_count(hidden - 1)
    page.locator(".run .toggle").first.click()
    expect(page.locator("tbody[hidden]")).to_have_count(hidden)
    assert not (scripts and asked), "a late answer would undo what the reader did since"


@both_ways
def test_many_equal_paragraphs_open_in_two_steps(visit: Callable[..., Page], scripts: bool) -> None:
    equal = [f"{n}. 请第{n}委员会审议第{n}号项目的执行情况并向大会报告；" for n in range(1, 13)]
    for number, last in ((70, "敦促会员国报告。"), (71, "鼓励会员国报告。")):
        stored(text(*equal, f"13. {last}", head=f"{number}/1. 灯塔"))
    page = visit("/compare/A/RES/70/1...A/RES/71/1", java_script_enabled=scripts)
    expect(page.locator("tr.same").first).to_be_hidden()
    whole, rest = page.locator("[id='run-R-op1'] .toggle"), page.locator("[id='run-R-op6'] .toggle")
    expect(rest).to_be_hidden()
    whole.click()
    expect(page.locator("#R-op5")).to_be_visible()
    expect(page.locator("#R-op6")).not_to_be_in_viewport()
    expect(rest).to_contain_text("其余 7 段（执行6–12）")
    rest.click()
    expect(page.locator("#R-op12")).to_be_visible()
    whole.click()
    expect(page.locator("tbody[hidden]")).to_have_count(2)
    expect(rest).to_be_hidden()


@both_ways
def test_a_link_to_a_folded_paragraph_opens_its_run(visit: Callable[..., Page], scripts: bool) -> None:
    page = visit(WITH_RUNS, java_script_enabled=scripts)
    anchor = page.locator("tbody[hidden] .number").nth(1).get_attribute("id")
    page.goto("/help/")
    page.goto(f"{WITH_RUNS}#{anchor}")
    expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()
    marked, plain = (
        page.locator(f"tr:has([id='{ident}'])").evaluate("e => getComputedStyle(e).backgroundColor")
        for ident in (anchor, "R-pp1")
    )
    assert marked != plain


def test_a_piece_of_the_ribbon_leads_to_its_row(visit: Callable[..., Page]) -> None:
    page = visit(PAIR)
    page.locator(".ribbon a.added").last.click()
    assert "#R-op" in page.url
    expect(page.locator(f"[id='{page.url.partition('#')[2]}']")).to_be_in_viewport()


@both_ways
def test_a_finding_leads_to_its_row_even_if_that_is_filtered_out(
    visit: Callable[..., Page], scripts: bool
) -> None:
    page = visit(f"{PAIR}?kinds=removed", java_script_enabled=scripts)
    expect(page.locator("#R-op11")).to_have_count(0)
    page.locator(".findings .added a[href$='R-op11']").click()
    expect(page.locator("#R-op11")).to_be_in_viewport()
    assert page.url.endswith(f"{PAIR}#R-op11")
    page.locator(".findings .removed a").click()
    expect(page.locator("#L-pp9")).to_be_in_viewport()


def test_the_map_on_the_bar_shows_the_place_of_the_window(visit: Callable[..., Page]) -> None:
    page = visit(f"{PAIR}#R-op20")
    place = page.locator(".map .window")
    piece = page.locator(".map a[href='#R-op20'] rect")
    left, width, x = (
        float(shape.get_attribute(name) or -1)
        for shape, name in ((place, "x"), (place, "width"), (piece, "x"))
    )
    assert left <= x < left + width
    page.locator(".map a[href='#R-pp1']").dispatch_event("click")
    expect(page.locator("#R-pp1")).to_be_in_viewport()
    expect(place).to_have_attribute("x", "0")


@both_ways
def test_contents_stand_in_the_margin_of_a_wide_screen(visit: Callable[..., Page], scripts: bool) -> None:
    page = visit(PAIR, width=1920, java_script_enabled=scripts)
    page.locator(".outline a[href='#R-op20']").click()
    expect(page.locator("#R-op20")).to_be_in_viewport()
    expect(page.locator(".outline a[href='#R-op20']")).to_be_in_viewport()
    margin, table = (page.locator(place).bounding_box() for place in (".outline", ".comparison"))
    assert margin and table and margin["x"] >= 0 and margin["x"] + margin["width"] <= table["x"]
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.locator(".outline")).to_be_hidden()


def test_a_selection_takes_one_side(visit: Callable[..., Page]) -> None:
    page = visit(PAIR)
    page.locator("#R-op3").scroll_into_view_if_needed()
    first, last = (page.locator(f"tr:has(#R-op{n}) td.side-b p").bounding_box() for n in (2, 3))
    assert first and last
    page.mouse.move(first["x"] + 70, first["y"] + 16)
    page.mouse.down()
    page.mouse.move(last["x"] + 200, last["y"] + 20, steps=5)
    page.mouse.up()
    # Chromium leaves what may not be selected out of what is copied, and of the selection's text.
    text = page.evaluate("getSelection().toString()")
    left = page.locator("tr:has(#R-op3) td.side-a p").inner_text()
    assert len(text) > 20
    assert left[4:20] not in text
    assert "相似" not in text


# --- every screen, and paper ----------------------------------------------------------------------


@pytest.mark.parametrize("view", ["side", "inline", "changes"])
def test_nothing_sticks_out_in_any_view(visit: Callable[..., Page], view: str) -> None:
    for width in (320, 390, 768, 1024, 1440):
        page = visit(
            f"{LONGEST}?fold=off" if view == "side" else f"{LONGEST}?view={view}&fold=off", width=width
        )
        assert (
            page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        )
        page.locator(".menu.export summary").click()
        assert (
            page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        )
        assert page.locator(".bar").evaluate("e => e.offsetHeight") <= (56 if width > 767 else 400), width


def test_on_a_phone_texts_stand_one_below_the_other_and_alike_ones_once(visit: Callable[..., Page]) -> None:
    page = visit(f"{LONGEST}?fold=off", width=390, has_touch=True)
    same = page.locator("tr.same").first
    expect(same.locator("td.side-b")).to_be_visible()
    expect(same.locator("td.side-a")).to_be_hidden()
    amended = page.locator("tr.amended").first
    above, below = (amended.locator(f"td.side-{side}").bounding_box() for side in "ab")
    assert above and below and above["y"] + above["height"] <= below["y"] + 1
    expect(page.locator(".steps")).to_be_in_viewport()
    small = page.evaluate(
        """() => [...document.querySelectorAll(".bar a, .bar summary, .facets a, .step a, .toggle, .pl, .swap, .with a")]
            .filter(e => e.checkVisibility()).map(e => [e.textContent.trim(), e.getBoundingClientRect()])
            .filter(([, box]) => box.height < 24 || box.width < 24).map(([text]) => text)"""
    )
    assert small == []


def test_on_paper_deletions_stand_in_brackets_and_nothing_is_folded(visit: Callable[..., Page]) -> None:
    page = visit(WITH_RUNS)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1000})  # A4 between its margins
    left, right = (page.locator(f"tr:has(#R-pp1) td.side-{side}").bounding_box() for side in "ab")
    assert left and right and left["y"] == right["y"] and left["x"] + left["width"] < right["x"]
    for gone in ("header.page-header", ".bar", ".facets", ".ribbon-box", ".swap", ".run"):
        expect(page.locator(gone).first).to_be_hidden()
    brackets = page.locator("td.side-a del").first.evaluate(
        "e => getComputedStyle(e, '::before').content + getComputedStyle(e, '::after').content"
    )
    assert brackets == '"〔""〕"'
    expect(page.locator(".findings .added")).to_be_visible()
    hidden = page.locator("tbody[hidden] td.side-b p").first
    assert hidden.evaluate("e => e.checkVisibility({ contentVisibilityAuto: true }) && e.offsetHeight > 0")
    expect(page.locator(".print-only")).to_contain_text("/compare/A/RES/65/218@1...draft/c378-94a27989@1")


def test_marks_stay_without_colours(visit: Callable[..., Page]) -> None:
    page = visit(PAIR, forced_colors="active")
    styles = [
        page.locator(f".comparison {marks}")
        .first.evaluate("e => getComputedStyle(e).borderBottom")
        .split()[:2]
        for marks in ("ins:not([class])", "del:not([class])", "ins.light", "del.light")
    ]
    assert styles == [["3px", "solid"], ["3px", "dotted"], ["1px", "solid"], ["1px", "dashed"]]


# --- measures -------------------------------------------------------------------------------------


def test_the_longest_pair_is_light_enough(visit: Callable[..., Page]) -> None:
    page = visit(LONGEST)
    for query in ("", "?view=inline", "?view=changes", "?fold=off", "?unit=char&fold=off"):
        page.goto(LONGEST + query)
        assert page.evaluate("document.querySelectorAll('*').length") <= 4000, query


def test_a_first_visit_takes_few_bytes(visit: Callable[..., Page], five: dict[str, Edition]) -> None:
    """The whole page with style sheets and scripts, compressed, within 60 KB, for each of the ten pairs."""
    page = visit("/")
    for older, newer in combinations(ADDRESSES, 2):
        sizes: dict[str, int] = {}

        def weigh(response: Response, sizes: dict[str, int] = sizes) -> None:
            sizes[response.url] = len(gzip.compress(response.body(), 6))

        page.on("response", weigh)
        page.goto(f"/compare/{older}...{newer}")
        page.remove_listener("response", weigh)
        assert sum(sizes.values()) <= 60_000, sizes


def test_a_screen_reader_hears_each_row_and_each_mark(visit: Callable[..., Page]) -> None:
    page = visit(f"{PAIR}?fold=off", width=390)
    tree = page.locator(".comparison").aria_snapshot()
    assert tree.count("rowheader") == page.locator("tr[data-n]").count() + page.locator("tr.same").count()
    assert "拆分，甲文序2，乙文序2–3，相似" in tree
    assert tree.count("- deletion") >= 20 and tree.count("- insertion") >= 20
