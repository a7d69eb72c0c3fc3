"""Confirming uploads: editions, publication, undoing within a day, and the log."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone

from resolutions.corpus import CorpusError
from resolutions.corpus.reconstruction import reading_of
from resolutions.lookup import DocumentMatch, Redirect, lookup
from resolutions.models import AddressChange, Edition, Paragraph, Resolution, Upload, Visibility
from resolutions.reading.corrections import Correction
from resolutions.uploads import confirmation, queue
from resolutions.uploads.review import EditConflict, apply_steps, current_reading

from ...texts import prepared_seed, stored, text

TEXT = text("回顾其第69/7号决议，", "1. 请秘书长报告。")
READER = AnonymousUser()
Factory = Callable[..., Upload]


def confirm(upload: Upload, user: User, *, public: bool = True, reason: str = "订正") -> Upload:
    return confirmation.confirm(upload.pk, upload.version, user, public=public, reason=reason)


def public_text(address: str = "A/RES/70/1") -> str | None:
    """Return the first operative paragraph that readers see at an address, or None."""
    match = lookup(address, READER)
    if not isinstance(match, DocumentMatch):
        return None
    return match.edition.paragraphs.get(ident="op1").text


def test_an_upload_confirmed_as_public_is_visible_to_everybody(upload_text: Factory, publisher: User) -> None:
    upload = upload_text(TEXT)
    assert public_text() is None
    upload = confirm(upload, publisher)
    assert public_text() == "请秘书长报告。"
    assert (upload.state, upload.edition) == (Upload.State.STORED, Edition.objects.get())
    assert Edition.objects.get().created_by == publisher


def test_an_upload_stored_under_review_is_visible_to_staff_only_until_published(
    upload_text: Factory, publisher: User
) -> None:
    upload = confirm(upload_text(TEXT), publisher, public=False)
    assert public_text() is None
    assert isinstance(lookup("A/RES/70/1", publisher), DocumentMatch)
    confirmation.publish(upload.pk, upload.version, publisher)
    assert public_text() == "请秘书长报告。"


def test_a_new_edition_under_review_does_not_change_the_public_text(
    upload_text: Factory, publisher: User
) -> None:
    stored(TEXT)
    upload = confirm(upload_text(TEXT.replace("报告", "提出报告")), publisher, public=False)
    assert upload.edition is not None
    assert upload.edition.number == 2
    assert public_text() == "请秘书长报告。"
    assert lookup("A/RES/70/1@2", READER) is None
    assert isinstance(lookup("A/RES/70/1@2", publisher), DocumentMatch)
    confirmation.publish(upload.pk, upload.version, publisher)
    assert public_text() == public_text("A/RES/70/1@2") == "请秘书长提出报告。"
    assert public_text("A/RES/70/1@1") == "请秘书长报告。"


def test_publication_can_be_undone_for_a_day(upload_text: Factory, publisher: User) -> None:
    stored(TEXT)
    upload = confirm(upload_text(TEXT.replace("报告", "提出报告")), publisher)
    assert public_text() == "请秘书长提出报告。"
    upload = confirmation.undo(upload.pk, upload.version, publisher)
    assert (public_text(), upload.state) == ("请秘书长报告。", Upload.State.REVIEW)
    assert lookup("A/RES/70/1@2", READER) is None
    upload = confirm(upload, publisher)
    assert (public_text(), Edition.objects.count()) == ("请秘书长提出报告。", 2)
    Edition.objects.filter(number=2).update(final_from=timezone.now() - timedelta(seconds=1))
    with pytest.raises(CorpusError, match="已过 24 小时"):
        confirmation.undo(upload.pk, upload.version, publisher)
    assert public_text() == "请秘书长提出报告。"


def test_undoing_a_new_document_returns_it_to_review(upload_text: Factory, publisher: User) -> None:
    upload = confirm(upload_text(TEXT), publisher)
    confirmation.undo(upload.pk, upload.version, publisher)
    assert public_text() is None
    assert Resolution.objects.get().visibility == Visibility.IN_REVIEW


def test_an_edition_stores_corrections_and_the_original_text(upload_text: Factory, publisher: User) -> None:
    upload = upload_text(TEXT)
    upload = apply_steps(
        upload.pk, upload.version, publisher, lambda _: [Correction("text", "op1", "", "请秘书长提出报告。")]
    )
    corrected = current_reading(upload)
    edition = confirm(upload, publisher).edition
    assert edition is not None
    assert reading_of(edition) == corrected
    assert Paragraph.objects.get(edition=edition, ident="op1").as_read == "请秘书长报告。"
    assert bytes(edition.source.data) == TEXT.encode()
    assert edition.corrections == [{"op": "text", "where": "op1", "key": "", "value": "请秘书长提出报告。"}]


def test_a_further_correction_starts_from_the_earlier_corrections(
    upload_text: Factory, publisher: User
) -> None:
    upload = upload_text(TEXT)
    upload = apply_steps(
        upload.pk, upload.version, publisher, lambda _: [Correction("text", "op1", "", "请秘书长提出报告。")]
    )
    first = confirm(upload, publisher).edition
    assert first is not None
    again = queue.enqueue_correction(first, publisher)
    queue.process_queue()
    again.refresh_from_db()
    assert current_reading(again).paragraphs[1].text == "请秘书长提出报告。"
    again = apply_steps(
        again.pk, again.version, publisher, lambda _: [Correction("text", "op1", "", "请秘书长提交报告。")]
    )
    planned = confirmation.plan(again)
    assert (planned.same, planned.needs_reason) == (None, True)
    with pytest.raises(CorpusError, match="请写明缘由"):
        confirm(again, publisher, reason=" ")
    second = confirm(again, publisher, reason="译文更正").edition
    assert second is not None
    assert (second.number, second.reason, public_text()) == (2, "译文更正", "请秘书长提交报告。")
    assert public_text("A/RES/70/1@1") == "请秘书长提出报告。"


def test_an_adopted_draft_becomes_the_resolution_and_its_old_address_redirects(
    upload_text: Factory, publisher: User
) -> None:
    draft = stored(prepared_seed("44th draft").data.decode(), "44.txt").resolution
    upload = upload_text(prepared_seed("38/3").data)  # used as the adopted text of the draft
    confirmation.confirm(upload.pk, upload.version, publisher, public=True, reason="", document=draft)
    assert lookup("draft/hrc44-6a76d008", READER) == Redirect("/A/HRC/RES/38/3")
    assert lookup("draft/hrc44-6a76d008@1", READER) == Redirect("/A/HRC/RES/38/3@1")
    match = lookup("A/HRC/RES/38/3@1", READER)
    assert isinstance(match, DocumentMatch)
    assert (match.resolution.status, match.edition.meta["symbol"]) == ("draft", None)
    upload.refresh_from_db()
    confirmation.undo(upload.pk, upload.version, publisher)
    match = lookup("draft/hrc44-6a76d008", READER)
    assert isinstance(match, DocumentMatch)
    assert (match.resolution.symbol, match.edition.number) == (None, 1)
    assert AddressChange.objects.filter(address="A/HRC/RES/38/3").exists()


def test_a_text_cannot_take_the_symbol_of_another_document(upload_text: Factory, publisher: User) -> None:
    stored(TEXT)
    other = stored(text("1. 决定继续审议。", head="70/2. 码头")).resolution
    again = queue.enqueue_correction(Edition.objects.get(resolution=other), publisher)
    queue.process_queue()
    again.refresh_from_db()
    again = apply_steps(
        again.pk, again.version, publisher, lambda _: [Correction("meta", "", "symbol", "A/RES/70/1")]
    )
    with pytest.raises(CorpusError, match="文号 A/RES/70/1 已属于另一件文件。"):
        confirm(again, publisher)
    assert (Edition.objects.count(), Upload.objects.get().state) == (2, Upload.State.REVIEW)


def test_two_concurrent_confirmations_create_one_edition(
    upload_text: Factory, publisher: User, editor: User
) -> None:
    upload = upload_text(TEXT)
    confirm(upload, publisher)
    with pytest.raises(EditConflict):
        confirm(upload, editor, public=False)
    assert Edition.objects.count() == 1


def test_the_same_file_uploaded_twice_creates_one_edition(upload_text: Factory, publisher: User) -> None:
    first, second = upload_text(TEXT), upload_text(TEXT)
    confirm(first, publisher)
    assert (
        confirmation.plan(second).sentence == "这就是 A/RES/70/1@1，已经公开；不会生成新版本，也不会改动它。"
    )
    second = confirm(second, publisher)
    assert second.edition == Edition.objects.get()
    confirmation.undo(second.pk, second.version, publisher)
    assert public_text() == "请秘书长报告。"


def test_a_discarded_upload_keeps_its_file_and_can_be_reopened(upload_text: Factory, editor: User) -> None:
    upload = upload_text(TEXT)
    upload = confirmation.discard(upload.pk, upload.version, editor)
    assert (upload.state, bytes(upload.data)) == (Upload.State.DISCARDED, TEXT.encode())
    upload = confirmation.reopen(upload.pk, upload.version, editor)
    assert upload.state == Upload.State.REVIEW


def test_the_log_records_each_step_with_its_user(upload_text: Factory, editor: User, publisher: User) -> None:
    upload = upload_text(TEXT)
    upload = apply_steps(
        upload.pk, upload.version, editor, lambda _: [Correction("kind", "pp1", "", "heading")]
    )
    upload = confirm(upload, publisher)
    confirmation.undo(upload.pk, upload.version, publisher)
    log = [(e.user.get_username(), e.get_change_message()) for e in LogEntry.objects.order_by("pk")]
    assert log == [
        ("publisher", "上传"),
        ("editor", "序1 改为标题"),
        ("publisher", "公开：A/RES/70/1@1"),
        ("publisher", "公开：第 1 版，订正"),
        ("publisher", "撤销，回到审阅：A/RES/70/1@1"),
        ("publisher", "撤销第 1 版"),
    ]
