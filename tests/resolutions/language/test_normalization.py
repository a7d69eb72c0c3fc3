"""Tests of the searchable form of a text and its offsets."""

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
def test_variant_writings_have_one_searchable_form(text: str, form: str) -> None:
    assert searchable(text) == form


@given(ANY)
def test_the_searchable_form_is_stable(text: str) -> None:
    assert searchable(searchable(text)) == searchable(text)


@given(ANY)
def test_offsets_point_to_the_origin_of_each_character(text: str) -> None:
    form, offsets = searchable_with_offsets(text)
    assert form == searchable(text)
    assert len(offsets) == len(form)
    assert list(offsets) == sorted(offsets)
    assert all(0 <= at < len(text) for at in offsets)


@pytest.mark.parametrize("name", SEEDS)
def test_a_part_of_a_seed_has_a_part_of_its_form(name: str) -> None:
    text = seed(name).raw
    form, offsets = searchable_with_offsets(text)
    for i in range(0, len(form) - 12, 97):
        assert searchable(text[offsets[i] : offsets[i + 11] + 1]) == form[i : i + 12]


@given(ANY, ANY)
def test_forms_of_parts_add_up_to_the_form_of_the_whole(first: str, second: str) -> None:
    assert searchable(first + second) == searchable(first) + searchable(second)


def test_the_form_of_every_character_is_stable() -> None:
    every = "".join(map(chr, range(0x110000)))
    assert searchable(searchable(every)) == searchable(every)
