"""The ways to a comparison in a browser: ticks in the list, figures on the home page, links, the chooser."""

from collections.abc import Callable
from itertools import combinations

import pytest
from playwright.sync_api import Page, expect

NAMES = {
    "A/RES/65/218": "A/RES/65/218",
    "A/HRC/RES/25/3": "A/HRC/RES/25/3",
    "A/HRC/RES/38/3": "A/HRC/RES/38/3",
    "draft/hrc44-6a76d008": "人权理事会第44届会议决议草案",
    "draft/c378-94a27989": "第三委员会第78届会议决议草案",
}
both_ways = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])


@both_ways
def test_each_pair_opens_from_the_list_by_clicking(visit: Callable[..., Page], scripts: bool) -> None:
    page = visit("/browse/?sort=date", java_script_enabled=scripts)
    for older, newer in combinations(NAMES, 2):
        page.goto("/browse/?sort=date")
        expect(page.locator(".tray")).to_be_hidden()
        for address in (older, newer):
            page.locator(f'.pick-box input[value="{address}"]').check()
        page.get_by_role("button", name="对照", exact=True).click()
        expect(page.locator("h1")).to_have_text(f"{NAMES[older]} 与 {NAMES[newer]} 逐段对照")
        assert page.url.endswith(f"/compare/{older}...{newer}")
        expect(page.locator(".comparison tr:visible").nth(3)).to_be_visible()


@both_ways
def test_ticks_outlast_the_filters(visit: Callable[..., Page], scripts: bool) -> None:
    page = visit("/browse/", java_script_enabled=scripts)
    page.locator('.pick-box input[value="A/RES/65/218"]').check()
    page.locator("#body-HRC").check()
    if not scripts:
        page.get_by_role("button", name="应用").click()
    expect(page.locator(".rows .symbol")).to_have_count(3)
    expect(page.locator(".tray").get_by_label("A/RES/65/218")).to_be_checked()
    page.locator('.rows input[value="A/HRC/RES/25/3"]').check()
    page.get_by_label("记录表决").check()
    if not scripts:
        page.get_by_role("button", name="应用").click()
    expect(page.locator(".rows .symbol")).to_have_text(["A/HRC/RES/38/3"])
    page.get_by_role("button", name="对照", exact=True).click()
    expect(page.locator("h1")).to_have_text("A/RES/65/218 与 A/HRC/RES/25/3 逐段对照")


def test_a_tick_keeps_the_keyboard_and_leaves_no_trail(visit: Callable[..., Page]) -> None:
    page = visit("/help/")
    page.goto("/browse/")
    box = page.locator('.rows input[value="A/RES/65/218"]')
    box.focus()
    page.keyboard.press("Space")
    page.wait_for_url("**/browse/?with=A/RES/65/218")
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    page.keyboard.press("Space")
    page.wait_for_url("**/browse/")
    expect(page.locator(".tray")).to_be_hidden()
    page.go_back()
    expect(page.locator("h1")).to_have_text("说明")


@both_ways
def test_home_leads_to_comparisons_by_their_figures(visit: Callable[..., Page], scripts: bool) -> None:
    page = visit("/", java_script_enabled=scripts)
    figures = page.locator(".examples img")
    expect(figures).to_have_count(3)
    for figure in figures.all():
        figure.scroll_into_view_if_needed()
        expect(figure).to_have_js_property("complete", value=True)
        assert figure.evaluate("e => e.naturalWidth > 0")
    figures.last.click()
    expect(page.locator("h1")).to_have_text("A/HRC/RES/25/3 与 A/HRC/RES/38/3 逐段对照")


@both_ways
def test_a_document_leads_to_its_comparisons(visit: Callable[..., Page], scripts: bool) -> None:
    page = visit("/A/HRC/RES/25/3", java_script_enabled=scripts)
    page.get_by_role("link", name="与上一件 65/218").click()
    expect(page.locator("h1")).to_have_text("A/RES/65/218 与 A/HRC/RES/25/3 逐段对照")
    page.goto("/A/HRC/RES/25/3")
    page.get_by_label("与…对照").fill("38/3")
    page.locator(".compare-with button").click()
    expect(page.locator("h1")).to_have_text("A/HRC/RES/25/3 与 A/HRC/RES/38/3 逐段对照")


@both_ways
def test_the_chooser_asks_again_for_what_is_missing(visit: Callable[..., Page], scripts: bool) -> None:
    page = visit("/compare/", java_script_enabled=scripts)
    page.get_by_label("甲文").fill("65/218")
    page.get_by_label("乙文").fill("25/4")
    page.locator(".primary-button").click()
    expect(page.get_by_role("alert")).to_have_text("乙文：库中没有“25/4”的全文。")
    expect(page.get_by_label("甲文")).to_have_value("65/218")
    page.get_by_label("乙文").fill("25/3")
    page.locator(".primary-button").click()
    expect(page.locator("h1")).to_have_text("A/RES/65/218 与 A/HRC/RES/25/3 逐段对照")
