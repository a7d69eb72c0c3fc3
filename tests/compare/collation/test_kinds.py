"""Kinds of rows: 111 pairs of paragraphs (kinds.tsv) with the kinds that are right."""

import pytest

from compare.collation.collate import collate
from compare.collation.model import Passage, RowKind
from resolutions.language.wordlists import read_rows
from resolutions.reading.model import Part
from resolutions.reading.verbs import lead_verb
from resolutions.un.segmentation import segment

CASES = {name: (a, b, kinds) for name, a, b, kinds, _why in read_rows(__file__, "kinds.tsv")}
MOST_UNDECIDED = 0.1  # of the pairs for which Chinese does decide


def side(printed: str) -> tuple[Passage, ...]:
    """Return the only paragraph of a text, without its number."""
    text = printed.removeprefix("1. ")
    words = tuple(segment(text))
    return (Passage(ident="op1", part=Part.OPERATIVE, text=text, words=words, verb=lead_verb(text)),)


def found_kind(name: str) -> RowKind:
    a, b, _kinds = CASES[name]
    (row,) = collate(side(a), side(b)).rows
    return row.kind


@pytest.mark.parametrize("name", CASES)
def test_the_kind_is_right_or_not_decided(name: str) -> None:
    kinds = CASES[name][2].split("|")
    assert found_kind(name) in (*kinds, RowKind.UNCLEAR)


def test_few_kinds_are_not_decided() -> None:
    undecided = [name for name in CASES if found_kind(name) is RowKind.UNCLEAR]
    assert len(undecided) <= MOST_UNDECIDED * len(CASES)


@pytest.mark.parametrize("name", CASES)
def test_a_swapped_pair_has_the_same_pieces(name: str) -> None:
    a, b, _kinds = CASES[name]
    (row,), (mirrored,) = collate(side(a), side(b)).rows, collate(side(b), side(a)).rows
    forward = {(h.a_start, h.a_end, h.b_start, h.b_end, h.change, h.sure) for h in row.hunks}
    assert forward == {(h.b_start, h.b_end, h.a_start, h.a_end, h.change, h.sure) for h in mirrored.hunks}


@pytest.mark.parametrize("name", CASES)
def test_the_kind_does_not_depend_on_the_display(name: str) -> None:
    a, b, _kinds = CASES[name]
    (row,), (by_characters,) = collate(side(a), side(b)).rows, collate(side(a), side(b), characters=True).rows
    assert row.kind is by_characters.kind
