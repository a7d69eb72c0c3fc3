"""A Reading taken apart into its items, and put together again."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from ...language.characters import fold
from ..analysis import analyse
from ..character_ledger import merge_spans
from ..furniture import URL
from ..lines import is_letterspaced
from ..model import Footnote, Heading, Kind, Meta, Paragraph, Part, Reading, ReadingWarning, Span
from ..numbering import NumberStyle
from ..paragraphs import SourceText
from ..structure import TOP, LevelPlace, NumberingLevels, ParagraphBlock, assign_ids, assign_note_ids
from ..verbs import lead_verb, verb_at_start
from .editable_item import EditableItem, cut_at, readings_of
from .model import TEXTS, CorrectionError, ItemKind

_LINE_END = re.compile(r"[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")
_KIND_OF = {kind: ItemKind(kind.value) for kind in Kind if kind.value in set(ItemKind)}
_FOUND_ANEW = frozenset({
    "no-organ", "no-operative", "verb-missing", "lone-quote", "mark-unmatched", "footnote-unmatched", "unread",
    "ambiguous-citation", "date-session", "link-differs", "numbering-gap", "numbering-repeat",
})  # fmt: skip


@dataclass(slots=True)
class EditableReading:
    """A reading in the mending: its entries in the order of the file, and its metadata."""

    reading: Reading
    setting: SourceText
    meta: Meta
    entries: list[EditableItem] = field(default_factory=list)
    gaps: list[ReadingWarning] = field(default_factory=list)  # in the numbering

    def find(self, ident: str) -> EditableItem:
        """The entry of this id. Raises CorrectionError where there is none."""
        for entry in self.entries:
            if entry.ident == ident:
                return entry
        raise CorrectionError(f"这里没有“{ident}”；也许别的改动已经动过它。")

    def paragraphs(self) -> list[EditableItem]:
        return [entry for entry in self.entries if entry.is_paragraph]

    def notes(self) -> list[EditableItem]:
        return [entry for entry in self.entries if entry.kind is ItemKind.FOOTNOTE]

    def rename(self) -> None:
        """Give every entry its id anew, after what changed a kind, a number or a place.

        What is of no paragraph, note or heading is divided into lines anew, as it will be when the
        reading that comes of this is taken apart.
        """
        owned = sorted((entry for entry in self.entries if entry.kind in TEXTS), key=lambda entry: entry.start)
        self.entries = owned + [entry for entry in self.entries if entry.kind not in TEXTS]
        paragraphs, notes = self.paragraphs(), self.notes()
        blocks = blocks_of(paragraphs)
        self.gaps = assign_ids(blocks)
        for entry, block in zip(paragraphs, blocks, strict=True):
            entry.ident, entry.depth = block.id, block.depth
        for entry, ident in zip(notes, assign_note_ids(note.number for note in notes), strict=True):
            entry.ident = ident
        lines: list[EditableItem] = []
        for span in self._spans():
            if not span.where and span.kind is not Kind.HEADING:
                add_loose(lines, self.setting, span)
        self.entries = sorted([*owned, *lines], key=lambda entry: entry.start)
        for entry in self.entries:
            entry.ident = entry.where or f"at{entry.start}"

    # --- putting together -------------------------------------------------------------------------

    def corrected(self) -> Reading:
        """The reading that the entries make."""
        paragraphs = [_paragraph(entry) for entry in self.paragraphs()]
        footnotes = [Footnote(e.ident, e.number, e.text, *_bounds(e)) for e in self.notes()]
        spans = self._spans()
        furniture = [e.printed()[0] for e in self.entries if e.kind is ItemKind.FURNITURE]
        found = analyse(
            self.reading.raw, self.meta, paragraphs, footnotes, spans,
            marks=self._marks(paragraphs),
            links=[key for key in map(fold, furniture) if URL.fullmatch(key)],
            organ_found=any(e.kind is ItemKind.OPENING for e in self.entries),
        )  # fmt: skip
        kept = [w for w in self.reading.warnings if w.code not in _FOUND_ANEW]
        return Reading(
            self.reading.source, self.reading.raw, self.meta, tuple(paragraphs), tuple(self._headings()),
            tuple(footnotes), found.citations, found.instruments, (*kept, *self.gaps, *found.warnings), spans,
        )  # fmt: skip

    def _headings(self) -> list[Heading]:
        headings: list[Heading] = []
        below = ""
        for entry in reversed(self.entries):
            if entry.is_paragraph:
                below = entry.ident
            elif entry.kind is ItemKind.HEADING:
                headings.append(Heading(entry.text, below, *_bounds(entry)))
        return headings[::-1]

    def _marks(self, paragraphs: list[Paragraph]) -> list[tuple[str, str]]:
        """Every footnote mark with the id of its paragraph; those of the close, of no paragraph, last."""
        marks = [(p.id, mark.marker) for p in paragraphs for mark in p.marks]
        loose = (e for e in self.entries if not e.is_paragraph and e.kind is not ItemKind.FOOTNOTE)
        for entry in loose:
            for span in entry.spans:
                if span.kind is Kind.MARK:
                    marks += [
                        ("", digits) for digits in re.findall(r"\d+", fold(entry.setting.raw[span.start : span.end]))
                    ]
        return marks

    def _spans(self) -> tuple[Span, ...]:
        spans = [Span(s.start, s.end, s.kind, e.where) for e in self.entries for s in e.spans]
        return merge_spans(sorted(spans, key=lambda s: s.start))


def _bounds(entry: EditableItem) -> tuple[int, int]:
    spans = entry.spans_of_text()
    return spans[0].start, spans[-1].end


def _paragraph(entry: EditableItem) -> Paragraph:
    start, end = _bounds(entry)
    return Paragraph(
        entry.ident, Part(entry.kind.value), entry.text, start, end, entry.number, entry.depth, entry.component,
        lead_verb(entry.text), tuple(entry.marks),
    )  # fmt: skip


# --- taking apart ---------------------------------------------------------------------------------


def make_editable(reading: Reading) -> EditableReading:
    """The items of a reading, ready to be mended."""
    setting = SourceText(reading.raw, letterspaced=is_letterspaced(reading.raw))
    draft = EditableReading(reading, setting, reading.meta)
    owners = _owners(reading, setting)
    headings = [(h, EditableItem(setting, ItemKind.HEADING, [], h.text)) for h in reading.headings]
    for span in reading.spans:
        if owner := owners.get(span.where):
            owner.spans.append(span)
        elif span.kind is Kind.HEADING:
            draft.entries += _give_headings(setting, span, headings)
        else:
            add_loose(draft.entries, setting, span)
    draft.entries += [e for e in [*owners.values(), *(entry for _, entry in headings)] if e.spans]
    draft.rename()
    return draft


def _owners(reading: Reading, setting: SourceText) -> dict[str, EditableItem]:
    """Empty entries for the paragraphs and notes, by id."""
    owners = {}
    for p in reading.paragraphs:
        owners[p.id] = EditableItem(
            setting, ItemKind(p.part.value), [], p.text, p.number, readings_of(p.number), list(p.marks), p.depth,
            p.component,
        )  # fmt: skip
    for f in reading.footnotes:
        owners[f.id] = EditableItem(setting, ItemKind.FOOTNOTE, [], f.text, f.marker)
    return owners


def _give_headings(setting: SourceText, span: Span, headings: list[tuple[Heading, EditableItem]]) -> list[EditableItem]:
    """Divide a stretch among the headings, in order, that it is of; entries for what is of none."""
    first = bisect_right(headings, span.start, key=lambda pair: pair[0].end)
    beyond = bisect_left(headings, span.end, key=lambda pair: pair[0].start)
    near, rest = headings[first:beyond], []
    for part in cut_at(setting.raw, span, (x for h, _ in near for x in (h.start, h.end))):
        owner = next((entry for h, entry in near if h.start <= part.start < h.end), None)
        if owner:
            owner.spans.append(part)
        else:
            entry = EditableItem(setting, ItemKind.HEADING, [part])
            entry.read_text([])
            rest.append(entry)
    return rest


def add_loose(entries: list[EditableItem], setting: SourceText, span: Span) -> None:
    """Add a stretch that is of no paragraph, note or heading: an entry a line, its marks with it."""
    ends = (found.end() for found in _LINE_END.finditer(setting.raw, span.start, span.end))
    for part in cut_at(setting.raw, span, ends):
        last = entries[-1] if entries else None
        between = setting.raw[last.end : part.start] if last else ""
        beside = last is not None and last.end <= part.start and not between.strip() and not _LINE_END.search(between)
        if last and beside and Kind.MARK in (part.kind, *(s.kind for s in last.spans)):
            last.spans.append(part)
            last.kind = _kind_of(last.spans)
        else:
            entries.append(EditableItem(setting, _kind_of([part]), [part]))


def _kind_of(spans: list[Span]) -> ItemKind:
    """What a loose entry is: what its characters other than marks are."""
    kind = next((s.kind for s in spans if s.kind is not Kind.MARK), Kind.FURNITURE)
    return _KIND_OF.get(kind, ItemKind.UNREAD)


# --- numbering ------------------------------------------------------------------------------------


def blocks_of(paragraphs: list[EditableItem]) -> list[ParagraphBlock]:
    """The paragraphs as blocks that stand under one another, by their depth and order."""
    blocks: list[ParagraphBlock] = []
    above: dict[str, list[ParagraphBlock]] = {}
    styles: dict[int, NumberStyle] = {}  # of the last number under a block
    for entry in paragraphs:
        stack = above.setdefault(entry.component, [])
        part = Part(entry.kind.value)
        depth = min(entry.depth, len(stack)) if stack and stack[0].part is part else 0
        del stack[depth:]
        parent = stack[-1] if depth else None
        same = [m for m in entry.numbers if m.style is styles.get(id(parent))]
        marker = next(iter(same or entry.numbers), None)
        if marker:
            styles[id(parent)] = marker.style
        block = ParagraphBlock([], entry.component, part, marker, parent=parent)
        if parent is None and marker and marker.style in TOP and marker.value == 1:
            _lead(blocks, paragraphs, entry.component)
        stack.append(block)
        blocks.append(block)
    return blocks


def _lead(blocks: list[ParagraphBlock], paragraphs: list[EditableItem], component: str) -> None:
    """Mark the sentence that ends with a colon before number 1, where it stands in the operative part."""
    at = next((i for i in range(len(blocks) - 1, -1, -1) if blocks[i].component == component), None)
    if at is None:
        return
    before = blocks[at]
    plain = before.parent is None and before.marker is None and before.part is Part.OPERATIVE
    before.leads_to_numbers = plain and fold(paragraphs[at].text).endswith(":")


def numbered_depth(paragraphs: list[EditableItem]) -> int:
    """The depth at which the number of the last of these paragraphs goes on those before it."""
    entry = paragraphs[-1]
    chain, part = _chain(paragraphs)
    levels = NumberingLevels([block for block in chain if block.marker])
    place = LevelPlace(free=True, stopped=True, verb=verb_at_start(fold(entry.text)) is not None, roman=True)
    fits = [fit for m in entry.numbers if (fit := levels.fit(m, place, part, begun=bool(chain)))]
    level = max(fits)[1] if fits else len(levels.open)
    if level < len(levels.open):
        return levels.open[level].depth
    if entry.numbers[0].style in (*TOP, NumberStyle.PREAMBULAR) and not (fits and levels.open):
        return 0
    return levels.open[-1].depth + 1 if levels.open else min(len(chain), 1)


def unnumbered_depth(paragraphs: list[EditableItem]) -> int:
    """The depth of the last of these paragraphs, which bears no number: in the operative part it
    stands under the numbered paragraph above.
    """
    chain, part = _chain(paragraphs)
    top = next((block for block in chain if block.marker), None)
    return top.depth + 1 if top and part is Part.OPERATIVE else 0


def _chain(paragraphs: list[EditableItem]) -> tuple[list[ParagraphBlock], Part]:
    """What the paragraph before the last of these stands under, from the top, and itself; the last one's part."""
    *before, block = blocks_of(paragraphs)
    same = [b for b in before if b.component == block.component and b.part is block.part]
    chain: list[ParagraphBlock] = []
    above = same[-1] if same else None
    while above is not None:
        chain.insert(0, above)
        above = above.parent
    return chain, block.part
