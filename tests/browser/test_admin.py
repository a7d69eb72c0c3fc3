"""The editors' side in a real browser: with the keyboard alone, for everybody, in the house's colours."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from resolutions.models import Edition

from .test_every_page import WIDE

PASSWORD = "灯塔照亮了整个海湾的夜晚"  # noqa: S105  -- for tests alone
PAGES = [
    "/admin/",
    "/admin/auth/",
    "/admin/auth/user/",
    "/admin/auth/user/add/",
    "/admin/auth/user/{root}/change/",
    "/admin/auth/user/{root}/delete/",
    "/admin/auth/user/{root}/history/",
    "/admin/auth/user/{root}/password/",
    "/admin/auth/group/add/",
    "/admin/admin/logentry/",
    "/admin/admin/logentry/?q=nothing",
    "/admin/resolutions/resolution/",
    "/admin/resolutions/edition/",
    "/admin/resolutions/edition/{edition}/change/",
    "/admin/resolutions/settlement/",
    "/admin/resolutions/upload/",
    "/admin/password_change/",
    "/admin/second-factor/",
]
COLOURS = {"light": "rgb(250, 248, 243)", "dark": "rgb(19, 22, 26)"}


@pytest.fixture
def pages(site: str, five: dict[str, Edition]) -> list[str]:
    """Addresses of the admin, with a superuser and a step in the log."""
    root = User.objects.create_superuser("root", password=PASSWORD)
    edition = five["65/218"]
    LogEntry.objects.log_actions(root.pk, [edition.resolution], CHANGE, "发布了第1版：" + "很长的缘由，" * 20)
    return [page.format(root=root.pk, edition=edition.pk) for page in PAGES]


def signed_in(visit: Callable[..., Page], **context: Any) -> Page:
    page = visit("/admin/login/?next=/admin/", **context)
    expect(page.locator("#id_username")).to_be_focused()
    page.keyboard.type("root")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.locator("#logout-form").wait_for()
    return page


def faults(page: Page) -> list[Any]:
    """What axe finds. Its own style elements, which the policy stops, are no fault of the page."""
    before = page.evaluate("window.violations.length")
    found = Axe().run(page).response["violations"]
    page.evaluate(f"window.violations.length = {before}")
    return [(page.url, v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found]


def test_the_keyboard_alone_signs_in_and_out(visit: Callable[..., Page], pages: list[str]) -> None:
    page = signed_in(visit)
    assert page.locator("h1").inner_text() == "编务"
    page.locator(".brand").focus()
    for _press in range(5):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "退出"
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/logout/")
    assert "您已退出编务" in page.locator("main").inner_text()


@pytest.mark.parametrize("width", [1440, 768, 390])
def test_the_admin_shuts_nobody_out_and_nothing_sticks_out(
    visit: Callable[..., Page], pages: list[str], width: int
) -> None:
    for scheme in ("light", "dark"):
        page = visit("/admin/login/", width=width, color_scheme=scheme, reduced_motion="reduce")
        assert faults(page) == []
        page = signed_in(visit, width=width, color_scheme=scheme, reduced_motion="reduce")
        for address in pages:
            page.goto(address)
            assert faults(page) == []
            assert page.evaluate(WIDE) <= 0, address
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") == COLOURS[scheme]
            assert page.evaluate("window.violations") == [], address


@pytest.mark.parametrize(("width", "scheme"), [*product((1440, 390), ("light", "dark"))])
def test_the_second_factor_is_set_up_where_a_policy_is_kept(
    visit: Callable[..., Page], pages: list[str], width: int, scheme: str
) -> None:
    page = signed_in(visit, width=width, color_scheme=scheme)
    page.goto("/admin/second-factor/")
    page.get_by_role("button", name="设置第二道验证").press("Enter")
    page.wait_for_url("**/set-up/")
    assert page.locator(".qr-code").evaluate("image => image.complete && image.naturalWidth > 200")
    assert faults(page) == []
    assert page.evaluate(WIDE) <= 0


def test_a_theme_chosen_on_the_site_holds_in_the_admin_and_the_other_way(
    visit: Callable[..., Page], pages: list[str]
) -> None:
    page = visit("/", color_scheme="light")
    page.locator("#theme").click()
    page.goto("/admin/login/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == COLOURS["dark"]
    page.locator("#theme").click()
    page.goto("/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == COLOURS["light"]
    page.goto("/admin/login/")
    colour = "getComputedStyle(document.querySelector('.brand svg')).stroke"
    assert page.evaluate(colour) == "rgb(10, 82, 127)"
