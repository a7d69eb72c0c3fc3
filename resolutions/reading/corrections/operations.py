"""The steps by which a person mends a reading, each taken in a draft."""

import unicodedata

from ...language.characters import UNPRINTABLE, fold
from ..lines import join
from ..model import Kind, Mark, Span
from ..numbering import find_markers
from .editable_item import EditableItem, clean_text, cut_at, readings_of
from .editable_reading import EditableReading, numbered_depth, unnumbered_depth
from .metadata_fields import with_field
from .model import PARAGRAPHS, TEXTS, Correction, CorrectionError, ItemKind


def apply_operation(draft: EditableReading, step: Correction) -> None:
    """Take one step. Raises CorrectionError where it does not fit; the draft is then of no use."""
    match step.op:
        case "merge":
            _merge(draft, draft.find(step.where))
        case "split":
            _split(draft, draft.find(step.where), step.value)
        case "kind":
            _change_kind(draft, draft.find(step.where), _kind(step.value), step.key)
        case "number":
            _set_number(draft, draft.find(step.where), "".join(step.value.split()))
        case "text":
            _set_text(draft.find(step.where), step.value)
        case "meta":
            draft.meta = with_field(draft.meta, step.key, step.value)
        case _:
            raise CorrectionError(f"没有“{step.op}”这样的改法。")


def _kind(value: str) -> ItemKind:
    if value not in set(ItemKind):
        raise CorrectionError(f"没有“{value}”这一类。")
    return ItemKind(value)


# --- merging and splitting ------------------------------------------------------------------------


def _merge(draft: EditableReading, entry: EditableItem) -> None:
    """Put an entry to the one of the text above it; its number is text again, as the file has it."""
    note = entry.kind is ItemKind.FOOTNOTE
    above = draft.entries[: draft.entries.index(entry)]
    wanted = {ItemKind.FOOTNOTE} if note else PARAGRAPHS | {ItemKind.HEADING}
    upper = next((e for e in reversed(above) if e.kind in wanted), None)
    if upper is None:
        raise CorrectionError("上面没有可以并入的脚注。" if note else "上面没有可以并入的段落或标题。")
    _become(draft, entry, upper.kind)
    if not upper.as_read and not entry.as_read:
        places = upper.mark_places() + entry.mark_places()
        upper.spans = sorted([*upper.spans, *entry.spans], key=lambda s: s.start)
        upper.read_text(places)
    else:
        between = draft.setting.raw[upper.end : entry.start]
        joined = upper.text + (" " if between else "") + entry.text
        text = join(joined, [(0, len(joined))])[0]
        shift = len(text) - len(entry.text)
        upper.marks += [Mark(m.marker, m.offset + shift) for m in entry.marks]
        upper.spans = sorted([*upper.spans, *entry.spans], key=lambda s: s.start)
        upper.text = text
    draft.entries.remove(entry)
    draft.rename()


def _split(draft: EditableReading, entry: EditableItem, value: str) -> None:
    """Cut an entry before some characters of its text; what then begins with a number bears it."""
    if entry.kind not in TEXTS:
        raise CorrectionError("只有段落、标题和脚注可以拆分；请先改它的类别。")
    parts = [entry]
    for offset in reversed(_offsets(value, entry.text)):
        parts.insert(1, _cut_off(entry, offset))
    at = draft.entries.index(entry)
    draft.entries[at : at + 1] = parts
    for part in parts[1:]:
        _take_number(draft, part, "")
    draft.rename()


def _offsets(value: str, text: str) -> list[int]:
    """The places at which to cut, in order, each before a character that is not blank."""
    numbers = value.split(",")
    if not all(n.isascii() and n.isdigit() and len(n) < 9 for n in numbers):
        raise CorrectionError(f"拆分的位置“{value}”不是数字。")
    offsets = sorted({at + text[at : at + 1].isspace() for at in map(int, numbers)})
    if offsets[0] < 1 or offsets[-1] >= len(text):
        raise CorrectionError("拆分的位置要在文字中间。")
    return offsets


def _cut_off(entry: EditableItem, offset: int) -> EditableItem:
    """Cut an entry before a character of its text, and give what was cut off.

    Each part keeps a character of the file, so that it has a place there.
    """
    at = entry.place_between(offset)
    blank = entry.text[offset - 1].isspace()
    moved = [m for m in entry.marks if m.offset > offset or (m.offset == offset and blank)]
    parts = [part for span in entry.spans for part in cut_at(entry.setting.raw, span, [at])]
    second = EditableItem(
        entry.setting, entry.kind, [p for p in parts if p.start >= at], entry.text[offset:],
        marks=[Mark(m.marker, m.offset - offset) for m in moved], component=entry.component,
    )  # fmt: skip
    entry.spans = [p for p in parts if p.start < at]
    entry.text = entry.text[:offset].rstrip()
    entry.marks = [Mark(m.marker, min(m.offset, len(entry.text))) for m in entry.marks if m not in moved]
    return second


# --- kinds ----------------------------------------------------------------------------------------


def _change_kind(draft: EditableReading, entry: EditableItem, kind: ItemKind, marker: str) -> None:
    if entry.kind is kind:
        return
    if entry.is_paragraph and kind in PARAGRAPHS:
        _move(draft, entry, kind)
    else:
        _become(draft, entry, kind)
        if entry.is_paragraph:
            entry.component = _component(draft, entry)
        _take_number(draft, entry, marker)
    draft.rename()


def _move(draft: EditableReading, entry: EditableItem, kind: ItemKind) -> None:
    """Put a paragraph, and what stands under it, into another part."""
    crosses = (entry.kind is ItemKind.ANNEX) != (kind is ItemKind.ANNEX)
    entry.kind, moved = kind, [entry]
    for below in draft.entries[draft.entries.index(entry) + 1 :]:
        if below.is_paragraph and below.component == entry.component:
            if below.depth <= entry.depth:
                break
            moved.append(below)
    component = _component(draft, entry) if crosses else entry.component
    for paragraph in moved:
        paragraph.kind, paragraph.component = kind, component


def _component(draft: EditableReading, entry: EditableItem) -> str:
    """The component of a paragraph of its part: that of the nearest, above before below."""

    def fits(other: EditableItem) -> bool:
        annex = ItemKind.ANNEX
        return other.is_paragraph and other is not entry and (other.kind is annex) == (entry.kind is annex)

    at = draft.entries.index(entry)
    near = next((e for e in [*reversed(draft.entries[:at]), *draft.entries[at + 1 :]] if fits(e)), None)
    return near.component if near else "annex1" if entry.kind is ItemKind.ANNEX else ""


def _become(draft: EditableReading, entry: EditableItem, kind: ItemKind) -> None:
    """Make an entry one of another kind without a number, its number text again.

    In what is no paragraph footnote marks stand by themselves.
    """
    if entry.kind not in TEXTS:
        marked = {mark.marker for paragraph in draft.paragraphs() for mark in paragraph.marks}
        entry.kind = kind
        if kind in TEXTS:
            entry.become_text([n.number for n in draft.notes() if n.number not in marked])
        else:
            entry.spans = [Span(s.start, s.end, Kind(kind.value)) for s in entry.spans]
        return
    entry.take_back_number()
    old, entry.kind, entry.depth = entry.text_kind, kind, 0
    new = entry.text_kind
    entry.spans = [Span(s.start, s.end, new if s.kind is old else s.kind) for s in entry.spans]
    if not entry.is_paragraph:
        alone = [s for s in entry.spans if s.kind is not new]
        draft.entries += [EditableItem(draft.setting, ItemKind.FURNITURE, [s]) for s in alone]
        entry.spans, entry.marks = [s for s in entry.spans if s.kind is new], []


# --- numbers and text -----------------------------------------------------------------------------


def _take_number(draft: EditableReading, entry: EditableItem, marker: str) -> None:
    """Take the number off with which an entry's text begins; `marker` is that of a note without one."""
    if entry.kind is ItemKind.FOOTNOTE:
        entry.take_note_mark(marker)
        _check_marker(entry.number)
    if not entry.is_paragraph:
        return
    found = next((m for m in find_markers(fold(entry.text)) if entry.text[m.length :].strip()), None)
    if found:
        entry.take_number(found)
        entry.numbers = readings_of(entry.number)
    _set_depth(draft, entry)


def _set_depth(draft: EditableReading, entry: EditableItem) -> None:
    paragraphs = draft.paragraphs()
    paragraphs = paragraphs[: paragraphs.index(entry) + 1]
    entry.depth = numbered_depth(paragraphs) if entry.numbers else unnumbered_depth(paragraphs)


def _check_marker(marker: str) -> None:
    if not (marker.isascii() and marker.isdigit() and len(marker) <= 3):
        raise CorrectionError("脚注要有脚注号，例如“1”。")


def _set_number(draft: EditableReading, entry: EditableItem, number: str) -> None:
    if entry.kind is ItemKind.FOOTNOTE:
        _check_marker(number)
        entry.number = number
    elif entry.is_paragraph:
        readings = [m for m in readings_of(number) if m.length == len(number)]
        if number and not readings:
            raise CorrectionError(f"“{number}”不是段落编号；编号写作“7.”、“(a)”或“一、”。")
        kept = not number or {m.style for m in readings} & {m.style for m in entry.numbers}
        entry.number, entry.numbers = number, readings
        if not kept:
            _set_depth(draft, entry)
    else:
        raise CorrectionError("只有段落和脚注有编号；请先改它的类别。")
    draft.rename()


def _set_text(entry: EditableItem, value: str) -> None:
    if entry.kind not in TEXTS:
        raise CorrectionError("只有段落、标题和脚注的文字可以改；文头和落款请在元数据里改。")
    text = clean_text(unicodedata.normalize("NFC", value.translate(UNPRINTABLE)))[0]
    if not text:
        raise CorrectionError("文字不能是空的；不属于决议的文字请改它的类别。")
    entry.set_text(text)
