"""Content of a neighbourhood: the documents, their roles and their edges."""

from collections.abc import Callable
from functools import partial
from itertools import permutations, product

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from resolutions.citations import neighbourhood as module
from resolutions.citations.graph.model import GraphNode, Neighbourhood, Role
from resolutions.citations.neighbourhood import neighbourhood_of
from resolutions.citations.ranking import update_ranking
from resolutions.models import Edition, Resolution, Visibility
from resolutions.models.visitor import Visitor
from resolutions.un.works import INSTRUMENTS

from .documents import READER, STAFF, adopted

pytestmark = pytest.mark.django_db


def nodes(
    *asked: Resolution | str, user: Visitor = READER, series: bool = False, depth: int = 1
) -> dict[str, GraphNode]:
    """Return the documents of a neighbourhood by key."""
    return {
        node.key: node
        for node in neighbourhood_of(asked, user, series=series, depth=depth).neighbourhood.nodes
    }


def roles(*asked: Resolution | str, depth: int = 1) -> dict[str, str]:
    return {key: node.role.value for key, node in nodes(*asked, depth=depth).items()}


def test_a_neighbourhood_has_the_works_cited_and_the_documents_citing() -> None:
    asked = adopted("70/1", "64/1", "《联合国宪章》")
    adopted("71/1", "70/1", "61/1")
    assert roles(asked) == {
        "A/RES/70/1": "asked",
        "A/RES/64/1": "one",
        "instrument/charter": "one",
        "A/RES/71/1": "citing",
    }


def test_the_second_step_adds_what_neighbours_cite_and_who_else_cites_what_they_cite() -> None:
    asked = adopted("70/1", "64/1")
    adopted("64/1", "50/1")
    adopted("71/1", "70/1", "61/1")
    adopted("72/1", "64/1")
    adopted("73/1", "72/1")
    near = {"A/RES/70/1": "asked", "A/RES/64/1": "one", "A/RES/71/1": "citing"}
    assert roles(asked) == near
    assert roles(asked, depth=2) == near | dict.fromkeys(["A/RES/50/1", "A/RES/61/1", "A/RES/72/1"], "around")


def test_of_several_documents_it_says_which_of_them_cite_a_work() -> None:
    first, second, third = (
        adopted("70/1", "64/1", "64/2", "64/3"),
        adopted("70/2", "64/1", "64/2", "70/1"),
        adopted("70/3", "64/1"),
    )
    found = nodes(first, second)
    assert {key: (node.role.value, node.asked_by) for key, node in found.items()} == {
        "A/RES/70/1": ("asked", (0,)),
        "A/RES/70/2": ("asked", (1,)),
        "A/RES/64/1": ("shared", (0, 1)),
        "A/RES/64/2": ("shared", (0, 1)),
        "A/RES/64/3": ("one", (0,)),
    }
    assert [node.sign for node in found.values()][:2] == ["甲", "乙"]
    assert [node.key for node in neighbourhood_of([second, first], READER).neighbourhood.asked] == [
        "A/RES/70/2",
        "A/RES/70/1",
    ]
    three = nodes(first, second, third)
    assert (three["A/RES/64/1"].role, three["A/RES/64/1"].asked_by) == (Role.SHARED, (0, 1, 2))
    assert (three["A/RES/64/2"].role, three["A/RES/64/2"].asked_by) == (Role.SOME, (0, 1))


def test_an_edge_says_how_often_and_with_which_verb() -> None:
    asked = adopted("70/1", "64/1", "《联合国宪章》", "64/1")
    edges = neighbourhood_of([asked], READER).neighbourhood.edges
    assert {(edge.citing, edge.cited, edge.verb, edge.places, edge.only_notes) for edge in edges} == {
        ("A/RES/70/1", "A/RES/64/1", "回顾", 2, False),
        ("A/RES/70/1", "instrument/charter", "重申", 1, False),
    }


def test_a_document_in_the_corpus_is_known_by_its_own_text_others_by_their_symbol() -> None:
    adopted("64/1", title="灯塔", day="2009年9月16日")
    update_ranking()
    found = nodes(adopted("70/1", "64/1", "61/1"))
    held, cited = found["A/RES/64/1"], found["A/RES/61/1"]
    assert (held.held, held.label, held.title, str(held.day), held.exact) == (
        True,
        "64/1",
        "灯塔",
        "2009-09-16",
        True,
    )
    assert (cited.held, cited.label, cited.title, str(cited.day), cited.exact) == (
        False,
        "61/1",
        "",
        "2006-09-01",
        False,
    )
    assert held.lane == cited.lane == "GA"


def test_the_most_cited_of_one_role_come_first() -> None:
    for number in ("65/1", "66/1", "67/1"):
        adopted(number, "64/3", *(["64/2"] if number > "66" else []))
    asked = adopted("70/1", "64/1", "64/2", "64/3")
    update_ranking()
    assert [(node.key, node.cited_by) for node in nodes(asked).values()] == [
        ("A/RES/70/1", 0),
        ("A/RES/64/3", 4),
        ("A/RES/64/2", 3),
        ("A/RES/64/1", 1),
    ]


def test_the_neighbourhood_does_not_depend_on_the_order_of_import(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it is cut off, among documents of one day."""
    monkeypatch.setattr(module, "MOST_CITING", 2)
    monkeypatch.setattr(module, "MOST_SECOND", 3)
    sources: list[Callable[[], Resolution]] = [
        partial(adopted, "70/1", "64/1", "《联合国宪章》", title="灯塔"),
        partial(adopted, "71/1", "70/1", "64/1", title="灯塔"),
        partial(adopted, "71/2", "70/1", "2009年9月16日第60/1"),
        partial(adopted, "71/3", "70/1", "61/1"),
        partial(adopted, "64/1", "50/1"),
    ]

    def neighbourhood(order: tuple[Callable[[], Resolution], ...]) -> Neighbourhood:
        with transaction.atomic():
            for source in order:
                source()
            update_ranking()
            asked = Resolution.objects.get(symbol="A/RES/70/1")
            found = neighbourhood_of([asked], READER, series=True, depth=2).neighbourhood
            transaction.set_rollback(True)
        return found

    first, *others = map(neighbourhood, permutations(sources))
    assert first.unlisted == {"GA": 1}
    assert all(other == first for other in others)


def test_what_is_under_review_is_a_mere_citation_for_readers() -> None:
    asked = adopted("70/1", "64/1", "61/1")
    adopted("64/1", "50/1", title="灯塔", visibility=Visibility.IN_REVIEW)
    update_ranking()
    assert nodes(asked, user=STAFF)["A/RES/64/1"].held
    shown = nodes(asked, depth=2)["A/RES/64/1"]
    assert (shown.held, shown.title, shown.exact) == (False, "", False)
    assert "A/RES/50/1" in nodes(asked, user=STAFF, depth=2)
    assert "A/RES/50/1" not in nodes(asked, depth=2)


def test_what_is_under_review_cites_nothing_for_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = adopted("64/1", "62/1", title="灯塔")
    adopted("70/1", "64/1", title="灯塔", visibility=Visibility.IN_REVIEW)
    adopted("71/1", "64/1", "62/1")
    adopted("72/1", "62/1", visibility=Visibility.IN_REVIEW)
    update_ranking()
    assert {"A/RES/70/1", "A/RES/72/1"} <= nodes(asked, user=STAFF, depth=2).keys()
    found = neighbourhood_of([asked], READER, series=True, depth=2)
    assert {node.key for node in found.neighbourhood.nodes} == {"A/RES/64/1", "A/RES/71/1", "A/RES/62/1"}
    assert {edge.citing for edge in found.neighbourhood.edges} == {"A/RES/64/1", "A/RES/71/1"}
    assert found.documents.keys() == {"A/RES/64/1", "A/RES/71/1"}
    assert found.mates == ()
    assert {node.key: node.cited_by for node in found.neighbourhood.nodes} == {
        "A/RES/64/1": 1, "A/RES/71/1": 0, "A/RES/62/1": 2,
    }  # fmt: skip
    monkeypatch.setattr(module, "MOST_CITING", 1)
    assert neighbourhood_of([asked], READER).neighbourhood.unlisted == {}
    assert neighbourhood_of([asked], STAFF).neighbourhood.unlisted == {"GA": 1}


def test_of_many_citing_documents_the_newest_are_listed_and_the_others_counted_by_organ(
    monkeypatch: pytest.MonkeyPatch, five: dict[str, Edition]
) -> None:
    monkeypatch.setattr(module, "MOST_CITING", 3)
    for number in ("61/1", "63/1", "79/1"):
        adopted(number, "《联合国宪章》")
    found = neighbourhood_of(["instrument/charter"], READER).neighbourhood
    assert {node.key for node in found.nodes if node.role is Role.CITING} == {
        "A/RES/79/1", five["78th draft"].resolution.address, five["44th draft"].resolution.address,
    }  # fmt: skip
    assert found.unlisted == {"GA": 3, "HRC": 2}


def test_a_document_that_cites_two_of_those_asked_for_is_listed_or_counted_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = [adopted("64/1"), adopted("64/2")]
    adopted("70/1", "64/1", "64/2")
    adopted("71/1", "64/1", "64/2")
    monkeypatch.setattr(module, "MOST_CITING", 2)
    found = neighbourhood_of(asked, READER).neighbourhood
    assert [node.key for node in found.nodes] == ["A/RES/64/1", "A/RES/64/2", "A/RES/71/1"]
    assert found.unlisted == {"GA": 1}


def test_the_second_step_leads_into_hubs_but_not_out_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = adopted("70/1", "《联合国宪章》")
    adopted("71/1", "《联合国宪章》")
    update_ranking()
    monkeypatch.setattr(module, "HUB", 2)
    assert roles(asked, depth=2)["A/RES/71/1"] == "around"
    monkeypatch.setattr(module, "HUB", 1)
    assert roles(asked, depth=2) == {"A/RES/70/1": "asked", "instrument/charter": "one"}


def test_a_draft_without_a_symbol_goes_by_its_address(five: dict[str, Edition]) -> None:
    draft = five["44th draft"].resolution
    asked = nodes(draft)["draft/hrc44-6a76d008"]
    assert (asked.role, asked.label, asked.address) == (Role.ASKED, "44届草案", "draft/hrc44-6a76d008")
    citing = nodes("instrument/charter")["draft/hrc44-6a76d008"]
    assert (citing.role, citing.held) == (Role.CITING, True)


def test_a_work_without_a_text_is_asked_for_by_its_key(five: dict[str, Edition]) -> None:
    found = nodes("instrument/charter")
    charter = found.pop("instrument/charter")
    assert (charter.role, charter.held, charter.title, str(charter.day)) == (
        Role.ASKED, False, "联合国宪章", "1945-06-26",
    )  # fmt: skip
    assert (charter.lane, charter.address) == (INSTRUMENTS, "instrument/charter")
    assert found.keys() == {
        edition.resolution.symbol or edition.resolution.address for edition in five.values()
    }
    assert {node.role for node in found.values()} == {Role.CITING}


def test_a_work_that_nobody_cites_stands_alone() -> None:
    assert roles("A/RES/1/1") == {"A/RES/1/1": "asked"}


def test_the_series_adds_what_its_other_documents_cite(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = adopted("72/1", "64/1", title="灯塔")
    for number in ("71/1", "73/1", "70/1"):
        adopted(number, f"5{number[1:]}", title="灯塔")
    found = neighbourhood_of([asked], READER, series=True)
    assert [mate.symbol for mate in found.mates] == ["A/RES/70/1", "A/RES/71/1", "A/RES/73/1"]
    around_it = {node.key for node in found.neighbourhood.nodes if node.role is Role.AROUND}
    assert around_it == {f"A/RES/{number}" for number in ("70/1", "71/1", "73/1", "50/1", "51/1", "53/1")}
    monkeypatch.setattr(module, "MOST_SERIES", 2)
    assert [mate.symbol for mate in neighbourhood_of([asked], READER, series=True).mates] == [
        "A/RES/71/1",
        "A/RES/73/1",
    ]


def test_the_figure_shows_the_first_that_have_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = adopted("70/1", "64/1", "64/2")
    monkeypatch.setattr(module, "MOST_NODES", 2)
    found = neighbourhood_of([asked], READER).neighbourhood
    assert found.shown == {"A/RES/70/1", "A/RES/64/1"}
    assert len(found.nodes) == 3


@pytest.mark.parametrize("neighbours", [1, 3])
@pytest.mark.parametrize(
    ("series", "depth", "queries"), [(False, 1, 4), (True, 1, 5), (False, 2, 6), (True, 2, 7)]
)
def test_the_number_of_neighbours_does_not_change_the_number_of_queries(
    django_assert_num_queries: DjangoAssertNumQueries, neighbours: int, series: bool, depth: int, queries: int
) -> None:
    asked = adopted("70/1", *(f"64/{k}" for k in range(1, neighbours + 1)), title="灯塔")
    for k in range(1, neighbours + 1):
        adopted(f"64/{k}", f"50/{k}")
        adopted(f"71/{k}", "70/1", title="灯塔")
    with django_assert_num_queries(queries):
        neighbourhood_of([asked], READER, series=series, depth=depth)


def test_the_five_cite_forty_works_of_which_some_are_shared(five: dict[str, Edition]) -> None:
    counts = {}
    for series, depth in product((False, True), (1, 2)):
        sizes = {}
        for name, edition in five.items():
            result = neighbourhood_of([edition.resolution], READER, series=series, depth=depth)
            sizes[name] = (len(result.neighbourhood.nodes), len(result.neighbourhood.edges))
        counts[series, depth] = sizes
    assert counts[False, 1] == {
        "78th draft": (16, 15), "25/3": (12, 11), "44th draft": (25, 24), "38/3": (16, 15), "65/218": (12, 11),
    }  # fmt: skip
    assert counts[False, 2] == {
        "78th draft": (20, 42), "25/3": (16, 32), "44th draft": (29, 59), "38/3": (20, 42), "65/218": (16, 35),
    }  # fmt: skip
    assert counts[True, 1] == counts[True, 2] == dict.fromkeys(five, (45, 76))
