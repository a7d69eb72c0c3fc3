"""Apply a correction to an editable reading."""

import unicodedata

from ...language.characters import UNPRINTABLE, fold
from ..model import Kind, Mark, Span
from ..numbering import find_markers
from .editable_item import EditableItem, clean_text, cut_at, parse_number
from .editable_reading import EditableReading
from .item_depths import numbered_depth, unnumbered_depth
from .metadata_fields import with_field
from .model import PARAGRAPHS, TEXTS, Correction, CorrectionError, ItemKind


def apply_operation(editable: EditableReading, correction: Correction) -> None:
    """Apply one correction. Raise CorrectionError if it does not fit; the reading must then be discarded."""
    where, value = correction.where, correction.value
    match correction.op:
        case "merge":
            _merge(editable, editable.get_item(where))
        case "split":
            _split(editable, editable.get_item(where), value)
        case "kind":
            _change_kind(editable, editable.get_item(where), _parse_kind(value), correction.key)
        case "number":
            _set_number(editable, editable.get_item(where), "".join(value.split()))
        case "text":
            _set_text(editable.get_item(where), value)
        case "meta":
            editable.meta = with_field(editable.meta, correction.key, value)
        case _:
            raise CorrectionError(f"没有“{correction.op}”这样的改法。")


def _parse_kind(value: str) -> ItemKind:
    if value not in set(ItemKind):
        raise CorrectionError(f"没有“{value}”这一类。")
    return ItemKind(value)


# --- merging and splitting ------------------------------------------------------------------------


def _merge(editable: EditableReading, item: EditableItem) -> None:
    """Append an item to the item of the text above it. Its number becomes text again, as in the file."""
    target = _merge_target(editable, item)
    _convert(editable, item, target.kind)
    spans = sorted([*target.spans, *item.spans], key=lambda span: span.start)
    if not target.as_read and not item.as_read:
        raw_marks = target.raw_marks() + item.raw_marks()
        target.spans = spans
        target.reset_text(raw_marks)
    else:
        separator = " " if editable.source.raw[target.end : item.start] else ""
        text = clean_text(target.text + separator + item.text)[0]
        item.shift_marks(len(text) - len(item.text))
        target.marks += item.marks
        target.spans = spans
        target.text = text
    editable.items.remove(item)
    editable.refresh()


def _merge_target(editable: EditableReading, item: EditableItem) -> EditableItem:
    kinds = PARAGRAPHS | {ItemKind.HEADING}
    message = "上面没有可以并入的段落或标题。"
    if item.kind is ItemKind.FOOTNOTE:
        kinds = frozenset({ItemKind.FOOTNOTE})
        message = "上面没有可以并入的脚注。"
    above = editable.items[: editable.items.index(item)]
    for target in reversed(above):
        if target.kind in kinds:
            return target
    raise CorrectionError(message)


def _split(editable: EditableReading, item: EditableItem, value: str) -> None:
    """Split an item before some characters of its text.

    A number at the start of a new part becomes its number.
    """
    if item.kind not in TEXTS:
        raise CorrectionError("只有段落、标题和脚注可以拆分；请先改它的类别。")
    parts = [item]
    for offset in reversed(_parse_offsets(value, item.text)):
        parts.insert(1, _split_off(item, offset))
    index = editable.items.index(item)
    editable.items[index : index + 1] = parts
    for part in parts[1:]:
        _detach_number(editable, part, "")
    editable.refresh()


def _parse_offsets(value: str, text: str) -> list[int]:
    """Return the offsets at which to split, in order, each that of a character that is not blank."""
    offsets: set[int] = set()
    for number in value.split(","):
        if not (number.isascii() and number.isdigit() and len(number) < 9):
            raise CorrectionError(f"拆分的位置“{value}”不是数字。")
        offset = int(number)
        if text[offset : offset + 1].isspace():
            offset += 1
        offsets.add(offset)
    if min(offsets) < 1 or max(offsets) >= len(text):
        raise CorrectionError("拆分的位置要在文字中间。")
    return sorted(offsets)


def _split_off(item: EditableItem, offset: int) -> EditableItem:
    """Remove the text from `offset` on from an item and return it as a new item.

    Each of the two keeps a character of the file, so that it has a position there.
    """
    raw_offset = item.raw_split_offset(offset)
    after_blank = item.text[offset - 1].isspace()
    moved: list[Mark] = []
    remaining: list[Mark] = []
    for mark in item.marks:
        if mark.offset > offset or (mark.offset == offset and after_blank):
            moved.append(mark)
        else:
            remaining.append(mark)
    spans: list[Span] = []
    for span in item.spans:
        spans += cut_at(item.source.raw, span, [raw_offset])
    second = EditableItem(
        source=item.source,
        kind=item.kind,
        spans=[span for span in spans if span.start >= raw_offset],
        text=item.text[offset:],
        marks=[Mark(mark.marker, mark.offset - offset) for mark in moved],
        component=item.component,
    )
    item.spans = [span for span in spans if span.start < raw_offset]
    item.text = item.text[:offset].rstrip()
    item.marks = [Mark(mark.marker, min(mark.offset, len(item.text))) for mark in remaining]
    return second


# --- kinds ----------------------------------------------------------------------------------------


def _change_kind(editable: EditableReading, item: EditableItem, kind: ItemKind, marker: str) -> None:
    if item.kind is kind:
        return
    if item.is_paragraph and kind in PARAGRAPHS:
        _move_to_part(editable, item, kind)
    else:
        _convert(editable, item, kind)
        if item.is_paragraph:
            item.component = _nearest_component(editable, item)
        _detach_number(editable, item, marker)
    editable.refresh()


def _move_to_part(editable: EditableReading, item: EditableItem, kind: ItemKind) -> None:
    """Move a paragraph and its subparagraphs to another part."""
    changes_annex = (item.kind is ItemKind.ANNEX) != (kind is ItemKind.ANNEX)
    item.kind = kind
    moved = [item]
    for following in editable.items[editable.items.index(item) + 1 :]:
        if following.is_paragraph and following.component == item.component:
            if following.depth <= item.depth:
                break
            moved.append(following)
    component = _nearest_component(editable, item) if changes_annex else item.component
    for paragraph in moved:
        paragraph.kind = kind
        paragraph.component = component


def _nearest_component(editable: EditableReading, item: EditableItem) -> str:
    """Return the component of the nearest paragraph in the same part, above before below."""
    is_annex = item.kind is ItemKind.ANNEX
    index = editable.items.index(item)
    for near in [*reversed(editable.items[:index]), *editable.items[index + 1 :]]:
        if near.is_paragraph and (near.kind is ItemKind.ANNEX) == is_annex:
            return near.component
    return "annex1" if is_annex else ""


def _convert(editable: EditableReading, item: EditableItem, kind: ItemKind) -> None:
    """Change the kind of an item. Its number becomes text again.

    Footnote marks become items if the new kind is not that of a paragraph.
    """
    if item.kind not in TEXTS:
        _convert_line(editable, item, kind)
        return
    item.return_number_to_text()
    old_text_kind = item.text_kind
    item.kind = kind
    item.depth = 0
    text_kind = item.text_kind
    spans = [Span(s.start, s.end, text_kind) if s.kind is old_text_kind else s for s in item.spans]
    item.spans = spans
    if not item.is_paragraph:
        marks = [span for span in spans if span.kind is not text_kind]
        editable.items += [EditableItem(editable.source, ItemKind.FURNITURE, [span]) for span in marks]
        item.spans = item.text_spans
        item.marks = []


def _convert_line(editable: EditableReading, item: EditableItem, kind: ItemKind) -> None:
    """Change the kind of an item that has no text of its own."""
    item.kind = kind
    if kind not in TEXTS:
        item.spans = [Span(span.start, span.end, Kind(kind.value)) for span in item.spans]
        return
    marked: set[str] = set()
    for paragraph in editable.paragraphs():
        marked |= {mark.marker for mark in paragraph.marks}
    item.convert_to_text([note.number for note in editable.notes() if note.number not in marked])


# --- numbers and text -----------------------------------------------------------------------------


def _detach_number(editable: EditableReading, item: EditableItem, marker: str) -> None:
    """Take the number at the start of an item out of its text. `marker` is that of a note without one."""
    if item.kind is ItemKind.FOOTNOTE:
        item.detach_note_marker(marker)
        _check_note_marker(item.number)
    if not item.is_paragraph:
        return
    for paragraph_marker in find_markers(fold(item.text)):
        if item.text[paragraph_marker.length :].strip():
            item.detach_number(paragraph_marker)
            item.markers = parse_number(item.number)
            break
    _update_depth(editable, item)


def _update_depth(editable: EditableReading, item: EditableItem) -> None:
    paragraphs = editable.paragraphs()
    paragraphs = paragraphs[: paragraphs.index(item) + 1]
    if item.markers:
        item.depth = numbered_depth(paragraphs)
    else:
        item.depth = unnumbered_depth(paragraphs)


def _check_note_marker(marker: str) -> None:
    if not (marker.isascii() and marker.isdigit() and len(marker) <= 3):
        raise CorrectionError("脚注要有脚注号，例如“1”。")


def _set_number(editable: EditableReading, item: EditableItem, number: str) -> None:
    if item.kind is ItemKind.FOOTNOTE:
        _check_note_marker(number)
        item.number = number
    elif item.is_paragraph:
        _set_paragraph_number(editable, item, number)
    else:
        raise CorrectionError("只有段落和脚注有编号；请先改它的类别。")
    editable.refresh()


def _set_paragraph_number(editable: EditableReading, item: EditableItem, number: str) -> None:
    markers = [marker for marker in parse_number(number) if marker.length == len(number)]
    if number and not markers:
        raise CorrectionError(f"“{number}”不是段落编号；编号写作“7.”、“(a)”或“一、”。")
    old_styles = {marker.style for marker in item.markers}
    new_styles = {marker.style for marker in markers}
    item.number = number
    item.markers = markers
    if number and old_styles.isdisjoint(new_styles):
        _update_depth(editable, item)


def _set_text(item: EditableItem, value: str) -> None:
    if item.kind not in TEXTS:
        raise CorrectionError("只有段落、标题和脚注的文字可以改；文头和落款请在元数据里改。")
    text = clean_text(unicodedata.normalize("NFC", value.translate(UNPRINTABLE)))[0]
    if not text:
        raise CorrectionError("文字不能是空的；不属于决议的文字请改它的类别。")
    item.set_text(text)
