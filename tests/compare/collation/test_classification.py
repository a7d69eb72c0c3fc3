"""Classes of changes."""

import pytest

from compare.collation.model import Change, ComparisonRow, RowKind

from ..texts import only_row


def changes(row: ComparisonRow) -> list[tuple[str, str | None]]:
    return [(h.change.value, h.shift.value if h.shift else None) for h in row.hunks]


@pytest.mark.parametrize(
    ("a", "b", "kind", "found"),
    [
        ("，并", "并", RowKind.SAME, ["punctuation"]),
        ("2015年12月17日第70/153号决议", "2016年12月19日第71/194号决议", RowKind.UPDATED, ["updated"]),
        ("第六十五届会议", "第七十届会议", RowKind.UPDATED, ["updated"]),
        ("成立七十周年", "成立八十周年", RowKind.UPDATED, ["updated"]),
        ("2007年9月28日第6/17号决议", "2008年9月28日第6/17号决议", RowKind.AMENDED, ["redated"]),
        ("增进和保护人权", "促进和保护人权", RowKind.VARIANT, ["variant"]),
        ("人的尊严", "人类尊严", RowKind.VARIANT, ["variant"]),
        ("各国和会员国的报告", "各国与会员国的报告", RowKind.VARIANT, ["wording"]),
        ("单独承担的责任", "承担单独的责任", RowKind.UNCLEAR, ["wording"]),
        ("粮食危机、金融危机", "粮食危机、卫生危机、金融危机", RowKind.AMENDED, ["list"]),
        ("会员国", "非政府组织", RowKind.AMENDED, ["substance"]),
        ("三名专家", "五名专家", RowKind.AMENDED, ["substance"]),
        ("20%的捐款", "30%的捐款", RowKind.AMENDED, ["substance"]),
        ("应予实施", "不应予实施", RowKind.AMENDED, ["substance"]),
        ("所有人的一切人权", "所有人权", RowKind.AMENDED, ["substance"]),
        ("之间", "之间及其内部", RowKind.AMENDED, ["substance"]),
        ("责任", "主要责任", RowKind.AMENDED, ["substance"]),
        ("大会第70/153号决议", "理事会第70/153号决议", RowKind.AMENDED, ["substance"]),
    ],
)
def test_each_change_has_its_class(a: str, b: str, kind: RowKind, found: list[str]) -> None:
    frame = "1. 重申必须加强国际合作，回顾{}，以处理发展中国家面临的挑战。"
    row = only_row(frame.format(a), frame.format(b))
    assert (row.kind, [c for c, _ in changes(row)]) == (kind, found)


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ("决定", "鼓励", ("verb", "weaker")),
        ("鼓励", "决定", ("verb", "stronger")),
        ("邀请", "敦促", ("verb", "stronger")),
        ("促请", "敦促", ("wording", "changed")),
        ("吁请", "促请", ("wording", "changed")),
        ("请", "邀请", ("wording", "changed")),
        ("鼓励", "请", ("verb", "changed")),
        ("重申", "强调", ("verb", "changed")),
        ("认识到", "确认", ("variant", None)),
        ("再次强调", "强调", ("wording", None)),
    ],
)
def test_a_direction_is_given_only_for_verbs_of_different_strength(
    a: str, b: str, found: tuple[str, str | None]
) -> None:
    rest = "各国采取必要措施，加强双边、区域和国际合作，以处理危机的不利影响。"
    assert changes(only_row(f"1. {a}{rest}", f"1. {b}{rest}")) == [found]


def test_a_new_verb_and_the_change_after_it_are_two_hunks() -> None:
    rest = "采取必要措施，加强双边、区域和国际合作，以处理危机的不利影响。"
    row = only_row(f"1. 决定会员国{rest}", f"1. 鼓励民间社会{rest}")
    assert changes(row) == [("verb", "weaker"), ("substance", None)]


def test_a_variant_counts_only_in_its_context() -> None:
    """增进 and 促进 are variants before rights; of 加强 and 促进 of a mechanism Chinese does not say."""
    row = only_row("1. 决定加强普遍定期审议机制的工作。", "1. 决定促进普遍定期审议机制的工作。")
    assert row.kind is RowKind.UNCLEAR


def test_the_context_of_a_variant_may_be_far_before_it() -> None:
    """侵犯…自由行为 and 侵犯…自由 are variants, even with the most words between that the list allows."""
    a, b = (
        f"1. 吁请各国采取有效措施防止侵犯公民权利、政治权利以及其他基本{w}的发生。"
        for w in ("自由", "自由行为")
    )
    assert only_row(a, b).kind is RowKind.VARIANT


def test_chinese_alone_does_not_say_what_another_order_of_words_changes() -> None:
    a = "1. 确认各国除单独承担对本国社会的责任之外，还担负着集体责任。"
    b = "1. 确认各国除对本国社会承担单独的责任之外，还担负着集体责任。"
    assert only_row(a, b).kind is RowKind.UNCLEAR


def test_a_change_of_the_order_of_actors_is_of_substance() -> None:
    a = "1. 请秘书长协助高级专员拟订人权领域国际合作的年度报告。"
    b = "1. 请高级专员协助秘书长拟订人权领域国际合作的年度报告。"
    assert only_row(a, b).kind is RowKind.AMENDED


def test_a_frame_around_the_same_words_is_a_variant() -> None:
    a = "1. 重申必须实现与种族主义和种族歧视作斗争的各项目标。"
    b = "1. 重申必须实现打击种族主义和种族歧视的各项目标。"
    row = only_row(a, b)
    assert row.kind is RowKind.VARIANT
    assert {h.change for h in row.hunks} <= {Change.VARIANT, Change.WORDING}


def test_a_hunk_of_substance_and_of_undecided_words_is_of_substance() -> None:
    frame = "1. 重申必须加强国际合作，回顾{}，以处理发展中国家面临的挑战。"
    row = only_row(frame.format("秘书长执行决议的财政报告"), frame.format("大会实施决定的技术报告"))
    substance = [hunk for hunk in row.hunks if hunk.change is Change.SUBSTANCE]
    assert substance
    assert all(hunk.sure for hunk in substance)
