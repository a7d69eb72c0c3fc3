"""Collation of two texts: rows, hunks and substitutions."""

from dataclasses import replace
from itertools import chain, permutations

import pytest

from compare.collation.collate import TOO_LONG, TOO_UNLIKE, collate
from compare.collation.model import Change, Comparison, Passage, RowKind
from resolutions.reading.model import Part
from resolutions.un.segmentation import segment

from ...texts import SEEDS
from ..texts import made, side


def rebuilt(comparison: Comparison) -> dict[str, str]:
    """Return the paragraphs of B that are not new, made from those of A with the hunks."""
    texts_a, texts_b = ({p.ident: p.text for p in s} for s in (comparison.a, comparison.b))
    found: dict[str, str] = {}
    for row in comparison.rows:
        if row.a and row.b and not row.whole:
            whole, at = "".join(texts_a[i] for i in row.a), 0
            starts, offset = {}, 0
            for ident in row.a:
                starts[ident], offset = offset, offset + len(texts_a[ident])
            made_b = ""
            for h in row.hunks:
                made_b += whole[at : starts[h.a] + h.a_start] + texts_b[h.b][h.b_start : h.b_end]
                at = starts[h.a] + h.a_end
            found["+".join(row.b)] = made_b + whole[at:]
    return found


@pytest.mark.parametrize("characters", [False, True])
@pytest.mark.parametrize(("a", "b"), list(permutations(SEEDS, 2)))
def test_the_hunks_applied_to_a_give_b(a: str, b: str, characters: bool) -> None:
    comparison = collate(side(a), side(b), characters=characters)
    texts = {p.ident: p.text for p in side(b)}
    found = rebuilt(comparison)
    assert found
    assert found == {key: "".join(texts[i] for i in key.split("+")) for key in found}


def test_recurring_substitutions_are_listed_by_frequency() -> None:
    found = [(s.a, s.b, s.count) for s in collate(side("65/218"), side("25/3")).substitutions]
    assert found[:2] == [("促进", "增进", 8), ("加强", "增强", 5)]
    counts = [count for _, _, count in found]
    assert counts == sorted(counts, reverse=True)
    assert min(counts) >= 2


def test_substitutions_do_not_depend_on_the_display() -> None:
    by_words, by_characters = (
        collate(side("65/218"), side("25/3"), characters=characters) for characters in (False, True)
    )
    assert by_words.substitutions == by_characters.substitutions


def test_the_summary_counts_every_row() -> None:
    comparison = collate(side("65/218"), side("25/3"))
    assert sum(n for kind, n in comparison.summary.items() if kind != "moved") == len(comparison.rows)
    assert comparison.summary["split"] == 1
    assert comparison.summary["removed"] == 1


def test_traditional_and_simplified_are_compared_as_one() -> None:
    simplified = made(
        "重申各国义务彼此合作，", "1. 请秘书长向会员国通报国际合作的进展；", "2. 决定继续审议这个问题。"
    )
    traditional = made(
        "重申各國義務彼此合作，", "1. 請秘書長向會員國通報國際合作的進展；", "2. 決定繼續審議這個問題。"
    )
    assert [r.kind for r in collate(simplified, traditional).rows] == [RowKind.SAME] * 3


def test_two_texts_in_the_same_script_are_compared_character_by_character() -> None:
    first, *others = side("65/218")
    misprinted = replace(
        first, text=first.text.replace("国", "國"), words=tuple(w.replace("国", "國") for w in first.words)
    )
    assert collate(side("65/218"), [misprinted, *others]).rows[0].hunks


def one(text: str) -> list[Passage]:
    return [Passage("op1", Part.OPERATIVE, text, tuple(segment(text)), verb="决定")]


def test_words_of_very_different_paragraphs_are_not_compared() -> None:
    """Both are aligned as closing paragraphs that begin with 决定, but their words have little in common."""
    a = one("决定继续审议。")
    b = one(
        "决定根据年度工作方案在第二十六届常会期间，应高级专员的请求，继续就技术合作问题召开小组讨论会，然后继续审议。"
    )
    row = collate(a, b).rows[0]
    assert (row.a, row.b, row.whole, row.hunks) == (("op1",), ("op1",), TOO_UNLIKE, ())


def test_words_of_paragraphs_that_are_too_long_are_not_compared() -> None:
    a, b = (one("决定" + "、".join(f"{who}{k}" for k in range(1500))) for who in ("专家", "顾问"))
    row = collate(a, b).rows[0]
    assert (row.whole, row.hunks, row.kind) == (TOO_LONG, (), RowKind.AMENDED)


def test_a_hunk_across_paragraphs_is_divided_between_them() -> None:
    comparison = collate(side("25/3"), side("65/218"))
    row = next(r for r in comparison.rows if r.kind is RowKind.MERGE)
    lengths = {p.ident: len(p.text) for p in comparison.a}
    assert {h.a for h in row.hunks} == set(row.a)
    assert all(0 <= h.a_start <= h.a_end <= lengths[h.a] for h in row.hunks)


def test_the_same_symbol_with_another_date_is_redated() -> None:
    comparison = collate(side("25/3"), side("38/3"))
    hunks = chain.from_iterable(row.hunks for row in comparison.rows)
    redated = [(hunk.a, hunk.b) for hunk in hunks if hunk.change is Change.REDATED]
    assert redated == [("pp8", "pp19")]
