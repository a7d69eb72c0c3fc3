"""How the marks of a hunk show its class."""

import pytest

from compare.collation.model import Change, Shift
from compare.pages.diff_html import PairHtml, SideHtml, mark_of
from compare.pages.options import ComparisonOptions
from compare.pages.seals import change_word

from ..comparisons import hunk


@pytest.mark.parametrize(
    ("change", "shift", "sure", "mark", "word"),
    [
        (Change.SUBSTANCE, None, True, "", "内容"),
        (Change.LIST, None, True, "", "列举"),
        (Change.REDATED, None, True, "", "同号异日"),
        (Change.VERB, Shift.WEAKER, True, "verb", "动词转弱"),
        (Change.WORDING, Shift.CHANGED, True, "verb", "动词改换"),
        (Change.VERB, None, True, "", "动词"),
        (Change.VERB, Shift.CHANGED, False, "unclear", "待核"),
        (Change.WORDING, None, False, "unclear", "待核"),
        (Change.WORDING, None, True, "light", "措辞"),
        (Change.VARIANT, None, True, "light", "译法"),
        (Change.UPDATED, None, True, "light", "更新"),
        (Change.PUNCTUATION, None, True, "light", "标点"),
    ],
)
def test_the_class_of_a_hunk_is_a_mark_and_a_word(
    change: Change, shift: Shift | None, *, sure: bool, mark: str, word: str
) -> None:
    changed = hunk("op1", (0, 2), "op1", (0, 2), change=change)._replace(shift=shift, sure=sure)
    assert (mark_of(changed), change_word(changed)) == (mark, word)


@pytest.mark.parametrize(
    ("muted", "of_a", "of_b", "mutes"),
    [
        ("促进-增进", (2, 4), (2, 4), True),
        ("促进-增进", (2, 3), (2, 3), True),  # the characters that differ
        ("促-增", (2, 4), (2, 4), True),
        ("促成-增成", (2, 3), (2, 3), False),
        ("以促进-以增进", (2, 3), (2, 3), True),
        ("应以促进人权-应以增进人权", (2, 3), (2, 3), False),
        ("促进-增进", (2, 6), (2, 6), False),  # more than that differs
        ("加强-增强", (2, 4), (2, 4), False),
    ],
)
def test_a_muted_substitution_is_found_however_the_hunk_was_cut(
    muted: str, of_a: tuple[int, int], of_b: tuple[int, int], *, mutes: bool
) -> None:
    a, b = SideHtml({"op1": "请以促进人员。"}, {}), SideHtml({"op1": "请以增进人权。"}, {})
    pair = PairHtml(a, b, ComparisonOptions(muted=(muted,)))
    assert pair.mutes(hunk("op1", of_a, "op1", of_b)) is mutes
