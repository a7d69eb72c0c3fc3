"""Exports of the citation graph, parsed by the programs that they are for."""

import csv
import json
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest
from pytest_django import DjangoAssertNumQueries

from resolutions.citations.exports import COLUMNS, FORMS, ExportScope, as_csv, as_graphml, as_json
from resolutions.citations.ranking import update_ranking
from resolutions.models import Citation, Edge, Edition, Resolution, Visibility, Work
from resolutions.web.downloads import download

from .documents import READER, STAFF, adopted

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 1)
ALL = ExportScope(READER, DAY)
Form = Callable[[ExportScope], Iterator[str]]


def rows(part: ExportScope = ALL) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO("".join(as_csv(part)).removeprefix("\ufeff"))))


def graph(part: ExportScope = ALL) -> Any:
    return nx.read_graphml(BytesIO("".join(as_graphml(part)).encode()))


def everything(part: ExportScope = ALL) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads("".join(as_json(part)))
    return loaded


def test_csv_has_a_line_for_each_mention_with_its_words_place_and_edition(five: dict[str, Edition]) -> None:
    lines = rows()
    assert tuple(lines[0]) == COLUMNS
    known = Citation.objects.exclude(target="")
    assert len(lines) == known.count()
    assert sorted((line["citing"], line["place"], line["words"], line["cited"]) for line in lines) == sorted(
        (row.edition.resolution.symbol or row.edition.resolution.address, row.place, row.text, row.target)
        for row in known
    )
    assert {line["edition"] for line in lines} == {"1"}
    assert {line["taken_on"] for line in lines} == {"2026-03-01"}


def test_csv_has_the_kind_and_date_of_a_citation_and_whether_the_work_is_held() -> None:
    adopted("64/1")
    adopted("70/1", "64/1", "2007年12月21日第62/1", "《联合国宪章》")
    fields = ("cited", "verb", "date", "by", "status")
    assert [tuple(line[field] for field in fields) for line in rows()] == [
        ("A/RES/64/1", "回顾", "", "number", "held"),
        ("A/RES/62/1", "回顾", "2007-12-21", "number", "cited only"),
        ("instrument/charter", "重申", "", "title", "cited only"),
    ]


def test_csv_has_a_byte_order_mark_and_no_formulas() -> None:
    adopted("70/1", "62/1", "62/2")
    Citation.objects.filter(target="A/RES/62/1").update(text="=1+1")
    Citation.objects.filter(target="A/RES/62/2").update(text='@"甲",\n乙')
    assert "".join(as_csv(ALL)).startswith("\ufeffciting,")
    assert [line["words"] for line in rows()] == ["'=1+1", '\'@"甲",\n乙']


def test_only_the_current_edition_is_exported() -> None:
    adopted("70/1", "62/1")
    adopted("70/1", "62/2")
    assert [(line["cited"], line["edition"]) for line in rows()] == [("A/RES/62/2", "2")]
    assert dict(graph().nodes(data="edition")) == {"A/RES/70/1": 2, "A/RES/62/2": None}


def test_networkx_finds_the_documents_and_edges_of_the_database(five: dict[str, Edition]) -> None:
    update_ranking()
    found = graph()
    assert found.is_directed()
    assert found.graph["taken_on"] == "2026-03-01"
    held = {edition.resolution.symbol or edition.resolution.address for edition in five.values()}
    assert set(found.nodes) == held | set(Work.objects.values_list("key", flat=True))
    edges = Edge.objects.select_related("citing")
    assert set(found.edges) == {(edge.citing.symbol or edge.citing.address, edge.work_id) for edge in edges}
    assert found.number_of_edges() == edges.count()
    assert found.nodes["instrument/charter"] == {
        "label": "宪章", "title": "联合国宪章", "organ": "国际文书", "date": "1945-06-26", "exact": True, "held": False,
        "cited_by": 5,
    }  # fmt: skip
    assert found.nodes["A/RES/65/218"] == {
        "label": "65/218", "title": "加强人权领域的国际合作", "organ": "大会", "date": "2010-12-21", "exact": True,
        "held": True, "edition": 1, "cited_by": 0,
    }  # fmt: skip
    assert found.edges["A/RES/65/218", "instrument/charter"]["places"] == 3


def test_igraph_reads_the_same_graph(five: dict[str, Edition]) -> None:
    with tempfile.NamedTemporaryFile(suffix=".graphml") as file:
        Path(file.name).write_text("".join(as_graphml(ALL)))
        found = igraph.Graph.Read_GraphML(file.name)
    expected = graph()
    assert found.is_directed()
    assert set(found.vs["id"]) == set(expected.nodes)
    assert {(found.vs[e.source]["id"], found.vs[e.target]["id"]) for e in found.es} == set(expected.edges)
    charter = found.vs.find(id="instrument/charter")
    assert (charter["title"], charter["held"]) == ("联合国宪章", False)


def test_json_and_graphml_have_the_same_content(five: dict[str, Edition]) -> None:
    update_ranking()
    found, expected = everything(), graph()
    assert found["taken_on"] == expected.graph["taken_on"]

    def said(values: dict[str, Any], *keys: str) -> dict[str, Any]:
        return {name: value for name, value in values.items() if name not in keys and value not in (None, "")}

    assert {one["key"]: said(one, "key") for one in found["documents"]} == dict(expected.nodes(data=True))
    assert {(one["citing"], one["cited"]): said(one, "citing", "cited") for one in found["edges"]} == {
        (citing, cited): data for citing, cited, data in expected.edges(data=True)
    }
    assert len(found["documents"]) == expected.number_of_nodes()
    assert len(found["edges"]) == expected.number_of_edges()


@pytest.mark.parametrize("form", [as_csv, as_graphml, as_json])
def test_documents_under_review_are_exported_only_for_staff(form: Form) -> None:
    adopted("70/1", "64/1")
    adopted("64/1", "62/9", title="看守", visibility=Visibility.IN_REVIEW)
    for_staff, for_readers = ("".join(form(ExportScope(user, DAY))) for user in (STAFF, READER))
    assert "A/RES/62/9" in for_staff
    assert "A/RES/62/9" not in for_readers
    assert "看守" not in for_readers
    assert "A/RES/64/1" in for_readers  # as 70/1 cites it


def test_readers_get_a_document_under_review_as_a_cited_work() -> None:
    adopted("70/1", "64/1")
    adopted("64/1", "62/9", visibility=Visibility.IN_REVIEW)
    held = [
        (
            {line["status"] for line in rows(part) if line["cited"] == "A/RES/64/1"},
            graph(part).nodes["A/RES/64/1"]["held"],
        )
        for part in (ExportScope(STAFF, DAY), ExportScope(READER, DAY))
    ]
    assert held == [({"held"}, True), ({"cited only"}, False)]
    assert [(one["key"], one["held"]) for one in everything()["documents"]] == [
        ("A/RES/70/1", True),
        ("A/RES/64/1", False),
    ]


def test_a_partial_export_has_the_given_documents_and_their_mutual_citations(
    five: dict[str, Edition],
) -> None:
    draft = five["44th draft"].resolution.address
    keys = frozenset({draft, "A/RES/65/218", "instrument/charter"})
    part = ExportScope(READER, DAY, keys)
    edges = {(draft, "instrument/charter"), ("A/RES/65/218", "instrument/charter")}
    assert set(graph(part).nodes) == keys
    assert set(graph(part).edges) == edges
    assert {(line["citing"], line["cited"]) for line in rows(part)} == edges
    assert {one["key"] for one in everything(part)["documents"]} == keys


@pytest.mark.parametrize("form", [as_csv, as_graphml, as_json])
def test_exports_are_streamed(
    five: dict[str, Edition], django_assert_num_queries: DjangoAssertNumQueries, form: Form
) -> None:
    """The first piece needs no query; the number of queries does not depend on the number of documents."""
    with django_assert_num_queries(0):
        pieces = form(ALL)
        next(pieces)
    with django_assert_num_queries(1 if form is as_csv else 3):
        assert sum(1 for _ in pieces) > 50


def test_a_download_streams_under_its_name() -> None:
    response = download(as_csv(ALL), "text/csv", "citations.csv")
    assert response.streaming
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="citations.csv"'
    assert b"".join(response).decode() == "".join(as_csv(ALL))


def test_control_characters_and_markup_in_a_title_are_escaped() -> None:
    adopted("70/1", "62/1")
    Resolution.objects.update(title="灯\x0b塔\x1f\ufffe <&> \"]]>'", address='A/RES/70/1"')
    assert graph().nodes["A/RES/70/1"]["title"] == "灯\ufffd塔\ufffd\ufffd <&> \"]]>'"
    assert everything()["documents"][0]["title"] == "灯\x0b塔\x1f\ufffe <&> \"]]>'"
    Resolution.objects.update(symbol=None)
    assert ('A/RES/70/1"', "A/RES/62/1") in graph().edges


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_corpus_is_exported_too(form: str) -> None:
    make, _kind = FORMS[form]
    assert "".join(make(ALL))
    assert not rows()
    assert not graph().nodes
    assert everything() == {"taken_on": "2026-03-01", "documents": [], "edges": []}
