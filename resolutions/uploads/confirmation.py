"""Confirmation of uploads: what confirming will do, storing the edition, and undoing it."""

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
MAX_DRAFTS = 20  # offered as the draft whose adopted text the upload may be
MAX_REASON = 200  # characters


@dataclass(frozen=True, slots=True)
class ConfirmationPlan:
    """What confirming an upload would do.

    `same` is the stored edition with the same file and corrections, or None. `document` is the document that
    gets a new edition, or None for a new document. `drafts` are the drafts that the upload may be the adopted
    text of.
    """

    prepared: PreparedEdition
    same: Edition | None
    document: Resolution | None
    drafts: list[Resolution]

    @property
    def needs_reason(self) -> bool:
        """Whether a text that readers can see changes, so that they are shown the reason."""
        return self.document is not None and self.same is None

    @property
    def sentence(self) -> str:
        """Describe the plan in one sentence."""
        if self.same is not None:
            return self._sentence_for_same(self.same)
        meta = self.prepared.reading.meta
        if self.document is None:
            return _("将作为新文件收入：%(what)s。") % {"what": _describe(meta)}
        return self._sentence_for_new_edition(self.document, meta)

    def _sentence_for_same(self, edition: Edition) -> str:
        if edition.is_public:
            sentence = _("这就是 %(edition)s，已经公开；不会生成新版本，也不会改动它。")
        else:
            sentence = _("这就是 %(edition)s，还在审阅中；不会生成新版本。")
        return sentence % {"edition": str(edition)}

    def _sentence_for_new_edition(self, document: Resolution, meta: Meta) -> str:
        last = document.editions.order_by("-number").values_list("number", flat=True).first() or 0
        words = {
            "document": document.label,
            "n": last + 1,
            "what": _describe(meta),
            "address": document.address,
        }
        if meta.symbol and document.symbol != meta.symbol:
            sentence = _(
                "将作为草案 %(document)s 的通过文本（第 %(n)s 版）收入：%(what)s；"
                "/%(address)s 从此转到新地址。"
            )
        else:
            sentence = _("将成为 %(document)s 的第 %(n)s 版：%(what)s；以前各版仍可按版次查看。")
        return sentence % words


def _describe(meta: Meta) -> str:
    """Return the symbol and title of a text, or what kind of text it is if it has no symbol."""
    if meta.symbol:
        name = meta.symbol
    else:
        kind = str(Status(meta.status).label) if meta.status else _("文件")
        name = _("未编文号的%(kind)s") % {"kind": kind}
    if meta.title:
        name += f"《{meta.title}》"
    return name


def plan(upload: Upload, document: Resolution | None = None) -> ConfirmationPlan:
    """Return what confirming would do.

    `document` is the draft that staff named as the one that was adopted.
    """
    reading = current_reading(upload)
    prepared = prepared_of(upload, reading)
    namesake = _document_with_symbol(reading.meta.symbol)
    drafts: list[Resolution] = []
    if upload.document is None and namesake is None and reading.meta.status == Status.ADOPTED:
        open_drafts = Resolution.objects.filter(status=Status.DRAFT, organ=reading.meta.organ)
        drafts = list(open_drafts.with_edition().newest_first()[:MAX_DRAFTS])
    return ConfirmationPlan(
        prepared=prepared,
        same=corpus.existing_edition(prepared),
        document=upload.document or document or namesake,
        drafts=drafts,
    )


def _document_with_symbol(symbol: str | None) -> Resolution | None:
    if not symbol:
        return None
    return Resolution.objects.with_edition().filter(symbol=symbol).first()


def confirm(
    pk: int, version: int, user: User, *, public: bool, reason: str, document: Resolution | None = None
) -> Upload:
    """Store an upload as an edition, and publish it if `public`; otherwise it stays under review.

    Raise EditConflict if somebody else changed the upload first, and CorpusError
    if it cannot be stored. Nothing is stored then.
    """
    reason = reason.strip()[:MAX_REASON]
    with transaction.atomic():
        upload = lock_for_edit(pk, version)
        confirmation = plan(upload, document)
        if confirmation.needs_reason and public and not document and not reason:
            raise corpus.CorpusError(_("请写明缘由：读者会看到它。"))
        if not reason:
            reason = _("通过文本") if document else _("上传")
        before = _public_state(confirmation.document)
        _outcome, edition = corpus.store(
            confirmation.prepared,
            reason=reason,
            user=user,
            visibility=Visibility.IN_REVIEW,
            document=confirmation.document,
        )
        upload.before = None
        if public and not edition.is_public:
            corpus.publish(edition)
            upload.before = before
        upload.state, upload.edition, upload.document = State.STORED, edition, edition.resolution
        upload.version += 1
        upload.save(update_fields=["state", "edition", "document", "before", "version"])
        action = _("公开") if public else _("入库，留在审阅中")
        log_action(user, upload, f"{action}：{edition}")
        log_action(user, edition.resolution, f"{action}：第 {edition.number} 版，{edition.reason}")
    return upload


def publish(pk: int, version: int, user: User) -> Upload:
    """Publish the edition of an upload that was stored under review. Raise as `confirm` does."""
    with transaction.atomic():
        upload = _lock_stored(pk, version)
        edition = _edition_of(upload)
        upload.before = _public_state(edition.resolution)
        corpus.publish(edition)
        upload.version += 1
        upload.save(update_fields=["before", "version"])
        log_action(user, upload, f"公开：{edition}")
        log_action(user, edition.resolution, f"公开：第 {edition.number} 版")
    return upload


def undo(pk: int, version: int, user: User) -> Upload:
    """Return a stored upload to review. If confirming it published an edition, that is under review again.

    Raise EditConflict if somebody else changed the upload first, and CorpusError
    if a day has passed since publication.
    """
    with transaction.atomic():
        upload = _lock_stored(pk, version)
        edition, before = _edition_of(upload), upload.before
        if before is not None:
            previous = None
            if "edition" in before:
                previous = Edition.objects.filter(pk=before["edition"]).first()
            corpus.unpublish(edition, previous, before.get("address", ""))
        upload.state, upload.before = State.REVIEW, None
        upload.version += 1
        upload.save(update_fields=["state", "before", "version"])
        log_action(user, upload, f"撤销，回到审阅：{edition}")
        log_action(user, edition.resolution, f"撤销第 {edition.number} 版")
    return upload


def discard(pk: int, version: int, user: User) -> Upload:
    """Discard an upload that is not stored.

    The row and its file remain. Raise EditConflict as `confirm` does.
    """
    with transaction.atomic():
        upload = _lock_unstored(pk, version)
        _change_state(upload, State.DISCARDED)
        log_action(user, upload, "放弃")
    return upload


def reopen(pk: int, version: int, user: User) -> Upload:
    """Reopen a discarded upload: for review, or as failed if it has no reading. Raise as `discard` does."""
    with transaction.atomic():
        upload = _lock_unstored(pk, version)
        readable = State.REVIEW if upload.reading else State.FAILED
        _change_state(upload, readable)
        log_action(user, upload, "重新审阅")
    return upload


def _change_state(upload: Upload, state: Upload.State) -> None:
    upload.state = state
    upload.version += 1
    upload.save(update_fields=["state", "version"])


def _lock_unstored(pk: int, version: int) -> Upload:
    """Return an upload that was read, or failed, and is not stored, locked. Raise EditConflict otherwise."""
    upload = Upload.objects.select_for_update().get(pk=pk)
    if upload.version != version or upload.state not in (State.REVIEW, State.FAILED, State.DISCARDED):
        raise EditConflict(upload)
    return upload


def _lock_stored(pk: int, version: int) -> Upload:
    """Return a stored upload, locked. Raise EditConflict if it is not stored or has another version."""
    upload = Upload.objects.select_for_update(of=("self",)).select_related("edition__resolution").get(pk=pk)
    if upload.version != version or upload.state != State.STORED:
        raise EditConflict(upload)
    return upload


def _edition_of(upload: Upload) -> Edition:
    if upload.edition is None:
        raise EditConflict(upload)  # a constraint of the database excludes this
    return upload.edition


def _public_state(document: Resolution | None) -> dict[str, object]:
    """Return the public edition and the address of a document, for `undo`; empty if it is not public."""
    if document is None or not document.is_public:
        return {}
    return {"edition": document.edition_id, "address": document.address}
