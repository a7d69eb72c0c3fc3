"""Ranking of works: counts, scores and dates."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from resolutions.citations.ranking import update_ranking
from resolutions.models import CorpusVersion, Edition, Ranking, Visibility, Work

from .documents import adopted

pytestmark = pytest.mark.django_db


def counts() -> dict[str, int]:
    return dict(Work.objects.order_by("key").values_list("key", "cited_by"))


def days() -> dict[str, tuple[str, bool]]:
    """The day of each work, and whether it is exact."""
    return {work.key: (str(work.day), work.exact) for work in Work.objects.all()}


def test_a_work_counts_the_documents_that_cite_it_however_often_each_does() -> None:
    adopted("70/1", "62/1", "62/1", "62/2")
    adopted("71/1", "62/1", "70/1")
    update_ranking()
    assert counts() == {"A/RES/62/1": 2, "A/RES/62/2": 1, "A/RES/70/1": 1}


def test_documents_under_review_count_for_nobody() -> None:
    adopted("70/1", "62/1")
    adopted("71/1", "62/1", "62/2", visibility=Visibility.IN_REVIEW)
    made = update_ranking()
    assert counts() == {"A/RES/62/1": 1, "A/RES/62/2": 0}
    assert Work.objects.get(key="A/RES/62/2").score == 0
    assert (made.documents, made.edges) == (1, 1)


def test_an_earlier_edition_counts_no_more() -> None:
    adopted("70/1", "62/1")
    adopted("70/1", "62/2")
    update_ranking()
    assert counts() == {"A/RES/62/1": 0, "A/RES/62/2": 1}


def test_scores_are_shares_and_a_citation_by_the_much_cited_is_worth_more() -> None:
    adopted("70/1", "62/1")
    for number in ("71/1", "72/1", "73/1"):
        adopted(number, "70/1")
    adopted("74/1", "62/2")
    update_ranking()
    scores = dict(Work.objects.values_list("key", "score"))
    assert scores["A/RES/62/1"] > scores["A/RES/62/2"]
    assert 0 < sum(scores.values()) < 1  # the rest is of documents that nobody cites


def test_the_charter_leads_among_the_five(five: dict[str, Edition]) -> None:
    update_ranking()
    first = Work.objects.order_by("-cited_by", "key").values_list("key", "cited_by")
    assert ("instrument/charter", 5) in first[:5]


def test_the_day_of_a_work_is_what_most_texts_say_and_of_two_the_later() -> None:
    adopted("70/1", "2007年12月20日第62/1", "2007年12月20日第62/2")
    adopted("71/1", "2007年12月21日第62/1", "2007年12月22日第62/2")
    adopted("72/1", "2007年12月20日第62/1")
    update_ranking()
    assert days() == {"A/RES/62/1": ("2007-12-20", True), "A/RES/62/2": ("2007-12-22", True)}


def test_what_is_under_review_dates_nothing() -> None:
    adopted("70/1", "62/1")
    adopted("71/1", "2007年12月21日第62/1", visibility=Visibility.IN_REVIEW)
    update_ranking()
    assert days() == {"A/RES/62/1": ("2007-09-01", False)}
    adopted("62/1", day="2007年12月18日", visibility=Visibility.IN_REVIEW)
    update_ranking()
    assert days() == {"A/RES/62/1": ("2007-09-01", False)}


def test_the_own_day_of_a_document_comes_before_what_others_say() -> None:
    for number in ("70/1", "71/1"):
        adopted(number, "2007年12月21日第62/1")
    adopted("62/1", day="2007年12月18日")
    update_ranking()
    assert days() == {"A/RES/62/1": ("2007-12-18", True)}


def test_the_day_of_an_instrument_is_that_of_our_list() -> None:
    adopted("70/1", "《联合国宪章》")
    update_ranking()
    assert days() == {"instrument/charter": ("1945-06-26", True)}


def test_a_ranking_is_dated_and_says_over_how_much() -> None:
    adopted("70/1", "62/1", "62/2")
    adopted("71/1", "62/1")
    adopted("72/1")
    made = update_ranking()
    assert Ranking.objects.get() == made
    assert (made.documents, made.edges) == (2, 3)
    assert timezone.localdate(made.created) - timezone.localdate() <= date.resolution


def test_ranking_twice_gives_the_same_and_tells_caches(five: dict[str, Edition]) -> None:
    def works() -> list[dict[str, Any]]:
        return [dict(work) for work in Work.objects.order_by("key").values()]

    first, version = update_ranking(), CorpusVersion.current()
    before = works()
    second = update_ranking()
    assert works() == before
    assert (second.documents, second.edges) == (first.documents, first.edges)
    assert CorpusVersion.current() == version + 1


def test_an_empty_corpus_is_ranked_too() -> None:
    made = update_ranking()
    assert (made.documents, made.edges, Work.objects.count()) == (0, 0, 0)
