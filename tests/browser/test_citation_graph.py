"""Following citations in a browser, with the keyboard alone and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from ..texts import stored, text

GRAPH = "/graph/A/RES/65/218,A/HRC/RES/25/3?scope=series"


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what the selector finds has the focus."""
    for _ in range(300):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement?.matches(s)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_from_a_resolution_to_the_figure_to_a_work_without_a_text_and_back_by_keyboard(
    visit: Callable[..., Page],
) -> None:
    stored(text("回顾第65/218号决议，", "1. 请秘书长报告。", head="70/1. 引用"))
    page = visit("/A/RES/65/218")
    tab_to(page, ".contents a[href='#citing']")
    page.keyboard.press("Enter")
    expect(page.locator("section[aria-labelledby=citing] .citing")).to_be_in_viewport()
    tab_to(page, ".citing a[href='/A/RES/70/1']")
    tab_to(page, ".compare-with a[href^='/graph/']")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("65/218 引用 11 件，被引 1 件")
    tab_to(page, ".graph a[href='/A/RES/64/171']")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("A/RES/64/171")
    expect(page.locator("main")).to_contain_text("库中无全文")
    page.go_back()
    expect(page.locator("h1")).to_have_text("65/218 引用 11 件，被引 1 件")


def test_a_document_that_has_the_focus_lights_up_what_it_is_tied_to(visit: Callable[..., Page]) -> None:
    page = visit(GRAPH)
    node = page.locator(".graph a[href='/A/RES/64/171']")
    lit = node.locator(".highlight")
    assert lit.evaluate("e => getComputedStyle(e).visibility") == "hidden"
    tab_to(page, ".graph a[href='/A/RES/64/171']")
    assert lit.evaluate("e => getComputedStyle(e).visibility") == "visible"
    page.mouse.move(0, 0)
    page.goto(f"{GRAPH}#{node.get_attribute('id')}")
    assert lit.evaluate("e => getComputedStyle(e).visibility") == "visible"


def test_arrow_keys_lead_from_document_to_document(visit: Callable[..., Page]) -> None:
    page = visit(GRAPH)
    page.locator(".graph a[href='/A/RES/65/218']").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.matches('.graph a.node')")
    assert page.evaluate("document.activeElement.getAttribute('href')") != "/A/RES/65/218"


@pytest.mark.parametrize("width", [390, 1440])
def test_without_scripts_the_whole_page_is_there(visit: Callable[..., Page], width: int) -> None:
    page = visit(GRAPH, width=width, java_script_enabled=False)
    expect(page.locator(".graph a.node")).to_have_count(45)
    expect(page.locator(".graph-table tbody th[scope=row]")).to_have_count(40)
    page.get_by_role("link", name="2", exact=True).click()
    assert page.url.endswith("scope=series&depth=2")


def test_on_a_phone_the_table_comes_first(visit: Callable[..., Page]) -> None:
    page = visit(GRAPH, width=390)
    table = page.locator(".graph-table").bounding_box()
    figure = page.locator(".citation-figure").bounding_box()
    assert table and figure and table["y"] < figure["y"]


def test_the_page_is_light_on_first_view(visit: Callable[..., Page]) -> None:
    page = visit("/help/")
    with page.expect_response(lambda r: "/graph/" in r.url) as answer:
        page.goto(GRAPH)
    assert int(answer.value.all_headers()["content-length"]) < 25_000
