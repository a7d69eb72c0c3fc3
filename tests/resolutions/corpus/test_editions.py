"""Storage: immutable editions, and citations that find their documents in any order of import."""

import itertools
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from resolutions.corpus import CorpusError, Outcome, assign_symbol, predict_outcome, prepare, store
from resolutions.corpus.reconstruction import reading_of
from resolutions.models import (
    AddressChange,
    Citation,
    CorpusVersion,
    Edge,
    Edition,
    Paragraph,
    Resolution,
    Source,
    Visibility,
    Work,
)
from resolutions.reading.public_json import as_json

from ...texts import SEEDS, prepared_seed, seed, stored, text

pytestmark = pytest.mark.django_db


def test_a_reading_comes_back_from_the_database_as_it_was() -> None:
    for name in SEEDS:
        _, edition = store(prepared_seed(name))
        assert reading_of(edition) == seed(name)
        assert as_json(reading_of(edition)) == as_json(seed(name))


def test_the_file_is_kept_byte_for_byte() -> None:
    _, edition = store(prepared_seed("25/3"))
    assert bytes(edition.source.data) == prepared_seed("25/3").data
    assert edition.sha256 == prepared_seed("25/3").sha256


def test_the_words_of_each_paragraph_are_kept() -> None:
    store(prepared_seed("25/3"))
    for paragraph in Paragraph.objects.all():
        assert "".join(paragraph.words.split("\n")) == paragraph.text


def test_the_same_bytes_make_no_second_edition() -> None:
    assert store(prepared_seed("25/3"))[0] is Outcome.NEW
    assert store(prepared_seed("25/3"))[0] is Outcome.UNCHANGED
    assert Edition.objects.count() == 1


def test_other_bytes_of_the_same_document_are_a_new_edition_and_the_old_one_stays() -> None:
    first = stored(text("1. 请秘书长报告。"))
    second = stored(text("1. 请秘书长提出报告。"))
    assert (first.resolution, first.number, second.number) == (second.resolution, 1, 2)
    assert first.resolution.editions.count() == 2
    assert Resolution.objects.get().edition == second
    assert [p.text for p in first.paragraphs.all()] == ["请秘书长报告。"]


def test_a_document_bears_what_its_current_edition_says() -> None:
    stored(text("1. 请秘书长报告。", head="70/1. 灯塔"))
    stored(text("1. 请秘书长报告。", head="70/1. 灯塔的看守"))
    assert Resolution.objects.get().title == "灯塔的看守"


def test_an_edition_keeps_the_head_that_it_was_read_with() -> None:
    first = stored(text("1. 请秘书长报告。", head="70/1. 灯塔"))
    stored(text("1. 请秘书长报告。", head="70/1. 灯塔的看守"))
    assert reading_of(Edition.objects.get(pk=first.pk)).meta.title == "灯塔"


def test_a_draft_without_a_symbol_gets_a_lasting_address() -> None:
    store(prepared_seed("78th draft"))
    store(prepared_seed("44th draft"))
    assert set(Resolution.objects.values_list("address", flat=True)) == {
        "draft/c378-94a27989",
        "draft/hrc44-6a76d008",
    }


def test_two_drafts_whose_hashes_begin_alike_get_two_addresses() -> None:
    one, two = prepared_seed("78th draft"), prepared_seed("44th draft")
    first = store(one)[1].resolution
    alike = replace(one, data=two.data, sha256=one.sha256[:8] + two.sha256[8:])
    second = store(alike)[1].resolution
    assert first.address != second.address
    assert second.address.startswith(first.address)


def test_a_draft_that_receives_a_symbol_is_found_at_both_addresses() -> None:
    _, edition = store(prepared_seed("44th draft"))
    assign_symbol(edition.resolution, "a/hrc/res/44/18 ")
    resolution = Resolution.objects.get()
    assert (resolution.symbol, resolution.address) == ("A/HRC/RES/44/18", "A/HRC/RES/44/18")
    assert list(AddressChange.objects.values_list("address", "resolution")) == [
        ("draft/hrc44-6a76d008", resolution.pk)
    ]


def test_an_invalid_symbol_is_refused() -> None:
    _, edition = store(prepared_seed("44th draft"))
    with pytest.raises(CorpusError, match="“44/…”不是文号。"):
        assign_symbol(edition.resolution, "44/…")
    assert Resolution.objects.get().symbol is None


def test_two_documents_cannot_have_the_same_symbol() -> None:
    store(prepared_seed("25/3"))
    _, edition = store(prepared_seed("44th draft"))
    with pytest.raises(CorpusError, match="文号 A/HRC/RES/25/3 已属于另一件文件。"):
        assign_symbol(edition.resolution, "A/HRC/RES/25/3")
    assert not AddressChange.objects.exists()


CITED = text("1. 请秘书长报告。", head="69/7. 被引")
CITING = text("回顾其第69/7号决议，", "1. 请秘书长报告。", head="70/1. 引用")
ALSO_CITING = text("重申其第69/7号和第70/1号决议，", "1. 请秘书长报告。", head="70/2. 也引用")


@pytest.mark.parametrize("order", list(itertools.permutations([CITED, CITING, ALSO_CITING])))
def test_citations_find_their_documents_in_any_order_of_import(order: tuple[str, ...]) -> None:
    for source in order:
        stored(source)
    rows = Citation.objects.order_by("edition__resolution__symbol", "start")
    assert [(c.edition.resolution.symbol, c.resolution.symbol if c.resolution else None) for c in rows] == [
        ("A/RES/70/1", "A/RES/69/7"), ("A/RES/70/2", "A/RES/69/7"), ("A/RES/70/2", "A/RES/70/1"),
    ]  # fmt: skip


@pytest.mark.parametrize("order", list(itertools.permutations([CITED, CITING, ALSO_CITING])))
def test_every_order_of_import_gives_the_same_network(order: tuple[str, ...]) -> None:
    for source in order:
        stored(source)
    edges = Edge.objects.order_by("citing__symbol", "work").values_list(
        "citing__symbol", "work", "verb", "places"
    )
    assert list(edges) == [
        ("A/RES/70/1", "A/RES/69/7", "回顾", 1), ("A/RES/70/2", "A/RES/69/7", "重申", 1),
        ("A/RES/70/2", "A/RES/70/1", "重申", 1),
    ]  # fmt: skip
    assert sorted(Work.objects.values_list("key", flat=True)) == ["A/RES/69/7", "A/RES/70/1"]


def test_a_new_edition_takes_its_lines_in_the_network_along() -> None:
    stored(CITING)
    newer = stored(CITING.replace("回顾其第69/7号决议", "重申《联合国宪章》"))
    assert [(edge.citing, edge.work_id) for edge in Edge.objects.all()] == [
        (newer.resolution, "instrument/charter")
    ]


def test_a_title_and_its_footnote_are_one_line_with_two_places() -> None:
    store(prepared_seed("65/218"))
    declaration = Edge.objects.get(work="A/RES/55/2")
    assert (declaration.places, declaration.verb, declaration.only_notes) == (2, "回顾", False)
    assert Edge.objects.get(work="A/65/53").only_notes


def test_lines_stay_where_a_document_is_renamed() -> None:
    _, edition = store(prepared_seed("44th draft"))
    before = set(Edge.objects.values_list("citing", "work"))
    assign_symbol(edition.resolution, "A/HRC/RES/44/18")
    assert set(Edge.objects.values_list("citing", "work")) == before


def test_a_text_that_cites_itself_has_no_line_to_itself() -> None:
    stored(CITING.replace("69/7", "70/1"))
    assert not Edge.objects.exists()


def test_a_draft_that_receives_a_symbol_is_what_others_had_cited() -> None:
    stored(text("回顾人权理事会第44/18号决议，", "1. 请秘书长报告。"))
    _, edition = store(prepared_seed("44th draft"))
    assign_symbol(edition.resolution, "A/HRC/RES/44/18")
    assert Citation.objects.get(target="A/HRC/RES/44/18").resolution == edition.resolution


def test_a_citation_keeps_its_place_words_date_verb_and_candidates() -> None:
    stored(text("回顾2000年4月26日第2000/70号决议，", "1. 请秘书长报告。"))
    citation = Citation.objects.get()
    assert (citation.place, citation.text, citation.verb) == ("pp1", "2000年4月26日第2000/70号决议", "回顾")
    assert (citation.target, str(citation.day)) == ("", "2000-04-26")
    assert citation.candidates == ["E/RES/2000/70", "E/CN.4/RES/2000/70", "E/CN.4/SUB.2/RES/2000/70"]
    assert citation.paragraph and citation.paragraph.text[citation.start : citation.end] == citation.text


def test_a_document_is_stored_whole_or_not_at_all() -> None:
    whole = prepared_seed("25/3")
    lost = replace(whole.mentions[-1], place="pp99")
    with pytest.raises(KeyError):
        store(replace(whole, mentions=[*whole.mentions, lost]))
    assert not Resolution.objects.exists()
    assert not Edition.objects.exists()
    assert not Source.objects.exists()
    assert store(prepared_seed("25/3"))[0] is Outcome.NEW


def test_every_change_that_readers_can_see_makes_a_new_version_of_the_corpus() -> None:
    versions = [CorpusVersion.current()]
    for change in (
        lambda: store(prepared_seed("44th draft")),
        lambda: store(prepared_seed("25/3")),
        lambda: assign_symbol(Resolution.objects.get(symbol=None), "A/HRC/RES/44/18"),
    ):
        change()
        versions.append(CorpusVersion.current())
    store(prepared_seed("25/3"))
    assert [*versions, CorpusVersion.current()] == [0, 1, 2, 3, 3]


def test_a_trial_says_what_would_happen_and_writes_nothing() -> None:
    assert predict_outcome(prepared_seed("25/3")) is Outcome.NEW
    assert not Resolution.objects.exists()
    store(prepared_seed("25/3"))
    assert predict_outcome(prepared_seed("25/3")) is Outcome.UNCHANGED
    altered = prepare(
        prepared_seed("25/3").data.replace("决定根据".encode(), "决定按照".encode()), "25-3.txt"
    )
    assert predict_outcome(altered) is Outcome.NEW_EDITION


def test_documents_without_a_date_are_ordered_by_their_session() -> None:
    for name in SEEDS:
        store(prepared_seed(name))
    newest = Resolution.objects.newest_first()
    assert [r.short_label for r in newest] == ["78届草案", "44届草案", "38/3", "25/3", "65/218"]


def test_documents_are_ordered_by_symbol_as_in_a_library() -> None:
    for number in ("9", "218", "30"):
        stored(text("1. 请秘书长报告。", head=f"65/{number}. 灯塔"))
    store(prepared_seed("44th draft"))
    assert [r.symbol for r in Resolution.objects.order_by("order_key")] == [
        "A/RES/65/9",
        "A/RES/65/30",
        "A/RES/65/218",
        None,
    ]


def test_the_five_stand_in_one_series() -> None:
    for name in SEEDS:
        store(prepared_seed(name))
    assert set(Resolution.objects.values_list("series", flat=True)) == {"加强人权领域国际合作"}


def test_what_is_under_review_is_seen_by_staff_alone() -> None:
    store(prepared_seed("25/3"), visibility=Visibility.IN_REVIEW)
    staff = User(is_staff=True, is_active=True)
    reader = User(is_staff=False, is_active=True)
    former = User(is_staff=True, is_active=False)
    assert [Resolution.objects.visible_to(user).count() for user in (staff, reader, former)] == [1, 0, 0]


@pytest.mark.parametrize(
    ("field", "value"), [("symbol", ""), ("address", ""), ("visibility", "secret"), ("status", "lost")]
)
def test_the_database_itself_refuses_nonsense(field: str, value: str) -> None:
    values = {"symbol": "A/RES/1/1", "address": "A/RES/1/1", field: value}
    with pytest.raises(IntegrityError), transaction.atomic():
        Resolution.objects.create(**values)


def test_the_length_of_a_document_does_not_change_the_number_of_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    store(prepared_seed("65/218"))
    queries = 45 if connection.vendor == "postgresql" else 47  # for the index one row there, here three
    with django_assert_num_queries(queries):
        store(prepared_seed("25/3"))
    with django_assert_num_queries(queries):
        store(prepared_seed("38/3"))
