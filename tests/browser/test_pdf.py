"""The five resolutions, printed as PDF by a browser and read back: nothing is lost on the way."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from resolutions.reading import Reading, read

from ..printing import printed
from ..resolutions.reading.test_nothing_lost import account
from ..texts import SEEDS, seed

SYMBOLS = {
    "78th draft": "A/C.3/78/L.47", "25/3": "A/HRC/RES/25/3", "44th draft": "A/HRC/44/L.12",
    "38/3": "A/HRC/RES/38/3", "65/218": "A/RES/65/218",
}  # fmt: skip
KEPT: list[Callable[[Reading], object]] = [
    lambda r: r.meta,
    lambda r: [(p.id, p.part, p.text, p.marks) for p in r.paragraphs],
    lambda r: [(f.id, f.text) for f in r.footnotes],
    lambda r: r.citations,
    lambda r: r.instruments,
]


@pytest.mark.parametrize("hanging", [False, True], ids=["plain", "hanging"])
@pytest.mark.parametrize("name", SEEDS)
def test_a_printed_resolution_reads_like_its_text(browser: Browser, name: str, hanging: bool) -> None:
    page = browser.new_page()
    page.set_content(printed(seed(name), hanging=hanging, symbol=SYMBOLS[name]))
    page.evaluate("document.fonts.ready")
    data = page.pdf(prefer_css_page_size=True)
    page.close()
    reading = read(data, "printed.pdf")
    account(reading)
    for kept in KEPT:
        assert kept(reading) == kept(seed(name))
    assert {w.code for w in reading.warnings} <= {"date-session", "pdf-running-heads"}
