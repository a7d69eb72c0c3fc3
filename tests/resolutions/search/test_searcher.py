"""Search results, compared with a scan of every text."""

import random
from itertools import chain

import numpy as np
import pytest
from django.contrib.auth.models import User
from django.db import connection

from resolutions.corpus import store
from resolutions.language.normalization import searchable
from resolutions.models import Edition, Resolution, Visibility
from resolutions.search.document_columns import document_columns
from resolutions.search.filters import SearchFilters
from resolutions.search.searcher import search
from resolutions.search.snippets import hits_with_snippets, matching_spans
from resolutions.search.term_matches import documents_with
from resolutions.un.segmentation import long_words

from ...texts import prepared_seed, stored, text
from .queries import ANYONE, found, note


def units(edition: Edition) -> list[str]:
    """Return the searchable form of the title and of every paragraph, footnote and heading of an edition."""
    texts = [edition.meta["title"] or ""]
    for rows in (edition.paragraphs, edition.footnotes, edition.headings):
        texts += rows.values_list("text", flat=True)
    return [searchable(text) for text in texts]


def test_phrases_of_every_length_are_found_in_exactly_the_texts_that_contain_them(
    five: dict[str, Edition],
) -> None:
    units_by_document = {edition.resolution_id: units(edition) for edition in five.values()}
    rng = random.Random(1)  # noqa: S311  -- the same phrases every time
    pool = [unit for unit in chain.from_iterable(units_by_document.values()) if len(unit) > 12]
    columns = document_columns(ANYONE)
    for length in range(1, 13):
        for _ in range(25):
            unit = rng.choice(pool)
            at = rng.randrange(len(unit) - length + 1)
            phrase = unit[at : at + length]
            truth = {pk for pk, texts in units_by_document.items() if any(phrase in unit for unit in texts)}
            matching, candidates = documents_with(columns, [(phrase, "")])
            assert set(columns.documents[np.flatnonzero(matching)].tolist()) == truth, phrase
            assert not candidates.any()


def test_a_phrase_does_not_match_across_paragraphs(db: None) -> None:
    stored(text("欢迎灯塔，", "1. 灯塔明亮；", "2. 海岸安静。"))
    assert found('"灯塔明亮"') == {"70/1"}
    assert found('"明亮；海岸"') == set()
    assert found('"；海"') == set()


def test_words_are_found_inside_longer_words(db: None) -> None:
    stored(note("请人权理事会处理此事"))
    assert found("人权") == {"70/1"}
    assert found("事会") == {"70/1"}


def test_all_wanted_words_and_no_unwanted_one_must_be_in_a_document(five: dict[str, Edition]) -> None:
    assert found("文明 对话") == {"65/218", "25/3", "38/3", "44届草案", "78届草案"}
    assert found("大会 -理事会 灯塔") == set()
    assert found("合作 -文明") == set()
    assert found("和平 -不存在的词句") == found("和平")


def test_all_phrases_must_be_in_a_document_literally(db: None) -> None:
    stored(text("1. 决定看守灯塔明亮；", "2. 请会员国注意海岸安静。"))
    assert found('"守灯塔明" "国注意海" 明亮') == {"70/1"}
    assert found('"守灯塔明" "意海岸明"') == set()
    assert found('op:"守灯塔明" pp:"国注意海"') == set()


def test_a_run_of_words_without_matches_is_split_into_words(five: dict[str, Edition]) -> None:
    result = search(SearchFilters(text="国际合作人权"), ANYONE)
    assert result.total == 5
    assert result.notes == ("没有连在一起的“国际合作人权”，已分成几个词查找：国际 合作 人权。",)
    assert search(SearchFilters(text='"国际合作人权"'), ANYONE).total == 0


def test_a_field_restricts_a_term_to_its_part(db: None) -> None:
    stored(text("回顾灯塔，", "1. 敦促海岸。", head="70/1. 礁石"))
    assert found("pp:灯塔 op:海岸") == {"70/1"}
    assert found("op:灯塔") == found("fn:海岸") == found("pp:礁石") == set()
    assert found("灯塔", part="op") == set()
    assert found("礁石") == {"70/1"}


def test_long_words_of_the_dictionary_are_found_in_exactly_the_texts_that_contain_them(
    five: dict[str, Edition],
) -> None:
    units_by_document = {edition.resolution_id: units(edition) for edition in five.values()}
    words = set[str]().union(*map(long_words, chain.from_iterable(units_by_document.values())))
    assert len(words) > 200
    columns = document_columns(ANYONE)
    for word in words:
        truth = {pk for pk, texts in units_by_document.items() if any(word in unit for unit in texts)}
        matching, candidates = documents_with(columns, [(word, "")])
        assert set(columns.documents[np.flatnonzero(matching)].tolist()) == truth, word
        assert not candidates.any()


def test_a_prefix_or_suffix_of_other_words_is_found_in_its_part_only(db: None) -> None:
    stored(text("回顾人权理事会的工作，", "1. 敦促理事会支持发展中国家间的合作。"))
    assert found("op:发展中国家") == found("pp:理事会") == found("op:理事会") == {"70/1"}
    assert found("pp:发展中国家") == found("op:人权理事会") == found("op:委员会") == set()


def test_width_script_case_and_blanks_do_not_matter(db: None) -> None:
    stored(note("關切 COVID-19 的影響"))
    for query in ("关切", "關切", "ｃｏｖｉｄ－１９", '"关 切covid-19的影响"'):
        assert found(query) == {"70/1"}, query
    result = search(SearchFilters(text="关切covid"), ANYONE)
    line = hits_with_snippets(result, result.documents.tolist(), ANYONE)[0].lines[0]
    assert "<mark>關切COVID</mark>-19的影響。" in str(line.html)


def test_spans_are_right_after_characters_that_normalize_to_several() -> None:
    assert matching_spans("甲……乙㈠丙", ["..乙("]) == [(2, 5)]
    assert matching_spans("合作合作 合作", ["合作"]) == [(0, 4), (5, 7)]
    assert matching_spans("人权", ["合作"]) == []


def test_documents_under_review_are_found_and_counted_for_staff_only(db: None) -> None:
    store(prepared_seed("65/218"))
    store(prepared_seed("25/3"), visibility=Visibility.IN_REVIEW)
    staff = User(username="staff", is_staff=True, is_active=True)
    assert found("合作") == {"65/218"}
    assert found("合作", staff) == {"65/218", "25/3"}
    facets = search(SearchFilters(text="合作"), ANYONE).facets
    assert [(choice.value, choice.count) for choice in facets.bodies] == [("GA", 1)]
    assert facets.histogram and (facets.histogram.first, facets.histogram.years) == (2010, 1)


def test_each_facet_is_counted_under_the_other_filters(five: dict[str, Edition]) -> None:
    result = search(SearchFilters(text="合作", bodies=("HRC",)), ANYONE)
    assert result.total == 3
    assert {choice.value: choice.count for choice in result.facets.bodies} == {"GA": 2, "HRC": 3}
    assert {choice.value: choice.count for choice in result.facets.statuses} == {"adopted": 2, "draft": 1}
    assert search(SearchFilters(text="合作", years=(2014, 2018)), ANYONE).total == 2


@pytest.mark.parametrize("query", ["海岸", '"看守海"'])
def test_results_are_ordered_by_relevance_or_by_date(db: None, query: str) -> None:
    once, three_times = "1. 决定看守海岸，维护灯塔，增进友谊。", "1. 决定看守海岸，看守海岸，看守海岸。"
    for year, paragraph in ((2015, once), (2016, three_times), (2017, once)):
        stored(text(paragraph, head=f"7{year - 2015}/1. 题目", close=f"{year}年9月25日\n第4次全体会议"))
    labels = {document.pk: document.short_label for document in Resolution.objects.all()}
    orders = {
        sort: [labels[pk] for pk in search(SearchFilters(text=query, sort=sort), ANYONE).documents.tolist()]
        for sort in ("relevance", "-date", "date")
    }
    assert orders["relevance"][0] == "71/1"
    assert orders["-date"] == ["72/1", "71/1", "70/1"]
    assert orders["date"] == ["70/1", "71/1", "72/1"]


def test_a_hit_has_a_snippet_for_each_line_with_a_term(five: dict[str, Edition]) -> None:
    for query in ("人权", "不容忍", "合作"):
        result = search(SearchFilters(text=query), ANYONE)
        for hit in hits_with_snippets(result, result.documents.tolist(), ANYONE, None):
            edition = hit.resolution.edition
            assert edition
            texts: list[str] = []
            for rows in (edition.headings, edition.paragraphs, edition.footnotes):
                texts += [text for text in rows.values_list("text", flat=True) if query in searchable(text)]
            assert [line.text for line in hit.lines] == texts


def test_a_long_phrase_is_found_to_its_last_character(db: None) -> None:
    words = "促请各国在灯塔看守人的培训交流互助等各方面加强合作并向所有偏远海岛提供一切必要的物质与技术援助以保平安"
    stored(note(words), "one.txt")
    assert found(f'"{words}"') == {"70/1"}
    assert found(f'"{words[:-1]}宁"') == set()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no candidates to read")
def test_narrowing_a_search_reaches_documents_that_were_not_read(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("resolutions.search.searcher.MOST_READ", 2)
    monkeypatch.setattr("resolutions.search.term_matches.NEWEST_READ", 1)
    for year in (2015, 2016, 2017):
        stored(
            text(
                "1. 决定看守灯塔明亮。",
                head=f"7{year - 2015}/1. 题目",
                close=f"{year}年9月25日\n第4次全体会议",
            )
        )
    everywhere = search(SearchFilters(text='"守灯塔明"'), ANYONE)
    assert (everywhere.total, everywhere.more, everywhere.at_most) == (1, 2, 3)
    oldest = search(SearchFilters(text='"守灯塔明"', years=(2015, 2016)), ANYONE)
    assert (oldest.total, oldest.more, oldest.at_most) == (2, 0, 2)
    every = search(SearchFilters(text='"守灯塔明"', every=True), ANYONE)
    assert (every.total, every.more, every.at_most) == (3, 0, 3)
    again = search(
        SearchFilters(text='"守灯塔明"', sort="date"), ANYONE
    )  # texts read by earlier searches change no result
    assert (again.total, again.more, again.at_most) == (1, 2, 3)
    assert found('题目 -"守灯塔明"') == set()
    stored(text("1. 决定看守、守灯、灯塔。", head="73/1. 题目", close="2018年9月25日\n第4次全体会议"))
    split = search(SearchFilters(text="看守灯塔"), ANYONE)
    assert (split.total, split.more, split.notes) == (0, 3, ())
