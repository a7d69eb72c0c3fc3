"""The searchable form of a text, and the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutions.language.normalization import searchable, searchable_with_offsets

from ...texts import SEEDS, seed

ANY = st.text(st.characters(codec=None), max_size=60) | st.text(
    "合作，人权 ＡＢ…㈠①é\u0301權\ud800\0「”ΣςЅﬁ", max_size=30
)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("人權　理事會", "人权理事会"),
        ("Ａ／ＨＲＣ／ＲＥＳ／38／3", "a/hrc/res/38/3"),
        ("「責任」", '"责任"'),
        ("合作……", "合作......"),
        ("㈠ 甲", "(一)甲"),
        ("cafe\u0301 Café", "cafecafe"),
        ("А/65/1", "a/65/1"),  # its first letter is Cyrillic
        ("零\u200b宽", "零宽"),
        ("曆", "历"),
        ("\0\ud800", ""),
    ],
)
def test_ways_of_writing_the_same_are_one(text: str, form: str) -> None:
    assert searchable(text) == form


@given(ANY)
def test_the_form_of_the_form_is_the_form(text: str) -> None:
    assert searchable(searchable(text)) == searchable(text)


@given(ANY)
def test_offsets_lead_back_to_where_each_character_came_from(text: str) -> None:
    form, offsets = searchable_with_offsets(text)
    assert form == searchable(text)
    assert len(offsets) == len(form)
    assert list(offsets) == sorted(offsets)
    assert all(0 <= at < len(text) for at in offsets)


@pytest.mark.parametrize("name", SEEDS)
def test_a_part_of_a_real_text_is_a_part_of_its_form(name: str) -> None:
    text = seed(name).raw
    form, offsets = searchable_with_offsets(text)
    for i in range(0, len(form) - 12, 97):
        assert searchable(text[offsets[i] : offsets[i + 11] + 1]) == form[i : i + 12]


@given(ANY, ANY)
def test_the_form_of_a_part_is_that_part_of_the_form(one: str, other: str) -> None:
    assert searchable(one + other) == searchable(one) + searchable(other)


def test_every_character_has_one_form() -> None:
    every = "".join(map(chr, range(0x110000)))
    assert searchable(searchable(every)) == searchable(every)
