"""Word diff: the script is exact, consists of whole words, and is readable."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.collation.word_diff import COST_CAP, TextsTooLong, common_affixes, word_edits
from resolutions.un.segmentation import segment

CHARACTERS = st.sampled_from("重申促进和保护人权，、；。《》的了各国2015年12月A/RES ()")
TEXTS = st.text(CHARACTERS, max_size=60) | st.text(max_size=30)


@given(TEXTS, TEXTS)
def test_the_edits_applied_to_one_text_give_the_other(a: str, b: str) -> None:
    words_a, words_b = segment(a), segment(b)
    script = word_edits(words_a, words_b)
    applied: list[str] = []
    covered: list[str] = []
    for edit in script:
        old, new = words_a[edit.a_start : edit.a_end], words_b[edit.b_start : edit.b_end]
        applied += old if edit.equal else new
        covered += old
    assert "".join(applied) == b
    assert "".join(covered) == a
    assert all(words_a[e.a_start : e.a_end] == words_b[e.b_start : e.b_end] for e in script if e.equal)
    assert all(x.equal != y.equal for x, y in pairwise(script))


@given(TEXTS, TEXTS)
def test_swapping_the_sides_mirrors_the_edits(a: str, b: str) -> None:
    there, back = word_edits(segment(a), segment(b)), word_edits(segment(b), segment(a))
    assert [(e.equal, e.a_start, e.a_end, e.b_start, e.b_end) for e in there] == [
        (e.equal, e.b_start, e.b_end, e.a_start, e.a_end) for e in back
    ]


def changed(a: str, b: str) -> list[tuple[str, str]]:
    words_a, words_b = segment(a), segment(b)
    return [
        ("".join(words_a[e.a_start : e.a_end]), "".join(words_b[e.b_start : e.b_end]))
        for e in word_edits(words_a, words_b)
        if not e.equal
    ]


def test_a_word_is_not_divided() -> None:
    assert changed("增强人权领域的国际合作", "加强人权领域的国际合作") == [("增强", "加强")]


def test_a_comma_between_two_changes_does_not_separate_them() -> None:
    assert changed("决定设立工作组，研究裁军", "决定任命协调员，讨论卫生") == [
        ("设立工作组，研究裁军", "任命协调员，讨论卫生")
    ]


def test_an_unchanged_clause_is_not_merged_into_changes() -> None:
    before = "回顾国家元首和政府首脑会议通过的最后文件和宣言，其中承诺保护人权"
    after = "铭记各次国际会议通过的最后文件和宣言，强调支持可持续发展"
    assert all("通过的最后文件和宣言" not in old for old, _ in changed(before, after))


def test_an_inserted_item_includes_its_comma() -> None:
    assert changed("应对粮食危机、金融危机、气候变化", "应对粮食危机、卫生危机、金融危机、气候变化") in (
        [("", "卫生危机、")],
        [("", "、卫生危机")],
    )


def test_texts_that_are_too_long_are_not_compared() -> None:
    long = ["词"] * (int(COST_CAP**0.5) + 1)
    with pytest.raises(TextsTooLong):
        word_edits(long, long)


def test_common_affixes_of_two_words() -> None:
    assert common_affixes("增强", "加强") == (0, 1)
    assert common_affixes("国际社会", "国际社区") == (3, 0)
    assert common_affixes("促进", "促进") == (2, 0)
