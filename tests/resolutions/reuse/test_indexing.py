"""The index of shared wording and the changes of the corpus."""

from collections import Counter

import pytest

from resolutions.corpus import assign_symbol, store
from resolutions.language.normalization import searchable
from resolutions.models import Edition, Fingerprint, Occurrence, Paragraph, Resolution, Wording
from resolutions.reuse.fingerprinting import fingerprints
from resolutions.reuse.indexing import drop_document, reindex

from ...texts import prepared_seed, stored, text

SHARED = "1. 请秘书长向大会第七十一届会议提出关于灯塔状况的报告；"


def indexed() -> set[tuple[str, str, str]]:
    """Return the address, the paragraph and the wording of each occurrence."""
    return set(Occurrence.objects.values_list("resolution__address", "paragraph__ident", "wording__text"))


def current() -> set[tuple[str, str, str]]:
    """Return the same of each current paragraph."""
    paragraphs = Paragraph.objects.filter(edition__current_of__isnull=False)
    rows = paragraphs.values_list("edition__resolution__address", "ident", "text")
    return {(address, ident, searchable(words)) for address, ident, words in rows}


@pytest.mark.django_db
def test_the_same_paragraph_in_two_documents_is_one_wording() -> None:
    stored(text(SHARED, head="70/1. 灯塔"))
    stored(text(SHARED, head="71/1. 灯塔"))
    assert Wording.objects.count() == 1
    assert sorted(Fingerprint.objects.values_list("hash", flat=True)) == sorted(
        fingerprints(Wording.objects.get().text)
    )
    assert Counter(Occurrence.objects.values_list("resolution__symbol", flat=True)) == {
        "A/RES/70/1": 1, "A/RES/71/1": 1,
    }  # fmt: skip


def test_the_index_has_every_current_paragraph(five: dict[str, Edition]) -> None:
    assert indexed() == current()
    assert len(current()) == Occurrence.objects.count() == 212


@pytest.mark.django_db
def test_a_correction_replaces_the_earlier_text() -> None:
    stored(text("1. 请秘书长报告灯塔状况；"))
    stored(text("1. 促请秘书长报告灯塔状况；"))
    assert indexed() == {("A/RES/70/1", "op1", "促请秘书长报告灯塔状况;")}


@pytest.mark.django_db
def test_storing_the_same_file_again_changes_no_row() -> None:
    store(prepared_seed("65/218"))
    before = set(Occurrence.objects.values_list())
    store(prepared_seed("65/218"))
    assert set(Occurrence.objects.values_list()) == before


@pytest.mark.django_db
def test_a_draft_is_indexed_under_its_new_symbol() -> None:
    draft = store(prepared_seed("44th draft"))[1].resolution
    assign_symbol(draft, "A/HRC/RES/44/18")
    assert {address for address, _ident, _text in indexed()} == {"A/HRC/RES/44/18"}
    assert indexed() == current()


def test_a_dropped_document_has_no_occurrences(five: dict[str, Edition]) -> None:
    drop_document(Resolution.objects.get(symbol="A/RES/65/218"))
    assert indexed() == {row for row in current() if row[0] != "A/RES/65/218"}


def test_a_rebuilt_index_is_the_same(five: dict[str, Edition]) -> None:
    before = indexed()
    hashes = Counter(Fingerprint.objects.values_list("hash", flat=True))
    Fingerprint.objects.all().delete()
    drop_document(Resolution.objects.get(symbol="A/RES/65/218"))
    reindex()
    assert indexed() == before
    assert Counter(Fingerprint.objects.values_list("hash", flat=True)) == hashes
