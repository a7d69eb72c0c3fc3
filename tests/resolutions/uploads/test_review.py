"""Review of uploads: corrections, conflicts, the log, working copies and related documents."""

from collections.abc import Callable

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import AnonymousUser, User

from resolutions.models import Upload
from resolutions.reading.corrections import Correction, CorrectionError
from resolutions.uploads.related_documents import related_documents
from resolutions.uploads.review import (
    EditConflict,
    apply_steps,
    current_reading,
    undo_last_step,
    working_copy,
)

from ...texts import prepared_seed, stored, text

TEXT = text("回顾其第69/7号决议，", "1. 请秘书长报告。", "2. 决定继续审议。")
Factory = Callable[..., Upload]


def test_a_corrected_upload_keeps_the_reading_of_the_file(upload_text: Factory, editor: User) -> None:
    upload = upload_text(TEXT)
    apply_steps(
        upload.pk, upload.version, editor, lambda _: [Correction("text", "op1", "", "请秘书长提出报告。")]
    )
    upload.refresh_from_db()
    assert [p.text for p in current_reading(upload).paragraphs][1] == "请秘书长提出报告。"
    assert upload.reading is not None
    assert upload.reading["paragraphs"][1]["text"] == "请秘书长报告。"
    assert LogEntry.objects.filter(user=editor).latest("pk").get_change_message() == "执行1 改文字"


def test_the_second_of_two_edits_of_one_version_conflicts(
    upload_text: Factory, editor: User, publisher: User
) -> None:
    upload = upload_text(TEXT)
    apply_steps(
        upload.pk, upload.version, editor, lambda _: [Correction("text", "op1", "", "请秘书长提出报告。")]
    )
    with pytest.raises(EditConflict) as conflict:
        apply_steps(
            upload.pk, upload.version, publisher, lambda _: [Correction("text", "op2", "", "决定审议。")]
        )
    assert conflict.value.upload.version == upload.version + 1
    assert [p.text for p in current_reading(Upload.objects.get()).paragraphs][1:] == [
        "请秘书长提出报告。",
        "决定继续审议。",
    ]


def test_a_step_that_does_not_apply_saves_nothing(upload_text: Factory, editor: User) -> None:
    upload = upload_text(TEXT)
    with pytest.raises(CorrectionError):
        apply_steps(upload.pk, upload.version, editor, lambda _: [Correction("merge", "op9")])
    upload.refresh_from_db()
    assert (upload.corrections, upload.version) == ([], 1)


def test_the_last_step_can_be_undone(upload_text: Factory, editor: User) -> None:
    upload = upload_text(TEXT)
    before = current_reading(upload)
    upload = apply_steps(upload.pk, upload.version, editor, lambda _: [Correction("merge", "op2")])
    assert [p.id for p in current_reading(upload).paragraphs] == ["pp1", "op1"]
    upload = undo_last_step(upload.pk, upload.version, editor)
    assert current_reading(upload) == before


def test_the_working_copy_is_visible_to_staff_only(upload_text: Factory, editor: User) -> None:
    upload = upload_text(TEXT)
    match = working_copy(upload.pk, editor)
    assert match is not None
    assert (match.resolution.symbol, match.edition.operative, match.is_public) == ("A/RES/70/1", 2, False)
    assert working_copy(upload.pk, AnonymousUser()) is None
    assert working_copy(upload.pk, User.objects.create_user("reader")) is None


def test_similar_documents_of_a_draft_are_found(upload_text: Factory, editor: User) -> None:
    for name in ("65/218", "25/3", "38/3"):
        stored(prepared_seed(name).data.decode(), f"{name.replace('/', '-')}.txt")
    upload = upload_text(prepared_seed("44th draft").data)
    related = related_documents(upload, current_reading(upload), editor)
    assert related.same == []
    assert (related.nearest[0].resolution.symbol, related.nearest[0].percent) == ("A/HRC/RES/38/3", 80)
    assert related.previous is not None
    assert related.previous.symbol == "A/HRC/RES/38/3"


def test_the_same_text_in_another_file_is_found(upload_text: Factory, editor: User) -> None:
    edition = stored(TEXT)
    upload = upload_text(TEXT.replace("\n", "\r\n").replace("1. 请", "1.  请"))
    assert related_documents(upload, current_reading(upload), editor).same == [edition]
