"""Reading in a browser: with keys, on paper, without scripts, with a broken line."""

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect


def test_without_scripts_every_page_can_be_read_and_every_form_sent(visit: Callable[..., Page]) -> None:
    page = visit("/", java_script_enabled=False)
    page.locator("#home-find").fill("25/3")
    page.get_by_role("main").get_by_role("button", name="搜索").click()
    expect(page.locator("h1")).to_contain_text("A/HRC/RES/25/3")
    expect(page.locator("#op22")).to_be_visible()
    page.goto("/browse/")
    page.locator(".filters summary").click() if not page.locator(".apply").is_visible() else None
    page.get_by_label("草案").check()
    page.locator("input[name=from]").fill("2021")
    page.get_by_role("button", name="应用").click()
    assert page.url.endswith("/browse/?year=2021..&status=draft")
    expect(page.locator(".rows .symbol")).to_have_text(["第三委员会第78届会议决议草案"])
    expect(page.locator("#theme")).to_be_hidden()


def test_a_choice_narrows_the_list_at_once_and_the_back_button_undoes_it(visit: Callable[..., Page]) -> None:
    page = visit("/browse/")
    page.evaluate("window.same = true")
    page.get_by_label("人权理事会").check()
    expect(page.locator(".rows .symbol")).to_have_count(3)
    page.get_by_label("记录表决").check()
    expect(page.locator(".rows .symbol")).to_have_text(["A/HRC/RES/38/3"])
    assert page.url.endswith("/browse/?body=HRC&vote=recorded")
    assert page.evaluate("window.same"), "the page was loaded anew"
    page.go_back()
    expect(page.locator(".rows .symbol")).to_have_count(3)
    assert page.url.endswith("/browse/?body=HRC")
    page.go_back()
    expect(page.locator(".rows .symbol")).to_have_count(5)


def test_after_a_choice_the_keyboard_stays_where_it_was(visit: Callable[..., Page]) -> None:
    page = visit("/browse/")
    page.get_by_label("人权理事会").focus()
    page.keyboard.press("Space")
    expect(page.locator(".rows .symbol")).to_have_count(3)
    focused = page.evaluate("document.activeElement.value")
    assert focused == "HRC"


def test_keys_find_help_and_copy(visit: Callable[..., Page]) -> None:
    page = visit("/A/HRC/RES/38/3", permissions=["clipboard-read", "clipboard-write"])
    page.keyboard.press("c")
    expect(page.locator("#status")).to_have_text("已复制引文")
    assert page.evaluate("navigator.clipboard.readText()").startswith(
        "联合国人权理事会：《加强人权领域的国际合作》，A/HRC/RES/38/3"
    )
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("c?/65/218")
    expect(page.locator("#find")).to_have_value("c?/65/218")
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.locator("h1")).to_have_text("说明")


def test_keys_can_be_switched_off_for_good(visit: Callable[..., Page]) -> None:
    page = visit("/")
    page.locator("#keys").click()
    page.reload()
    expect(page.locator("#keys")).to_have_text("快捷键：关")
    page.keyboard.press("/")
    expect(page.locator("#find")).not_to_be_focused()


def test_the_first_tab_leads_to_the_text(visit: Callable[..., Page]) -> None:
    page = visit("/A/HRC/RES/38/3")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('#main').contains(document.activeElement)")


def test_a_chosen_theme_stays(visit: Callable[..., Page]) -> None:
    page = visit("/", color_scheme="light")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="深色").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.goto("/help/")
    assert light != dark == page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_a_link_to_a_paragraph_leads_there_and_marks_it(visit: Callable[..., Page]) -> None:
    page = visit("/A/HRC/RES/25/3#op12")
    expect(page.locator("#op12")).to_be_in_viewport()
    marked, plain = (
        page.locator(s).evaluate("e => getComputedStyle(e).backgroundImage") for s in ("#op12", "#op11")
    )
    assert marked != plain


def test_a_note_is_reached_and_left_by_its_mark(visit: Callable[..., Page]) -> None:
    page = visit("/A/HRC/RES/38/3")
    page.locator("sup.mark a").first.click()
    expect(page.locator("#fn1")).to_be_in_viewport()
    page.locator("#fn1 a.back").click()
    expect(page.locator("#fnref1")).to_be_in_viewport()


def test_on_paper_only_the_text_and_its_address_remain(visit: Callable[..., Page]) -> None:
    page = visit("/A/HRC/RES/38/3")
    page.emulate_media(media="print")
    for gone in ("header.page-header", ".contents", ".export", "#keys"):
        expect(page.locator(gone)).to_be_hidden()
    expect(page.locator(".print-only")).to_contain_text("/A/HRC/RES/38/3@1 · 本站文本第 1 版")
    expect(page.locator("#op1")).to_be_visible()


def test_a_broken_line_is_said_and_nothing_is_lost(visit: Callable[..., Page]) -> None:
    page = visit("/browse/")
    page.route("**/browse/?*", lambda route: route.abort())
    page.get_by_label("人权理事会").check()
    expect(page.get_by_role("alert")).to_have_text("没有取到这一页，请检查网络后重试。")
    expect(page.locator(".rows .symbol")).to_have_count(5)


def test_a_missing_page_reached_by_a_link_is_shown_as_it_is(visit: Callable[..., Page]) -> None:
    page = visit("/")

    def gone(route: Route) -> None:
        route.fulfill(
            status=404,
            content_type="text/html",
            body="<html><title>没有</title><main id=main><h1 tabindex=-1>没有这一页</h1></main></html>",
        )

    page.route("**/A/RES/65/218", gone)
    page.get_by_role("link", name="A/RES/65/218").click()
    expect(page.locator("h1")).to_have_text("没有这一页")


def test_a_link_moves_the_reader_to_the_new_heading(visit: Callable[..., Page]) -> None:
    page = visit("/")
    page.get_by_role("link", name="A/HRC/RES/25/3").click()
    expect(page.locator("h1")).to_be_focused()
    expect(page.locator("#status")).to_contain_text("A/HRC/RES/25/3")
    assert page.title().startswith("A/HRC/RES/25/3 增强人权领域的国际合作")


def test_a_page_has_the_same_styles_by_a_link_as_by_its_address(visit: Callable[..., Page]) -> None:
    page = visit("/")
    page.evaluate("window.same = true")
    fresh = page.context.new_page()
    steps = (
        ("#nav a[href='/browse/']", "浏览"),
        (".row a[href='/A/HRC/RES/25/3']", "A/HRC/RES/25/3"),
        (".compare-with ul a", "逐段对照"),
        ("#nav a[href='/citations/']", "引文"),
        ("#nav a[href='/help/']", "说明"),
    )
    for link, heading in steps:
        page.locator(link).last.click()
        expect(page.locator("h1")).to_contain_text(heading)
        fresh.goto(page.url)
        assert applied(page) == applied(fresh)
    assert page.evaluate("window.same"), "the page was loaded again"
    page.go_back()
    expect(page.locator("h1")).to_contain_text("引文")
    fresh.goto(page.url)
    assert applied(page) == applied(fresh)


def test_the_controls_of_the_frame_work_after_going_back(visit: Callable[..., Page]) -> None:
    page = visit("/", color_scheme="light")
    page.locator("#nav a[href='/help/']").click()
    expect(page.locator("h1")).to_have_text("说明")
    page.go_back()
    expect(page.locator("#home-find")).to_be_visible()
    page.locator("#theme").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.locator("#keys").click()
    expect(page.locator("#keys")).to_have_text("快捷键：关")
    page.locator("#home-find").press_sequentially("合作")
    expect(page.locator("[role=option]").first).to_be_visible()


def applied(page: Page) -> list[str]:
    """The style sheets that apply on a screen, in their order."""
    sheets: list[str] = page.evaluate(
        "[...document.styleSheets].filter(s => matchMedia(s.media.mediaText).matches).map(s => s.href)"
    )
    return sheets
