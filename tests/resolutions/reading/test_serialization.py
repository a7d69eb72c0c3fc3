"""A reading converted to JSON and back: no value is lost, and invalid input is refused."""

import dataclasses
import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from resolutions.reading import Reading, model, read
from resolutions.reading.serialization import from_json, meta_from_json, meta_to_json, to_json

from ...texts import DATA, seed
from .test_nothing_lost import FILES

SEED = to_json(seed("38/3"))


def round_trip(reading: Reading) -> Reading:
    return from_json(json.loads(json.dumps(to_json(reading), ensure_ascii=False)))


def test_readings_of_all_files_survive_a_round_trip() -> None:
    for file in [*FILES, *DATA.glob("word/*.docx"), *DATA.glob("pdf/*.pdf")]:
        reading = read(file.read_bytes(), file.name)
        assert round_trip(reading) == reading
        assert meta_from_json(meta_to_json(reading.meta)) == reading.meta


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
NAME = st.none() | TEXT
NUMBER = st.integers(0, 2**31 - 1)
TOTAL = st.none() | NUMBER
DAY = st.none() | st.dates()
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.just(date.max.isoformat()),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "text", "start"]), inner)
    ),
    max_leaves=6,
)


def several(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(strategy, max_size=3).map(tuple)


VOTES = st.builds(model.Vote, TEXT, TOTAL, TOTAL, TOTAL, several(TEXT), several(TEXT), several(TEXT))
METAS = st.builds(
    model.Meta, NAME, NAME, NAME, TEXT, NAME, NAME, st.none() | NUMBER | TEXT, NAME, NAME, NAME, NAME,
    several(st.builds(model.Sponsor, TEXT, several(TEXT))), several(TEXT), DAY, NAME, st.none() | VOTES,
)  # fmt: skip


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    raw, idents = (
        draw(st.text("大会，\n1. ", min_size=1, max_size=30)),
        draw(st.lists(TEXT, unique=True, max_size=6)),
    )

    def place() -> tuple[int, int]:
        first, second = sorted(draw(st.lists(st.integers(0, len(raw)), min_size=2, max_size=2)))
        return first, second

    def words(kind: Callable[..., Any], *more: Any) -> tuple[Any, ...]:
        found = []
        for ident, text in (
            draw(st.lists(st.sampled_from(sorted(texts.items())), max_size=3)) if texts else []
        ):
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
        model.Span(*place(), draw(st.sampled_from(model.Kind)), draw(TEXT))
        for _ in range(draw(st.integers(0, 3)))
    ]
    return Reading(
        draw(TEXT), raw, draw(METAS), tuple(paragraphs), tuple(headings), tuple(notes),
        words(model.Citation, NAME, DAY, several(TEXT)), words(model.Instrument),
        draw(several(st.builds(model.ReadingWarning, TEXT, TEXT, TEXT))), tuple(spans),
    )  # fmt: skip


def test_the_json_has_the_form_that_databases_hold() -> None:
    reading = Reading(
        "a.txt",
        "大会，见A/1。",
        model.Meta(
            symbol="A/RES/1/1",
            session=1,
            sponsors=(model.Sponsor("甲", ("*",)),),
            adopted_on=date(46, 1, 2),
            vote=model.Vote("recorded", in_favour=2, states_in_favour=("甲", "乙")),
        ),
        (model.Paragraph("pp1", model.Part.PREAMBLE, "见A/1。", 3, 8, marks=(model.Mark("1", 4),)),),
        (model.Heading("一", "pp1", 0, 1),),
        (model.Footnote("fn1", "1", "A/1", 4, 7),),
        (model.Citation("pp1", "A/1", 1, 4, None, date(2018, 7, 5), ("A/1", "B/1")),),
        (model.Instrument("fn1", "A", 0, 1),),
        (model.ReadingWarning("code", "pp1", "看"),),
        (model.Span(0, 3, model.Kind.OPENING), model.Span(3, 8, model.Kind.TEXT, "pp1")),
    )
    expected = (
        '{"source": "a.txt", "raw": "大会，见A/1。", "meta": {"symbol": "A/RES/1/1", "number": null, "body": null, '
        '"organ": "", "committee": null, "status": null, "session": 1, "session_dates": null, "agenda_item": null, '
        '"agenda_title": null, "title": null, "sponsors": [{"name": "甲", "stars": ["*"]}], "sponsor_notes": [], '
        '"adopted_on": "0046-01-02", "meeting": null, "vote": {"kind": "recorded", "in_favour": 2, "against": null, '
        '"abstaining": null, "states_in_favour": ["甲", "乙"], "states_against": [], "states_abstaining": []}}, '
        '"paragraphs": [{"id": "pp1", "part": "preamble", "text": "见A/1。", "start": 3, "end": 8, "number": "", '
        '"depth": 0, "component": "", "verb": null, "marks": [{"marker": "1", "offset": 4}]}], '
        '"headings": [{"text": "一", "before": "pp1", "start": 0, "end": 1}], '
        '"footnotes": [{"id": "fn1", "marker": "1", "text": "A/1", "start": 4, "end": 7}], '
        '"citations": [{"place": "pp1", "text": "A/1", "start": 1, "end": 4, "target": null, "day": "2018-07-05", '
        '"candidates": ["A/1", "B/1"]}], "instruments": [{"place": "fn1", "text": "A", "start": 0, "end": 1}], '
        '"warnings": [{"code": "code", "where": "pp1", "message": "看"}], '
        '"spans": [{"start": 0, "end": 3, "kind": "opening", "where": ""}, '
        '{"start": 3, "end": 8, "kind": "text", "where": "pp1"}]}'
    )
    assert json.dumps(to_json(reading), ensure_ascii=False) == expected
    assert from_json(json.loads(expected)) == reading


@given(readings())
def test_any_reading_survives_a_round_trip(reading: Reading) -> None:
    assert round_trip(reading) == reading


def test_fields_with_a_default_may_be_missing() -> None:
    assert meta_from_json({"symbol": "A/RES/70/1"}) == model.Meta(symbol="A/RES/70/1")
    assert from_json({"source": "", "raw": "", "meta": {}}) == Reading("", "", model.Meta())


def changed(*path: str | int, to: Any) -> Any:
    """Return the JSON of 38/3 with the value at `path` set to `to`, or removed if `to` is `...`."""
    whole = deepcopy(SEED)
    at: Any = whole
    for key in path[:-1]:
        at = at[key]
    if to is ...:
        del at[path[-1]]
    else:
        at[path[-1]] = to
    return whole


def objects_in(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of a JSON value."""
    children: list[Any] = []
    if isinstance(value, dict):
        yield value
        children = list(value.values())
    elif isinstance(value, list):
        children = value
    for child in children:
        yield from objects_in(child)


@given(readings(), st.data(), TEXT)
def test_an_unknown_key_in_any_object_is_refused(reading: Reading, data: st.DataObject, key: str) -> None:
    whole = to_json(reading)
    chosen = data.draw(st.sampled_from(list(objects_in(whole))))
    assume(key not in chosen)
    chosen[key] = data.draw(VALUES)
    with pytest.raises(ValueError, match="unknown fields"):
        from_json(whole)


@given(readings(), st.data())
def test_missing_fields_of_metadata_get_their_defaults(reading: Reading, data: st.DataObject) -> None:
    whole = to_json(reading)
    optional = [field.name for field in dataclasses.fields(model.Meta)]
    missing = data.draw(st.sets(st.sampled_from(optional)))
    for name in missing:
        del whole["meta"][name]
    defaults = {name: getattr(model.Meta(), name) for name in missing}
    assert from_json(whole) == dataclasses.replace(
        reading, meta=dataclasses.replace(reading.meta, **defaults)
    )


@given(readings(), st.sampled_from(["a\0b", "\0", "\ud800", "大会\udfff"]), st.data())
def test_a_text_that_no_database_stores_is_refused_in_any_object(
    reading: Reading, text: str, data: st.DataObject
) -> None:
    whole = to_json(reading)
    chosen = data.draw(st.sampled_from(list(objects_in(whole))))
    texts = sorted(key for key, value in chosen.items() if isinstance(value, str))
    assume(texts)
    chosen[data.draw(st.sampled_from(texts))] = text
    with pytest.raises(ValueError):  # noqa: PT011  -- of any kind
        from_json(whole)


@given(readings(), st.sampled_from([-1, 2**31, 2**64, -(2**70)]), st.data())
def test_an_integer_that_no_database_stores_is_refused_in_any_object(
    reading: Reading, number: int, data: st.DataObject
) -> None:
    whole = to_json(reading)
    chosen = data.draw(st.sampled_from(list(objects_in(whole))))
    numbers = sorted(key for key, value in chosen.items() if isinstance(value, int))
    assume(numbers)
    chosen[data.draw(st.sampled_from(numbers))] = number
    with pytest.raises(ValueError):  # noqa: PT011  -- of any kind
        from_json(whole)


@pytest.mark.parametrize(
    "other",
    [(), date(2018, 7, 5), model.Meta(), 1.0, b""],
    ids=lambda value: type(value).__name__,
)
@pytest.mark.parametrize("name", ["session", "sponsor_notes", "adopted_on", "vote"])
def test_values_that_are_not_of_json_are_refused(name: str, other: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  -- of any kind
        meta_from_json({name: other})


LENGTH = len(SEED["raw"])


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
def test_invalid_json_is_refused(damaged: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  -- of any kind
        from_json(damaged)


@given(st.data())
def test_any_value_in_any_place_is_read_or_refused_with_a_value_error(data: st.DataObject) -> None:
    whole = deepcopy(SEED)
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
    assert round_trip(reading) == reading
