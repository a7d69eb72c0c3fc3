"""The queue of uploads: archives, claims, results, and workers that die."""

import io
import threading
import zipfile
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.utils import timezone
from pytest_django.fixtures import Settings

from resolutions.models import Edition, Resolution, Upload
from resolutions.uploads import queue
from resolutions.uploads.review import current_reading

from ...texts import FIXTURES, SEEDS, prepared_seed, seed, text

State = Upload.State


def zip_of(files: dict[str, bytes]) -> bytes:
    """Return a zip archive of files, given as their contents by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_an_upload_is_read_as_on_import_and_not_stored_in_the_corpus(editor: User) -> None:
    data = prepared_seed("25/3").data
    batch = queue.enqueue([(SEEDS["25/3"], data)], editor)
    assert Upload.objects.get(batch=batch).state == State.QUEUED
    assert queue.process_queue() == 1
    upload = Upload.objects.get(batch=batch)
    assert (upload.state, bytes(upload.data), upload.created_by) == (State.REVIEW, data, editor)
    assert current_reading(upload) == seed("25/3")
    assert not Resolution.objects.exists()
    assert not Edition.objects.exists()


def test_the_log_records_who_uploaded_a_file(editor: User) -> None:
    queue.enqueue([("a.txt", b"x")], editor)
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_repr, entry.get_change_message()) == (editor, "a.txt", "上传")


def test_a_bad_file_in_an_archive_does_not_affect_the_others(editor: User) -> None:
    files = {f"{name.replace('/', '-')}.txt": (FIXTURES / file).read_bytes() for name, file in SEEDS.items()}
    batch = queue.enqueue([("五件.zip", zip_of({**files, "../../etc/坏.pdf": b"%PDF-1.7 broken"}))], editor)
    queue.process_queue()
    states = {u.file_name: u.state for u in Upload.objects.filter(batch=batch)}
    assert states == {**dict.fromkeys(files, State.REVIEW), "坏.pdf": State.FAILED}
    assert "损坏" in Upload.objects.get(state=State.FAILED).problem


NESTED = zip_of({"inner.zip": zip_of({"a.txt": b"x"})})


@pytest.mark.parametrize("data", [b"PK\x03\x04 cut off", zip_of({}), NESTED])
def test_an_archive_that_cannot_be_unpacked_fails_with_a_reason(editor: User, data: bytes) -> None:
    batch = queue.enqueue([("a.zip", data)], editor)
    queue.process_queue()
    uploads = Upload.objects.filter(batch=batch)
    assert uploads.count() == 1
    assert all(u.state == State.FAILED and u.problem.endswith("。") for u in uploads)


def test_a_claimed_upload_is_not_claimed_again(editor: User) -> None:
    queue.enqueue([("a.txt", text("1. 请秘书长报告。").encode())], editor)
    Upload.objects.update(state=State.READING, taken=timezone.now(), tries=1)
    assert queue.process_queue() == 0


def test_an_upload_with_an_expired_claim_is_read_again_and_fails_after_the_last_try(editor: User) -> None:
    queue.enqueue([("a.txt", text("1. 请秘书长报告。").encode())], editor)
    long_ago = timezone.now() - queue.CLAIM_EXPIRES_AFTER - timedelta(seconds=1)
    Upload.objects.update(state=State.READING, taken=long_ago, tries=1)
    queue.process_queue()
    assert Upload.objects.get().state == State.REVIEW
    Upload.objects.update(state=State.READING, taken=long_ago, tries=queue.MAX_TRIES)
    queue.process_queue()
    upload = Upload.objects.get()
    assert (upload.state, upload.problem) == (State.FAILED, "读了两次都中途停下；请检查文件，再传一次。")


def test_no_thread_is_started_if_the_command_reads_uploads(editor: User, settings: Settings) -> None:
    settings.UPLOAD_WORKER = "command"
    queue.enqueue([("a.txt", b"x")], editor)
    queue.start_worker()
    assert "uploads" not in {thread.name for thread in threading.enumerate()}
    assert Upload.objects.get().state == State.QUEUED


def test_a_file_that_is_no_resolution_fails_with_a_reason(editor: User) -> None:
    queue.enqueue([("a.txt", "今天天气很好，我们去公园散步，看见了很多花。".encode())], editor)
    queue.process_queue()
    upload = Upload.objects.get()
    assert upload.state == State.FAILED
    assert upload.problem.startswith("这不像一件决议")
