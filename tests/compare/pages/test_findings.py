"""What a comparison found, in sentences."""

from dataclasses import replace

from compare.collation.model import Change, Comparison, ComparisonRow, Hunk, RowKind, Shift
from compare.pages.findings import find, in_sentences

from ..comparisons import added, amended, compared, hunk, removed, same


def unclear(a: str, b: str) -> ComparisonRow:
    return ComparisonRow((a,), (b,), RowKind.UNCLEAR, 0.9)


def verb(ident: str, shift: Shift, *, of_a: int = 2, of_b: int = 2) -> Hunk:
    change = hunk(ident, (0, of_a), ident, (0, of_b), change=Change.VERB)
    return change._replace(shift=shift)


def texts(comparison: Comparison) -> list[str]:
    return [finding.text for finding in find(comparison)]


def test_changes_of_verb_come_first_and_each_sentence_has_its_places() -> None:
    rows = (
        *added("op1"),
        *removed("op4", "op9"),
        amended("op2", "op2", verb("op2", Shift.STRONGER)),
        amended("op3", "op3", verb("op3", Shift.WEAKER)),
        unclear("op5", "op5"),
        same("op6", "op6"),
    )
    comparison = compared(
        *rows,
        a={"op2": "鼓励各国报告。", "op3": "敦促各国报告。"},
        b={"op2": "敦促各国报告。", "op3": "鼓励各国报告。"},
    )
    assert texts(comparison) == [
        "动词转弱 1 处（执行3：敦促→鼓励）",
        "动词转强 1 处（执行2：鼓励→敦促）",
        "删除 2 段（执行4、9）",
        "新增 1 段（执行1）",
        "改动 2 段（执行2、3）",
        "待核 1 段（执行5）",
    ]
    assert [place.anchor for place in find(comparison)[2].places] == ["L-op4", "L-op9"]


def test_the_verbs_of_the_paragraphs_are_quoted_rather_than_the_words_that_differ() -> None:
    comparison = compared(
        amended("op1", "op1", verb("op1", Shift.CHANGED, of_a=2, of_b=0)),
        a={"op1": "强烈谴责暴力。"},
        b={"op1": "谴责暴力。"},
    )
    assert texts(comparison)[0] == "动词改换 1 处（执行1：强烈→—）"
    a, b = (
        replace(side[0], verb=word) for side, word in ((comparison.a, "强烈谴责"), (comparison.b, "谴责"))
    )
    assert texts(replace(comparison, a=(a,), b=(b,)))[0] == "动词改换 1 处（执行1：强烈谴责→谴责）"


def test_long_words_and_many_places_are_shortened() -> None:
    comparison = compared(
        amended("op1", "op1", verb("op1", Shift.WEAKER, of_a=12)), a={"op1": "一二三四五六七八九十甲乙丙。"}
    )
    assert texts(comparison)[0] == "动词转弱 1 处（执行1：一二三四五六七八九十…→请秘）"
    many = compared(*added(*(f"op{n}" for n in range(1, 30, 2))))
    assert texts(many) == ["新增 15 段（执行1、3、5、7、9、11、13、15等）"]


def test_split_merged_moved_and_crossed_paragraphs_have_both_their_places() -> None:
    split = ComparisonRow(("op1",), ("op1", "op2"), RowKind.SPLIT, 0.7)
    merge = ComparisonRow(("op2", "op3"), ("op3",), RowKind.MERGE, 0.7)
    crossed = replace(amended("pp1", "op4", moved=True), crossed=True)
    assert texts(compared(split, merge, crossed)) == [
        "在序言与执行部分之间移动 1 段（序1→执行4）",
        "改动 1 段（执行4）",
        "拆分 1 段（执行1→执行1–2）",
        "合并 1 段（执行2–3→执行3）",
        "移动 1 段（序1→执行4）",
    ]


def test_if_nothing_of_substance_changed_the_first_sentence_says_so() -> None:
    variant = ComparisonRow(("op1",), ("op1",), RowKind.VARIANT, 0.9)
    assert texts(compared(variant, same("op2", "op3", moved=True), same("op3", "op2"))) == [
        "各段正文没有发现实质改动，也没有待核的段落",
        "移动 1 段（执行2→执行3）",
    ]
    assert texts(compared(variant, unclear("op2", "op2"))) == [
        "各段正文没有发现实质改动，待核的 1 段不在此列",
        "待核 1 段（执行2）",
    ]


def test_a_split_of_unsure_words_counts_as_unclear() -> None:
    hunks = (hunk("op1", (0, 1), "op1", (0, 1))._replace(sure=False),)
    split = ComparisonRow(("op1",), ("op1", "op2"), RowKind.SPLIT, 0.7, hunks=hunks)
    assert texts(compared(split)) == [
        "各段正文没有发现实质改动，待核的 1 段不在此列",
        "拆分 1 段（执行1→执行1–2）",
        "待核 1 段（执行1–2）",
    ]


def test_findings_are_joined_to_one_text() -> None:
    comparison = compared(*added("op1"), *removed("op2"))
    assert in_sentences(find(comparison)) == "删除 1 段（执行2）；新增 1 段（执行1）。"
