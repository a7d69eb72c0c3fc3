"""Alignment of paragraphs: moves, splits, merges, and both orders of the sides."""

from dataclasses import replace
from itertools import chain, combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.collation.classification import row_kind
from compare.collation.collate import collate
from compare.collation.model import Comparison, RowKind

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
