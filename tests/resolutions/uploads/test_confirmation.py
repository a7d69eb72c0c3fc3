"""From an upload to an edition, and back: nothing is overwritten, nothing shows too early, a day to undo."""

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
from resolutions.uploads import confirmation as publishing
from resolutions.uploads import queue
from resolutions.uploads.review import EditConflict, apply_steps, current_reading

from ...texts import prepared_seed, stored, text

TEXT = text("回顾其第69/7号决议，", "1. 请秘书长报告。")
ANYONE = AnonymousUser()
Bring = Callable[..., Upload]


def confirmed(upload: Upload, user: User, *, public: bool = True, reason: str = "订正") -> Upload:
    return publishing.confirm(upload.pk, upload.version, user, public=public, reason=reason)


def seen(address: str = "A/RES/70/1") -> str | None:
    """The first operative paragraph that anybody reads at an address."""
    found = lookup(address, ANYONE)
    return found.edition.paragraphs.get(ident="op1").text if isinstance(found, DocumentMatch) else None


def test_what_is_confirmed_as_public_is_read_by_everybody(brought: Bring, publisher: User) -> None:
    upload = brought(TEXT)
    assert seen() is None
    upload = confirmed(upload, publisher)
    assert seen() == "请秘书长报告。"
    assert (upload.state, upload.edition) == (Upload.State.STORED, Edition.objects.get())
    assert Edition.objects.get().created_by == publisher


def test_what_is_kept_under_review_is_read_by_staff_alone_until_it_is_published(
    brought: Bring, publisher: User
) -> None:
    upload = confirmed(brought(TEXT), publisher, public=False)
    assert seen() is None
    assert isinstance(lookup("A/RES/70/1", publisher), DocumentMatch)
    publishing.publish(upload.pk, upload.version, publisher)
    assert seen() == "请秘书长报告。"


def test_a_new_edition_kept_under_review_changes_nothing_that_readers_see(brought: Bring, publisher: User) -> None:
    stored(TEXT)
    upload = confirmed(brought(TEXT.replace("报告", "提出报告")), publisher, public=False)
    assert upload.edition is not None
    assert upload.edition.number == 2
    assert seen() == "请秘书长报告。"
    assert lookup("A/RES/70/1@2", ANYONE) is None
    assert isinstance(lookup("A/RES/70/1@2", publisher), DocumentMatch)
    publishing.publish(upload.pk, upload.version, publisher)
    assert seen() == seen("A/RES/70/1@2") == "请秘书长提出报告。"
    assert seen("A/RES/70/1@1") == "请秘书长报告。"


def test_publication_can_be_undone_for_a_day(brought: Bring, publisher: User) -> None:
    stored(TEXT)
    upload = confirmed(brought(TEXT.replace("报告", "提出报告")), publisher)
    assert seen() == "请秘书长提出报告。"
    upload = publishing.undo(upload.pk, upload.version, publisher)
    assert (seen(), upload.state) == ("请秘书长报告。", Upload.State.REVIEW)
    assert lookup("A/RES/70/1@2", ANYONE) is None
    upload = confirmed(upload, publisher)
    assert (seen(), Edition.objects.count()) == ("请秘书长提出报告。", 2)
    Edition.objects.filter(number=2).update(final_from=timezone.now() - timedelta(seconds=1))
    with pytest.raises(CorpusError, match="已过 24 小时"):
        publishing.undo(upload.pk, upload.version, publisher)
    assert seen() == "请秘书长提出报告。"


def test_undoing_a_new_document_puts_it_under_review_again(brought: Bring, publisher: User) -> None:
    upload = confirmed(brought(TEXT), publisher)
    publishing.undo(upload.pk, upload.version, publisher)
    assert seen() is None
    assert Resolution.objects.get().visibility == Visibility.IN_REVIEW


def test_what_was_mended_is_in_the_edition_with_what_the_file_says(brought: Bring, publisher: User) -> None:
    upload = brought(TEXT)
    upload = apply_steps(
        upload.pk, upload.version, publisher, lambda _r: [Correction("text", "op1", "", "请秘书长提出报告。")]
    )
    mended = current_reading(upload)
    edition = confirmed(upload, publisher).edition
    assert edition is not None
    assert reading_of(edition) == mended
    assert Paragraph.objects.get(edition=edition, ident="op1").as_read == "请秘书长报告。"
    assert bytes(edition.source.data) == TEXT.encode()
    assert edition.corrections == [{"op": "text", "where": "op1", "key": "", "value": "请秘书长提出报告。"}]


def test_a_correction_of_a_published_text_goes_on_from_what_was_mended_before(brought: Bring, publisher: User) -> None:
    upload = brought(TEXT)
    upload = apply_steps(
        upload.pk, upload.version, publisher, lambda _r: [Correction("text", "op1", "", "请秘书长提出报告。")]
    )
    first = confirmed(upload, publisher).edition
    assert first is not None
    again = queue.enqueue_correction(first, publisher)
    queue.process_queue()
    again.refresh_from_db()
    assert current_reading(again).paragraphs[1].text == "请秘书长提出报告。"
    again = apply_steps(
        again.pk, again.version, publisher, lambda _r: [Correction("text", "op1", "", "请秘书长提交报告。")]
    )
    planned = publishing.plan(again)
    assert (planned.same, planned.needs_reason) == (None, True)
    with pytest.raises(CorpusError, match="请写明缘由"):
        confirmed(again, publisher, reason=" ")
    second = confirmed(again, publisher, reason="译文更正").edition
    assert second is not None
    assert (second.number, second.reason, seen()) == (2, "译文更正", "请秘书长提交报告。")
    assert seen("A/RES/70/1@1") == "请秘书长提出报告。"


def test_a_draft_that_is_adopted_becomes_the_resolution_and_its_old_address_leads_there(
    brought: Bring, publisher: User
) -> None:
    draft = stored(prepared_seed("44th draft").data.decode(), "44.txt").resolution
    upload = brought(prepared_seed("38/3").data)  # stands in for the text that the draft became
    publishing.confirm(upload.pk, upload.version, publisher, public=True, reason="", document=draft)
    assert lookup("draft/hrc44-6a76d008", ANYONE) == Redirect("/A/HRC/RES/38/3")
    assert lookup("draft/hrc44-6a76d008@1", ANYONE) == Redirect("/A/HRC/RES/38/3@1")
    found = lookup("A/HRC/RES/38/3@1", ANYONE)
    assert isinstance(found, DocumentMatch)
    assert (found.resolution.status, found.edition.meta["symbol"]) == ("draft", None)
    upload.refresh_from_db()
    publishing.undo(upload.pk, upload.version, publisher)
    found = lookup("draft/hrc44-6a76d008", ANYONE)
    assert isinstance(found, DocumentMatch)
    assert (found.resolution.symbol, found.edition.number) == (None, 1)
    assert AddressChange.objects.filter(address="A/HRC/RES/38/3").exists()


def test_a_text_cannot_take_the_symbol_of_another_document(brought: Bring, publisher: User) -> None:
    stored(TEXT)
    other = stored(text("1. 决定继续审议。", head="70/2. 码头")).resolution
    again = queue.enqueue_correction(Edition.objects.get(resolution=other), publisher)
    queue.process_queue()
    again.refresh_from_db()
    again = apply_steps(again.pk, again.version, publisher, lambda _r: [Correction("meta", "", "symbol", "A/RES/70/1")])
    with pytest.raises(CorpusError, match="文号 A/RES/70/1 已属于另一件文件。"):
        confirmed(again, publisher)
    assert (Edition.objects.count(), Upload.objects.get().state) == (2, Upload.State.REVIEW)


def test_two_who_confirm_at_once_make_one_edition(brought: Bring, publisher: User, editor: User) -> None:
    upload = brought(TEXT)
    confirmed(upload, publisher)
    with pytest.raises(EditConflict):
        confirmed(upload, editor, public=False)
    assert Edition.objects.count() == 1


def test_the_same_file_brought_in_twice_makes_one_edition(brought: Bring, publisher: User) -> None:
    first, second = brought(TEXT), brought(TEXT)
    confirmed(first, publisher)
    assert publishing.plan(second).sentence == "这就是 A/RES/70/1@1，已经公开；不会生成新版本，也不会改动它。"
    second = confirmed(second, publisher)
    assert second.edition == Edition.objects.get()
    publishing.undo(second.pk, second.version, publisher)
    assert seen() == "请秘书长报告。"


def test_what_is_given_up_is_kept_and_can_be_taken_up_again(brought: Bring, editor: User) -> None:
    upload = brought(TEXT)
    upload = publishing.discard_or_reopen(upload.pk, upload.version, editor, aside=True)
    assert (upload.state, bytes(upload.data)) == (Upload.State.DISCARDED, TEXT.encode())
    upload = publishing.discard_or_reopen(upload.pk, upload.version, editor, aside=False)
    assert upload.state == Upload.State.REVIEW


def test_every_step_is_in_the_log_with_who_did_it(brought: Bring, editor: User, publisher: User) -> None:
    upload = brought(TEXT)
    upload = apply_steps(upload.pk, upload.version, editor, lambda _r: [Correction("kind", "pp1", "", "heading")])
    upload = confirmed(upload, publisher)
    publishing.undo(upload.pk, upload.version, publisher)
    told = [(e.user.get_username(), e.get_change_message()) for e in LogEntry.objects.order_by("pk")]
    assert told == [
        ("publisher", "上传"),
        ("editor", "序1 改为标题"),
        ("publisher", "公开：A/RES/70/1@1"),
        ("publisher", "公开：第 1 版，订正"),
        ("publisher", "撤销，回到审阅：A/RES/70/1@1"),
        ("publisher", "撤销第 1 版"),
    ]
