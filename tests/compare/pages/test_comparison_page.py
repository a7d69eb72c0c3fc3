"""The comparison page: sections, runs, moves, marks and options."""

from compare.collation.model import Change, ComparisonRow, RowKind, Shift, Substitution
from compare.pages.comparison_page import ComparisonPage, sentence
from compare.pages.options import ComparisonOptions, View

from ..comparisons import ADDRESS, added, amended, compared, hunk, page, removed, rows, same


def anchors(shown: ComparisonPage) -> list[str]:
    return [row.anchor for row in rows(shown)]


# --- order ----------------------------------------------------------------------------------------


def test_each_part_of_the_text_is_a_section_with_its_counts() -> None:
    shown = page(compared(same("pp1", "pp1"), *removed("pp2"), same("op1", "op1"), *added("op2", "annex1.1")))
    assert [(s.title, s.count_a, s.count_b) for s in shown.sections] == [
        ("序言部分", 2, 1), ("执行部分", 1, 2), ("附件 1", 0, 1),
    ]  # fmt: skip


def test_a_removed_paragraph_is_in_the_section_of_its_part() -> None:
    shown = page(compared(same("pp1", "pp1"), same("op1", "op1"), *removed("pp2")))
    preamble, operative = ([row.anchor for row in section.groups[0].rows] for section in shown.sections)
    assert (preamble, operative) == (["R-pp1", "L-pp2"], ["R-op1"])


def test_a_row_that_moved_and_its_stand_in_link_to_each_other() -> None:
    moved = amended("op1", "op3", moved=True)
    shown = page(compared(same("op2", "op1"), same("op3", "op2"), moved))
    assert anchors(shown) == ["from-op1", "R-op1", "R-op2", "R-op3"]
    stand_in, *_others, row = rows(shown)
    assert (stand_in.other, row.other) == ("R-op3", "from-op1")
    assert (stand_in.place_a, stand_in.place_b) == ("执行1", "执行3")
    assert [seal.sign for seal in stand_in.seals] == ["移"]
    assert [seal.sign for seal in row.seals] == ["移", "改"]
    assert not stand_in.a and not stand_in.number
    assert row.a[0].anchor == "L-op1"


def test_a_move_without_other_changes_has_one_seal_and_is_a_change() -> None:
    shown = page(compared(same("op2", "op1", moved=True), same("op1", "op2")))
    (change,) = shown.changes
    assert ([seal.sign for seal in change.seals], change.anchor) == (["移"], "R-op1")


def test_a_stand_in_follows_the_preceding_paragraph_of_a() -> None:
    shown = page(
        compared(same("op3", "op1", moved=True), same("op1", "op2"), same("op2", "op3"), same("op4", "op4"))
    )
    assert anchors(shown) == ["R-op1", "R-op2", "R-op3", "from-op3", "R-op4"]


# --- marks ----------------------------------------------------------------------------------------

A, B = "请会员国加强合作，<br>并报告。", "请会员国增强合作、<br>报告。"
HUNKS = (
    hunk("op1", (4, 6), "op1", (4, 6), change=Change.VARIANT)._replace(head=0, tail=1),
    hunk("op1", (8, 9), "op1", (8, 9), change=Change.PUNCTUATION),
    hunk("op1", (13, 14), "op1", (13, 13)),
)
AMENDED = compared(
    amended("op1", "op1", *HUNKS),
    a={"op1": A},
    b={"op1": B},
    substitutions=(Substitution("加强", "增强", 2),),
)


def test_differences_are_marked_on_each_side_and_text_is_escaped() -> None:
    (row,) = rows(page(AMENDED))
    assert row.a[0].html == (
        '请会员国<del class="light"><b>加</b>强</del>合作<del class="light">，</del>&lt;br&gt;<del>并</del>报告。'
    )
    assert row.b[0].html == (
        '请会员国<ins class="light"><b>增</b>强</ins>合作<ins class="light">、</ins>&lt;br&gt;报告。'
    )


def test_deletions_precede_insertions_in_the_inline_view() -> None:
    (row,) = rows(page(AMENDED, ComparisonOptions(view=View.INLINE)))
    assert row.text[0].html == (
        '请会员国<del class="light">加强</del><ins class="light"><b>增</b>强</ins>合作'
        '<del class="light">，</del><ins class="light">、</ins>&lt;br&gt;<del>并</del>报告。'
    )
    assert row.spare == ["L-op1"]


def test_the_list_of_changes_shows_each_with_its_context() -> None:
    (row,) = rows(page(AMENDED, ComparisonOptions(view=View.CHANGES)))
    assert [(e.word, e.mark) for e in row.edits] == [("译法", "light"), ("标点", "light"), ("内容", "")]
    assert [(e.before, e.removed, e.inserted, e.after) for e in row.edits] == [
        ("请会员国", "加强", "增强", "合作…"),
        ("…合作", "，", "、", "&lt;br&gt;…"),
        ("…&lt;br&gt;", "并", "", "报告。"),
    ]
    assert row.spare == ["L-op1", "R-op1"]


def test_changes_of_punctuation_can_be_left_unmarked() -> None:
    (row,) = rows(page(AMENDED, ComparisonOptions(punctuation=False)))
    assert "合作，&lt;br&gt;" in row.a[0].html and "合作、&lt;br&gt;" in row.b[0].html
    assert row.number == 1


def test_a_muted_substitution_is_shown_but_not_counted_as_a_change() -> None:
    muted = ComparisonOptions(muted=("加强-增强",))
    (row,) = rows(page(AMENDED, muted))
    assert row.a[0].html.startswith('请会员国<span class="mute">加强</span>合作')
    assert row.b[0].html.startswith('请会员国<span class="mute">增强</span>合作')
    only = compared(amended("op1", "op1", HUNKS[0]), a={"op1": A}, b={"op1": B})
    shown = page(only, muted)
    assert (len(shown.changes), len(rows(shown))) == (0, 1)
    assert rows(page(only, ComparisonOptions(view=View.CHANGES, muted=muted.muted))) == []


def test_paragraphs_whose_words_were_not_compared_are_blocks() -> None:
    row = ComparisonRow(("op1",), ("op1",), RowKind.AMENDED, 0.2, whole="两段太不相像，未逐词比对。")
    (shown,) = rows(page(compared(row, a={"op1": "甲"}, b={"op1": "乙"})))
    assert shown.a[0].html == '<del class="whole">甲</del>'
    assert shown.b[0].html == '<ins class="whole">乙</ins>'
    (inline,) = rows(
        page(compared(row, a={"op1": "甲"}, b={"op1": "乙"}), ComparisonOptions(view=View.INLINE))
    )
    assert [line.html for line in inline.text] == [
        '<del class="whole">甲</del>',
        '<ins class="whole">乙</ins>',
    ]
    (listed,) = rows(
        page(compared(row, a={"op1": "甲"}, b={"op1": "乙"}), ComparisonOptions(view=View.CHANGES))
    )
    assert [(e.removed, e.inserted) for e in listed.edits] == [("甲", "乙")]


def test_a_paragraph_that_was_split_is_marked_in_both_its_parts() -> None:
    hunks = (hunk("op1", (2, 3), "op1", (2, 2)), hunk("op1", (4, 4), "op2", (1, 2)))
    row = ComparisonRow(("op1",), ("op1", "op2"), RowKind.SPLIT, 0.7, hunks=hunks)
    (shown,) = rows(page(compared(row, a={"op1": "甲乙丙丁"}, b={"op1": "甲乙", "op2": "丁戊"})))
    assert [line.html for line in shown.a] == ["甲乙<del>丙</del>丁"]
    assert [line.html for line in shown.b] == ["甲乙", "丁<ins>戊</ins>"]
    assert (shown.place_a, shown.place_b) == ("执行1", "执行1–2")
    assert shown.spoken == "拆分，甲文执行1，乙文执行1–2，相似 70%"


def test_changes_that_an_editor_should_check_are_flagged() -> None:
    hunks = (
        hunk("op1", (0, 1), "op1", (0, 1), change=Change.VERB)._replace(shift=Shift.WEAKER),
        hunk("op1", (2, 3), "op1", (2, 3), change=Change.REDATED),
    )
    (row,) = rows(page(compared(amended("op1", "op1", *hunks))))
    assert [(change.word, change.words) for change in row.verbs] == [("动词转弱", "请→请")]
    assert row.flags == ["同号异日，请核对"]
    assert row.spoken == "动词转弱：请→请，改动，甲文执行1，乙文执行1，相似 84%"
    crossed = ComparisonRow(("pp1",), ("op1",), RowKind.AMENDED, 0.6, moved=True, crossed=True)
    assert rows(page(compared(crossed)))[-1].flags == ["由序言移入执行部分"]


def test_a_split_across_the_parts_is_flagged_as_moved_in_part() -> None:
    split = ComparisonRow(("pp1",), ("pp1", "op1"), RowKind.SPLIT, 0.6, crossed=True)
    assert rows(page(compared(split)))[-1].flags == ["部分文字在序言与执行部分之间移动"]


# --- choices --------------------------------------------------------------------------------------

MIXED = compared(
    same("op1", "op1"), amended("op2", "op2"), *added("op3"), *removed("op3"), same("op4", "op4")
)


def test_chips_count_the_kinds_and_filter_by_them() -> None:
    shown = page(MIXED)
    counts = {chip.seal.sign: chip.count for chip in shown.kinds}
    assert "".join(counts) == "改核更译拆并增删移同"
    assert {sign: count for sign, count in counts.items() if count} == {"改": 1, "增": 1, "删": 1, "同": 2}
    only = page(MIXED, ComparisonOptions(kinds=("added", "removed")))
    assert anchors(only) == ["R-op3", "L-op3"]
    assert only.hidden == 3
    assert {chip.seal.sign for chip in only.kinds if chip.chosen} == {"增", "删"}
    assert next(chip.url for chip in only.kinds if chip.chosen) == f"{ADDRESS}?kinds=removed"


def test_the_figure_has_all_rows_and_links_to_those_on_the_page() -> None:
    shown = page(MIXED, ComparisonOptions(kinds=("added",)))
    assert [figure.visible for figure in shown.figures] == [False, False, True, False, False]


def test_the_list_of_changes_has_only_rows_with_changes() -> None:
    assert anchors(page(MIXED, ComparisonOptions(view=View.CHANGES))) == ["R-op2", "R-op3", "L-op3"]


def test_changes_are_numbered_and_linked_to_their_neighbours() -> None:
    shown = page(MIXED)
    assert [(row.number, row.previous, row.following) for row in shown.changes] == [
        (1, "", "R-op3"), (2, "R-op2", "L-op3"), (3, "R-op3", ""),
    ]  # fmt: skip
    assert (shown.first, shown.last) == ("R-op2", "L-op3")


def test_every_anchor_occurs_once_in_every_view() -> None:
    moved = amended("op5", "op1", moved=True)
    comparison = compared(moved, same("op1", "op2"), *removed("op2"), *added("op3", "op4"))
    for view in View:
        shown = rows(page(comparison, ComparisonOptions(view=view)))
        anchors_on_page: list[str] = []
        for row in shown:
            anchors_on_page += [cell.anchor for cell in (*row.a, *row.b, *row.text)]
            anchors_on_page += row.spare
        wanted = {f"R-op{i}" for i in (1, 3, 4)} | {"L-op2", "L-op5"}
        assert len(anchors_on_page) == len(set(anchors_on_page)) and wanted <= set(anchors_on_page)


def test_the_sentence_of_counts_omits_zeros() -> None:
    assert sentence(MIXED.summary) == "改动 1 · 新增 1 · 删除 1 · 相同 2 段"
    assert sentence(compared().summary) == ""


def test_findings_link_to_their_rows_also_where_those_are_left_out() -> None:
    only = page(MIXED, ComparisonOptions(kinds=("added",), unit="char"))
    assert [(linked.finding.head, linked.links) for linked in only.findings] == [
        ("删除 1 段", [("执行3", f"{ADDRESS}?unit=char#L-op3")]),
        ("新增 1 段", [("执行3", "#R-op3")]),
        ("改动 1 段", [("执行2", f"{ADDRESS}?unit=char#R-op2")]),
    ]
    assert only.summary == "删除 1 段（执行3）；新增 1 段（执行3）；改动 1 段（执行2）。"


def test_a_page_says_whether_the_texts_differ() -> None:
    assert not page(compared(same("op1", "op1"))).differs
    assert page(compared(same("op2", "op1", moved=True), same("op1", "op2"))).differs


def test_the_number_of_a_paragraph_is_short() -> None:
    made = added("pp3", "op7", "annex1.2")
    assert [row.b[0].number for row in rows(page(compared(*made)))] == ["序 3", "7.", "2."]
