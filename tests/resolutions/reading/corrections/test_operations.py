"""Tests of the corrections that an editor makes to a reading."""

import json
from dataclasses import asdict, replace
from datetime import date
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resolutions.reading import Reading, model, read
from resolutions.reading.corrections import (
    FIELDS,
    Correction,
    CorrectionError,
    ItemKind,
    PostedItem,
    apply,
    field_differences,
    field_text,
    find_corrections,
    form_items,
    texts_as_read,
)

from ....texts import SEEDS, reading, seed
from ..test_nothing_lost import FILES, squeezed


def step(op: str, where: str, value: str = "", key: str = "") -> Correction:
    return Correction(op, where, key, value)


def corrected(document: Reading, *steps: tuple[str, ...]) -> Reading:
    """Return the reading after corrections, each an op, the item, the value and the key."""
    return apply(document, [step(*parts) for parts in steps])


def paragraph_rows(document: Reading) -> list[tuple[str, str, str]]:
    return [(p.id, p.number, p.text) for p in document.paragraphs]


def find_ident(document: Reading, text: str) -> str:
    """Return the ident of the item with this text."""
    return next(i.ident for i in form_items(document) if i.text == text)


def assert_covered(raw: str, ranges: list[tuple[int, int]]) -> None:
    """Assert that ranges are in order, do not overlap, and include every character that is not blank."""
    end_before = 0
    for start, end in ranges:
        assert end_before <= start < end <= len(raw)
        assert not raw[end_before:start].strip()
        end_before = end
    assert not raw[end_before:].strip()


def assert_consistent(document: Reading) -> None:
    """Assert that every character has one kind and one item, ids are unique, and texts are at their offsets."""
    items = form_items(document)
    assert_covered(document.raw, [(span.start, span.end) for span in document.spans])
    assert_covered(document.raw, sorted(chain.from_iterable(item.pieces for item in items)))
    idents = [item.ident for item in items]
    assert len(set(idents)) == len(idents)
    starts = [item.start for item in items]
    assert starts == sorted(starts)
    as_read = texts_as_read(document)
    places: list[tuple[model.Kind, model.Paragraph | model.Footnote]] = [
        *((model.Kind.TEXT, p) for p in document.paragraphs),
        *((model.Kind.FOOTNOTE, f) for f in document.footnotes),
    ]
    for kind, place in places:
        spans = [s for s in document.spans if s.kind is kind and s.where == place.id]
        assert (place.start, place.end) == (spans[0].start, spans[-1].end)
        file_text = squeezed("".join(document.raw[s.start : s.end] for s in spans))
        assert file_text == squeezed(as_read.get(place.id, place.text))
    ids = {p.id for p in document.paragraphs} | {f.id for f in document.footnotes} | {""}
    assert {s.where for s in document.spans} | {c.place for c in document.citations} <= ids
    assert {h.before for h in document.headings} <= ids
    for paragraph in document.paragraphs:
        assert all(0 <= mark.offset <= len(paragraph.text) for mark in paragraph.marks)
    texts = {p.id: p.text for p in document.paragraphs} | {f.id: f.text for f in document.footnotes}
    assert all(texts[c.place][c.start : c.end] == c.text for c in document.citations)


# --- items ----------------------------------------------------------------------------------------


def test_items_are_in_the_order_of_the_file() -> None:
    original = reading(
        "回顾其决议，¹", "1. 请各国：", "(a) 合作；", "________", "¹ 见A/70/1。", "2. 决定继续审议。"
    )
    assert [(i.ident, i.kind.value, i.number, i.text, i.depth) for i in form_items(original)] == [
        ("at0", "head", "", "70/1.灯塔", 0),
        (f"at{original.raw.index('大会，')}", "opening", "", "大会，", 0),
        ("pp1", "preamble", "", "回顾其决议，", 0),
        ("op1", "operative", "1.", "请各国：", 0),
        ("op1.a", "operative", "(a)", "合作；", 1),
        (f"at{original.raw.index('____')}", "furniture", "", "________", 0),
        ("fn1", "footnote", "1", "见A/70/1。", 0),
        ("op2", "operative", "2.", "决定继续审议。", 0),
        (f"at{original.raw.index('2015')}", "close", "", "2015年9月25日", 0),
        (f"at{original.raw.index('第4次')}", "close", "", "第4次全体会议", 0),
    ]


@pytest.mark.parametrize("name", SEEDS)
def test_the_items_of_a_resolution_include_every_character(name: str) -> None:
    assert_consistent(seed(name))
    assert texts_as_read(seed(name)) == {}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_correction_and_its_inverse_restore_the_reading(file: Path) -> None:
    original = read(file.read_bytes(), file.name)
    title = field_text(original.meta, "title")
    assert corrected(original, ("meta", "", "x", "title"), ("meta", "", title, "title")) == original
    assert find_corrections(original, posted_form(original)) == []


# --- merging and splitting ------------------------------------------------------------------------


def test_merging_returns_the_number_to_the_text() -> None:
    original = reading("1. 请各国报告；", "2. 并合作；", "3. 决定继续审议。")
    result = corrected(original, ("merge", "op2"))
    assert paragraph_rows(result) == [
        ("op1", "1.", "请各国报告；2.并合作；"),
        ("op3", "3.", "决定继续审议。"),
    ]
    assert [(w.code, w.where) for w in result.warnings] == [("numbering-gap", "op3")]
    assert texts_as_read(result) == {}


def test_merging_renumbers_the_preamble() -> None:
    original = reading("回顾其决议，", "欢迎进展，", "强调合作，", "1. 决定继续审议。")
    assert paragraph_rows(corrected(original, ("merge", "pp2")))[:2] == [
        ("pp1", "", "回顾其决议，欢迎进展，"),
        ("pp2", "", "强调合作，"),
    ]


def test_merging_keeps_marks_and_citations() -> None:
    original = reading(
        "回顾其决议，", "又回顾第55/2号决议，¹", "1. 决定继续审议。", "________", "¹ 见A/70/1。"
    )
    result = corrected(original, ("merge", "pp2"))
    text = "回顾其决议，又回顾第55/2号决议，"
    assert (result.paragraphs[0].text, result.paragraphs[0].marks) == (text, (model.Mark("1", len(text)),))
    cited = result.citations[0]
    assert (cited.place, cited.target) == ("pp1", "A/RES/55/2") and text[
        cited.start : cited.end
    ] == "第55/2号决议"


def test_splitting_and_merging_keep_blanks_between_latin_words() -> None:
    original = reading("回顾 Human Rights Watch 的报告，", "1. 决定继续审议。")
    offset = original.paragraphs[0].text.index("Rights")
    split = corrected(original, ("split", "pp1", str(offset)))
    assert [p.text for p in split.paragraphs[:2]] == ["回顾Human", "Rights Watch的报告，"]
    assert corrected(split, ("merge", "pp2")) == original


def test_a_split_part_gets_the_number_at_its_start() -> None:
    original = reading("1. 请各国：(a) 合作；(b) 报告；2. 请秘书长协助；", "3. 决定继续审议。")
    text = original.paragraphs[0].text
    offsets = [text.index(number) for number in ("(a)", "(b)", "2.")]
    result = corrected(original, ("split", "op1", ",".join(map(str, offsets))))
    assert [(p.id, p.number, p.depth, p.text) for p in result.paragraphs] == [
        ("op1", "1.", 0, "请各国："),
        ("op1.a", "(a)", 1, "合作；"),
        ("op1.b", "(b)", 1, "报告；"),
        ("op2", "2.", 0, "请秘书长协助；"),
        ("op3", "3.", 0, "决定继续审议。"),
    ]
    assert result.paragraphs[3].verb == "请" and result.warnings == ()
    assert_consistent(result)


def test_an_unnumbered_part_belongs_to_the_numbered_paragraph_above() -> None:
    original = reading("1. 请各国合作；又请秘书长协助；", "2. 决定继续审议。")
    result = corrected(original, ("split", "op1", "6"))
    assert [(p.id, p.depth) for p in result.paragraphs] == [("op1", 0), ("op1.t1", 1), ("op2", 0)]
    result = corrected(original, ("split", "op1", "6"), ("number", "op1.t1", "1 bis."))
    assert [(p.id, p.number, p.depth) for p in result.paragraphs][1] == ("op1bis", "1bis.", 0)


def test_splitting_a_note_gives_the_second_note_its_marker() -> None:
    original = reading(
        "回顾其决议，¹", "强调合作，²", "1. 决定继续审议。", "________", "¹ 见A/70/1。 2 见A/70/2。"
    )
    assert [f.marker for f in original.footnotes] == ["1"]
    result = corrected(original, ("split", "fn1", str(original.footnotes[0].text.index("2见"))))
    assert [(f.id, f.marker, f.text) for f in result.footnotes] == [
        ("fn1", "1", "见A/70/1。"),
        ("fn2", "2", "见A/70/2。"),
    ]
    assert result.warnings == ()
    assert corrected(result, ("merge", "fn2")) == original


# --- kinds ----------------------------------------------------------------------------------------


def test_a_paragraph_can_become_a_heading() -> None:
    original = reading("回顾其决议，", "总论。", "强调合作，", "1. 决定继续审议。")
    result = corrected(original, ("kind", "pp2", "heading"))
    assert [(h.text, h.before) for h in result.headings] == [("总论。", "pp2")]
    assert [p.id for p in result.paragraphs] == ["pp1", "pp2", "op1"]
    assert corrected(result, ("kind", find_ident(result, "总论。"), "preamble")) == original


def test_a_line_becomes_a_paragraph_with_its_number() -> None:
    original = reading("回顾其决议，", "1. 请秘书长报告；", "2. 决定继续审议。")
    page = corrected(original, ("kind", "op2", "furniture"))
    assert [p.id for p in page.paragraphs] == ["pp1", "op1"]
    assert ("furniture", "2.决定继续审议。") in [(i.kind.value, i.text) for i in form_items(page)]
    assert corrected(page, ("kind", find_ident(page, "2.决定继续审议。"), "operative")) == original


def test_a_paragraph_can_become_a_note_with_a_marker() -> None:
    original = reading("回顾《宣言》，[3]", "见A/70/1。", "1. 决定继续审议。")
    assert {w.code for w in original.warnings} == {"mark-unmatched", "verb-missing"}
    with pytest.raises(CorrectionError, match="脚注要有脚注号"):
        corrected(original, ("kind", "pp2", "footnote"))
    result = corrected(original, ("kind", "pp2", "footnote", "3"))
    assert [(f.id, f.marker, f.text) for f in result.footnotes] == [("fn3", "3", "见A/70/1。")]
    assert result.warnings == ()


def test_a_note_can_become_a_line_and_a_note_again() -> None:
    original = reading("回顾《宣言》，¹", "1. 决定继续审议。", "________", "¹ 见A/70/1。")
    result = corrected(original, ("kind", "fn1", "furniture"))
    assert result.footnotes == () and [w.code for w in result.warnings] == ["mark-unmatched"]
    back = corrected(result, ("kind", find_ident(result, "¹见A/70/1。"), "footnote"))
    assert back == original


def test_subparagraphs_move_to_another_part_with_their_paragraph() -> None:
    original = reading("回顾其决议，", "1. 强调：", "(a) 合作；", "2. 决定继续审议。")
    result = corrected(original, ("number", "op1", ""), ("kind", "op1", "preamble"))
    assert [(p.id, p.part.value) for p in result.paragraphs] == [
        ("pp1", "preamble"), ("pp2", "preamble"), ("pp2.a", "preamble"), ("op2", "operative"),
    ]  # fmt: skip


# --- numbers and text -----------------------------------------------------------------------------


def test_a_new_number_changes_the_id_and_the_depth() -> None:
    original = reading("1. 请各国：", "(a) 合作；", "(b) 报告；", "2. 决定继续审议。")
    assert [p.id for p in corrected(original, ("number", "op1.b", "(c)")).paragraphs] == [
        "op1",
        "op1.a",
        "op1.c",
        "op2",
    ]
    result = corrected(original, ("number", "op1.b", "2."), ("number", "op2-2", "3."))
    assert [(p.id, p.depth) for p in result.paragraphs] == [("op1", 0), ("op1.a", 1), ("op2", 0), ("op3", 0)]
    with pytest.raises(CorrectionError, match="不是段落编号"):
        corrected(original, ("number", "op1", "第七"))


def test_a_changed_text_keeps_the_text_of_the_file() -> None:
    original = reading("回顾其决义，¹", "1. 决定继续审议。", "________", "¹ 见A/70/1。")
    result = corrected(original, ("text", "pp1", "又回顾 其第55/2号决议，"))
    assert texts_as_read(result) == {"pp1": "回顾其决义，"}
    assert result.paragraphs[0].text == "又回顾其第55/2号决议，" and result.paragraphs[0].verb == "回顾"
    assert result.paragraphs[0].marks == (model.Mark("1", len(result.paragraphs[0].text)),)
    assert [c.target for c in result.citations] == ["A/RES/55/2", *(c.target for c in original.citations)]
    assert_consistent(result)
    assert corrected(result, ("text", "pp1", "回顾其决义，")) == original


def test_a_changed_text_is_split_at_the_same_place_in_the_file() -> None:
    original = reading("回顾其决义，强调合作，", "1. 决定继续审议。")
    result = corrected(original, ("text", "pp1", "回顾其所有决议，又强调合作，"), ("split", "pp1", "8"))
    assert paragraph_rows(result)[:2] == [("pp1", "", "回顾其所有决议，"), ("pp2", "", "又强调合作，")]
    assert texts_as_read(result) == {"pp1": "回顾其决义，", "pp2": "强调合作，"}
    assert_consistent(result)


def test_merging_keeps_a_changed_text() -> None:
    original = reading("1. 请各国报告；", "2. 并合做；", "3. 决定继续审议。")
    result = corrected(original, ("text", "op2", "并合作；"), ("merge", "op2"))
    assert result.paragraphs[0].text == "请各国报告；2.并合作；"
    assert texts_as_read(result) == {"op1": "请各国报告；2.并合做；"}


# --- metadata -------------------------------------------------------------------------------------


def test_metadata_fields_are_normalised_and_can_be_emptied() -> None:
    original = reading("1. 决定继续审议。")
    result = corrected(
        original,
        ("meta", "", "a/res/ 70/2", "symbol"), ("meta", "", "人权理事会", "organ"), ("meta", "", "ES-11", "session"),
        ("meta", "", "2015-09-26", "adopted_on"), ("meta", "", "古巴*\n中国\n", "sponsors"),
        ("meta", "", " ", "meeting"),
    ).meta  # fmt: skip
    assert (result.symbol, result.organ, result.session, result.adopted_on) == (
        "A/RES/70/2",
        "HRC",
        "ES-11",
        date(2015, 9, 26),
    )
    assert (
        result.sponsors == (model.Sponsor("古巴", ("*",)), model.Sponsor("中国")) and result.meeting is None
    )
    assert field_text(result, "sponsors") == "古巴*\n中国"


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("symbol", "第七号", "不是文号"), ("organ", "灯塔会", "不认识机关"), ("status", "好", "状态只能是"),
        ("session", "第七", "不是届次"), ("adopted_on", "2015-02-30", "不是日期"), ("raw", "x", "没有“raw”"),
    ],
)  # fmt: skip
def test_invalid_metadata_raise_a_correction_error(key: str, value: str, sentence: str) -> None:
    with pytest.raises(CorrectionError, match=sentence):
        corrected(reading("1. 决定继续审议。"), ("meta", "", value, key))


def test_a_new_organ_changes_the_targets_of_citations() -> None:
    original = reading("回顾其第5/1号决议，", "1. 决定继续审议。", head="灯塔", opening="大会，")
    assert original.citations[0].target != "A/HRC/RES/5/1"
    result = corrected(
        original, ("meta", "", "HRC", "organ"), ("meta", "", "5", "session"), ("meta", "", "", "adopted_on")
    )
    assert result.citations[0].target == "A/HRC/RES/5/1"


def test_field_differences_are_the_changed_fields() -> None:
    meta = seed("65/218").meta
    posted = {key: field_text(meta, key) for key in FIELDS}
    assert field_differences(meta, posted) == []
    assert field_differences(meta, posted | {"title": "灯塔"}) == [Correction("meta", "", "title", "灯塔")]


# --- forms ----------------------------------------------------------------------------------------


def posted_form(document: Reading) -> dict[str, PostedItem]:
    return {i.ident: PostedItem(i.kind.value, i.number, i.text) for i in form_items(document)}


def test_corrections_of_a_form_go_from_the_last_item_to_the_first() -> None:
    original = reading("回顾其决义，", "总论。", "1. 请各国：(a) 合作；(b) 报告；", "2. 决定继续审议。")
    posted = posted_form(original)
    posted["pp1"] = replace(posted["pp1"], text="回顾其决议，")
    posted["pp2"] = replace(posted["pp2"], kind="heading", text="总 论")
    posted["op1"] = replace(posted["op1"], text="请各国：\r\n(a) 合作；\r\n(b) 报告；")
    posted["op2"] = replace(posted["op2"], number="3.")
    steps = find_corrections(original, posted)
    assert [(s.op, s.where) for s in steps] == [
        ("number", "op2"), ("split", "op1"), ("kind", "pp2"), ("text", f"at{original.raw.index('总论')}"), ("text", "pp1"),
    ]  # fmt: skip
    result = apply(original, steps)
    assert paragraph_rows(result) == [
        ("pp1", "", "回顾其决议，"), ("op1", "1.", "请各国："), ("op1.a", "(a)", "合作；"), ("op1.b", "(b)", "报告；"),
        ("op3", "3.", "决定继续审议。"),
    ]  # fmt: skip
    assert [h.text for h in result.headings] == ["总论"]
    assert find_corrections(result, posted_form(result)) == []


def test_a_form_can_change_kind_and_text_of_an_item() -> None:
    original = corrected(reading("1. 请秘书长报告；", "2. 决定继续审议。"), ("kind", "op2", "heading"))
    where = find_ident(original, "2.决定继续审议。")
    steps = find_corrections(original, {where: PostedItem("operative", "", "2.决定不再审议。")})
    assert paragraph_rows(apply(original, steps))[1] == ("op2", "2.", "决定不再审议。")


def test_the_text_of_other_items_cannot_be_changed() -> None:
    original = reading("1. 决定继续审议。")
    with pytest.raises(CorrectionError, match="元数据"):
        find_corrections(original, {"at0": PostedItem("head", "", "70/2. 灯塔")})


# --- properties -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        Correction("merge", "pp1"), Correction("merge", "pp99"), Correction("split", "pp1", value="0"),
        Correction("split", "pp1", value="9999"), Correction("split", "pp1", value="²"),
        Correction("kind", "pp1", value="灯塔"), Correction("text", "pp1", value=" \n"),
        Correction("number", "at0", value="1."), Correction("burn", "pp1"),
    ],
)  # fmt: skip
def test_a_correction_that_does_not_fit_raises_a_correction_error(wrong: Correction) -> None:
    with pytest.raises(CorrectionError, match=r"[。；]"):
        apply(reading("回顾其决议，", "1. 决定继续审议。"), [wrong])


SMALL = (
    reading(
        "回顾其决议，¹", "又回顾第55/2号决议，", "1. 请各国：", "(a) 合作；", "(b) 报告；", "________", "¹ 见A/70/1。",
        "2. 决定继续审议。",
    ),
    reading(
        "回顾 Human Rights Watch 的报告，", "1. 决定通过附件。",
        close="2015年9月25日\n第4次全体会议\n附件\n总则\n1. 各国合作。\n2. 各国报告。",
    ),
)  # fmt: skip
READINGS = (*SMALL, *(seed(name) for name in SEEDS))
VALUES = st.one_of(
    st.sampled_from([*ItemKind, "1.", "2.", "(a)", "(i)", "一、", "7", "", "PP3", "•"]),
    st.integers(0, 60).map(str),
    st.lists(st.integers(1, 40), min_size=1, max_size=3).map(lambda numbers: ",".join(map(str, numbers))),
    st.text("大会，；。 a1(¹《》[", max_size=12),
    st.text(max_size=8),
)  # fmt: skip
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["merge", "split", "kind", "number", "text", "meta"]),
        st.floats(0, 1, exclude_max=True), VALUES, st.sampled_from(["", "1", "2", *FIELDS]),
    ),
    min_size=1, max_size=8,
)  # fmt: skip


def apply_fitting(
    document: Reading, steps: list[tuple[str, float, str, str]]
) -> tuple[Reading, list[Correction]]:
    """Apply the corrections that fit, each to one of the current items. Return the reading and these corrections."""
    fitting: list[Correction] = []
    for op, where, value, key in steps:
        items = form_items(document)
        correction = Correction(op, items[int(where * len(items))].ident, key, value)
        try:
            document = apply(document, [correction])
        except CorrectionError:
            continue
        fitting.append(correction)
    return document, fitting


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(READINGS), STEPS)
def test_any_corrections_keep_every_character(
    document: Reading, steps: list[tuple[str, float, str, str]]
) -> None:
    result, fitting = apply_fitting(document, steps)
    assert_consistent(result)
    stored = [json.dumps(asdict(correction)) for correction in fitting]
    restored = [Correction(**json.loads(line)) for line in stored]
    assert apply(document, restored) == result
    assert find_corrections(result, posted_form(result)) == []


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(READINGS), st.floats(0, 1, exclude_max=True), st.floats(0, 1, exclude_max=True))
def test_splitting_and_merging_restore_the_reading(document: Reading, which: float, where: float) -> None:
    paragraph = document.paragraphs[int(which * len(document.paragraphs))]
    offset = 1 + int(where * (len(paragraph.text) - 1))
    split = apply(document, [step("split", paragraph.id, str(offset))])
    second_part = split.paragraphs[document.paragraphs.index(paragraph) + 1]
    assert apply(split, [step("merge", second_part.id)]) == document


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(SMALL),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), VALUES, VALUES, VALUES), max_size=4),
)
def test_any_form_gives_corrections_that_apply_or_a_correction_error(
    document: Reading, changes: list[tuple[float, str, str, str]]
) -> None:
    posted = posted_form(document)
    for where, kind, number, text in changes:
        ident = list(posted)[int(where * len(posted))]
        item = posted[ident]
        if kind in set(ItemKind):
            item = replace(item, kind=kind)
        posted[ident] = replace(item, number=number[:4] or item.number, text=item.text + text)
    try:
        steps = find_corrections(document, posted)
    except CorrectionError:
        return
    assert_consistent(apply(document, steps))
