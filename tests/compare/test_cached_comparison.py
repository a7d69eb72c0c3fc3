"""Cached comparisons of two editions."""

import subprocess
import sys

import pytest
from django.core.cache import cache
from pytest_django import DjangoAssertNumQueries

from compare import cached_comparison as comparison
from compare.cached_comparison import PassageCache, compare_editions, passage_cache, passages_of
from compare.collation.collate import collate
from resolutions.models import Edition

from .texts import side


@pytest.mark.django_db
def test_a_stored_document_is_compared_like_its_file(five: dict[str, Edition]) -> None:
    assert passages_of(five["65/218"]) == side("65/218")
    assert compare_editions(five["65/218"], five["25/3"]).rows == collate(side("65/218"), side("25/3")).rows


@pytest.mark.django_db
def test_a_comparison_is_cached_for_each_unit_until_the_rules_change(
    five: dict[str, Edition],
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cache.clear()
    passage_cache.clear()
    pair = five["38/3"], five["44th draft"]
    first = compare_editions(*pair)
    with django_assert_num_queries(0):
        assert compare_editions(*pair) == first
    assert compare_editions(*pair, "char") != first
    monkeypatch.setattr(comparison, "RULES", "others")
    with django_assert_num_queries(0):  # the paragraphs are in memory
        assert compare_editions(*pair) == first
    passage_cache.clear()
    monkeypatch.setattr(comparison, "RULES", "again-others")
    with django_assert_num_queries(4):
        assert compare_editions(*pair) == first


@pytest.mark.django_db
def test_the_features_of_an_edition_are_made_once(five: dict[str, Edition]) -> None:
    cache.clear()
    compare_editions(five["38/3"], five["44th draft"])
    passage = passages_of(Edition.objects.get(pk=five["38/3"].pk))[0]
    assert {"masked", "terms", "figures", "titles"} <= vars(passage).keys()
    compare_editions(five["38/3"], five["25/3"])
    assert passages_of(five["38/3"])[0] is passage


@pytest.mark.django_db
def test_the_edition_used_longest_ago_leaves_the_memory_first(
    five: dict[str, Edition],
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    names = "38/3", "44th draft", "25/3"
    lengths = {name: sum(len(p.text) for p in side(name)) for name in names}
    monkeypatch.setattr(comparison, "MOST_CHARACTERS", lengths["38/3"] + lengths["44th draft"])
    memory = PassageCache()
    for name in ("38/3", "44th draft", "38/3", "25/3"):
        memory.get_or_make(five[name])
    with django_assert_num_queries(0):
        assert memory.get_or_make(five["38/3"]) == side("38/3")
        assert memory.get_or_make(five["25/3"]) == side("25/3")
    with django_assert_num_queries(2):
        assert memory.get_or_make(five["44th draft"]) == side("44th draft")


@pytest.mark.django_db
def test_an_edition_too_long_to_be_kept_is_made_each_time(
    five: dict[str, Edition],
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    monkeypatch.setattr(comparison, "MOST_CHARACTERS", 100)
    memory = PassageCache()
    with django_assert_num_queries(4):
        assert memory.get_or_make(five["38/3"]) == memory.get_or_make(five["38/3"]) == side("38/3")


@pytest.mark.django_db
def test_a_comparison_that_fails_is_not_cached(
    five: dict[str, Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    pair = five["38/3"], five["44th draft"]

    def fail(*arguments: object) -> None:
        raise ValueError("a fault in the comparison")

    with monkeypatch.context() as patch:
        patch.setattr("compare.collation.hunks.word_edits", fail)
        with pytest.raises(ValueError, match="a fault"):
            compare_editions(*pair)
    assert compare_editions(*pair).rows == collate(side("38/3"), side("44th draft")).rows


def test_the_collation_imports_no_other_module_of_compare() -> None:
    """Stored comparisons are keyed by a hash of that folder, so a rule elsewhere could change without notice."""
    code = (
        "import sys, compare.collation.collate; print(*(m for m in sys.modules if m.startswith('compare.')))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "compare.collation.classification" in loaded
    assert {module.split(".")[1] for module in loaded} == {"collation"}
