"""The items of a reading for a form, and the corrections that a posted form asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..model import Reading
from .editable_item import EditableItem, clean_text
from .editable_reading import EditableReading, make_editable
from .model import TEXTS, Correction, Item, ItemKind
from .operations import apply_operation


@dataclass(frozen=True, slots=True)
class PostedItem:
    """An item as a form posts it. A line break in the text asks for a split there."""

    kind: str
    number: str
    text: str


def form_items(reading: Reading) -> list[Item]:
    """Return the items in the order of the file.

    Each character that is not blank is in the pieces of one item.
    """
    return [_form_item(item) for item in make_editable(reading).items]


def find_corrections(reading: Reading, posted: Mapping[str, PostedItem]) -> list[Correction]:
    """Return the corrections that change a reading to what a form posted for some of its items, by ident.

    They are in order from the last item to the first. Raise CorrectionError if one does not fit.
    """
    editable = make_editable(reading)
    corrections: list[Correction] = []
    for item in reversed(editable.items):
        posted_item = posted.get(item.ident)
        if posted_item:
            _ItemDiff(editable, item, corrections).apply(posted_item)
    return corrections


def _form_item(item: EditableItem) -> Item:
    return Item(
        ident=item.ident,
        kind=item.kind,
        number=item.number,
        text=_form_text(item),
        start=item.start,
        end=item.end,
        depth=item.depth,
        as_read=item.as_read,
        pieces=tuple([(span.start, span.end) for span in item.spans]),
    )


def _form_text(item: EditableItem) -> str:
    return item.text if item.kind in TEXTS else item.file_text()[0]


@dataclass(slots=True)
class _ItemDiff:
    """Collects the corrections of an item.

    Each is applied at once, because the next depends on the result.
    """

    editable: EditableReading
    item: EditableItem
    corrections: list[Correction]

    def apply(self, posted: PostedItem) -> None:
        """Add the corrections that change the item to the posted one."""
        text_before = _form_text(self.item)
        number_before = self.item.number
        number = "".join(posted.number.split())
        if posted.kind != self.item.kind:
            self._change_kind(posted.kind, number)
            if posted.kind not in TEXTS:
                return
        if number not in (number_before, self.item.number):
            self._add("number", number)
        text, line_starts = _join_lines(posted.text)
        if text != clean_text(text_before)[0]:
            text_now = _form_text(self.item)
            self._add("text", _transfer_number(text_before, text_now, text))
        shift = len(text) - len(_form_text(self.item))
        split_offsets = [start - shift for start in line_starts]
        valid_offsets = [str(offset) for offset in split_offsets if 0 < offset < len(self.item.text)]
        if valid_offsets:
            self._add("split", ",".join(valid_offsets))

    def _change_kind(self, kind: str, number: str) -> None:
        marker = ""
        if kind == ItemKind.FOOTNOTE and number != self.item.number:
            marker = number
        self._add("kind", kind, marker)
        if kind in TEXTS:
            start = self.item.start
            self.item = next(item for item in self.editable.items if item is self.item or item.start == start)

    def _add(self, op: str, value: str, key: str = "") -> None:
        correction = Correction(op, self.item.ident, key, value)
        self.corrections.append(correction)
        apply_operation(self.editable, correction)


def _transfer_number(before: str, now: str, text: str) -> str:
    """Return a text for `before`, with the same number removed from or added to its start as in `now`."""
    if before.endswith(now):
        return text.removeprefix(before.removesuffix(now))
    if now.endswith(before):
        return now.removesuffix(before) + text
    return text


def _join_lines(text: str) -> tuple[str, list[int]]:
    """Return what an editor typed as clean text, and the offsets of the lines after the first in it."""
    typed = "\n".join([line for line in text.splitlines() if line.strip()])
    joined, typed_offsets = clean_text(typed)
    line_starts: list[int] = []
    previous_end = 0
    for offset, typed_offset in enumerate(typed_offsets):
        if joined[offset].isspace():
            continue
        if offset and "\n" in typed[previous_end:typed_offset]:
            line_starts.append(offset)
        previous_end = typed_offset + 1
    return joined, line_starts
