"""Tests of reading web pages."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resolutions.reading import ReadError, read

from ....texts import SEEDS, seed
from ....web import page
from ..test_nothing_lost import account
from .test_docx import HEADS, assert_same_content


@pytest.mark.parametrize("typed", [False, True], ids=["numbered by the browser", "numbered by hand"])
@pytest.mark.parametrize("name", SEEDS)
def test_a_resolution_on_a_web_page_has_the_reading_of_its_text(name: str, typed: bool) -> None:
    found = read(page(seed(name), HEADS[name], typed=typed), f"{name}.html")
    assert_same_content(found, seed(name))
    assert {w.code for w in found.warnings} <= {w.code for w in seed(name).warnings}


PAGE = page(seed("65/218"), HEADS["65/218"]).decode()
PIECES = st.sampled_from(
    ["", "<p>", "</p>", "<ol>", "</ol>", "<li>", "<li value=-5>", "<ol type=i start=0>", "<sup>", "</sup>", "<table><tr><td>",
     "<script>", "</script>", "<!--", "-->", "<![CDATA[", "<html>", "</body>", "<pre>", "<br>", "&#0;", "&#8238;", "&#xD800;",
     "&#99999999;", "&nbsp;", "\0", "大会，", "1. ", "<svg>", "<template>", "<p " + "a=1 " * 50, "<?xml?>", "<frameset>"]
)  # fmt: skip


@settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 60), PIECES), min_size=1, max_size=6), st.booleans()
)
def test_a_damaged_page_is_read_or_refused(
    edits: list[tuple[float, int, str]], between_elements: bool
) -> None:
    """Pieces of markup replace text at any offset, or are inserted between elements."""
    text = PAGE
    for where, length, piece in edits:
        start = int(where * len(text))
        end = start + length
        if between_elements:
            start = end = text.find(">", start) + 1 or len(text)
        text = text[:start] + piece + text[end:]
    try:
        reading = read(text.encode(), "damaged.html")
    except ReadError:
        return
    account(reading)
    assert not set("\0\u202e\ud800") & set(reading.raw)
