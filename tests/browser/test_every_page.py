"""Every page, at every width, light and dark: readable by all, and nothing sticks out."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from resolutions.models import Edition

PAGES = [
    "/",
    "/browse/",
    "/browse/?body=HRC&status=adopted",
    "/browse/?body=GA&vote=recorded",
    "/search/",
    "/search/?q=%E5%9B%BD%E9%99%85%E5%90%88%E4%BD%9C",
    "/search/?q=%E9%87%8F%E5%AD%90+%E5%90%88%E4%BD%9C&in=fn",
    "/help/",
    "/A/HRC/RES/38/3",
    "/A/RES/65/218@1",
    "/draft/c378-94a27989",
    "/source/A/HRC/RES/25/3",
    "/A/RES/60/251",
    "/A/HRC/RES/38/4",
    "/instrument/charter",
    "/citations/",
    "/citations/unresolved?by=title",
    "/reuse/",
    "/reuse/A/HRC/RES/25/3/op7",
    "/lineage/A/HRC/RES/25/3/op7",
    "/graph/A/RES/65/218",
    "/graph/A/RES/65/218,A/HRC/RES/25/3?scope=series",
    "/compare/",
    "/compare/A/RES/65/218...A/HRC/RES/25/3",
    "/compare/A/HRC/RES/38/3...draft/hrc44-6a76d008?view=inline",
    "/compare/A/HRC/RES/38/3...draft/hrc44-6a76d008?view=changes&fold=off",
]
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_shuts_anyone_out(visit: Callable[..., Page], path: str) -> None:
    for width, scheme in product((1440, 390), ("light", "dark")):
        page = visit(path, width=width, color_scheme=scheme, reduced_motion="reduce")
        for details in page.locator("details").all():
            details.evaluate("e => e.open = true")
        found: list[dict[str, Any]] = Axe().run(page).response["violations"]
        assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_nothing_sticks_out_at_the_side(visit: Callable[..., Page], width: int) -> None:
    page = visit("/", width=width)
    for path in PAGES:
        page.goto(path)
        assert page.evaluate(WIDE) <= 0, path


def test_nothing_sticks_out_where_letters_are_twice_as_large(visit: Callable[..., Page]) -> None:
    page = visit("/", width=390)
    for path in PAGES:
        page.goto(path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(WIDE) <= 0, path


def test_what_is_touched_is_large_enough(visit: Callable[..., Page]) -> None:
    """WCAG 2.2, 2.5.8: 24 by 24 px, links in running text apart."""
    page = visit("/A/HRC/RES/38/3", width=390, has_touch=True)
    small = page.evaluate(
        """() => [...document.querySelectorAll("header a, header button, header input, nav a, summary, .chip, .take a")]
            .filter(e => e.checkVisibility())
            .map(e => [e.textContent.trim().slice(0, 20), e.getBoundingClientRect()])
            .filter(([, box]) => box.height < 24 || box.width < 24).map(([text]) => text)"""
    )
    assert small == []


def test_every_page_is_titled_and_says_which_language_it_is_in(
    visit: Callable[..., Page], five: dict[str, Edition]
) -> None:
    page = visit("/")
    titles = []
    for path in PAGES:
        page.goto(path)
        titles.append(page.title())
        assert page.title().endswith("决议对照")
        assert page.locator("h1").count() == 1
        assert page.locator("html").get_attribute("lang") == "zh-Hans"
        assert page.locator("main").count() == 1
    assert len(set(titles)) >= len(PAGES) - 3  # two browse with filters, two show one comparison in two views
