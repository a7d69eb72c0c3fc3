"""The canonical query string of a page."""

from dataclasses import dataclass

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from resolutions.web.query_params import QueryParams, page_number, pairs_of, split_values, unless_default


@dataclass(frozen=True, slots=True)
class ExampleParams(QueryParams):
    text: str = ""
    page: int = 1

    UNESCAPED = "/"

    def as_pairs(self) -> list[tuple[str, str]]:
        return pairs_of({"q": self.text, "page": unless_default(self.page, 1)})


def test_defaults_are_left_out_of_the_query_string() -> None:
    assert ExampleParams().as_query() == ""
    assert ExampleParams().url_for("/browse/") == "/browse/"
    assert ExampleParams(text="65/218", page=2).url_for("/browse/") == "/browse/?q=65/218&page=2"


def test_changed_returns_parameters_with_other_fields() -> None:
    params = ExampleParams(text="人权", page=3)
    assert params.changed(page=1) == ExampleParams(text="人权")
    assert params.page == 3


@pytest.mark.parametrize(
    ("query", "expected"),
    [("q=65/218&page=2", True), ("page=2&q=65/218", False), ("q=65%2F218&page=2", False), ("", False)],
)
def test_a_query_string_matches_if_it_is_the_canonical_one(query: str, expected: bool) -> None:
    request = RequestFactory().get("/browse/", QUERY_STRING=query)
    assert ExampleParams(text="65/218", page=2).matches_query_string(request) is expected


def test_pairs_leave_out_empty_texts_and_repeat_the_key_of_a_list() -> None:
    pairs = pairs_of({"q": "", "body": ("GA", "HRC"), "series": (), "sort": "date"})
    assert pairs == [("body", "GA"), ("body", "HRC"), ("sort", "date")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", 1),
        ("page=3", 3),
        ("page=0", 1),
        ("page=-2", 1),
        ("page=two", 1),
        ("page=²", 1),
        ("page=9999999", 9_999_999),
        ("page=10000000", 1),
        ("page=2&page=5", 5),
    ],
)
def test_the_page_is_a_number_from_one(query: str, expected: int) -> None:
    assert page_number(QueryDict(query)) == expected


def test_a_list_is_given_with_commas_or_by_repetition() -> None:
    assert split_values(QueryDict("a=1,2&a=3"), "a") == ["1", "2", "3"]
    assert split_values(QueryDict(""), "a") == [""]
