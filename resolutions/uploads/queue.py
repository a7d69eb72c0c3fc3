"""Files received, and read one after another in the background.

The rows are the queue. A thread of the web process takes one at a time; the reading itself runs in a
process of its own, with bounds (reading.apart). Where a process dies with a file half read, the row is
taken again after a while, and given up after the second time.
"""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

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
LOST_AFTER = timedelta(minutes=3)  # read_apart gives up after one
TRIES = 2

_drains = threading.Lock()


def enqueue(files: Iterable[tuple[str, bytes]], user: User, *, original: bool = False) -> UUID:
    """Queue files as one batch, those in archives each for itself; what cannot be unpacked says why."""
    batch = uuid4()
    with transaction.atomic():
        for name, given in files:
            for own_name, content in _inside(name, given):
                data, problem = (b"", str(content)) if isinstance(content, ReadError) else (content, "")
                upload = Upload.objects.create(
                    file_name=own_name,
                    data=data,
                    sha256=fingerprint(data),
                    original=original,
                    batch=batch,
                    state=State.FAILED if problem else State.QUEUED,
                    problem=problem,
                    created_by=user,
                )
                log_action(user, upload, "上传", ADDITION)
        transaction.on_commit(start_worker)
    return batch


def _inside(name: str, data: bytes) -> Iterable[tuple[str, bytes | ReadError]]:
    """The files in an archive; of any other file, itself; each with a plain name."""
    if not is_archive(data):
        return [(clean_name(name), data)]
    try:
        return files_in(data)
    except ReadError as error:
        return [(clean_name(name), error)]


def enqueue_correction(edition: Edition, user: User) -> Upload:
    """Queue the file of an edition, with what was corrected then, to be corrected further."""
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
    """See to it that what waits is read: in a thread, unless one of this process does so already."""
    if _waiting().exists() and not _drains.locked():
        threading.Thread(target=_drain_in_thread, name="uploads", daemon=True).start()


def process_queue() -> int:
    """Read what waits, one file after another, until nothing does; how many."""
    count = 0
    while upload := _take():
        _read(upload)
        count += 1
    return count


def _drain_in_thread() -> None:
    if _drains.acquire(blocking=False):
        try:
            process_queue()
        finally:
            _drains.release()
            connection.close()


def _waiting() -> models.QuerySet[Upload]:
    lost = Q(state=State.READING, taken__lt=timezone.now() - LOST_AFTER)
    return Upload.objects.filter(Q(state=State.QUEUED) | lost).order_by("pk")


def _take() -> Upload | None:
    """The next file that waits, marked as being read, so that no other takes it."""
    with transaction.atomic():
        upload = _waiting().select_for_update(skip_locked=True).first()
        if upload is None:
            return None
        upload.taken, upload.tries = timezone.now(), upload.tries + 1
        upload.state = State.READING if upload.tries <= TRIES else State.FAILED
        upload.problem = "" if upload.tries <= TRIES else "读了两次都中途停下；请检查文件，再传一次。"
        upload.save(update_fields=["taken", "tries", "state", "problem"])
    return upload


def _read(upload: Upload) -> None:
    """Read a file that was taken. Whoever took it again meanwhile is not overruled."""
    if upload.state != State.READING:
        return
    found: dict[str, object]
    try:
        reading = read_sandboxed(bytes(upload.data), upload.file_name, original=upload.original)
        found = {"state": State.REVIEW, "reading": to_json(reading), "problem": ""}
        try:
            apply(reading, [Correction(**step) for step in upload.corrections])
        except CorrectionError:
            found |= {"corrections": [], "problem": "读本程序已更新，以前的订正对不上了，请重新订正。"}
    except ReadError as error:
        found = {"state": State.FAILED, "problem": str(error)}
    mine = Upload.objects.filter(pk=upload.pk, state=State.READING, taken=upload.taken)
    mine.update(version=F("version") + 1, **found)
