"""Review of an upload: the items of its reading as the page shows them, and the corrections made to them.

Corrections are stored as steps. Each edit names the version of the upload that the editor saw, and is refused
if the upload has changed since.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from math import ceil
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

LINE_LENGTH = 34  # characters per line of the textarea of an item's text
Steps = Callable[[Reading], list[Correction]]

KINDS = {
    ItemKind.PREAMBLE: "序言段", ItemKind.OPERATIVE: "执行段", ItemKind.ANNEX: "附件段",
    ItemKind.HEADING: "标题",
    ItemKind.FOOTNOTE: "脚注", ItemKind.OPENING: "机关行", ItemKind.HEAD: "文头", ItemKind.CLOSE: "落款",
    ItemKind.VOTE: "表决", ItemKind.FURNITURE: "页面", ItemKind.FRAME: "网页", ItemKind.UNREAD: "未读",
}  # fmt: skip


class EditConflict(Exception):  # noqa: N818  -- HTTP 409 calls it so
    """Somebody else changed the upload since the page was opened. `upload` is its present state."""

    def __init__(self, upload: Upload) -> None:
        super().__init__(upload.pk)
        self.upload = upload


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item on the review page: the characters of the file, what they were read as, and any doubts.

    `source` is HTML, one string for each contiguous range of the file. `first` is true for the first item of
    the text, which has none above it to be merged with.
    """

    item: Item
    label: str
    source: list[SafeString]
    warnings: list[str]
    is_paragraph: bool
    has_text: bool
    first: bool

    @property
    def rows(self) -> int:
        """The number of lines of its textarea."""
        return max(1, ceil(len(self.item.text) / LINE_LENGTH))

    @property
    def state(self) -> str:
        """Return "edited", "doubtful" or "sure"."""
        if self.item.as_read:
            return "edited"
        if self.warnings or self.item.kind is ItemKind.UNREAD:
            return "doubtful"
        return "sure"


def current_reading(upload: Upload) -> Reading:
    """Return the reading of an upload with its corrections applied."""
    return apply(from_json(upload.reading or {}), steps_of(upload))


def steps_of(upload: Upload) -> list[Correction]:
    """Return the corrections of an upload in order."""
    return [Correction(**step) for step in upload.corrections]


def prepared_of(upload: Upload, reading: Reading) -> PreparedEdition:
    """Return an upload with its corrected reading, ready to be stored."""
    return prepare_reading(
        bytes(upload.data),
        reading,
        original=upload.original,
        corrections=tuple(upload.corrections),
        as_read=texts_as_read(reading),
    )


def item_views(reading: Reading, items: Sequence[Item], first_text: Item | None) -> list[ItemView]:
    """Return items of a reading as the page shows them. `first_text` is the first item of the whole text."""
    warnings: dict[str, list[str]] = {}
    for warning in reading.warnings:
        warnings.setdefault(warning.where, []).append(warning.message)
    return [
        ItemView(
            item=item,
            label=_label(item),
            source=_source(reading, item),
            warnings=warnings.get(item.ident, []),
            is_paragraph=item.kind in PARAGRAPHS,
            has_text=item.kind in TEXTS,
            first=item == first_text,
        )
        for item in items
    ]


def _label(item: Item) -> str:
    if item.kind in PARAGRAPHS or item.kind is ItemKind.FOOTNOTE:
        return place_label(item.ident)
    return KINDS[item.kind]


def _source(reading: Reading, item: Item) -> list[SafeString]:
    """Return the characters of an item as HTML, one string for each contiguous range of the file.

    Pieces separated by white space only are one range.
    """
    ranges: list[tuple[int, int]] = []
    for start, end in item.pieces:
        if ranges and not reading.raw[ranges[-1][1] : start].strip():
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((start, end))
    return [_highlighted(reading, start, end) for start, end in ranges]


def _highlighted(reading: Reading, start: int, end: int) -> SafeString:
    spans = [span for span in reading.spans if span.start < end and start < span.end]
    places = {span.where for span in spans}
    return markup.spans_of_line(reading.raw, start, end, spans=spans, anchored=places)


def apply_steps(pk: int, version: int, user: User, steps_from: Steps) -> Upload:
    """Save corrections to an upload and log them.

    `steps_from` returns the steps for the current reading. Raise EditConflict if `version` is not the current
    one, and CorrectionError if a step does not apply. Nothing is saved then.
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
            log_action(user, upload, "；".join(map(describe_step, steps)))
    return upload


def undo_last_step(pk: int, version: int, user: User) -> Upload:
    """Remove the last correction of an upload and log it. Raise EditConflict as `apply_steps` does."""
    with transaction.atomic():
        upload = lock_for_edit(pk, version)
        if upload.corrections:
            *upload.corrections, last = upload.corrections
            upload.version += 1
            upload.save(update_fields=["corrections", "version"])
            log_action(user, upload, f"撤销一步：{describe_step(Correction(**last))}")
    return upload


def lock_for_edit(pk: int, version: int) -> Upload:
    """Return an upload under review, locked. Raise EditConflict if it is not open or has another version."""
    upload = Upload.objects.select_for_update().get(pk=pk)
    if upload.version != version or not upload.is_open:
        raise EditConflict(upload)
    return upload


def describe_step(step: Correction) -> str:
    """Return a step in a few words for the log, such as 执行7 改为标题."""
    where = _place_of(step)
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


def _place_of(step: Correction) -> str:
    """Return the label of the item that a step changes.

    An item without an id is named "at" and its offset.
    """
    if step.where.startswith("at"):
        return f"第 {step.where[2:]} 字处"
    return place_label(step.where)


def working_copy(pk: int, user: Visitor) -> DocumentMatch | None:
    """Return an upload as a document with one edition, neither of them stored, or None.

    Only staff get one, and only if the upload has been read.
    """
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
