"""A reading as JSON and back: nothing lost, and nothing believed."""

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutions.reading import Reading, model, read
from resolutions.reading.serialization import from_json, meta_from_json, meta_to_json, to_json

from ...texts import DATA, seed
from .test_nothing_lost import FILES

KEPT = to_json(seed("38/3"))


def back(reading: Reading) -> Reading:
    return from_json(json.loads(json.dumps(to_json(reading), ensure_ascii=False)))


def test_every_text_comes_back_as_it_was_read() -> None:
    for file in [*FILES, *DATA.glob("word/*.docx"), *DATA.glob("pdf/*.pdf")]:
        reading = read(file.read_bytes(), file.name)
        assert back(reading) == reading
        assert meta_from_json(meta_to_json(reading.meta)) == reading.meta


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
NAME = st.none() | TEXT
NUMBER = st.integers(0, 2**31 - 1)
TOTAL = st.none() | NUMBER
DAY = st.none() | st.dates()


def several(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(strategy, max_size=3).map(tuple)


VOTES = st.builds(model.Vote, TEXT, TOTAL, TOTAL, TOTAL, several(TEXT), several(TEXT), several(TEXT))
METAS = st.builds(
    model.Meta, NAME, NAME, NAME, TEXT, NAME, NAME, st.none() | NUMBER | TEXT, NAME, NAME, NAME, NAME,
    several(st.builds(model.Sponsor, TEXT, several(TEXT))), several(TEXT), DAY, NAME, st.none() | VOTES,
)  # fmt: skip


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    raw, idents = draw(st.text("大会，\n1. ", min_size=1, max_size=30)), draw(st.lists(TEXT, unique=True, max_size=6))

    def place() -> tuple[int, int]:
        first, second = sorted(draw(st.lists(st.integers(0, len(raw)), min_size=2, max_size=2)))
        return first, second

    def words(kind: Callable[..., Any], *more: Any) -> tuple[Any, ...]:
        found = []
        for ident, text in draw(st.lists(st.sampled_from(sorted(texts.items())), max_size=3)) if texts else []:
            start = draw(st.integers(0, len(text)))
            end = draw(st.integers(start, len(text)))
            found.append(kind(ident, text[start:end], start, end, *(draw(strategy) for strategy in more)))
        return tuple(found)

    paragraphs: list[model.Paragraph] = []
    notes: list[model.Footnote] = []
    for ident in idents:
        text = draw(TEXT)
        if draw(st.booleans()):
            marks = draw(several(st.builds(model.Mark, TEXT, st.integers(0, len(text)))))
            of = draw(st.sampled_from(model.Part)), text, *place(), draw(TEXT), draw(st.integers(0, 9))
            paragraphs.append(model.Paragraph(ident, *of, draw(TEXT), draw(NAME), marks))
        else:
            notes.append(model.Footnote(ident, draw(TEXT), text, *place()))
    texts = {p.id: p.text for p in paragraphs} | {f.id: f.text for f in notes}
    before = st.sampled_from(["", *(p.id for p in paragraphs)])
    headings = [model.Heading(draw(TEXT), draw(before), *place()) for _ in range(draw(st.integers(0, 2)))]
    spans = [
        model.Span(*place(), draw(st.sampled_from(model.Kind)), draw(TEXT)) for _ in range(draw(st.integers(0, 3)))
    ]
    return Reading(
        draw(TEXT), raw, draw(METAS), tuple(paragraphs), tuple(headings), tuple(notes),
        words(model.Citation, NAME, DAY, several(TEXT)), words(model.Instrument),
        draw(several(st.builds(model.ReadingWarning, TEXT, TEXT, TEXT))), tuple(spans),
    )  # fmt: skip


@given(readings())
def test_any_reading_comes_back_as_it_was(reading: Reading) -> None:
    assert back(reading) == reading


def test_what_an_earlier_release_kept_may_lack_what_has_a_default() -> None:
    assert meta_from_json({"symbol": "A/RES/70/1"}) == model.Meta(symbol="A/RES/70/1")
    assert from_json({"source": "", "raw": "", "meta": {}}) == Reading("", "", model.Meta())


def changed(*path: str | int, to: Any) -> Any:
    """The reading of 38/3 with one value changed, or left out for `...`."""
    whole = deepcopy(KEPT)
    at: Any = whole
    for key in path[:-1]:
        at = at[key]
    if to is ...:
        del at[path[-1]]
    else:
        at[path[-1]] = to
    return whole


LENGTH = len(KEPT["raw"])


@pytest.mark.parametrize(
    "damaged",
    [
        None, [], "大会", 1, {},
        changed("raw", to=...), changed("raw", to=None), changed("raw", to="a\0b"), changed("raw", to="\ud800"),
        changed("more", to=1), changed("meta", to=None), changed("meta", "more", to=1),
        changed("meta", "session", to=1.5), changed("meta", "session", to=True), changed("meta", "session", to=[38]),
        changed("meta", "adopted_on", to="2018-02-30"), changed("meta", "adopted_on", to="20180705"),
        changed("meta", "adopted_on", to=20180705), changed("meta", "sponsors", to="甲"),
        changed("meta", "vote", to=[]), changed("meta", "vote", "kind", to=...), changed("meta", "vote", "against", to=-1),
        changed("meta", "vote", "against", to=2**31), changed("paragraphs", to={}), changed("paragraphs", 0, to=None),
        changed("paragraphs", 0, "part", to="head"), changed("paragraphs", 0, "part", to=[]),
        changed("paragraphs", 0, "start", to=-1), changed("paragraphs", 0, "end", to=LENGTH + 1),
        changed("paragraphs", 0, "start", to="0"), changed("paragraphs", 0, "end", to=0),
        changed("paragraphs", 0, "id", to="pp2"), changed("footnotes", 0, "id", to="pp2"),
        changed("paragraphs", 0, "marks", to=[{"marker": "1", "offset": 10_000}]),
        changed("spans", 0, "kind", to="other"), changed("spans", 0, "end", to=LENGTH + 1),
        changed("headings", to=[{"text": "一", "before": "op99", "start": 0, "end": 1}]),
        changed("citations", 0, "place", to="op99"), changed("citations", 0, "end", to=10_000),
        changed("citations", 0, "text", to="大会"), changed("warnings", to=[["code", "", ""]]),
    ],
)  # fmt: skip
def test_what_is_damaged_is_no_reading(damaged: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  -- of any kind
        from_json(damaged)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just(date.max.isoformat()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "text", "start"]), inner),
    max_leaves=6,
)


@given(st.data())
def test_any_value_in_any_place_is_a_reading_or_a_value_error(data: st.DataObject) -> None:
    whole = deepcopy(KEPT)
    at: Any = whole
    while isinstance(at, dict | list) and at:
        key: Any = data.draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
        if not isinstance(at[key], dict | list) or data.draw(st.booleans()):
            at[key] = data.draw(VALUES)
            break
        at = at[key]
    try:
        reading = from_json(whole)
    except ValueError:
        return
    assert back(reading) == reading
