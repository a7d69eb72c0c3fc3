"""Tests of instruments: names and numbers of one document have one key."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolutions.language.characters import fold
from resolutions.reading import read
from resolutions.un.instruments import instrument_by_title, instruments, instruments_named_in
from resolutions.un.sessions import date_fits_session
from resolutions.un.symbols import normalise, parse

from ...texts import DATA, FIXTURES, SEEDS, seed

TEXTS = sorted([*FIXTURES.glob("*.txt"), *(DATA / "samples").glob("*.txt")])
NAMES = sorted(set().union(*(instrument.names for instrument in instruments().values())))
LEFT_OPEN = {
    "《大会正式记录，第七十八届会议，补编第53号》": "a volume of records, cited by the symbol behind it",
    "《大会正式记录，第六十五届会议，补编第53号》": "a volume of records, cited by the symbol behind it",
    "《附加议定书》": "short for the protocols to a convention named before",
}


def keys(text: str) -> list[str]:
    return [mention.key for mention in instruments_named_in(text)]


def key_of(title: str) -> str | None:
    instrument = instrument_by_title(title)
    return instrument.key if instrument else None


# --- titles in brackets ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("《联合国宪章》", "instrument/charter"),
        ("《宪章》", "instrument/charter"),
        ("《世界人权宣言》", "A/RES/217(III) A"),
        ("《联合国千年宣言》", "A/RES/55/2"),
        ("《2030 年可持续发展议程》", "A/RES/70/1"),
        ("《第三次发展筹资问题国际会议亚的斯亚贝巴行动议程》", "A/RES/69/313"),
        ("《维也纳宣言和行动纲领》", "A/CONF.157/24(Part I)"),
        ("《德班宣言和行动纲领》", "A/CONF.189/12"),
        ("《日内瓦四公约》", "instrument/geneva-conventions"),
    ],
)
def test_a_title_has_the_key_of_its_document(title: str, key: str) -> None:
    assert key_of(title) == key


def test_a_title_is_found_in_either_script_and_without_brackets() -> None:
    assert key_of("《聯合國千年宣言》") == key_of("联合国千年宣言") == "A/RES/55/2"


def test_brackets_inside_a_title_are_ignored() -> None:
    nested, flat = (
        "《〈儿童权利公约〉关于设定来文程序的任择议定书》",
        "《儿童权利公约关于设定来文程序的任择议定书》",
    )
    assert key_of(nested) == key_of(flat) == "A/RES/66/138"


def test_a_title_and_the_number_in_its_footnote_have_one_key() -> None:
    # 《世界人权宣言》通过七十五周年，7 … 7 第217 A(III)号决议。
    draft = seed("78th draft")
    numbers = {citation.target for citation in draft.citations}
    names = {key_of(instrument.text) for instrument in draft.instruments}
    assert {"A/RES/217(III) A", "A/RES/55/2", "A/CONF.157/24(Part I)"} <= numbers & names


def test_both_titles_of_the_buenos_aires_plan_have_one_key() -> None:
    # 赞同《促进和执行发展中国家技术合作的布宜诺斯艾利斯行动计划》 … 《布宜诺斯艾利斯行动计划》通过四十周年
    found = [
        instrument_by_title(instrument.text)
        for instrument in seed("38/3").instruments
        if "布宜诺斯" in instrument.text
    ]
    assert [plan and (plan.key, plan.day) for plan in found] == [
        ("instrument/buenos-aires-plan", date(1978, 9, 12))
    ] * 2


def test_the_baku_declaration_has_the_date_in_the_seed() -> None:
    baku = instrument_by_title("《巴库宣言》")
    assert baku and baku.day == date(2018, 4, 6)


@pytest.mark.parametrize(
    "title", ["《公约》", "《盟约》", "《宣言》", "《议定书》", "《行动纲领》", "《任择议定书》", ""]
)
def test_a_generic_title_is_no_instrument(title: str) -> None:
    assert instrument_by_title(title) is None


def test_a_longer_title_is_another_instrument() -> None:
    assert instrument_by_title("《中非合作论坛北京宣言》") is None
    assert key_of("《残疾人权利公约》") != key_of("《儿童权利公约》")


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.name)
def test_every_title_in_the_texts_is_known_or_listed_as_open(file: Path) -> None:
    titles = {
        "".join(instrument.text.split()) for instrument in read(file.read_bytes(), file.name).instruments
    }
    assert {title for title in titles if instrument_by_title(title) is None} <= set(LEFT_OPEN)


def test_titles_listed_as_open_are_unknown() -> None:
    assert [title for title in LEFT_OPEN if instrument_by_title(title)] == []


# --- names without brackets -----------------------------------------------------------------------


def test_world_conferences_are_found_without_brackets() -> None:
    text = (
        "还回顾2001年8月31日至9月8日在南非德班举行的反对种族主义、种族歧视、仇外和相关不容忍行为世界会议、"
        "2009年4月20日至24日在日内瓦举行的德班审查会议和纪念《德班宣言和行动纲领》通过十周年和二十周年的大会高级别会议政治宣言，"
    )
    assert keys(text) == ["A/CONF.189/12", "A/CONF.211/8"]


@pytest.mark.parametrize("name", SEEDS)
def test_each_seed_names_the_vienna_and_durban_conferences(name: str) -> None:
    found = set().union(*(keys(paragraph.text) for paragraph in seed(name).paragraphs))
    assert {"A/CONF.157/24(Part I)", "A/CONF.189/12", "A/CONF.211/8"} <= found


def test_a_name_in_quotation_marks_has_the_key_of_the_number_after_it() -> None:
    text = "又回顾大会在1986年12月4日题为“发展权利宣言”的第41/128号决议中声明，各国有义务在确保发展方面相互合作，"
    (mention,) = instruments_named_in(text)
    assert (text[mention.start : mention.end], mention.key) == ("发展权利宣言", "A/RES/41/128")


def test_blanks_within_a_name_are_ignored() -> None:
    text = "回顾大会题为“变革我们的世界：2030 年可持续发展议程”的 2015 年 9 月 25 日第 70/1 号决议，"
    (mention,) = instruments_named_in(text)
    assert text[mention.start : mention.end] == "变革我们的世界：2030 年可持续发展议程"
    assert mention.key == "A/RES/70/1"


def test_the_charter_is_found_without_brackets_or_with_one() -> None:
    assert keys("則此問題應依聯合國憲章宗旨原則並就個別情形予以審議，") == ["instrument/charter"]
    assert keys("又回顾联合国宪章》的条文载明，") == ["instrument/charter"]


def test_a_title_in_brackets_is_not_found_as_a_name() -> None:
    assert keys("《联合国宪章》、〈世界人权宣言〉和《关于〈联合国千年宣言〉的世界人权会议报告》") == []


def test_a_later_conference_of_the_same_name_is_not_found() -> None:
    assert keys("社会发展问题世界首脑会议") == ["A/CONF.166/9"]
    assert keys("第二次社会发展问题世界首脑会议") == []


def test_the_longest_name_is_found() -> None:
    text = "在联合国千年首脑会议上"
    assert [text[mention.start : mention.end] for mention in instruments_named_in(text)] == [
        "联合国千年首脑会议"
    ]


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([*NAMES, *"《》〈〉第次 ，\n", "世界", "会议"]) | st.text(max_size=3), max_size=20
    ).map("".join)
)
def test_mentions_are_listed_names_in_order(text: str) -> None:
    found = instruments_named_in(text)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in found)
    assert all(mention.end <= following.start for mention, following in pairwise(found))
    for mention in found:
        words = "".join(fold(text[mention.start : mention.end]).split())
        assert words in instruments()[mention.key].names


@settings(deadline=None)
@given(st.lists(st.sampled_from([*NAMES, "和", " "]) | st.text(max_size=3), max_size=6).map("".join))
def test_names_inside_brackets_are_skipped(text: str) -> None:
    inside = fold(text).replace("《", "").replace("》", "")
    assert instruments_named_in(f"《{inside}》") == []


# --- the list -------------------------------------------------------------------------------------


def test_every_key_is_a_normal_symbol_or_an_instrument_name() -> None:
    for key in instruments():
        assert re.fullmatch(r"instrument/[a-z0-9-]+", key) or normalise(key) == key, key


def test_every_date_fits_the_session_of_its_resolution() -> None:
    for key, instrument in instruments().items():
        symbol = parse(key)
        if symbol and symbol.number and instrument.day:
            assert date_fits_session(symbol.organ, symbol.number, instrument.day) is not False, key


def test_every_label_is_short_enough_for_a_figure() -> None:
    assert [i.label for i in instruments().values() if not 0 < len(i.label) <= 12] == []


def test_keys_and_titles_are_unique() -> None:
    lines = (DATA.parent.parent / "resolutions/un/instruments.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert len(rows) == len(instruments())
    listed = "|".join(row[4] for row in rows if row[4])
    aliases = [alias.removeprefix("~") for alias in listed.split("|")]
    assert len(aliases) == len(set(aliases))
    titles = [instrument.titles for instrument in instruments().values()]
    assert sum(map(len, titles)) == len(frozenset().union(*titles))


def test_every_listed_title_is_found() -> None:
    for instrument in instruments().values():
        for title in (instrument.title, f"《{instrument.title}》", *instrument.titles):
            assert instrument_by_title(title) == instrument, title
