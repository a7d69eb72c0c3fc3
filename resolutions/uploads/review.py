"""What staff see of an upload, and how what they mend is kept: in steps, each by one who saw the last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from ..corpus import PreparedEdition, digest_of, prepare_reading
from ..corpus.audit_log import log_action
from ..lookup import DocumentMatch
from ..models import Edition, Resolution, Upload, Visibility
from ..reading import Reading
from ..reading.anchors import place_label
from ..reading.corrections import (
    PARAGRAPHS,
    TEXTS,
    Correction,
    Item,
    ItemKind,
    apply,
    texts_as_read,
)
from ..reading.serialization import from_json
from ..web import markup

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.utils.safestring import SafeString

    from ..models.visitor import Visitor
    from ..reading.model import Span

LINE = 34  # characters of a line in the field of an item's text
Steps = Callable[[Reading], list[Correction]]

KINDS = {
    ItemKind.PREAMBLE: "序言段", ItemKind.OPERATIVE: "执行段", ItemKind.ANNEX: "附件段", ItemKind.HEADING: "标题",
    ItemKind.FOOTNOTE: "脚注", ItemKind.OPENING: "机关行", ItemKind.HEAD: "文头", ItemKind.CLOSE: "落款",
    ItemKind.VOTE: "表决", ItemKind.FURNITURE: "页面", ItemKind.FRAME: "网页", ItemKind.UNREAD: "未读",
}  # fmt: skip


class EditConflict(Exception):  # noqa: N818  -- HTTP 409 calls it so
    """Somebody else changed the upload since the page was opened; nothing was saved. `upload` is as it is now."""

    def __init__(self, upload: Upload) -> None:
        super().__init__(upload.pk)
        self.upload = upload


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item on the page: beside the characters of the file, what they were read as, and how sure that is."""

    item: Item
    label: str
    source: list[SafeString]
    warnings: list[str]
    is_paragraph: bool
    has_text: bool
    first: bool  # of the text, so that there is none above to merge it with

    @property
    def rows(self) -> int:
        """Lines that its text takes in the field."""
        return max(1, -(-len(self.item.text) // LINE))

    @property
    def state(self) -> str:
        if self.item.as_read:
            return "edited"
        return "doubtful" if self.warnings or self.item.kind is ItemKind.UNREAD else "sure"


def current_reading(upload: Upload) -> Reading:
    """The reading of an upload as mended so far."""
    return apply(from_json(upload.reading or {}), steps_of(upload))


def steps_of(upload: Upload) -> list[Correction]:
    return [Correction(**step) for step in upload.corrections]


def prepared_of(upload: Upload, reading: Reading) -> PreparedEdition:
    """An upload and its reading as mended, ready to be stored."""
    data, steps = bytes(upload.data), tuple(upload.corrections)
    return prepare_reading(data, reading, original=upload.original, corrections=steps, as_read=texts_as_read(reading))


def item_views(reading: Reading, part: Sequence[Item], first: Item | None) -> list[ItemView]:
    """Some of a reading's items as the page shows them; `first` is the first of its text."""
    doubts: dict[str, list[str]] = {}
    for warning in reading.warnings:
        doubts.setdefault(warning.where, []).append(warning.message)
    return [
        ItemView(
            item,
            place_label(item.ident) if item.kind in PARAGRAPHS or item.kind is ItemKind.FOOTNOTE else KINDS[item.kind],
            _source(reading, item),
            doubts.get(item.ident, []),
            item.kind in PARAGRAPHS,
            item.kind in TEXTS,
            item == first,
        )
        for item in part
    ]


def _source(reading: Reading, item: Item) -> list[SafeString]:
    """The characters of an item, piece by piece, each marked for what it is."""
    spans = [s for s in reading.spans if s.start < item.end and item.start < s.end]
    pieces = [list(item.pieces[:1])] if item.pieces else []
    for piece in item.pieces[1:]:
        if reading.raw[pieces[-1][-1][1] : piece[0]].strip():
            pieces.append([])
        pieces[-1].append(piece)
    return [_marked(reading.raw, own[0][0], own[-1][1], spans) for own in pieces]


def _marked(raw: str, start: int, end: int, spans: Sequence[Span]) -> SafeString:
    inside = [s for s in spans if s.start < end and start < s.end]
    return markup.spans_of_line(raw, start, end, inside, {s.where for s in inside})


def apply_steps(pk: int, version: int, user: User, steps_from: Steps) -> Upload:
    """Keep what somebody mended who saw this version, and note it in the log.

    `steps_from` gives the steps for the reading as it is. Raises Conflict where another was quicker, and
    CorrectionError where a step does not fit; then nothing is saved.
    """
    with transaction.atomic():
        upload = lock_for_edit(pk, version)
        reading = current_reading(upload)
        steps = steps_from(reading)
        if steps:
            apply(reading, steps)
            upload.corrections = [*upload.corrections, *(asdict(step) for step in steps)]
            upload.version += 1
            upload.save(update_fields=["corrections", "version"])
            log_action(user, upload, "；".join(sentence(step) for step in steps))
    return upload


def undo_last_step(pk: int, version: int, user: User) -> Upload:
    """Drop the last step, as `save` keeps one."""
    with transaction.atomic():
        upload = lock_for_edit(pk, version)
        if upload.corrections:
            *upload.corrections, last = upload.corrections
            upload.version += 1
            upload.save(update_fields=["corrections", "version"])
            log_action(user, upload, f"撤销一步：{sentence(Correction(**last))}")
    return upload


def lock_for_edit(pk: int, version: int) -> Upload:
    """An upload under review, locked for whoever saw this version of it. Raises Conflict for others."""
    upload = Upload.objects.select_for_update().get(pk=pk)
    if upload.version != version or not upload.is_open:
        raise EditConflict(upload)
    return upload


def sentence(step: Correction) -> str:
    """A step in a few words, for the log: 执行7 改为标题."""
    where = place_label(step.where) if not step.where.startswith("at") else f"第 {step.where[2:]} 字处"
    match step.op:
        case "merge":
            return f"{where} 并入上段"
        case "split":
            return f"{where} 拆开"
        case "kind":
            return f"{where} 改为{KINDS[ItemKind(step.value)]}"
        case "number":
            return f"{where} 编号改为“{step.value}”"
        case "text":
            return f"{where} 改文字"
    return f"{step.key} 改为“{step.value[:60]}”"


def working_copy(pk: int, user: Visitor) -> DocumentMatch | None:
    """An upload under review as a document with one edition, neither of them stored; for staff alone."""
    if not (user.is_active and user.is_staff):
        return None
    upload = Upload.objects.filter(pk=pk).exclude(reading=None).first()
    if upload is None:
        return None
    reading = current_reading(upload)
    symbol, address = reading.meta.symbol, f"upload/{upload.pk}"
    resolution = Resolution(symbol=symbol, address=address, visibility=Visibility.IN_REVIEW)
    resolution.apply_metadata(reading.meta)
    edition = Edition(
        resolution=resolution,
        number=0,
        file_name=upload.file_name,
        sha256=upload.sha256,
        digest=digest_of(upload.sha256, upload.corrections, original=upload.original),
        visibility=Visibility.IN_REVIEW,
        **reading.paragraph_counts,
    )
    edition.working = reading
    return DocumentMatch(resolution, edition, pinned=False, format="html")
