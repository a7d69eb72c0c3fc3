"""The layout of PDF pages: running heads, text in its columns, footnotes, page numbers."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, pairwise

from ....language.characters import HAN, fold
from ...numbering import NumberStyle, find_markers
from .characters import PageContent, Rule
from .page_edges import PageEdges, folded_line, is_bare_number, is_known_furniture
from .rows import PdfRow, build_rows, split_columns

_NOTE_SIZE = 0.94  # of the size of the text: the largest size of footnotes
_NOTE = re.compile(r"(?:\*{1,4}|[\[〔]?\d{1,3}[\]〕]?)(?![.\d,、)])\s*\S")


@dataclass(slots=True)
class TextBlock:
    """Rows that are read from top to bottom, and the footnotes below them."""

    rows: list[PdfRow]
    notes: list[PdfRow] = field(default_factory=list)


@dataclass(slots=True)
class PageParts:
    """A page: furniture at the head, text in blocks, furniture at the foot."""

    heads: list[PdfRow] = field(default_factory=list)
    blocks: list[TextBlock] = field(default_factory=list)
    feet: list[PdfRow] = field(default_factory=list)


@dataclass(slots=True)
class PageLayout:
    """The pages of a file, the size and line pitch of its text in points, and counts of what was left out.

    `spaced` says that gaps of more than the line pitch separate its paragraphs. `hanging` says that the
    lines of numbered paragraphs begin below their text and not below their number.
    """

    pages: list[PageParts]
    size: float
    pitch: float
    spaced: bool = False
    hanging: bool = False
    dropped: Counter[str] = field(default_factory=Counter)  # running heads that the reader does not recognise
    foreign: int = 0  # rows of columns in another script next to Chinese ones


def layout_pages(contents: list[PageContent]) -> PageLayout:
    """Return the parts of each page."""
    pages = [build_rows(content.glyphs) for content in contents]
    size = _usual_size(pages)
    pitch = _usual_pitch(pages, size)
    layout = PageLayout(
        pages=[],
        size=size,
        pitch=pitch,
        spaced=_is_spaced(pages, size, pitch),
        hanging=_is_hanging(pages, pitch),
    )
    edges = PageEdges(pages, size)
    for index, (rows, content) in enumerate(zip(pages, contents, strict=True)):
        first, last = edges.text_range(index)
        page = PageParts(
            heads=_keep_furniture(rows[:first], layout, index),
            feet=_keep_furniture(rows[last:], layout, index),
        )
        if first < last:
            blocks = _without_foreign_columns(split_columns(rows[first:last]), layout)
            page.blocks = [_separate_notes(block, content.rules, size) for block in blocks]
        layout.pages.append(page)
    _join_continued_notes(layout.pages)
    return layout


def _usual_size(pages: list[list[PdfRow]]) -> float:
    """Return the size of most characters."""
    sizes = Counter[float]()
    for row in chain.from_iterable(pages):
        sizes[row.size] += len(row.glyphs)
    return max(sizes, key=lambda size: (sizes[size], size), default=10.0)


def _usual_pitch(pages: list[list[PdfRow]], size: float) -> float:
    """Return the distance of two baselines inside a paragraph: the smallest that is common."""
    steps = Counter[float]()
    for above, row in _row_pairs(pages):
        step = round((above.y - row.y) * 2) / 2
        if above.size == row.size == size and step < 3 * size:
            steps[step] += 1
    total = steps.total()
    return min((step for step, count in steps.items() if count >= 0.2 * total), default=1.5 * size)


def _row_pairs(pages: list[list[PdfRow]]) -> Iterator[tuple[PdfRow, PdfRow]]:
    """Return each row with the row above it on the same page."""
    return chain.from_iterable([pairwise(rows) for rows in pages])


def has_gap(above: PdfRow, row: PdfRow, pitch: float) -> bool:
    """Return whether a row is further than the line pitch below the row above it."""
    return above.y - row.y > 1.2 * pitch


def _is_spaced(pages: list[list[PdfRow]], size: float, pitch: float) -> bool:
    """Return whether the text has gaps after most sentences that end a row."""
    gaps = [
        has_gap(above, row, pitch)
        for above, row in _row_pairs(pages)
        if above.size == row.size == size and folded_line(above).stopped
    ]
    return sum(gaps) >= 4 and sum(gaps) >= 0.7 * len(gaps)


def _is_hanging(pages: list[list[PdfRow]], pitch: float) -> bool:
    """Return whether most numbered paragraphs have a hanging indent."""
    indents = [
        row.x > above.x + 0.8 * above.size
        for above, row in _row_pairs(pages)
        if not has_gap(above, row, pitch) and is_numbered(above)
    ]
    return sum(indents) > 0.5 * len(indents)


def is_numbered(row: PdfRow) -> bool:
    """Return whether a row begins with the number of a paragraph."""
    return any(marker.style is not NumberStyle.BULLET for marker in find_markers(folded_line(row).text))


# --- furniture ------------------------------------------------------------------------------------


def _keep_furniture(rows: list[PdfRow], layout: PageLayout, index: int) -> list[PdfRow]:
    """Return furniture in a form that the reader recognises.

    On later pages what it would not recognise is dropped.
    """
    kept: list[PdfRow] = []
    for row in rows:
        if is_bare_number(row):
            row.text = f"- {row.text.strip()} -"  # without dashes it would look like a footnote mark
        elif index and not is_known_furniture(row):
            layout.dropped[row.text.strip()] += 1
            continue
        kept.append(row)
    return kept


# --- columns and notes ----------------------------------------------------------------------------


def _without_foreign_columns(blocks: list[list[PdfRow]], layout: PageLayout) -> list[list[PdfRow]]:
    """Return the blocks without those in another script, unless none is in Chinese."""
    chinese = [_share_of_han(block) > 0.2 for block in blocks]
    if not any(chinese):
        return blocks
    kept: list[list[PdfRow]] = []
    for block, is_chinese in zip(blocks, chinese, strict=True):
        if is_chinese or len(block) < 4:
            kept.append(block)
        else:
            layout.foreign += len(block)
    return kept


def _share_of_han(rows: list[PdfRow]) -> float:
    text = "".join([row.text for row in rows])
    return len(HAN.findall(text)) / max(len(text), 1)


def _separate_notes(rows: list[PdfRow], rules: list[Rule], size: float) -> TextBlock:
    """Return a block with its footnotes: small print at its foot, or rows below a short rule."""
    start = len(rows)
    while start and rows[start - 1].size <= _NOTE_SIZE * size:
        start -= 1
    width = max(row.right for row in rows) - min(row.x for row in rows)
    for rule in rules:
        below = next((index for index, row in enumerate(rows) if row.y < rule.y), len(rows))
        is_short = rule.right - rule.x < 0.6 * width
        if is_short and below < start and _begins_note(rows[below]):
            start = below
    while start < len(rows) and not _begins_note(rows[start]) and not _is_below_rule(rows, start, rules):
        start += 1
    return TextBlock(rows[:start], rows[start:])


def _is_below_rule(rows: list[PdfRow], index: int, rules: list[Rule]) -> bool:
    """Return whether there is a rule between a row and the row above it."""
    row = rows[index]
    upper = rows[index - 1].y if index else float("inf")
    return any(row.y < rule.y < upper and rule.x < row.right and rule.right > row.x for rule in rules)


def _begins_note(row: PdfRow) -> bool:
    return bool(_NOTE.match(fold(row.text)))


def _join_continued_notes(pages: list[PageParts]) -> None:
    """Move the end of a note that continues on the next page to the block in which the note begins."""
    previous: TextBlock | None = None
    for block in chain.from_iterable([page.blocks for page in pages]):
        if not block.notes:
            continue
        if previous is not None and not previous.notes[-1].text.rstrip().endswith(("。", ".")):
            starts = (index for index, row in enumerate(block.notes) if _begins_note(row))
            end = next(starts, len(block.notes))
            previous.notes += block.notes[:end]
            del block.notes[:end]
        if block.notes:
            previous = block
