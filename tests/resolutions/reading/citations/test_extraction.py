"""Tests of citations: their forms, and the organ of a number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutions.reading.citations.extraction import SpeakingOrgan, find_citations, find_instruments

from ....texts import reading


def found(text: str, organ: str | None = "GA", year: int = 2100) -> list[tuple[str, str | None, str | None]]:
    """Return the words, target and date of every citation in a text."""
    rows = find_citations("pp1", text, SpeakingOrgan(organ, year))
    return [(c.text, c.target, c.day.isoformat() if c.day else None) for c in rows]


@pytest.mark.parametrize(
    ("text", "words", "target", "day"),
    [
        (
            "回顾大会2013年12月18日第68/160号决议，",
            "大会2013年12月18日第68/160号决议",
            "A/RES/68/160",
            "2013-12-18",
        ),
        ("回顾其第二十二届会议第2200 A(XXI)号决议，", "第2200 A(XXI)号决议", "A/RES/2200(XXI) A", None),
        (
            "又回顾1948年12月10日第217(III) A号决议，",
            "1948年12月10日第217(III) A号决议",
            "A/RES/217(III) A",
            "1948-12-10",
        ),
        (
            "覆按其一九五〇年十二月十四日决议案三九六(五)所载",
            "其一九五〇年十二月十四日决议案三九六(五)",
            "A/RES/396(V)",
            "1950-12-14",
        ),
        (
            "忆及一九六〇年十二月十四日第一五一四号决议(XV)所载",
            "一九六〇年十二月十四日第一五一四号决议(XV)",
            "A/RES/1514(XV)",
            "1960-12-14",
        ),
        ("重申安全理事会第338(1973)号决议", "安全理事会第338(1973)号决议", "S/RES/338(1973)", None),
        (
            "重申安全理事会决议案一一一(一九五六)内",
            "安全理事会决议案一一一(一九五六)",
            "S/RES/111(1956)",
            None,
        ),
        (
            "回顾其1994年12月9日第49/35 A号决议",
            "其1994年12月9日第49/35 A号决议",
            "A/RES/49/35 A",
            "1994-12-09",
        ),
        ("回顾其第S-16/1号决议", "其第S-16/1号决议", "A/RES/S-16/1", None),
        ("回顾其第ES-10/19号决议", "其第ES-10/19号决议", "A/RES/ES-10/19", None),
        ("回顾人权理事会第22/116号决定", "人权理事会第22/116号决定", "A/HRC/DEC/22/116", None),
        (
            "回顾其2003年11月17日第58/408号决定",
            "其2003年11月17日第58/408号决定",
            "A/DEC/58/408",
            "2003-11-17",
        ),
        (
            "回顾经济及社会理事会1982年4月26日第1982/112号决定",
            "经济及社会理事会1982年4月26日第1982/112号决定",
            "E/DEC/1982/112",
            "1982-04-26",
        ),
        (
            "回顾2014年12月18日S/PRST/2014/28号主席声明",
            "S/PRST/2014/28号主席声明",
            "S/PRST/2014/28",
            "2014-12-18",
        ),
        ("注意到秘书长2018年10月15日的报告(S/2018/922)，", "S/2018/922", "S/2018/922", "2018-10-15"),
        ("承认1995年9月21日第CD/1356号决定，", "CD/1356", "CD/1356", "1995-09-21"),
        ("回顾65/1号决议", "65/1号决议", "A/RES/65/1", None),
        ("见聯合國大會第68/262號決議", "聯合國大會第68/262號決議", "A/RES/68/262", None),
    ],
)
def test_every_form_of_citation_is_read(text: str, words: str, target: str, day: str | None) -> None:
    assert found(text) == [(words, target, day)]


def test_a_series_shares_its_organ_and_its_year() -> None:
    text = "回顾其一九七三年十月二十二日第338(1973)号、十月二十五日第340(1973)号、一九七四年四月八日第346(1974)号和十月二十三日第362(1974)号等决议，"
    assert [(target, day) for _, target, day in found(text, "SC")] == [
        ("S/RES/338(1973)", "1973-10-22"), ("S/RES/340(1973)", "1973-10-25"),
        ("S/RES/346(1974)", "1974-04-08"), ("S/RES/362(1974)", "1974-10-23"),
    ]  # fmt: skip


def test_a_series_may_share_one_date() -> None:
    assert [(t, d) for _, t, d in found("回顾其1993年12月16日第48/70号和第48/71号决议，")] == [
        ("A/RES/48/70", "1993-12-16"), ("A/RES/48/71", "1993-12-16"),
    ]  # fmt: skip


def test_a_date_is_not_shared_with_a_number_of_another_year() -> None:
    assert [(t, d) for _, t, d in found("回顾2018年3月29日第2409(2018)号和第2387(2017)号决议，", "SC")] == [
        ("S/RES/2409(2018)", "2018-03-29"), ("S/RES/2387(2017)", None),
    ]  # fmt: skip


def test_a_series_of_numbers_may_have_one_word() -> None:
    text = "回顾第2121(2013)、2127(2013)、2134(2014)号决议及第2272(2016)号决议"
    assert [t for _, t, _ in found(text, "SC")] == [
        "S/RES/2121(2013)",
        "S/RES/2127(2013)",
        "S/RES/2134(2014)",
        "S/RES/2272(2016)",
    ]
    assert [t for _, t, _ in found("推迟审议(第37/457、38/459和59/509号决定)")] == [
        "A/DEC/37/457",
        "A/DEC/38/459",
        "A/DEC/59/509",
    ]


def test_a_series_may_lack_commas() -> None:
    assert [t for _, t, _ in found("回顾其第425(1978)426(1978)427(1978)号决议，", "SC")] == [
        "S/RES/425(1978)", "S/RES/426(1978)", "S/RES/427(1978)",
    ]  # fmt: skip


def test_two_parts_of_one_resolution_are_two_citations() -> None:
    assert [t for _, t, _ in found("回顾其1980年12月5日第35/35 A和B号决议，")] == [
        "A/RES/35/35 A",
        "A/RES/35/35 B",
    ]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        (
            "A/CONF.157/24(Part I)和Corr.1，第三章。",
            ["A/CONF.157/24(Part I)", "A/CONF.157/24(Part I)/Corr.1"],
        ),
        ("S/11670和Corr.1和2。", ["S/11670", "S/11670/Corr.1", "S/11670/Corr.2"]),
        ("A/54/L.81/Rev.1和Add.1", ["A/54/L.81/Rev.1", "A/54/L.81/Rev.1/Add.1"]),
        ("见E/CN.4/2001/2-E/CN.4/Sub.2/2000/46，第二章。", ["E/CN.4/2001/2-E/CN.4/SUB.2/2000/46"]),
        ("《大会正式记录，第七十八届会议，补编第53号》(A/78/53)，第七章，A节。", ["A/78/53"]),
    ],
)
def test_abbreviated_symbols_are_completed(text: str, targets: list[str]) -> None:
    expected = [t.replace("Rev.1/Add.1", "Add.1") if "L.81" in t else t for t in targets]
    got = [t for _, t, _ in found(text)]
    assert got in (targets, expected)


def test_the_organ_may_be_far_before_its_number() -> None:
    text = "回顾促进和保护人权小组委员会第五十二届会议于2000年8月18日通过了关于促进人权问题对话的第2000/22号决议，"
    assert found(text) == [("第2000/22号决议", "E/CN.4/SUB.2/RES/2000/22", "2000-08-18")]


def test_an_organ_that_is_acted_on_is_not_the_author() -> None:
    text = "回顾大会2006年3月15日设立人权理事会的第60/251号决议；"
    assert found(text, "HRC") == [("第60/251号决议", "A/RES/60/251", "2006-03-15")]
    assert found("回顾大会设立人权理事会的第60/251号决议；", "HRC")[0][1] == "A/RES/60/251"


def test_its_means_the_speaking_organ() -> None:
    assert found("回顾其第16/21号决议", "HRC")[0][1] == "A/HRC/RES/16/21"
    assert found("回顾其第47/1号决议", "GA")[0][1] == "A/RES/47/1"


def test_its_means_the_organ_addressed() -> None:
    assert found("建议大会：继其第47/1号决议之后采取行动", "HRC")[0][1] == "A/RES/47/1"


def test_its_means_the_subject_of_the_clause() -> None:
    assert found("回顾人权理事会在其第16/21号决议中决定", "GA")[0][1] == "A/HRC/RES/16/21"


@pytest.mark.parametrize(("organ", "target"), [("HRC", "A/HRC/RES/23/3"), ("GA", "A/HRC/RES/23/3")])
def test_the_council_means_the_last_named_or_speaking_one(organ: str, target: str) -> None:
    assert found("回顾人权理事会的作用，特别是理事会2013年6月13日第23/3号决议", organ)[0][1] == target


def test_the_council_is_else_the_economic_and_social_council() -> None:
    assert found("回顾理事会1996年7月25日第1996/31号决议", "GA")[0][1] == "E/RES/1996/31"


def test_the_date_distinguishes_two_organs() -> None:
    assert found("回顾2019年7月11日第41/3号决议", None)[0][1] == "A/HRC/RES/41/3"
    assert found("回顾1986年10月9日第41/3号决议", None)[0][1] == "A/RES/41/3"


def test_the_form_of_the_number_distinguishes_two_organs() -> None:
    assert found("见第66/3号决议。", "HRC", 2020)[0][1] == "A/RES/66/3", (
        "the Council had not come to session 66"
    )
    assert found("回顾第6/17号决议", "GA")[0][1] == "A/HRC/RES/6/17", "the Assembly counts so from session 31"


def test_a_number_that_fits_two_organs_has_candidates() -> None:
    [citation] = find_citations("pp1", "回顾第41/3号决议", SpeakingOrgan(None))
    assert citation.target is None
    assert citation.candidates == ("A/RES/41/3", "A/HRC/RES/41/3")
    [citation] = find_citations("pp1", "回顾2000年4月26日第2000/70号决议", SpeakingOrgan("GA"))
    assert citation.target is None
    assert citation.candidates == ("E/RES/2000/70", "E/CN.4/RES/2000/70", "E/CN.4/SUB.2/RES/2000/70")


def test_the_date_of_something_else_is_ignored() -> None:
    assert found("回顾大会2006年9月16日通过的《宣言》和第70/1号决议")[0][1:] == ("A/RES/70/1", None)
    assert found("回顾大会在第68/160号决议中请秘书长在2014年3月1日以前报告")[0][1:] == ("A/RES/68/160", None)


@pytest.mark.parametrize(
    "text",
    ["依照议事规则第83条，三分之二即2/3多数", "第1段和第2/3段", "和/或", "第七十八届会议", "2009年4月20日至24日", "第二次会议", "及其后所有决议", "本决议第3段",
     "各项有关决议", "2018/2019两年期", ""],
)  # fmt: skip
def test_other_numbers_are_not_citations(text: str) -> None:
    assert [row for row in found(text) if row[1]] == []


@given(st.text(max_size=200))
def test_every_citation_has_words(text: str) -> None:
    for citation in find_citations(
        "pp1", f"回顾大会第70/1号决议{text}第{text}A/RES/70/{text}号决议", SpeakingOrgan("GA")
    ):
        assert 0 <= citation.start < citation.end


def test_titles_in_brackets_are_found() -> None:
    text = "按照《联合国宪章》和《2030年可持续发展议程》，〈非〉"
    assert [i.text for i in find_instruments("pp1", text)] == [
        "《联合国宪章》",
        "《2030年可持续发展议程》",
        "〈非〉",
    ]


@pytest.mark.parametrize(("session", "roman"), [("六十一", "LXI"), ("六十三", "LXIII"), ("六十四", None)])
def test_a_head_and_a_citing_text_read_the_same_sessions(session: str, roman: str | None) -> None:
    """The Economic and Social Council used Roman sessions up to its 63rd, in 1977."""
    number = f"二〇九六({session})"
    symbol = f"E/RES/2096({roman})" if roman else None
    head = reading(
        "回顧其決議案，",
        "一、請秘書長提出報告。",
        head=f"{number}、燈塔",
        opening="經濟及社會理事會，",
        close="",
    )
    cited = [target for _, target, _ in found(f"覆按經濟及社會理事會決議案{number}所載", organ=None)]
    assert head.meta.symbol == symbol
    assert cited == ([symbol] if symbol else [])
