"""A reading as a list of items, and what a form says of them as corrections."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..model import Reading
from .editable_item import EditableItem, clean_text
from .editable_reading import EditableReading, make_editable
from .model import TEXTS, Correction, Item, ItemKind
from .operations import apply_operation


@dataclass(frozen=True, slots=True)
class PostedItem:
    """What a form says of an item; a line break in the text means: split here."""

    kind: str
    number: str
    text: str


def form_items(reading: Reading) -> list[Item]:
    """Everything that the file holds, in its order: each character that is not blank is in one item's pieces."""
    return [_item(entry) for entry in make_editable(reading).entries]


def find_corrections(reading: Reading, posted: Mapping[str, PostedItem]) -> list[Correction]:
    """The corrections that lead from a reading to what a form says of some of its items, by ident.

    They go from the last item to the first. Raises CorrectionError where one does not fit.
    """
    draft = make_editable(reading)
    steps: list[Correction] = []
    for entry in reversed(draft.entries):
        if wanted := posted.get(entry.ident):
            _Difference(draft, entry, steps).to(wanted)
    return steps


def _item(entry: EditableItem) -> Item:
    pieces = tuple((s.start, s.end) for s in entry.spans)
    return Item(
        entry.ident, entry.kind, entry.number, _shown(entry), entry.start, entry.end, entry.depth, entry.as_read, pieces
    )


def _shown(entry: EditableItem) -> str:
    return entry.text if entry.kind in TEXTS else entry.printed()[0]


@dataclass(slots=True)
class _Difference:
    """The steps that lead from one entry to what was posted of it, each taken at once."""

    draft: EditableReading
    entry: EditableItem
    steps: list[Correction]

    def _do(self, op: str, value: str, key: str = "") -> None:
        self.steps.append(Correction(op, self.entry.ident, key, value))
        apply_operation(self.draft, self.steps[-1])

    def to(self, posted: PostedItem) -> None:
        entry, before, number = self.entry, _shown(self.entry), self.entry.number
        wanted = "".join(posted.number.split())
        if posted.kind != entry.kind:
            self._do("kind", posted.kind, wanted if posted.kind == ItemKind.FOOTNOTE and wanted != number else "")
            if posted.kind not in TEXTS:
                return
            self.entry = next(e for e in self.draft.entries if e is entry or e.start == entry.start)
        if wanted not in (number, self.entry.number):
            self._do("number", wanted)
        text, breaks = _joined(posted.text)
        if text != clean_text(before)[0]:
            now = _shown(self.entry)
            self._do("text", _carried(before, now, text))
        moved = len(text) - len(_shown(self.entry))
        if offsets := [str(at - moved) for at in breaks if 0 < at - moved < len(self.entry.text)]:
            self._do("split", ",".join(offsets))


def _carried(before: str, now: str, text: str) -> str:
    """A text that was written for what was there before, where the number went from it or to it since."""
    if before.endswith(now):
        return text.removeprefix(before.removesuffix(now))
    return now.removesuffix(before) + text if now.endswith(before) else text


def _joined(text: str) -> tuple[str, list[int]]:
    """What a person typed as clean text, and the offsets in it at which a line began."""
    typed = "\n".join(line for line in text.splitlines() if line.strip())
    joined, places = clean_text(typed)
    breaks, last = [], 0
    for at, place in enumerate(places):
        if not joined[at].isspace():
            if "\n" in typed[last:place]:
                breaks.append(at)
            last = place + 1
    return joined, [at for at in breaks if at]
