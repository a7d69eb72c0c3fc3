"""Tests of folding, numerals and dates."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutions.language.characters import fold, is_traditional, width
from resolutions.language.dates import DATE_IN_YEAR, find_date, to_date
from resolutions.language.numerals import from_roman, parse_numeral, to_roman


@given(st.text())
def test_folding_never_changes_the_length_of_a_text(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_folding_unifies_widths_scripts_and_look_alikes() -> None:
    assert fold("聯合國大會（Ａ／ＲＥＳ）「決議」．，；¹") == "联合国大会(A/RES)“决议”.,;1"
    assert fold("А/С.2") == "A/C.2"


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("54", 54), ("五十四", 54), ("一四八一", 1481), ("二0二五", 2025), ("二〇〇〇", 2000), ("二○○○", 2000), ("廿四", 24), ("卅", 30),
     ("十", 10), ("二十", 20), ("一百零七", 107), ("１２", 12), ("两千", 2000), ("第", None), ("", None), ("12a", None), ("二x", None)],
)  # fmt: skip
def test_numerals_are_parsed(numeral: str, value: int | None) -> None:
    assert parse_numeral(numeral) == value


@given(st.integers(1, 3999))
def test_a_roman_numeral_is_parsed_to_its_value(value: int) -> None:
    assert from_roman(to_roman(value)) == value


@pytest.mark.parametrize("text", ["", "IIII", "IC", "ABC", "VX"])
def test_text_that_is_no_roman_numeral_has_no_value(text: str) -> None:
    assert from_roman(text) is None


def test_a_chinese_character_takes_two_columns() -> None:
    assert width("第70/1号，") == 2 + 4 + 2 + 2


def test_traditional_text_is_detected() -> None:
    assert is_traditional("聯合國大會決議")
    assert not is_traditional("联合国大会决议后")
    assert not is_traditional("A/RES/65/218")


@pytest.mark.parametrize(
    ("text", "day"),
    [("2010年12月21日", date(2010, 12, 21)), ("2013年 12月 18日", date(2013, 12, 18)), ("一九七六年十月二十二日", date(1976, 10, 22)),
     ("二○○○年八月十八日", date(2000, 8, 18)), ("2010年13月1日", None), ("2010年12月", None)],
)  # fmt: skip
def test_dates_are_read_in_digits_and_in_chinese(text: str, day: date | None) -> None:
    assert find_date(fold(text)) == day


def test_a_date_without_a_year_uses_the_given_year() -> None:
    match = re.match(DATE_IN_YEAR, "十月二十五日")
    assert match
    assert to_date(match, 1973) == date(1973, 10, 25)
    assert to_date(match) is None
