"""The figure of a neighbourhood: placement without overlaps, completeness, words and size."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from django.template.loader import render_to_string
from hypothesis import HealthCheck, given, settings
from lxml import etree

from resolutions.citations.graph import WIDTH, GraphFigure, NodeMark, graph_figure
from resolutions.citations.graph.label_placement import width
from resolutions.citations.graph.model import SIGNS, Neighbourhood, Role
from resolutions.citations.graph.series_lines import SMALL
from resolutions.un.works import INSTRUMENTS

from ..neighbourhoods import around, crowd, five, neighbourhoods, node

Box = tuple[float, float, float, float]  # left, top, right, bottom
many = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def mark(drawn: GraphFigure, key: str) -> NodeMark:
    (found,) = [m for m in drawn.marks if m.key == key]
    return found


def boxes(drawn: GraphFigure) -> list[Box]:
    """Return the boxes of everything that may not be covered: rings, pills, labels, counts and names of lanes."""
    found: list[Box] = []
    for m in drawn.marks:
        x, y, half = m.place.x, m.place.y, width(m.label) / 2
        if m.pill:
            found.append((x + m.pill_x, y - 16, x + m.pill_x + m.pill, y + 16))
        else:
            middle, base = x + m.place.dx, y + m.place.dy
            found += [
                (x - 8.5, y - 8.5, x + 8.5, y + 8.5),
                (middle - half, base - 11, middle + half, base + 3),
            ]
    for lane in drawn.lanes:
        found += [
            (text.x, text.y - 13, text.x + width(text.words) * 16 / 13, text.y + 3) for text in lane.names
        ]
        if lane.folded:
            found.append(
                (
                    lane.folded.x - width(lane.folded.words),
                    lane.folded.y - 11,
                    lane.folded.x,
                    lane.folded.y + 3,
                )
            )
        for label in (series.label for series in lane.series if series.label):
            wide = width(label.words) * SMALL
            left = label.x - wide if label.anchor == "end" else label.x
            found.append((left, label.y - 10, left + wide, label.y + 3))
    return found


def overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def svg(neighbourhood: Neighbourhood) -> str:
    page = render_to_string(
        "citations/_figure.html", {"figure": graph_figure(neighbourhood), "table": "table"}
    )
    return page[page.index("<svg") : page.index("</svg>") + len("</svg>")]


@many
@given(neighbourhoods())
def test_no_label_ring_or_pill_covers_another(neighbourhood: Neighbourhood) -> None:
    drawn = graph_figure(neighbourhood)
    found = boxes(drawn)
    assert not [(a, b) for a, b in combinations(found, 2) if overlap(a, b)]
    assert all(left >= 0 and right <= WIDTH for left, _, right, _ in found)


@many
@given(neighbourhoods())
def test_every_document_with_a_day_is_drawn_once_in_its_lane_and_in_the_order_of_time(
    neighbourhood: Neighbourhood,
) -> None:
    drawn = graph_figure(neighbourhood)
    days = {n.key: n.day for n in neighbourhood.nodes if n.key in neighbourhood.shown and n.day}
    assert Counter(m.key for m in drawn.marks) == Counter(days.keys())
    places = [m.place.x for m in sorted(drawn.marks, key=lambda m: days[m.key])]
    assert places == sorted(places)
    for lane in drawn.lanes:
        assert all(lane.y < place.y < lane.y + lane.height for place in lane.places.values())
    keys: list[str] = []
    for lane in drawn.lanes:
        keys += lane.places
    assert sorted(keys) == sorted(days)


@many
@given(neighbourhoods())
def test_every_citation_between_documents_that_are_drawn_is_drawn_once(neighbourhood: Neighbourhood) -> None:
    drawn = graph_figure(neighbourhood)
    there = {m.key for m in drawn.marks}
    lines = Counter[tuple[str, str]]()
    for bundle in drawn.bundles:
        lines.update((line.citing, line.cited) for line in bundle.lines)
    assert lines == Counter((e.citing, e.cited) for e in neighbourhood.edges if {e.citing, e.cited} <= there)


@many
@given(neighbourhoods())
def test_each_lane_counts_the_documents_that_are_not_drawn(neighbourhood: Neighbourhood) -> None:
    drawn = graph_figure(neighbourhood)
    said = sum(int(re.findall(r"\d+", lane.folded.words)[0]) for lane in drawn.lanes if lane.folded)
    assert said == len(neighbourhood.nodes) - len(drawn.marks) + sum(neighbourhood.unlisted.values())


@many
@given(neighbourhoods())
def test_the_same_documents_give_the_same_figure_with_one_anchor_each(neighbourhood: Neighbourhood) -> None:
    drawn = graph_figure(neighbourhood)
    assert drawn == graph_figure(neighbourhood)
    assert len({m.ident for m in drawn.marks}) == len({m.copy for m in drawn.marks}) == len(drawn.marks)


@pytest.mark.parametrize("asked", [1, 2, 5, 8])
def test_sixty_documents_and_three_hundred_citations_stay_under_sixty_thousand_bytes(asked: int) -> None:
    crowded = crowd(asked, 60, 300)
    assert len(crowded.edges) == 300
    drawn = svg(crowded)
    assert len(drawn.encode()) < 60_000
    assert drawn.count('class="node"') == 60


def test_the_accessible_name_of_a_document() -> None:
    drawn = graph_figure(five())
    assert mark(drawn, "A/RES/65/218").name == "甲 65/218，加强人权领域的国际合作，2010年，引用4件，被引3件"
    assert mark(drawn, "A/HRC/RES/25/3").name == "乙 25/3，增强人权领域的国际合作，2014年，引用5件"
    assert (
        mark(drawn, "draft/GA78-5e6f7a8b").name == "78届草案，加强人权领域的国际合作，约2023年，引用图中3件"
    )


def test_an_approximate_date_is_marked_and_explained() -> None:
    drawn = graph_figure(five())
    assert mark(drawn, "draft/HRC44-1a2b3c4d").label == "44届草案 约"
    assert drawn.notes == ("标“约”的文件日期为推定。",)


def test_the_kind_of_a_line_follows_the_citing_document() -> None:
    drawn = graph_figure(five())
    kinds = {bundle.lines[0].citing: bundle.kind for bundle in drawn.bundles}
    assert (
        kinds["A/RES/65/218"] == "A" and kinds["A/HRC/RES/25/3"] == "B" and kinds["A/HRC/RES/38/3"] == "other"
    )
    assert drawn.bundles[-1].kind == "A"  # on top


def test_a_line_is_level_at_the_cited_document() -> None:
    for bundle in graph_figure(five()).bundles:
        for line in bundle.lines:
            numbers = [int(number) for number in re.findall(r"-?\d+", line.path)]
            if "s" in line.path:
                _, _, before_x, before_y, x, y = numbers
                assert before_y == y and abs(before_x - x) >= 36


def test_an_annual_series_is_a_line_through_its_documents_in_each_lane() -> None:
    assembly, council = (lane for lane in graph_figure(five()).lanes if lane.series)
    (line,) = assembly.series
    ends = [assembly.places[key] for key in ("A/RES/64/171", "draft/GA78-5e6f7a8b")]
    assert line.path.startswith(f"M{ends[0].x} {ends[0].y}") and f"{ends[1].x}" in line.path[-8:]
    assert line.label and line.label.words == "大会年度系列"
    assert council.series[0].label and council.series[0].label.words == "人权理事会年度系列"


def test_instruments_come_first_and_organs_follow_in_the_order_of_their_list() -> None:
    names = ["".join(text.words for text in lane.names) for lane in graph_figure(five()).lanes]
    assert names == ["国际文书", "大会", "人权理事会", "促进和保护人权小组委员会"]
    assert graph_figure(five()).lanes[0].sublabel is not None


def test_the_legend_explains_only_kinds_that_occur() -> None:
    assert [entry.words for entry in graph_figure(five()).legend] == [
        "甲乙共同引用", "仅甲引用", "仅乙引用", "实心：库中有全文", "空心：仅见于引文", "年度系列",
    ]  # fmt: skip
    alone = around([node("65/218", date(2010, 12, 21), role=Role.ASKED, asked_by=(0,))])
    assert graph_figure(alone).legend == ()


@pytest.mark.parametrize("count", [1, 2, 5, 8])
def test_each_document_asked_for_has_its_own_sign_and_kind(count: int) -> None:
    drawn = graph_figure(crowd(count, 30, 60))
    pills = [m for m in drawn.marks if m.pill]
    assert [m.label[0] for m in sorted(pills, key=lambda m: m.kind)] == list(SIGNS[:count])
    assert [m.kind for m in sorted(pills, key=lambda m: m.kind)] == list("ABCDEFGH"[:count])
    assert drawn.marks[:count] == tuple(pills)


def test_a_document_without_citations_has_no_lines() -> None:
    drawn = graph_figure(around([node("65/218", date(2010, 12, 21), role=Role.ASKED, asked_by=(0,))]))
    assert drawn.marks[0].lit == () and drawn.bundles == ()
    assert drawn.marks[0].name == "甲 65/218，加强人权领域的国际合作，2010年"


def test_citing_documents_that_were_not_fetched_are_counted_by_lane() -> None:
    cited = node("48/141", date(1993, 12, 20), role=Role.ASKED, asked_by=(0,), cited_by=3000)
    citing = [node(f"{49 + i}/1", date(1994 + i, 12, 1), role=Role.CITING) for i in range(20)]
    drawn = graph_figure(
        around([cited, *citing], [(n.key, cited.key) for n in citing], unlisted={"GA": 2900, "HRC": 80})
    )
    assert [lane.folded.words for lane in drawn.lanes if lane.folded] == ["另有 2900 件", "另有 80 件"]
    assert mark(drawn, cited.key).name.endswith("被引3000件")
    assert {bundle.kind for bundle in drawn.bundles} == {"inward"}


def test_documents_without_a_date_are_counted_but_not_drawn() -> None:
    undated = [
        node("1/1", None),
        node("公约", None, INSTRUMENTS),
        node("草案", None, role=Role.ASKED, asked_by=(1,)),
    ]
    drawn = graph_figure(
        around([node("65/218", date(2010, 12, 21), role=Role.ASKED, asked_by=(0,)), *undated])
    )
    folded = [lane.folded for lane in drawn.lanes if lane.folded]
    assert [text.title for text in folded] == [
        "另有 1 件未画出，其中 1 件日期不详",
        "另有 2 件未画出，其中 2 件日期不详",
    ]
    assert drawn.notes == ("乙 草案日期不详，未画在图上。",)


def test_anchors_are_derived_from_symbols_and_unique() -> None:
    keys = ["A/RES/217(III) A", "A/RES/217-III--A", "宪章", "公约"]
    drawn = graph_figure(around([node(key, date(1948, 12, 10), key=key) for key in keys]))
    assert {m.key: m.ident for m in drawn.marks} == dict(
        zip(keys, ["n-A-RES-217-III--A", "n-A-RES-217-III--A-2", "n---", "n----2"], strict=True)
    )


def test_the_svg_links_each_document_and_copies_only_existing_elements() -> None:
    page = etree.fromstring(svg(five()))
    links = page.findall(".//a[@class='node']")
    assert [link.get("href") for link in links][:2] == ["/A/RES/65/218", "/A/HRC/RES/25/3"]
    assert all(link.get("aria-label") and link.get("id") for link in links)
    idents = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(idents) == len(set(idents))
    assert {(use.get("href") or "").removeprefix("#") for use in page.iter("use")} <= set(idents)
    assert not [element for element in page.iter() if element.get("style")]
    assert [base.get("aria-hidden") for base in page.findall("./g[@class='base']")] == ["true"]


def test_a_document_is_highlighted_with_its_lines_and_neighbours() -> None:
    page = etree.fromstring(svg(five()))
    owners: dict[str | None, str | None] = {}
    for link in page.iter("a"):
        owners |= {group.get("id"): link.get("id") for group in link.findall("./g[@id]")}
    light = page.find(".//a[@id='n-2000-22']/g[@class='highlight']")
    assert light is not None
    neighbours = [owners[(use.get("href") or "").removeprefix("#")] for use in light.findall("./use")]
    assert sorted(map(str, neighbours)) == [
        "n-A-RES-65-218",
        "n-draft-GA78-5e6f7a8b",
        "n-draft-HRC44-1a2b3c4d",
    ]
    assert len(light.findall("./g[@class='kind-A']/path")) == 1
    assert [(path.get("d") or "").count("M") for path in light.findall("./path")] == [2]


def test_titles_are_escaped() -> None:
    risky = replace(five().nodes[0], title='<script>"&')
    assert "&lt;script&gt;&quot;&amp;" in svg(around([risky]))
