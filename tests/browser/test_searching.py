"""Finding a wording and where it comes from, in a real browser, with the keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .keyboard import follow, reach

BOX = "#search-text"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_keyboard_leads_from_a_word_to_its_first_use(visit: Callable[..., Page], scripts: bool) -> None:
    page = visit("/", java_script_enabled=scripts)
    reach(page, page.locator("main [name=q]"))
    page.keyboard.type("咨询服务")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator("#results .count")).to_contain_text("见于")
    reach(page, page.locator("#body-HRC"))
    page.keyboard.press("Space")
    if not scripts:
        follow(page, page.get_by_role("button", name="应用"))
    page.wait_for_url("**body=HRC*")
    expect(page.locator(".answer .symbol")).to_have_count(3)
    line = page.locator(".answer", has=page.get_by_role("link", name="A/HRC/RES/25/3", exact=True))
    follow(page, line.locator(".hits a", has_text="执行7"))
    page.wait_for_url("**/A/HRC/RES/25/3*#op7")
    follow(page, page.locator("#op7 .trace a", has_text="沿革"))
    page.wait_for_url("**/lineage/A/HRC/RES/25/3/op7")
    expect(page.locator(".timeline article")).to_have_count(3)
    follow(page, page.locator("main").get_by_role("link", name="出处", exact=True))
    page.wait_for_url("**/reuse/A/HRC/RES/25/3/op7")
    follow(page, page.locator("main a", has_text="A/HRC/RES/25/3").nth(1))
    page.wait_for_url("**/A/HRC/RES/25/3*")
    expect(page.locator("#op7")).to_be_visible()


def test_suggestions_are_walked_with_arrows_and_left_with_escape(visit: Callable[..., Page]) -> None:
    page = visit("/search/")
    box = page.locator(BOX)
    box.focus()
    page.keyboard.type("25/3")
    options = page.locator(f"{BOX}-list [role=option]")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("25/3")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/A/HRC/RES/25/3*")


def test_nothing_is_suggested_while_characters_are_being_composed(visit: Callable[..., Page]) -> None:
    page = visit("/search/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/x/suggest" in request.url else None)
    box = page.locator(BOX)
    box.focus()
    box.dispatch_event("compositionstart")
    box.evaluate("e => { e.value = 'hezuo'; e.dispatchEvent(new InputEvent('input', { bubbles: true })); }")
    page.wait_for_timeout(600)
    assert asked == []
    box.evaluate("e => { e.value = '合作'; }")
    box.dispatch_event("compositionend")
    expect(page.locator(f"{BOX}-list [role=option]").first).to_be_visible()
    assert len(asked) == 1


def test_a_draft_is_checked_without_scripts_too(visit: Callable[..., Page]) -> None:
    page = visit("/reuse/", java_script_enabled=False)
    page.locator("textarea").fill(
        "强调需要提倡采用合作和建设性的办法促进和保护人权；\n请灯塔看守人每晚点灯。"
    )
    page.locator("main button").first.click()
    expect(page.locator(".tally")).to_contain_text("已查 2 段，共 2 段")


def test_a_lineage_keeps_its_looks_after_going_on_loading_again_and_coming_back(
    visit: Callable[..., Page],
) -> None:
    page = visit("/A/HRC/RES/25/3")
    page.locator("#op7 .trace a", has_text="沿革").click()
    page.wait_for_url("**/lineage/**")
    expect(page.locator(".timeline")).to_have_css("list-style-type", "none")
    page.locator("#nav a", has_text="浏览").click()
    page.wait_for_url("**/browse/")
    page.reload()
    page.go_back()
    expect(page.locator(".timeline")).to_have_css("list-style-type", "none")
