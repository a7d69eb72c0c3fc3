"""Query parameters of the comparison page."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from compare.collation.model import Change, Shift, Substitution
from compare.pages.options import KINDS, LABELS, ComparisonOptions, View

from ..comparisons import added, amended, hunk, same

WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=20)


def of(query: str) -> ComparisonOptions:
    return ComparisonOptions.from_query(QueryDict(query))


def test_an_empty_query_has_the_defaults() -> None:
    assert of("") == ComparisonOptions(View.SIDE, "word", (), punctuation=True, fold=True)
    assert ComparisonOptions().as_query() == ""
    assert ComparisonOptions().url_for("/compare/A...B") == "/compare/A...B"


def test_a_query_has_one_order_and_omits_defaults() -> None:
    asked = of(
        "view=inline&open=R-op3&mute=促进-增进&fold=off&punct=off&weight=substance&kinds=removed,added&unit=char"
    )
    assert asked.as_query() == (
        "view=inline&unit=char&kinds=added,removed&weight=substance&punct=off&fold=off"
        "&mute=%E4%BF%83%E8%BF%9B-%E5%A2%9E%E8%BF%9B&open=R-op3"
    )
    assert of("view=side&unit=word&punct=on&fold=on").as_query() == ""


@pytest.mark.parametrize(
    "query",
    ["view=4", "unit=", "kinds=all", "kinds=", "weight=", "weight=all", "mute=促进", "mute=-", "mute=" + "字" * 90 + "-1", "open=op3", "open=<b>", "page=2"],
)  # fmt: skip
def test_invalid_values_are_ignored(query: str) -> None:
    assert of(query) == ComparisonOptions()


def test_lists_may_use_commas_or_repeated_keys() -> None:
    assert of("kinds=moved&kinds=added,added") == of("kinds=added,moved")
    assert of("mute=乙-甲&mute=甲-乙&mute=甲-乙").muted == tuple(sorted(("乙-甲", "甲-乙")))


def test_choosing_every_kind_equals_choosing_none() -> None:
    assert of("kinds=" + ",".join(KINDS)) == ComparisonOptions()


def test_a_second_press_of_a_chip_undoes_the_first() -> None:
    chosen = ComparisonOptions().with_kind("added").with_kind("moved")
    assert chosen.kinds == ("added", "moved")
    assert chosen.with_kind("added").kinds == ("moved",)
    word = Substitution("促进", "增进", 9)
    assert ComparisonOptions().with_muted(word).muted == ("促进-增进",)
    assert ComparisonOptions().with_muted(word).with_muted(word) == ComparisonOptions()
    assert ComparisonOptions().with_opened("R-op3").with_opened("R-op3") == ComparisonOptions()


def test_rows_that_moved_belong_to_the_kind_moved() -> None:
    assert of("kinds=moved").shows(same("op1", "op2", moved=True))
    assert not of("kinds=moved").shows(same("op1", "op2"))
    assert of("kinds=added").shows(*added("op1"))
    assert ComparisonOptions().shows(same("op1", "op2"))


def test_rows_with_another_verb_belong_to_the_verbs_and_to_a_direction() -> None:
    verb = hunk("op1", (0, 2), "op1", (0, 2), change=Change.VERB)._replace(shift=Shift.WEAKER)
    row = amended("op1", "op1", verb)
    assert [label for label in LABELS if of(f"kinds={label}").shows(row)] == ["weaker", "verb", "amended"]


def test_substance_and_kinds_limit_the_page_together() -> None:
    assert not of("weight=substance").shows(same("op1", "op1"))
    assert of("weight=substance").shows(amended("op1", "op1"))
    assert not of("weight=substance&kinds=added").shows(amended("op1", "op1"))
    assert not of("weight=substance&kinds=same").shows(same("op1", "op1"))


def test_each_format_keeps_the_options_that_it_uses() -> None:
    asked = of("view=inline&unit=char")
    assert asked.for_format("html") == asked
    assert asked.for_format("json").as_query() == "unit=char"
    assert asked.for_format("png").as_query() == ""


@given(st.lists(st.tuples(WORDS, WORDS), max_size=4), st.sets(st.sampled_from(LABELS)), st.booleans())
def test_options_survive_a_query(muted: list[tuple[str, str]], kinds: set[str], flag: bool) -> None:
    options = ComparisonOptions(fold=flag, substance=flag)
    for kind in kinds:
        options = options.with_kind(kind)
    for a, b in dict(muted).items():
        options = options.with_muted(Substitution(a, b, 2))
    assert of(options.as_query()) == options
