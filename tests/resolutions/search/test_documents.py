"""Which documents are read for answers, and which of them are kept."""

from collections import OrderedDict

import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django import DjangoAssertNumQueries

from resolutions.models import Edition, Resolution, Visibility
from resolutions.search.documents import Document, documents

ANYONE = AnonymousUser()


def test_a_document_is_read_once_and_told_in_the_order_asked_for(
    five: dict[str, Edition], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    pks = [edition.resolution_id for edition in five.values()]
    kept: OrderedDict[int, Document] = OrderedDict()
    with django_assert_num_queries(4):
        documents(pks[:3], ANYONE, kept)
    with django_assert_num_queries(4):
        read = documents(pks[::-1], ANYONE, kept)
    assert [one.resolution.pk for one in read] == pks[::-1]
    with django_assert_num_queries(0):
        assert documents(pks, ANYONE, kept) == read[::-1]


def test_every_heading_paragraph_and_footnote_is_there_in_the_order_of_reading(five: dict[str, Edition]) -> None:
    for edition in five.values():
        (document,) = documents([edition.resolution_id], ANYONE, OrderedDict())
        lines = [
            text
            for rows in (edition.headings, edition.paragraphs, edition.footnotes)
            for text in rows.order_by("position").values_list("text", flat=True)
        ]
        assert [text for _part, _ident, text, _form in document.texts] == lines
        assert document.size == sum(map(len, lines))


def test_those_shown_last_are_kept_within_a_bound(five: dict[str, Edition], monkeypatch: pytest.MonkeyPatch) -> None:
    pks = [edition.resolution_id for edition in five.values()]
    kept: OrderedDict[int, Document] = OrderedDict()
    sizes = {one.resolution.pk: one.size for one in documents(pks, ANYONE, kept)}
    documents(pks[:1], ANYONE, kept)
    monkeypatch.setattr("resolutions.search.documents.KEPT", sizes[pks[0]] + sizes[pks[-1]])
    documents(pks[:1], ANYONE, kept)
    assert list(kept) == [pks[-1], pks[0]]
    monkeypatch.setattr("resolutions.search.documents.KEPT", 0)
    assert len(documents(pks, ANYONE, kept)) == 5
    assert not kept


def test_what_is_under_review_is_read_for_staff_alone(five: dict[str, Edition], admin_user: AnonymousUser) -> None:
    pks = [edition.resolution_id for edition in five.values()]
    Resolution.objects.filter(pk=pks[0]).update(visibility=Visibility.IN_REVIEW)
    assert [one.resolution.pk for one in documents(pks, ANYONE, OrderedDict())] == pks[1:]
    assert len(documents(pks, admin_user, OrderedDict())) == 5
