"""Corrections: what a person mends in a reading, step by step."""

import json
from dataclasses import asdict, replace
from datetime import date
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


def mended(of: Reading, *steps: tuple[str, ...]) -> Reading:
    """The reading after steps: what to do, where, the value, the key."""
    return apply(of, [step(*parts) for parts in steps])


def numbered(of: Reading) -> list[tuple[str, str, str]]:
    return [(p.id, p.number, p.text) for p in of.paragraphs]


def listed(of: Reading) -> list[tuple[str, str, str]]:
    return [(i.ident, i.kind.value, i.text) for i in form_items(of)]


def ident_of(of: Reading, text: str) -> str:
    """The ident of the item with this text."""
    return next(i.ident for i in form_items(of) if i.text == text)


def account(of: Reading) -> None:
    """Fail unless every character has one kind and one item, ids are unique, and each paragraph has its place."""
    at = 0
    for span in of.spans:
        assert at <= span.start < span.end <= len(of.raw)
        assert not of.raw[at : span.start].strip(), "a character without a kind"
        at = span.end
    assert not of.raw[at:].strip()
    pieces = sorted(piece for item in form_items(of) for piece in item.pieces)
    at = 0
    for start, end in pieces:
        assert at <= start < end and not of.raw[at:start].strip(), "a character without an item"
        at = end
    assert not of.raw[at:].strip()
    idents = [item.ident for item in form_items(of)]
    assert len(set(idents)) == len(idents)
    starts = [item.start for item in form_items(of)]
    assert starts == sorted(starts)
    as_read = texts_as_read(of)
    places: list[tuple[model.Kind, model.Paragraph | model.Footnote]] = [
        *((model.Kind.TEXT, p) for p in of.paragraphs),
        *((model.Kind.FOOTNOTE, f) for f in of.footnotes),
    ]
    for kind, place in places:
        own = [s for s in of.spans if s.kind is kind and s.where == place.id]
        assert (place.start, place.end) == (own[0].start, own[-1].end)
        printed = squeezed("".join(of.raw[s.start : s.end] for s in own))
        assert printed == squeezed(as_read.get(place.id, place.text))
    known = {p.id for p in of.paragraphs} | {f.id for f in of.footnotes} | {""}
    assert {s.where for s in of.spans} | {c.place for c in of.citations} <= known
    assert {h.before for h in of.headings} <= known
    assert all(0 <= m.offset <= len(p.text) for p in of.paragraphs for m in p.marks)
    texts = {p.id: p.text for p in of.paragraphs} | {f.id: f.text for f in of.footnotes}
    assert all(texts[c.place][c.start : c.end] == c.text for c in of.citations)


# --- items ----------------------------------------------------------------------------------------


def test_a_reading_as_items_in_the_order_of_the_file() -> None:
    found = reading("回顾其决议，¹", "1. 请各国：", "(a) 合作；", "________", "¹ 见A/70/1。", "2. 决定继续审议。")
    assert [(i.ident, i.kind.value, i.number, i.text, i.depth) for i in form_items(found)] == [
        ("at0", "head", "", "70/1.灯塔", 0),
        (f"at{found.raw.index('大会，')}", "opening", "", "大会，", 0),
        ("pp1", "preamble", "", "回顾其决议，", 0),
        ("op1", "operative", "1.", "请各国：", 0),
        ("op1.a", "operative", "(a)", "合作；", 1),
        (f"at{found.raw.index('____')}", "furniture", "", "________", 0),
        ("fn1", "footnote", "1", "见A/70/1。", 0),
        ("op2", "operative", "2.", "决定继续审议。", 0),
        (f"at{found.raw.index('2015')}", "close", "", "2015年9月25日", 0),
        (f"at{found.raw.index('第4次')}", "close", "", "第4次全体会议", 0),
    ]


@pytest.mark.parametrize("name", SEEDS)
def test_a_seed_is_accounted_for_by_its_items(name: str) -> None:
    account(seed(name))
    assert texts_as_read(seed(name)) == {}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_step_and_its_contrary_leave_every_text_as_it_was(file: Path) -> None:
    found = read(file.read_bytes(), file.name)
    title = field_text(found.meta, "title")
    assert mended(found, ("meta", "", "x", "title"), ("meta", "", title, "title")) == found
    assert find_corrections(found, as_posted(found)) == []


# --- merging and splitting ------------------------------------------------------------------------


def test_a_number_that_was_none_comes_back_into_the_text() -> None:
    found = reading("1. 请各国报告；", "2. 并合作；", "3. 决定继续审议。")
    result = mended(found, ("merge", "op2"))
    assert numbered(result) == [("op1", "1.", "请各国报告；2.并合作；"), ("op3", "3.", "决定继续审议。")]
    assert [(w.code, w.where) for w in result.warnings] == [("numbering-gap", "op3")]
    assert texts_as_read(result) == {}


def test_merging_counts_the_preamble_anew() -> None:
    found = reading("回顾其决议，", "欢迎进展，", "强调合作，", "1. 决定继续审议。")
    assert numbered(mended(found, ("merge", "pp2")))[:2] == [
        ("pp1", "", "回顾其决议，欢迎进展，"),
        ("pp2", "", "强调合作，"),
    ]


def test_marks_and_citations_follow_a_merged_text() -> None:
    found = reading("回顾其决议，", "又回顾第55/2号决议，¹", "1. 决定继续审议。", "________", "¹ 见A/70/1。")
    result = mended(found, ("merge", "pp2"))
    text = "回顾其决议，又回顾第55/2号决议，"
    assert (result.paragraphs[0].text, result.paragraphs[0].marks) == (text, (model.Mark("1", len(text)),))
    cited = result.citations[0]
    assert (cited.place, cited.target) == ("pp1", "A/RES/55/2") and text[cited.start : cited.end] == "第55/2号决议"


def test_a_word_of_latin_letters_keeps_its_blank() -> None:
    found = reading("回顾 Human Rights Watch 的报告，", "1. 决定继续审议。")
    at = found.paragraphs[0].text.index("Rights")
    cut = mended(found, ("split", "pp1", str(at)))
    assert [p.text for p in cut.paragraphs[:2]] == ["回顾Human", "Rights Watch的报告，"]
    assert mended(cut, ("merge", "pp2")) == found


def test_an_item_cut_out_of_a_paragraph_bears_its_number() -> None:
    found = reading("1. 请各国：(a) 合作；(b) 报告；2. 请秘书长协助；", "3. 决定继续审议。")
    text = found.paragraphs[0].text
    at = ",".join(str(text.index(x)) for x in ("(a)", "(b)", "2."))
    result = mended(found, ("split", "op1", at))
    assert [(p.id, p.number, p.depth, p.text) for p in result.paragraphs] == [
        ("op1", "1.", 0, "请各国："),
        ("op1.a", "(a)", 1, "合作；"),
        ("op1.b", "(b)", 1, "报告；"),
        ("op2", "2.", 0, "请秘书长协助；"),
        ("op3", "3.", 0, "决定继续审议。"),
    ]
    assert result.paragraphs[3].verb == "请" and result.warnings == ()
    account(result)


def test_a_text_without_a_number_stands_under_the_numbered_one() -> None:
    found = reading("1. 请各国合作；又请秘书长协助；", "2. 决定继续审议。")
    result = mended(found, ("split", "op1", "6"))
    assert [(p.id, p.depth) for p in result.paragraphs] == [("op1", 0), ("op1.t1", 1), ("op2", 0)]
    result = mended(found, ("split", "op1", "6"), ("number", "op1.t1", "1 bis."))
    assert [(p.id, p.number, p.depth) for p in result.paragraphs][1] == ("op1bis", "1bis.", 0)


def test_a_note_run_into_another_is_cut_off_with_its_mark() -> None:
    found = reading("回顾其决议，¹", "强调合作，²", "1. 决定继续审议。", "________", "¹ 见A/70/1。 2 见A/70/2。")
    assert [f.marker for f in found.footnotes] == ["1"]
    result = mended(found, ("split", "fn1", str(found.footnotes[0].text.index("2见"))))
    assert [(f.id, f.marker, f.text) for f in result.footnotes] == [
        ("fn1", "1", "见A/70/1。"),
        ("fn2", "2", "见A/70/2。"),
    ]
    assert result.warnings == ()
    assert mended(result, ("merge", "fn2")) == found


# --- kinds ----------------------------------------------------------------------------------------


def test_a_heading_taken_for_a_paragraph() -> None:
    found = reading("回顾其决议，", "总论。", "强调合作，", "1. 决定继续审议。")
    result = mended(found, ("kind", "pp2", "heading"))
    assert [(h.text, h.before) for h in result.headings] == [("总论。", "pp2")]
    assert [p.id for p in result.paragraphs] == ["pp1", "pp2", "op1"]
    assert mended(result, ("kind", ident_of(result, "总论。"), "preamble")) == found


def test_a_text_that_was_unread_becomes_a_paragraph_with_its_number() -> None:
    found = reading("回顾其决议，", "1. 请秘书长报告；", "2. 决定继续审议。")
    page = mended(found, ("kind", "op2", "furniture"))
    assert [p.id for p in page.paragraphs] == ["pp1", "op1"]
    assert ("furniture", "2.决定继续审议。") in [(i.kind.value, i.text) for i in form_items(page)]
    assert mended(page, ("kind", ident_of(page, "2.决定继续审议。"), "operative")) == found


def test_a_paragraph_that_is_a_note() -> None:
    found = reading("回顾《宣言》，[3]", "见A/70/1。", "1. 决定继续审议。")
    assert {w.code for w in found.warnings} == {"mark-unmatched", "verb-missing"}
    with pytest.raises(CorrectionError, match="脚注要有脚注号"):
        mended(found, ("kind", "pp2", "footnote"))
    result = mended(found, ("kind", "pp2", "footnote", "3"))
    assert [(f.id, f.marker, f.text) for f in result.footnotes] == [("fn3", "3", "见A/70/1。")]
    assert result.warnings == ()


def test_a_line_that_is_a_note_and_one_that_goes_on() -> None:
    found = reading("回顾《宣言》，¹", "1. 决定继续审议。", "________", "¹ 见A/70/1。")
    result = mended(found, ("kind", "fn1", "furniture"))
    assert result.footnotes == () and [w.code for w in result.warnings] == ["mark-unmatched"]
    back = mended(result, ("kind", ident_of(result, "¹见A/70/1。"), "footnote"))
    assert back == found


def test_items_go_with_their_paragraph_into_another_part() -> None:
    found = reading("回顾其决议，", "1. 强调：", "(a) 合作；", "2. 决定继续审议。")
    result = mended(found, ("number", "op1", ""), ("kind", "op1", "preamble"))
    assert [(p.id, p.part.value) for p in result.paragraphs] == [
        ("pp1", "preamble"), ("pp2", "preamble"), ("pp2.a", "preamble"), ("op2", "operative"),
    ]  # fmt: skip


# --- numbers and text -----------------------------------------------------------------------------


def test_a_number_gives_the_id_and_the_depth() -> None:
    found = reading("1. 请各国：", "(a) 合作；", "(b) 报告；", "2. 决定继续审议。")
    assert [p.id for p in mended(found, ("number", "op1.b", "(c)")).paragraphs] == ["op1", "op1.a", "op1.c", "op2"]
    result = mended(found, ("number", "op1.b", "2."), ("number", "op2-2", "3."))
    assert [(p.id, p.depth) for p in result.paragraphs] == [("op1", 0), ("op1.a", 1), ("op2", 0), ("op3", 0)]
    with pytest.raises(CorrectionError, match="不是段落编号"):
        mended(found, ("number", "op1", "第七"))


def test_a_text_keeps_what_the_file_says_until_it_is_set_back() -> None:
    found = reading("回顾其决义，¹", "1. 决定继续审议。", "________", "¹ 见A/70/1。")
    result = mended(found, ("text", "pp1", "又回顾 其第55/2号决议，"))
    assert texts_as_read(result) == {"pp1": "回顾其决义，"}
    assert result.paragraphs[0].text == "又回顾其第55/2号决议，" and result.paragraphs[0].verb == "回顾"
    assert result.paragraphs[0].marks == (model.Mark("1", len(result.paragraphs[0].text)),)
    assert [c.target for c in result.citations] == ["A/RES/55/2", *(c.target for c in found.citations)]
    account(result)
    assert mended(result, ("text", "pp1", "回顾其决义，")) == found


def test_a_changed_text_is_cut_where_the_file_has_it() -> None:
    found = reading("回顾其决义，强调合作，", "1. 决定继续审议。")
    result = mended(found, ("text", "pp1", "回顾其所有决议，又强调合作，"), ("split", "pp1", "8"))
    assert numbered(result)[:2] == [("pp1", "", "回顾其所有决议，"), ("pp2", "", "又强调合作，")]
    assert texts_as_read(result) == {"pp1": "回顾其决义，", "pp2": "强调合作，"}
    account(result)


def test_a_changed_text_is_merged_as_it_stands() -> None:
    found = reading("1. 请各国报告；", "2. 并合做；", "3. 决定继续审议。")
    result = mended(found, ("text", "op2", "并合作；"), ("merge", "op2"))
    assert result.paragraphs[0].text == "请各国报告；2.并合作；"
    assert texts_as_read(result) == {"op1": "请各国报告；2.并合做；"}


# --- metadata -------------------------------------------------------------------------------------


def test_metadata_are_set_checked_and_emptied() -> None:
    found = reading("1. 决定继续审议。")
    result = mended(
        found,
        ("meta", "", "a/res/ 70/2", "symbol"), ("meta", "", "人权理事会", "organ"), ("meta", "", "ES-11", "session"),
        ("meta", "", "2015-09-26", "adopted_on"), ("meta", "", "古巴*\n中国\n", "sponsors"), ("meta", "", " ", "meeting"),
    ).meta  # fmt: skip
    assert (result.symbol, result.organ, result.session, result.adopted_on) == (
        "A/RES/70/2",
        "HRC",
        "ES-11",
        date(2015, 9, 26),
    )
    assert result.sponsors == (model.Sponsor("古巴", ("*",)), model.Sponsor("中国")) and result.meeting is None
    assert field_text(result, "sponsors") == "古巴*\n中国"


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("symbol", "第七号", "不是文号"), ("organ", "灯塔会", "不认识机关"), ("status", "好", "状态只能是"),
        ("session", "第七", "不是届次"), ("adopted_on", "2015-02-30", "不是日期"), ("raw", "x", "没有“raw”"),
    ],
)  # fmt: skip
def test_metadata_that_cannot_be(key: str, value: str, sentence: str) -> None:
    with pytest.raises(CorrectionError, match=sentence):
        mended(reading("1. 决定继续审议。"), ("meta", "", value, key))


def test_the_organ_that_speaks_decides_what_a_number_means() -> None:
    found = reading("回顾其第5/1号决议，", "1. 决定继续审议。", head="灯塔", opening="大会，")
    assert found.citations[0].target != "A/HRC/RES/5/1"
    result = mended(found, ("meta", "", "HRC", "organ"), ("meta", "", "5", "session"), ("meta", "", "", "adopted_on"))
    assert result.citations[0].target == "A/HRC/RES/5/1"


def test_a_form_of_metadata_says_what_changed() -> None:
    meta = seed("65/218").meta
    posted = {key: field_text(meta, key) for key in FIELDS}
    assert field_differences(meta, posted) == []
    assert field_differences(meta, posted | {"title": "灯塔"}) == [Correction("meta", "", "title", "灯塔")]


# --- forms ----------------------------------------------------------------------------------------


def as_posted(of: Reading) -> dict[str, PostedItem]:
    return {i.ident: PostedItem(i.kind.value, i.number, i.text) for i in form_items(of)}


def test_a_form_is_put_into_steps_from_the_last_item_to_the_first() -> None:
    found = reading("回顾其决义，", "总论。", "1. 请各国：(a) 合作；(b) 报告；", "2. 决定继续审议。")
    posted = as_posted(found)
    posted["pp1"] = replace(posted["pp1"], text="回顾其决议，")
    posted["pp2"] = replace(posted["pp2"], kind="heading", text="总 论")
    posted["op1"] = replace(posted["op1"], text="请各国：\r\n(a) 合作；\r\n(b) 报告；")
    posted["op2"] = replace(posted["op2"], number="3.")
    steps = find_corrections(found, posted)
    assert [(s.op, s.where) for s in steps] == [
        ("number", "op2"), ("split", "op1"), ("kind", "pp2"), ("text", f"at{found.raw.index('总论')}"), ("text", "pp1"),
    ]  # fmt: skip
    result = apply(found, steps)
    assert numbered(result) == [
        ("pp1", "", "回顾其决议，"), ("op1", "1.", "请各国："), ("op1.a", "(a)", "合作；"), ("op1.b", "(b)", "报告；"),
        ("op3", "3.", "决定继续审议。"),
    ]  # fmt: skip
    assert [h.text for h in result.headings] == ["总论"]
    assert find_corrections(result, as_posted(result)) == []


def test_a_form_that_changes_kind_and_text_at_once() -> None:
    found = mended(reading("1. 请秘书长报告；", "2. 决定继续审议。"), ("kind", "op2", "heading"))
    where = ident_of(found, "2.决定继续审议。")
    steps = find_corrections(found, {where: PostedItem("operative", "", "2.决定不再审议。")})
    assert numbered(apply(found, steps))[1] == ("op2", "2.", "决定不再审议。")


def test_text_that_has_no_place_of_its_own_is_not_changed() -> None:
    found = reading("1. 决定继续审议。")
    with pytest.raises(CorrectionError, match="元数据"):
        find_corrections(found, {"at0": PostedItem("head", "", "70/2. 灯塔")})


# --- what always holds ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        Correction("merge", "pp1"), Correction("merge", "pp99"), Correction("split", "pp1", value="0"),
        Correction("split", "pp1", value="9999"), Correction("split", "pp1", value="²"), Correction("kind", "pp1", value="灯塔"),
        Correction("text", "pp1", value=" \n"), Correction("number", "at0", value="1."), Correction("burn", "pp1"),
    ],
)  # fmt: skip
def test_a_step_that_does_not_fit_is_a_sentence(wrong: Correction) -> None:
    with pytest.raises(CorrectionError, match=r"[。；]"):
        apply(reading("回顾其决议，", "1. 决定继续审议。"), [wrong])


SMALL = (
    reading("回顾其决议，¹", "又回顾第55/2号决议，", "1. 请各国：", "(a) 合作；", "(b) 报告；", "________", "¹ 见A/70/1。", "2. 决定继续审议。"),
    reading("回顾 Human Rights Watch 的报告，", "1. 决定通过附件。", close="2015年9月25日\n第4次全体会议\n附件\n总则\n1. 各国合作。\n2. 各国报告。"),
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


def taken(of: Reading, steps: list[tuple[str, float, str, str]]) -> tuple[Reading, list[Correction]]:
    """The steps that fit, each at one of the items then there, and what they lead to."""
    fitting: list[Correction] = []
    for op, where, value, key in steps:
        there = form_items(of)
        correction = Correction(op, there[int(where * len(there))].ident, key, value)
        try:
            of = apply(of, [correction])
        except CorrectionError:
            continue
        fitting.append(correction)
    return of, fitting


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(READINGS), STEPS)
def test_nothing_is_lost_by_any_steps_that_fit(of: Reading, steps: list[tuple[str, float, str, str]]) -> None:
    result, fitting = taken(of, steps)
    account(result)
    kept = [Correction(**json.loads(line)) for line in (json.dumps(asdict(c)) for c in fitting)]
    assert apply(of, kept) == result, "steps kept in a list lead where they led one by one"
    assert find_corrections(result, as_posted(result)) == []


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(READINGS), st.floats(0, 1, exclude_max=True), st.floats(0, 1, exclude_max=True))
def test_what_was_split_and_merged_is_as_it_was(of: Reading, which: float, where: float) -> None:
    paragraph = of.paragraphs[int(which * len(of.paragraphs))]
    at = 1 + int(where * (len(paragraph.text) - 1))
    cut = apply(of, [step("split", paragraph.id, str(at))])
    there = [p.id for p in cut.paragraphs]
    assert apply(cut, [step("merge", there[of.paragraphs.index(paragraph) + 1])]) == of


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(SMALL), st.lists(st.tuples(st.floats(0, 1, exclude_max=True), VALUES, VALUES, VALUES), max_size=4)
)
def test_a_form_leads_to_steps_that_apply_or_to_a_sentence(
    of: Reading, changes: list[tuple[float, str, str, str]]
) -> None:
    posted = as_posted(of)
    for where, kind, number, text in changes:
        ident = list(posted)[int(where * len(posted))]
        was = posted[ident]
        posted[ident] = PostedItem(
            kind if kind in set(ItemKind) else was.kind, number[:4] or was.number, was.text + text
        )
    try:
        steps = find_corrections(of, posted)
    except CorrectionError:
        return
    account(apply(of, steps))
