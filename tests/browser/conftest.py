"""A real browser before the real application."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from resolutions.models import Edition

from .chromium import ARGUMENTS, PROGRAM

WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (e) => window.violations.push(`${e.violatedDirective} ${e.blockedURI}`));
"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if PROGRAM is None:
        pytest.skip("Chromium is not on this machine")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=PROGRAM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def site(transactional_db: None, live_server: LiveServer, five: dict[str, Edition]) -> str:
    """The address of the application with the five resolutions."""
    return str(live_server.url)


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Opens a page: `visit("/browse/", width=390)`. Afterwards no policy was broken and nothing failed."""
    contexts: list[BrowserContext] = []
    pages: list[Page] = []
    faults: list[str] = []

    def opened(path: str, width: int = 1440, **context: Any) -> Page:
        contexts.append(
            browser.new_context(base_url=site, viewport={"width": width, "height": 900}, **context)
        )
        page = contexts[-1].new_page()
        page.add_init_script(WATCH)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("response", lambda r: faults.append(f"{r.status} {r.url}") if r.status >= 500 else None)
        page.goto(path)
        pages.append(page)
        return page

    yield opened
    for page in pages:
        if page.context.browser and page.evaluate("typeof window.violations === 'object'"):
            faults += page.evaluate("window.violations")
    for context in contexts:
        context.close()
    assert not faults
