"""Queue of uploaded files, and the code that reads them one at a time.

The rows of Upload are the queue. A worker claims one row in a transaction and reads the file in a sandboxed
process (`reading.sandbox`). With UPLOAD_WORKER=thread the worker is a thread of the web process; with
UPLOAD_WORKER=command it is `manage.py process_uploads`. Any number of workers may run at once.

A claim expires after CLAIM_EXPIRES_AFTER, so that the file of a worker that died is read again. After
MAX_TRIES the upload fails, because the file itself may be what ends the worker.
"""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.admin.models import ADDITION
from django.db import connection, models, transaction
from django.db.models import F, Q
from django.utils import timezone

from ..corpus import fingerprint
from ..corpus.audit_log import log_action
from ..models import Upload
from ..reading import ReadError
from ..reading.corrections import Correction, CorrectionError, apply
from ..reading.formats.archive import files_in, is_archive
from ..reading.formats.filenames import clean_name
from ..reading.sandbox import read_sandboxed
from ..reading.serialization import to_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import User

    from ..models import Edition

State = Upload.State
CLAIM_EXPIRES_AFTER = timedelta(minutes=3)  # read_sandboxed gives up after one minute
MAX_TRIES = 2

_thread_running = threading.Lock()


def enqueue(files: Iterable[tuple[str, bytes]], user: User, *, original: bool = False) -> UUID:
    """Queue files as one batch and return the batch's id. `files` yields pairs of name and content.

    Each file in an archive becomes an upload of its own. An archive that cannot be unpacked becomes a failed
    upload with the reason.
    """
    batch = uuid4()
    with transaction.atomic():
        for name, content in files:
            for member_name, member in _unpack(name, content):
                upload = Upload(file_name=member_name, original=original, batch=batch, created_by=user)
                if isinstance(member, ReadError):
                    upload.state, upload.problem, upload.data = State.FAILED, str(member), b""
                else:
                    upload.data = member
                upload.sha256 = fingerprint(upload.data)
                upload.save()
                log_action(user, upload, "上传", ADDITION)
        transaction.on_commit(start_worker)
    return batch


def _unpack(name: str, data: bytes) -> Iterable[tuple[str, bytes | ReadError]]:
    """Return the files in an archive, or the file itself if it is none, with clean names."""
    if not is_archive(data):
        return [(clean_name(name), data)]
    try:
        return files_in(data)
    except ReadError as error:
        return [(clean_name(name), error)]


def enqueue_correction(edition: Edition, user: User) -> Upload:
    """Queue the file of an edition, with the corrections made so far, for further correction."""
    with transaction.atomic():
        upload = Upload.objects.create(
            file_name=edition.file_name,
            data=edition.source.data,
            sha256=edition.sha256,
            original=edition.original,
            corrections=edition.corrections,
            document=edition.resolution,
            created_by=user,
        )
        log_action(user, upload, f"订正 {edition}", ADDITION)
        transaction.on_commit(start_worker)
    return upload


def start_worker() -> None:
    """Start a worker thread for queued uploads unless this process already runs one.

    With UPLOAD_WORKER=command, do nothing: `manage.py process_uploads` reads the uploads.
    """
    if settings.UPLOAD_WORKER != "thread":
        return
    if _claimable_uploads().exists() and not _thread_running.locked():
        threading.Thread(target=_process_in_thread, name="uploads", daemon=True).start()


def _process_in_thread() -> None:
    if _thread_running.acquire(blocking=False):
        try:
            process_queue()
        finally:
            _thread_running.release()
            connection.close()


def process_queue() -> int:
    """Read uploads one after another until none waits. Return how many."""
    count = 0
    while process_next():
        count += 1
    return count


def process_next() -> Upload | None:
    """Claim and read one upload. Return it with its new state, or None if none waits."""
    upload = _claim_next()
    if upload is None:
        return None
    if upload.state == State.READING:
        _read_claimed(upload)
        upload.refresh_from_db(fields=["state", "problem"])
    return upload


def _claimable_uploads() -> models.QuerySet[Upload]:
    """Return the queued uploads and those whose claim has expired, oldest first."""
    expired = Q(state=State.READING, taken__lt=timezone.now() - CLAIM_EXPIRES_AFTER)
    return Upload.objects.filter(Q(state=State.QUEUED) | expired).order_by("pk")


def _claim_next() -> Upload | None:
    """Mark the next upload as being read and return it, or None if none waits.

    No two workers claim the same row: PostgreSQL locks it and others skip it; on SQLite, which ignores
    select_for_update, the transaction takes the write lock at its start (`transaction_mode` in the settings).
    An upload that has been tried MAX_TRIES times is marked as failed instead.
    """
    with transaction.atomic():
        upload = _claimable_uploads().select_for_update(skip_locked=True).first()
        if upload is None:
            return None
        upload.taken = timezone.now()
        upload.tries += 1
        if upload.tries <= MAX_TRIES:
            upload.state, upload.problem = State.READING, ""
        else:
            upload.state, upload.problem = State.FAILED, "读了两次都中途停下；请检查文件，再传一次。"
        upload.save(update_fields=["taken", "tries", "state", "problem"])
    return upload


def _read_claimed(upload: Upload) -> None:
    """Read a claimed upload and store its reading, or the reason why it cannot be read."""
    try:
        reading = read_sandboxed(bytes(upload.data), upload.file_name, original=upload.original)
    except ReadError as error:
        _store_result(upload, state=State.FAILED, problem=str(error))
        return
    result: dict[str, object] = {"state": State.REVIEW, "reading": to_json(reading), "problem": ""}
    try:
        apply(reading, [Correction(**step) for step in upload.corrections])
    except CorrectionError:
        result |= {"corrections": [], "problem": "读本程序已更新，以前的订正对不上了，请重新订正。"}
    _store_result(upload, **result)


def _store_result(upload: Upload, **fields: object) -> None:
    """Store what reading gave, unless the claim expired and another worker claimed the upload meanwhile."""
    claim = Upload.objects.filter(pk=upload.pk, state=State.READING, taken=upload.taken)
    claim.update(version=F("version") + 1, **fields)
