"""Alignment of paragraphs: moves, splits, merges, and both orders of the sides."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.collation.classification import row_kind
from compare.collation.collate import collate
from compare.collation.model import Comparison, ComparisonRow, Passage, RowKind
from compare.collation.similarity import Vocabulary, similarity

from ...texts import SEEDS
from ..texts import links, made, side

PAIRS = list(combinations(SEEDS, 2))
MIRRORED = {RowKind.ADDED: RowKind.REMOVED, RowKind.SPLIT: RowKind.MERGE}
MIRRORED |= {new: old for old, new in MIRRORED.items()}
names = st.sampled_from(sorted(SEEDS))


def rows(comparison: Comparison, *, mirrored: bool = False) -> set[object]:
    """Return the content of the rows, with the sides swapped if `mirrored`.

    What is rolled forward on one side goes back on the other, so that the kind is taken without regard to it.
    """
    contents: set[object] = set()
    for r in comparison.rows:
        hunks = {(h.a, h.a_start, h.a_end, h.b, h.b_start, h.b_end, h.change) for h in r.hunks}
        if mirrored:
            hunks = {(b, b1, b2, a, a1, a2, change) for a, a1, a2, b, b1, b2, change in hunks}
        ends = (r.b, r.a) if mirrored else (r.a, r.b)
        kind = MIRRORED.get(r.kind, r.kind) if mirrored else r.kind
        if kind in (RowKind.AMENDED, RowKind.UPDATED) and r.hunks:
            kind = row_kind(hunk._replace(backward=False) for hunk in r.hunks)
        contents.add((*ends, kind, r.similarity, r.moved, r.crossed, r.sure, r.why, frozenset(hunks)))
    return contents


@pytest.mark.parametrize(("a", "b"), list(permutations(SEEDS, 2)))
def test_swapping_the_sides_mirrors_the_rows(a: str, b: str) -> None:
    assert rows(collate(side(a), side(b))) == rows(collate(side(b), side(a)), mirrored=True)


@settings(max_examples=60)
@given(names, names, st.data())
def test_swapping_parts_of_resolutions_mirrors_the_rows(a: str, b: str, data: st.DataObject) -> None:
    left, right = (data.draw(st.lists(st.sampled_from(side(n)), unique_by=lambda p: p.ident)) for n in (a, b))
    assert rows(collate(left, right)) == rows(collate(right, left), mirrored=True)


@pytest.mark.parametrize("name", SEEDS)
def test_a_resolution_compared_with_itself_has_only_equal_rows(name: str) -> None:
    comparison = collate(side(name), side(name))
    assert [(r.a, r.b, r.kind, r.moved) for r in comparison.rows] == [
        ((p.ident,), (p.ident,), RowKind.SAME, False) for p in side(name)
    ]


@pytest.mark.parametrize("name", SEEDS)
def test_unrelated_texts_have_no_links(name: str) -> None:
    unrelated = made(
        "审议了秘书长关于外层空间物体登记的报告，",
        "回顾各国在和平利用原子能方面的经验，",
        "1. 核准国际原子能机构下一年度的预算；",
        "2. 任命海洋法法庭书记官长。",
    )
    assert links(collate(side(name), unrelated)) == set()


@settings(max_examples=150)
@given(names, names, st.data())
def test_a_paragraph_pasted_from_the_other_side_keeps_the_other_links(
    a: str, b: str, data: st.DataObject
) -> None:
    left, right = side(a), list(side(b))
    pasted = data.draw(st.sampled_from(left))
    right.insert(data.draw(st.integers(0, len(right))), replace(pasted, ident="pasted"))
    before, after = links(collate(left, side(b))), links(collate(left, right))
    assert pasted.ident in {x for x, _ in after}
    partners = {y for x, y in before if x == pasted.ident}
    paired = {x for x, y in before if x != pasted.ident and y not in partners}
    assert paired <= {x for x, _ in after}


@settings(max_examples=30)
@given(names, names)
def test_every_paragraph_is_in_exactly_one_row(a: str, b: str) -> None:
    rows = collate(side(a), side(b)).rows
    assert sorted(chain.from_iterable(row.a for row in rows)) == sorted(p.ident for p in side(a))
    assert sorted(chain.from_iterable(row.b for row in rows)) == sorted(p.ident for p in side(b))


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_rows_follow_b_and_removed_paragraphs_stay_in_their_part(a: str, b: str) -> None:
    comparison = collate(side(a), side(b))
    order = list(chain.from_iterable(row.b for row in comparison.rows))
    assert order == [p.ident for p in side(b)]
    parts = {p.ident: p.part for p in (*side(a), *side(b))}
    heads = [parts[(r.b or r.a)[0]] for r in comparison.rows]
    assert heads == sorted(heads, key=lambda part: part != "preamble")


# --- moves, splits and merges ------------------------------------------------------------------------------

MILLENNIUM = "回顾大会2000年9月8日通过的《联合国千年宣言》，"
RACISM = "又回顾在南非德班召开的反对种族主义、种族歧视、仇外心理和相关不容忍现象世界会议，"
DIALOGUE = "确认加强不同文明之间的对话可大力促进人权领域的国际合作，"
FUND = "1. 请联合国人权事务高级专员办事处说明技术合作自愿基金的使用情况；"
STATES = "2. 敦促各国采取必要措施加强双边、区域和国际合作以应对危机；"
TEXT = (MILLENNIUM, RACISM, DIALOGUE, FUND, STATES)


def kinds(comparison: Comparison) -> list[tuple[tuple[str, ...], tuple[str, ...], str, bool]]:
    return [(r.a, r.b, r.kind.value, r.moved) for r in comparison.rows]


def test_only_the_paragraph_that_moved_is_a_move() -> None:
    a = made(*TEXT)
    b = made(*(DIALOGUE.replace("确认", "认识到"), MILLENNIUM, RACISM, FUND, STATES))
    assert [(x, y) for x, y, _, moved in kinds(collate(a, b)) if moved] == [(("pp3",), ("pp1",))]


def test_a_move_from_the_preamble_to_the_operative_part_is_crossed() -> None:
    a = made(*TEXT)
    b = made(*(MILLENNIUM, RACISM, FUND, STATES, f"3. {DIALOGUE.rstrip('，')}。"))
    crossed = [r for r in collate(a, b).rows if r.crossed]
    assert [(r.a, r.b, r.moved) for r in crossed] == [(("pp3",), ("op3",), True)]


def test_a_paragraph_split_at_a_semicolon_is_one_row() -> None:
    whole = FUND.rstrip("；") + "；又请各国、政府间组织和非政府组织考虑向该基金提供更多的自愿捐款；"
    first, second = FUND, "2. 又请各国、政府间组织和非政府组织考虑向该基金提供更多的自愿捐款；"
    a, b = made(MILLENNIUM, whole, STATES), made(MILLENNIUM, first, second, STATES.replace("2.", "3."))
    assert (("op1",), ("op1", "op2"), "split", False) in kinds(collate(a, b))
    assert (("op1", "op2"), ("op1",), "merge", False) in kinds(collate(b, a))


def test_a_distant_clause_is_still_a_part() -> None:
    clause = "强调国际合作和团结对于应对这些单方面措施的不利影响十分重要"
    others = [f"{k}. 请{who}就{what}问题提交报告；" for k, (who, what) in enumerate(OTHERS, 2)]
    a = made(MILLENNIUM, f"{FUND.rstrip('；')}；{clause}；", *others)
    b = made(MILLENNIUM, FUND, *others, f"{len(others) + 2}. {clause}。")
    assert (("op1",), ("op1", f"op{len(others) + 2}"), "split", False) in kinds(collate(a, b))


OTHERS = [
    ("秘书长", "海洋"),
    ("经济及社会理事会", "发展筹资"),
    ("世界卫生组织", "疫苗"),
    ("粮食计划署", "粮食安全"),
    ("国际法委员会", "条约解释"),
    ("裁军谈判会议", "核裁军"),
]


def test_one_paragraph_may_become_three() -> None:
    parts = [
        "请秘书长向会员国通报技术合作自愿基金的使用情况",
        "鼓励各国考虑增加对人权领域国际合作的自愿捐款",
        "邀请民间社会组织积极参与普遍定期审议的后续工作",
    ]
    a = made(MILLENNIUM, f"1. {'；'.join(parts)}；", STATES)
    b = made(MILLENNIUM, *(f"{k}. {p}；" for k, p in enumerate(parts, 1)), STATES.replace("2.", "4."))
    assert (("op1",), ("op1", "op2", "op3"), "split", False) in kinds(collate(a, b))


def test_items_are_paired_under_their_own_parents() -> None:
    a = made(
        "1. 请各国：", "(a) 提交报告；", "(b) 提供捐款；", "2. 请各组织：", "(a) 提交报告；", "(b) 提供捐款。"
    )
    assert [(r.a, r.b, r.moved) for r in collate(a, a).rows] == [((p.ident,), (p.ident,), False) for p in a]


def test_a_link_with_a_rival_is_not_sure() -> None:
    a = made(MILLENNIUM, "1. 请秘书长就人权领域的国际合作提交报告；", STATES)
    twins = ("1. 请秘书长就人权领域国际合作提交书面报告；", "2. 请秘书长就人权领域国际合作提交口头报告；")
    row = next(
        r for r in collate(a, made(MILLENNIUM, *twins, STATES.replace("2.", "3."))).rows if r.a == ("op1",)
    )
    assert not row.sure
    assert row.why


# --- contained texts, evidence, far splits, crossing blocks, frames -------------------------------------------

ISLANDS = ("回顾其关于西海群岛局势的各项决议，", "重申对西海群岛主权和领土完整的承诺，")
LATER = ("2. 请秘书长在该日期前提出报告；", "3. 决定继续积极处理此案。")
RENEWAL = "将联合国西海群岛观察团的任务期限延长至"


def row_of(comparison: Comparison, ident: str) -> ComparisonRow:
    """Return the row of a paragraph of A."""
    return next(row for row in comparison.rows if ident in row.a)


def test_a_mandate_renewed_with_conditions_is_one_row_and_marked_inside() -> None:
    conditions = (
        "按照秘书长在其2003年1月9日报告中提出的建议，并铭记当事双方在日内瓦会谈期间商定的分离部队、清点武器"
        "和遣返难民的时间表，"
    )
    support = "，在此期间观察团应向双方提供一切必要的后勤支持，并与区域组织的监督员保持密切联系，以免发生误解"
    a = made(*ISLANDS, f"1. 决定{RENEWAL}2002年7月31日；", *LATER)
    b = made(*ISLANDS, f"1. 决定{conditions}{RENEWAL}2003年1月31日{support}；", *LATER)
    row = row_of(collate(a, b), "op1")
    assert (row.b, row.kind, row.whole) == (("op1",), RowKind.AMENDED, "")
    inserted = {b[2].text[h.b_start : h.b_end] for h in row.hunks if h.a_start == h.a_end}
    assert any("遣返难民的时间表" in words for words in inserted)
    assert not any("任务期限" in words for words in inserted)


def test_a_mandate_renewed_for_another_purpose_is_one_row() -> None:
    old = (
        "1. 决定延长西海特派团的任务期限至1999年12月14日，以便完成选民身份查验工作，缔结一切尚待缔结的协议；"
    )
    new = "1. 决定将西海特派团的任务期限延长到2003年3月31日，使各方有时间审议其个人特使提出的提议；"
    row = row_of(collate(made(*ISLANDS, old, *LATER), made(*ISLANDS, new, *LATER)), "op1")
    assert (row.b, row.sure, row.whole) == (("op1",), False, "")
    assert row.why == ("只有一部分见于另一段",)


def test_a_paragraph_without_its_list_of_resolutions_is_marked_inside() -> None:
    numbers = "、".join(f"{number}({number // 100 + 1986})" for number in range(1101, 1400, 23))
    old = f"回顾其以往关于西海群岛局势的各项决议，尤其是第{numbers}号决议，以及主席的有关声明，"
    new = "回顾其以往关于西海群岛局势的各项决议，"
    a, b = made(old, ISLANDS[1], *LATER), made(new, ISLANDS[1], *LATER)
    row = row_of(collate(a, b), "pp1")
    assert (row.b, row.whole) == (("pp1",), "")
    (hunk,) = row.hunks
    assert hunk.b_start == hunk.b_end
    assert hunk.a_end - hunk.a_start == len(old) - len(new)


def test_a_short_text_is_contained_in_none() -> None:
    a = made(*ISLANDS, "1. 欢迎报告；", *LATER)
    b = made(*ISLANDS, "1. 呼吁当事各方立即停火，欢迎区域组织派出监督员，并注意到秘书长的报告；", *LATER)
    assert row_of(collate(a, b), "op1").b == ()


@pytest.mark.parametrize(
    ("named", "other"), [("第1352（2001）号决议", "第1408（2002）号决议"), ("《纽约公约》", "《海牙公约》")]
)
def test_the_name_of_the_same_document_is_evidence(named: str, other: str) -> None:
    a = made(f"欢迎2001年5月14日{named}所设专家小组的工作，", *ISLANDS, "1. 请各国合作；")
    same = made(f"赞扬2001年5月14日{named}的严格执行，", *ISLANDS, "1. 请各国合作；")
    another = made(f"赞扬2002年6月18日{other}的严格执行，", *ISLANDS, "1. 请各国合作；")
    assert similarity_of(a, same) > similarity_of(a, another) + 0.05


def similarity_of(a: Sequence[Passage], b: Sequence[Passage]) -> float:
    """Return the score of the first paragraphs."""
    return float(similarity(a, b, Vocabulary.of(a, b))[0, 0])


def test_the_date_of_the_same_resolution_is_more_evidence() -> None:
    a = made("欢迎2001年5月14日第1352（2001）号决议所设专家小组的工作，", *ISLANDS)
    dated, other = (
        made(f"赞扬{year}年5月14日第1352（2001）号决议的严格执行，", *ISLANDS) for year in (2001, 1999)
    )
    assert similarity_of(a, dated) > similarity_of(a, other) + 0.04


FAR_HALF = "又鼓励各国考虑增加对人权领域国际合作的自愿捐款"


def far_sides(*, preambular: bool) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """Return a text, and its next version in which half of the first operative paragraph stands far away."""
    whole = f"{FUND.rstrip('；')}，{FAR_HALF}；"
    others = [f"{k}. 请{who}就{what}问题提交报告；" for k, (who, what) in enumerate(OTHERS, 2)]
    a = made(MILLENNIUM, RACISM, whole, *others, "8. 决定继续审议。")
    if preambular:
        b = made(f"{FAR_HALF}，", MILLENNIUM, RACISM, FUND, *others, "8. 决定继续审议。")
    else:
        b = made(MILLENNIUM, RACISM, FUND, *others, f"8. {FAR_HALF}；", "9. 决定继续审议。")
    return a, b


def test_the_halves_of_a_split_are_found_over_the_whole_text() -> None:
    a, b = far_sides(preambular=False)
    row = row_of(collate(a, b), "op1")
    assert (row.b, row.kind, row.moved, row.crossed) == (("op1", "op8"), RowKind.SPLIT, False, False)
    row = row_of(collate(b, a), "op8")
    assert (row.a, row.b, row.kind) == (("op1", "op8"), ("op1",), RowKind.MERGE)


def test_a_split_whose_halves_are_in_two_parts_is_crossed() -> None:
    a, b = far_sides(preambular=True)
    row = row_of(collate(a, b), "op1")
    assert (row.b, row.kind, row.moved, row.crossed) == (("pp1", "op1"), RowKind.SPLIT, True, True)
    assert [r.a for r in collate(a, b).rows if r.moved] == [("op1",)]


def test_a_removed_paragraph_stays_at_its_place_after_a_far_split() -> None:
    a, b = far_sides(preambular=False)
    removed = made("1. 谴责劫持船只的一切行为；")[0]
    a = (*a[:3], replace(removed, ident="gone"), *a[3:])
    idents = [(row.a or row.b)[0] for row in collate(a, b).rows]
    assert idents.index("gone") == idents.index("op1") + 1


def test_a_block_that_crosses_makes_no_moves_of_the_others() -> None:
    topics = ["渔业", "气象", "灯塔", "航标", "救助", "引航", "疏浚", "潮汐"]
    block = [f"认识到{topic}资料的交换对沿海居民的安全很重要，" for topic in topics]
    operative = [f"{k}. 请{who}就{what}问题提交报告；" for k, (who, what) in enumerate(OTHERS, 1)]
    a = made(MILLENNIUM, *block, RACISM, *operative)
    last = len(operative)
    moved = [f"{last + k}. {text.rstrip('，')}；" for k, text in enumerate(block, 1)]
    b = made(MILLENNIUM, RACISM, *operative, *moved)
    rows = collate(a, b).rows
    assert [(r.a, r.b) for r in rows if r.moved] == [
        ((f"pp{k + 1}",), (f"op{last + k}",)) for k in range(1, len(block) + 1)
    ]
    assert all(r.crossed == r.moved for r in rows)


def test_items_are_not_paired_on_the_frame_that_their_list_repeats() -> None:
    def listed(*items: str) -> tuple[Passage, ...]:
        letters = "abcdef"
        return made("1. 请各国：", *(f"({letters[k]}) {item}；" for k, item in enumerate(items)), LATER[0])

    a = listed("加强教育方面的协调工作", "加强卫生方面的监测工作", "加强司法方面的培训工作")
    b = listed("加强渔业方面的执法工作", "加强气象方面的预报工作", "加强司法方面的进修工作")
    assert links(collate(a, b)) == {("op1", "op1"), ("op1.c", "op1.c"), ("op2", "op2")}
