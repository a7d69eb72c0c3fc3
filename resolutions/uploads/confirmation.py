"""From an upload to an edition, and back: what confirming will do, doing it, undoing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from .. import corpus
from ..corpus.audit_log import log_action
from ..models import Edition, Resolution, Status, Upload, Visibility
from .review import EditConflict, current_reading, lock_for_edit, prepared_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from ..corpus import PreparedEdition
    from ..reading.model import Meta

State = Upload.State
MOST_DRAFTS = 20  # proposed as those of which a text is the adopted form


@dataclass(frozen=True, slots=True)
class ConfirmationPlan:
    """What confirming an upload would do.

    `document` is the one it becomes an edition of, None for a new one; `same` the edition that it is already.
    """

    prepared: PreparedEdition
    same: Edition | None
    document: Resolution | None
    drafts: list[Resolution]

    @property
    def needs_reason(self) -> bool:
        """Whether readers see a text change, and so are told why."""
        return self.document is not None and self.same is None

    @property
    def sentence(self) -> str:
        """What will happen, in a sentence."""
        meta = self.prepared.reading.meta
        if self.same and self.same.is_public:
            return _("这就是 %(edition)s，已经公开；不会生成新版本，也不会改动它。") % {"edition": str(self.same)}
        if self.same:
            return _("这就是 %(edition)s，还在审阅中；不会生成新版本。") % {"edition": str(self.same)}
        if self.document is None:
            return _("将作为新文件收入：%(what)s。") % {"what": _described(meta)}
        last = self.document.editions.order_by("-number").values_list("number", flat=True).first() or 0
        words = {"document": self.document.label, "n": last + 1, "what": _described(meta)}
        if meta.symbol and self.document.symbol != meta.symbol:
            words["address"] = self.document.address
            return (
                _("将作为草案 %(document)s 的通过文本（第 %(n)s 版）收入：%(what)s；/%(address)s 从此转到新地址。")
                % words
            )
        return _("将成为 %(document)s 的第 %(n)s 版：%(what)s；以前各版仍可按版次查看。") % words


def _described(meta: Meta) -> str:
    kind = str(Status(meta.status).label) if meta.status else _("文件")
    parts = [meta.symbol or _("未编文号的%(kind)s") % {"kind": kind}, f"《{meta.title}》" if meta.title else ""]
    return "".join(part for part in parts if part)


def plan(upload: Upload, document: Resolution | None = None) -> ConfirmationPlan:
    """What confirming would do; `document` is the draft of which staff say that it is the adopted form."""
    reading = current_reading(upload)
    ready = prepared_of(upload, reading)
    symbol = reading.meta.symbol
    known = Resolution.objects.filter(symbol=symbol).exclude(edition=None).first() if symbol else None
    target = upload.document or document or known
    drafts: list[Resolution] = []
    if upload.document is None and known is None and reading.meta.status == Status.ADOPTED:
        open_drafts = Resolution.objects.filter(status=Status.DRAFT, organ=reading.meta.organ).exclude(edition=None)
        drafts = list(open_drafts.newest_first()[:MOST_DRAFTS])
    return ConfirmationPlan(ready, corpus.existing_edition(ready), target, drafts)


def confirm(
    pk: int, version: int, user: User, *, public: bool, reason: str, document: Resolution | None = None
) -> Upload:
    """Make an edition of an upload, and publish it or keep it under review.

    Raises Conflict where somebody else was quicker, CorpusError where it cannot be done.
    Everything or nothing is done.
    """
    with transaction.atomic():
        upload = lock_for_edit(pk, version)
        planned = plan(upload, document)
        if planned.needs_reason and public and not document and not reason.strip():
            raise corpus.CorpusError(_("请写明缘由：读者会看到它。"))
        target = planned.document
        before = _standing(target)
        _outcome, edition = corpus.store(
            planned.prepared,
            reason=reason.strip()[:200] or (_("通过文本") if document else _("上传")),
            user=user,
            visibility=Visibility.IN_REVIEW,
            document=target,
        )
        publishes = public and not edition.is_public
        if publishes:
            corpus.publish(edition)
        upload.before = before if publishes else None
        upload.state, upload.edition, upload.document = State.STORED, edition, edition.resolution
        upload.version += 1
        upload.save(update_fields=["state", "edition", "document", "before", "version"])
        deed = _("公开") if public else _("入库，留在审阅中")
        log_action(user, upload, f"{deed}：{edition}")
        log_action(user, edition.resolution, f"{deed}：第 {edition.number} 版，{edition.reason}")
    return upload


def publish(pk: int, version: int, user: User) -> Upload:
    """Publish what was stored and kept under review. Raises as `confirm` does."""
    with transaction.atomic():
        upload = _claim_stored(pk, version)
        edition = _stored(upload)
        upload.before = _standing(edition.resolution)
        corpus.publish(edition)
        upload.version += 1
        upload.save(update_fields=["before", "version"])
        log_action(user, upload, f"公开：{edition}")
        log_action(user, edition.resolution, f"公开：第 {edition.number} 版")
    return upload


def undo(pk: int, version: int, user: User) -> Upload:
    """Take an upload back to its review; what was published with it is under review again.

    Raises Conflict where somebody else was quicker, CorpusError where a day has passed.
    """
    with transaction.atomic():
        upload = _claim_stored(pk, version)
        edition, before = _stored(upload), upload.before
        if before is not None:
            last = Edition.objects.filter(pk=before["edition"]).first() if "edition" in before else None
            corpus.unpublish(edition, last, before.get("address", ""))
        upload.state, upload.before = State.REVIEW, None
        upload.version += 1
        upload.save(update_fields=["state", "before", "version"])
        log_action(user, upload, f"撤销，回到审阅：{edition}")
        log_action(user, edition.resolution, f"撤销第 {edition.number} 版")
    return upload


def discard_or_reopen(pk: int, version: int, user: User, *, aside: bool) -> Upload:
    """Give an upload up, or take it up again. Nothing of it is deleted."""
    with transaction.atomic():
        upload = Upload.objects.select_for_update().get(pk=pk)
        if upload.version != version or upload.state not in (State.REVIEW, State.FAILED, State.DISCARDED):
            raise EditConflict(upload)
        readable = State.REVIEW if upload.reading else State.FAILED
        upload.state = State.DISCARDED if aside else readable
        upload.version += 1
        upload.save(update_fields=["state", "version"])
        log_action(user, upload, "放弃" if aside else "重新审阅")
    return upload


def _claim_stored(pk: int, version: int) -> Upload:
    upload = Upload.objects.select_for_update(of=("self",)).select_related("edition__resolution").get(pk=pk)
    if upload.version != version or upload.state != State.STORED:
        raise EditConflict(upload)
    return upload


def _stored(upload: Upload) -> Edition:
    if upload.edition is None:
        raise EditConflict(upload)  # the database does not let this be
    return upload.edition


def _standing(document: Resolution | None) -> dict[str, object]:
    """How a document stands, for undoing: the edition that everybody sees, and its address."""
    if document is None or not document.is_public:
        return {}
    return {"edition": document.edition_id, "address": document.address}
