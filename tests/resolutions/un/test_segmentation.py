"""Words: cut once, joined again without loss, with symbols, dates and ordinals whole."""

from hypothesis import given, settings
from hypothesis import strategies as st

from resolutions.un.segmentation import is_long_word, long_words, segment, words_version
from resolutions.un.series import series_key

from ...texts import SEEDS, seed


@settings(max_examples=60)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_the_words_of_any_text_are_the_text(text: str) -> None:
    assert "".join(segment(text)) == text


def test_the_words_of_the_five_are_their_paragraphs() -> None:
    for name in SEEDS:
        for paragraph in seed(name).paragraphs:
            assert "".join(segment(paragraph.text)) == paragraph.text


def test_symbols_dates_and_ordinals_are_kept_whole() -> None:
    words = segment(
        "回顾大会2020年4月2日第74/270号决议和第七十八届会议A/CONF.157/24(Part I)，COVID-19，第217 A(III)号，第3段"
    )
    assert {"2020年4月2日", "74/270", "第七十八届", "A/CONF.157/24(Part I)", "COVID-19", "217 A(III)", "第3段"} <= set(
        words
    )


def test_terms_of_the_united_nations_are_words() -> None:
    words = segment("国际舞台上的所有行为体和利益攸关方摒弃仇外心理，参加普遍定期审议")
    assert {"行为体", "利益攸关方", "仇外心理", "普遍定期审议"} <= set(words)


def test_traditional_text_is_cut_like_its_simplified_form() -> None:
    assert segment("聯合國人權理事會的決議") == ["聯合國", "人權理事會", "的", "決議"]


@settings(max_examples=100)
@given(st.text(alphabet="联合国人权理事会议发展中家间技术南南第三委员和平不容忍现象a1", max_size=30))
def test_the_long_words_of_a_text_are_all_its_parts_that_are_words(text: str) -> None:
    parts = {text[i:j] for i in range(len(text)) for j in range(i + 1, len(text) + 1)}
    assert long_words(text) == {part for part in parts if is_long_word(part)}


def test_a_long_word_is_one_wherever_the_text_is_cut() -> None:
    assert "人权理事会" in segment("人权理事会") and "人权" not in segment("人权理事会")
    assert {"人权理事会", "理事会"} <= long_words("联合国人权理事会的决议")
    assert not is_long_word("人权") and not is_long_word("权理事会") and not is_long_word("的人权理事会")


def test_the_version_names_the_segmenter_and_the_list() -> None:
    assert words_version().startswith("jieba 0.42.1, ")


def test_titles_that_say_the_same_in_other_words_are_one_series() -> None:
    titles = ["增进人权领域的国际合作", "增强人权领域的国际合作", "加强人权领域国际合作", "加強人權領域的國際合作"]
    assert len({series_key(title) for title in titles}) == 1
    assert series_key("加强人权领域的国际合作") != series_key("加强发展领域的国际合作")
    assert series_key("") == ""
