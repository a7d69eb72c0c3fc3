"""Tests of the readings of the five seeds."""

import json
from datetime import date
from itertools import chain

import pytest

from resolutions.reading import model
from resolutions.reading.public_json import as_json

from ...texts import DATA, SEEDS, seed


@pytest.mark.parametrize("name", ["25/3", "38/3"])
def test_readings_equal_those_made_by_hand(name: str) -> None:
    gold = json.loads((DATA / "reading" / SEEDS[name]).with_suffix(".json").read_text(encoding="utf-8"))
    form = as_json(seed(name))
    assert form["meta"] == gold["meta"]
    assert [{k: p[k] for k in ("id", "text", "footnotes")} for p in form["paragraphs"]] == gold["paragraphs"]
    assert [{k: f[k] for k in ("marker", "text")} for f in form["footnotes"]] == gold["footnotes"]
    assert [{k: c[k] for k in ("in", "text", "target", "date")} for c in form["citations"]] == gold[
        "citations"
    ]
    assert form["instruments"] == gold["instruments"]


@pytest.mark.parametrize(
    ("name", "preambular", "operative", "footnotes"),
    [
        ("78th draft", 16, 17, 7),
        ("25/3", 11, 22, 2),
        ("44th draft", 32, 35, 3),
        ("38/3", 27, 31, 1),
        ("65/218", 9, 12, 4),
    ],
)
def test_paragraphs_are_numbered_as_printed(
    name: str, preambular: int, operative: int, footnotes: int
) -> None:
    reading = seed(name)
    ids = [f"pp{n}" for n in range(1, preambular + 1)] + [f"op{n}" for n in range(1, operative + 1)]
    assert [p.id for p in reading.paragraphs] == ids
    assert [f.marker for f in reading.footnotes] == [str(n) for n in range(1, footnotes + 1)]
    marks = chain.from_iterable(paragraph.marks for paragraph in reading.paragraphs)
    assert [mark.marker for mark in marks] == [footnote.marker for footnote in reading.footnotes]


def test_metadata_of_the_third_committee_draft() -> None:
    meta = seed("78th draft").meta
    assert (meta.symbol, meta.number, meta.status, meta.session) == (None, None, "draft", 78)
    assert (meta.body, meta.committee, meta.agenda_item) == ("大会", "第三委员会", "71(b)")
    assert meta.agenda_title == "促进和保护人权：人权问题，包括增进人权和基本自由切实享受的各种途径"
    assert meta.title == "增进人权领域的国际合作"
    assert [s.name for s in meta.sponsors] == [
        "白俄罗斯", "中国", "古巴", "朝鲜民主主义人民共和国", "俄罗斯联邦", "阿拉伯叙利亚共和国",
    ]  # fmt: skip
    assert [s.name for s in meta.sponsors if s.stars] == ["古巴"]
    assert meta.sponsor_notes == ("* 代表属于不结盟国家运动的联合国会员国。",)
    assert (meta.adopted_on, meta.meeting, meta.vote) == (None, None, None)


def test_metadata_of_the_council_draft() -> None:
    meta = seed("44th draft").meta
    assert (meta.symbol, meta.number, meta.status, meta.session) == (None, "44/…", "draft", 44)
    assert meta.session_dates == "2020年6月30日至7月17日"
    assert meta.agenda_title == "促进和保护所有人权――公民权利、政治权利、经济、社会及文化权利，包括发展权"
    assert meta.sponsors == (model.Sponsor("阿塞拜疆", ("*", "**")),)
    assert meta.sponsor_notes == ("* 非人权理事会成员国。", "** 代表属于不结盟国家运动的联合国会员国。")


def test_metadata_of_a_resolution_without_its_head() -> None:
    meta = seed("65/218").meta
    assert (meta.symbol, meta.number, meta.status, meta.session) == ("A/RES/65/218", "65/218", "adopted", 65)
    assert (meta.adopted_on, meta.meeting) == (date(2010, 12, 21), "第71次全体会议")


def test_a_recorded_vote_lists_states_by_name() -> None:
    vote = seed("38/3").meta.vote
    assert vote is not None
    assert (vote.in_favour, vote.against, vote.abstaining) == (28, 14, 3)
    assert (len(vote.states_in_favour), len(vote.states_against)) == (28, 14)
    assert vote.states_in_favour[-1] == "委内瑞拉玻利瓦尔共和国"
    assert vote.states_against[-1] == "大不列颠及北爱尔兰联合王国"
    assert vote.states_abstaining == ("阿富汗", "巴西", "墨西哥")


def marks(name: str) -> dict[str, tuple[str, str]]:
    """Return the paragraph of each footnote mark and the words before the mark."""
    found = {}
    for p in seed(name).paragraphs:
        for m in p.marks:
            found[m.marker] = (p.id, p.text[m.offset - 8 : m.offset])
    return found


def test_marks_are_where_they_are_printed() -> None:
    assert marks("78th draft") == {
        "1": ("pp1", "宣言和行动纲领》"),  # followed by a blank, inside a phrase
        "2": ("pp3", "合国千年宣言》、"),  # followed by a word
        "3": ("pp3", "53/11号决议"),
        "4": ("pp4", "纲领》通过十周年"),
        "5": ("pp4", "十周年和二十周年"),
        "6": ("pp15", "0/22号决议，"),
        "7": ("pp16", "通过七十五周年，"),
    }
    assert marks("65/218")["1"] == ("pp1", "宣言和行动纲领》")  # alone on a line
    assert marks("25/3")["1"] == ("op11", "度最新书面材料；")  # alone on a line after the end
    assert marks("38/3")["1"] == ("op19", "年度最新情况报告")  # raised


def citations(name: str) -> set[tuple[str, str | None, str | None]]:
    return {(c.place, c.target, c.day.isoformat() if c.day else None) for c in seed(name).citations}


def test_citations_of_the_78th_draft() -> None:
    assert citations("78th draft") == {
        ("pp2", "A/RES/70/1", "2015-09-25"),
        ("pp3", "A/RES/77/213", "2022-12-15"),
        ("pp3", "A/HRC/RES/53/11", "2023-07-12"),
        ("pp15", "E/CN.4/SUB.2/RES/2000/22", "2000-08-18"),
        ("fn1", "A/CONF.157/24(Part I)", None),
        ("fn1", "A/CONF.157/24(Part I)/Corr.1", None),
        ("fn2", "A/RES/55/2", None),
        ("fn3", "A/78/53", None),
        ("fn4", "A/RES/66/3", None),
        ("fn5", "A/RES/76/1", None),
        ("fn6", "E/CN.4/2001/2-E/CN.4/SUB.2/2000/46", None),
        ("fn7", "A/RES/217(III) A", None),
    }


def test_citations_of_the_44th_draft() -> None:
    assert citations("44th draft") == {
        ("pp2", "A/RES/70/1", "2015-09-25"),
        ("pp3", "A/RES/69/313", "2015-07-27"),
        ("pp4", "A/RES/74/153", "2019-12-18"),
        ("pp4", "A/HRC/RES/41/3", "2019-07-11"),
        ("pp5", "A/RES/41/128", "1986-12-04"),
        ("pp6", "A/RES/48/141", "1993-12-20"),
        ("pp7", "A/RES/33/134", "1978-12-19"),
        ("pp8", "E/CN.4/SUB.2/RES/2000/22", "2000-08-18"),
        ("pp12", "A/RES/74/270", "2020-04-02"),
        ("pp12", "A/RES/74/274", "2020-04-20"),
        ("pp22", "A/RES/60/251", "2006-03-15"),
        ("pp25", "A/HRC/RES/6/17", "2007-09-28"),
        ("op33", "A/RES/72/171", None),
        ("op34", "A/RES/74/153", None),
        ("fn1", "E/CN.4/2001/2-E/CN.4/SUB.2/2000/46", None),
        ("fn2", "A/HRC/43/68", None),
        ("fn3", "A/HRC/44/28", None),
    }


def test_citations_of_65_218() -> None:
    assert citations("65/218") == {
        ("pp2", "A/RES/64/171", "2009-12-18"),
        ("pp2", "A/HRC/RES/13/23", "2010-03-26"),
        ("pp9", "E/CN.4/SUB.2/RES/2000/22", "2000-08-18"),
        ("fn1", "A/CONF.157/24(Part I)", None),
        ("fn1", "A/CONF.157/24(Part I)/Corr.1", None),
        ("fn2", "A/RES/55/2", None),
        ("fn3", "A/65/53", None),
        ("fn4", "E/CN.4/2001/2-E/CN.4/SUB.2/2000/46", None),
    }


def test_a_paragraph_divided_by_footnotes_and_a_page_is_joined() -> None:
    paragraph = next(p for p in seed("78th draft").paragraphs if p.id == "pp4")
    assert (
        "2009年4月20日至24日在日内瓦举行的德班审查会议和纪念《德班宣言和行动纲领》通过十周年和二十周年的大会高级别会议"
        in paragraph.text
    )


def test_a_word_divided_by_a_page_is_joined() -> None:
    assert (
        "各国人民可持续发展的重要组成部分" in next(p for p in seed("38/3").paragraphs if p.id == "pp7").text
    )


def test_the_seeds_have_only_two_known_warnings() -> None:
    """They are errors in the printed texts."""
    found = {name: [(w.code, w.where) for w in seed(name).warnings] for name in SEEDS}
    assert found == {
        "78th draft": [("link-differs", "fn2")],  # the link goes to A/HRC/RES/55/2, the text means A/RES/55/2
        "25/3": [("date-session", "pp8")],  # 6/17 dated 2008, elsewhere 2007
        "44th draft": [],
        "38/3": [],
        "65/218": [],
    }
