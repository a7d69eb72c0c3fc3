"""Tests of word segmentation and series keys."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from resolutions.un.segmentation import is_long_word, long_words, segment, words_version
from resolutions.un.series import series_key

from ...texts import SEEDS, seed


@settings(max_examples=60)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_joined_words_are_the_text(text: str) -> None:
    assert "".join(segment(text)) == text


def test_joined_words_of_the_seeds_are_their_paragraphs() -> None:
    for name in SEEDS:
        for paragraph in seed(name).paragraphs:
            assert "".join(segment(paragraph.text)) == paragraph.text


def test_symbols_dates_and_ordinals_are_single_words() -> None:
    words = segment(
        "回顾大会2020年4月2日第74/270号决议和第七十八届会议A/CONF.157/24(Part I)，COVID-19，第217 A(III)号，第3段"
    )
    assert {
        "2020年4月2日",
        "74/270",
        "第七十八届",
        "A/CONF.157/24(Part I)",
        "COVID-19",
        "217 A(III)",
        "第3段",
    } <= set(words)


def test_listed_terms_are_single_words() -> None:
    words = segment("国际舞台上的所有行为体和利益攸关方摒弃仇外心理，参加普遍定期审议")
    assert {"行为体", "利益攸关方", "仇外心理", "普遍定期审议"} <= set(words)


def test_traditional_text_is_segmented_like_simplified_text() -> None:
    assert segment("聯合國人權理事會的決議") == ["聯合國", "人權理事會", "的", "決議"]


@settings(max_examples=100)
@given(st.text(alphabet="联合国人权理事会议发展中家间技术南南第三委员和平不容忍现象a1", max_size=30))
def test_long_words_are_all_parts_of_a_text_in_the_dictionary(text: str) -> None:
    parts = {text[start:end] for start, end in combinations(range(len(text) + 1), 2)}
    assert long_words(text) == {part for part in parts if is_long_word(part)}


def test_long_words_are_found_across_word_limits() -> None:
    assert "人权理事会" in segment("人权理事会") and "人权" not in segment("人权理事会")
    assert {"人权理事会", "理事会"} <= long_words("联合国人权理事会的决议")
    assert not is_long_word("人权") and not is_long_word("权理事会") and not is_long_word("的人权理事会")


def test_the_version_includes_the_segmenter_and_the_list() -> None:
    assert words_version().startswith("jieba 0.42.1, ")


def test_titles_with_variant_words_have_one_series_key() -> None:
    titles = [
        "增进人权领域的国际合作",
        "增强人权领域的国际合作",
        "加强人权领域国际合作",
        "加強人權領域的國際合作",
    ]
    assert len({series_key(title) for title in titles}) == 1
    assert series_key("加强人权领域的国际合作") != series_key("加强发展领域的国际合作")
    assert series_key("") == ""
