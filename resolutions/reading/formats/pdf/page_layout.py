"""The pages of a file, each in its parts: running heads, text in its columns, footnotes, page number."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ....language.characters import HAN, fold
from ...furniture import is_furniture, is_running_head
from ...lines import Line
from ...numbering import NumberStyle, find_markers
from .characters import PageContent, Rule
from .rows import PdfRow, in_columns, rows_of

_SMALLER = 0.94  # of the size of the text: what may be a footnote
_EDGE = 6  # rows at the head and the foot of a page that may be furniture
_BARE_NUMBER = re.compile(r"\d{1,4}")
_PAGE_NUMBER = re.compile(r"^\d{1,4}(?:\s{2,}|$)|\s{2,}\d{1,4}$")
_NOTE = re.compile(r"(?:\*{1,4}|[\[〔]?\d{1,3}[\]〕]?)(?![.\d,、)])\s*\S")


@dataclass(slots=True)
class TextBlock:
    """Rows that are read from top to bottom, and the footnotes below them."""

    rows: list[PdfRow]
    notes: list[PdfRow] = field(default_factory=list)


@dataclass(slots=True)
class PageParts:
    """A page, laid out: `heads` and `feet` are its furniture."""

    heads: list[PdfRow] = field(default_factory=list)
    blocks: list[TextBlock] = field(default_factory=list)
    feet: list[PdfRow] = field(default_factory=list)


@dataclass(slots=True)
class PageLayout:
    """All pages of a file, the size and line pitch of its text in points, and what was left out.

    `spaced` says that its paragraphs are set apart by more than the line pitch; `hanging` that the
    lines of numbered ones begin below their text and not below their number.
    """

    leaves: list[PageParts]
    size: float
    pitch: float
    spaced: bool = False
    hanging: bool = False
    dropped: Counter[str] = field(default_factory=Counter)  # running heads that the reader would not know
    foreign: int = 0  # rows of columns in another script beside Chinese ones


def layout_pages(contents: list[PageContent]) -> PageLayout:
    """Tell the parts of each page from each other."""
    pages = [rows_of(content.glyphs) for content in contents]
    size = _usual_size(pages)
    pitch = _usual_pitch(pages, size)
    layout = PageLayout([], size, pitch, _is_spaced(pages, size, pitch), _is_hanging(pages, pitch))
    repeated = _repeated(pages)
    for index, (rows, content) in enumerate(zip(pages, contents, strict=True)):
        leaf = PageParts()
        first, last = _text_of(rows, index, repeated, size)
        for row in rows[:first]:
            _keep(row, leaf.heads, layout, index)
        for row in rows[last:]:
            _keep(row, leaf.feet, layout, index)
        if first < last:
            leaf.blocks = [_with_notes(b, content.rules, size) for b in _chinese(in_columns(rows[first:last]), layout)]
        layout.leaves.append(leaf)
    _join_notes(layout.leaves)
    return layout


def _usual_size(pages: list[list[PdfRow]]) -> float:
    """The size in which most characters are set."""
    sizes = Counter[float]()
    for rows in pages:
        for row in rows:
            sizes[row.size] += len(row.glyphs)
    return max(sizes, key=lambda s: (sizes[s], s), default=10.0)


def _usual_pitch(pages: list[list[PdfRow]], size: float) -> float:
    """The distance of two baselines inside a paragraph: the smallest that is common."""
    steps = Counter(round((a.y - b.y) * 2) / 2 for rows in pages for a, b in pairwise(rows) if a.size == b.size == size)
    near = {step: count for step, count in steps.items() if step < 3 * size}
    return min((step for step, count in near.items() if count >= 0.2 * sum(near.values())), default=1.5 * size)


def is_apart(above: PdfRow, row: PdfRow, pitch: float) -> bool:
    """Whether more than the line pitch parts a row from the one above it."""
    return above.y - row.y > 1.2 * pitch


def _is_spaced(pages: list[list[PdfRow]], size: float, pitch: float) -> bool:
    """Whether the text has wider gaps, and they stand where sentences end and hardly elsewhere."""
    pairs = [(a, b) for rows in pages for a, b in pairwise(rows) if a.size == b.size == size and _line(a).stopped]
    apart = sum(is_apart(a, b, pitch) for a, b in pairs)
    return apart >= 4 and apart >= 0.7 * len(pairs)


def _is_hanging(pages: list[list[PdfRow]], pitch: float) -> bool:
    """Whether most numbered paragraphs have a hanging indent."""
    pairs = [(a, b) for rows in pages for a, b in pairwise(rows) if not is_apart(a, b, pitch) and is_numbered(a)]
    return sum(b.x > a.x + 0.8 * a.size for a, b in pairs) > 0.5 * len(pairs)


def is_numbered(row: PdfRow) -> bool:
    """Whether a row begins with the number of a paragraph."""
    return any(m.style is not NumberStyle.BULLET for m in find_markers(_line(row).text))


# --- furniture ------------------------------------------------------------------------------------


def _key(row: PdfRow) -> str:
    """What a row says, without a page number that stands alone or apart from the rest."""
    line = _line(row)
    return line.key if line.stopped else "".join(_PAGE_NUMBER.sub("", line.text).split())


def _repeated(pages: list[list[PdfRow]]) -> dict[str, list[tuple[int, float]]]:
    """Rows that stand at the edges of more than one page: of each its key, the pages and heights."""
    seen = defaultdict(list)
    for index, rows in enumerate(pages):
        for row in {id(r): r for r in [*rows[:_EDGE], *rows[-_EDGE:]]}.values():
            seen[_key(row)].append((index, row.y))
    return {key: places for key, places in seen.items() if len(places) > 1}


def _text_of(
    rows: list[PdfRow], index: int, repeated: dict[str, list[tuple[int, float]]], size: float
) -> tuple[int, int]:
    """Which rows of a page are text: from the first to before the last, furniture peeled off."""

    def peels(at: int, neighbour: int) -> bool:
        row = rows[at]
        again = any(page != index and abs(y - row.y) < 4 for page, y in repeated.get(_key(row), ()))
        if again or _is_known(row):
            return True
        apart = not 0 <= neighbour < len(rows) or abs(row.y - rows[neighbour].y) > 2.2 * size
        return apart and bool(_BARE_NUMBER.fullmatch(_line(row).key))

    first, last = 0, len(rows)
    while first < min(last, _EDGE) and peels(first, first + 1):
        first += 1
    while last > max(first, len(rows) - _EDGE) and peels(last - 1, last - 2):
        last -= 1
    return first, last


def _line(row: PdfRow) -> Line:
    return Line(0, len(row.text), fold(row.text))


def _is_known(row: PdfRow) -> bool:
    """Whether the reader itself tells the row from the text."""
    line = _line(row)
    return is_furniture(line) or is_running_head(line)


def _keep(row: PdfRow, rows: list[PdfRow], layout: PageLayout, index: int) -> None:
    """Keep furniture in a form that the reader knows; drop what only says again what page 1 says."""
    if _BARE_NUMBER.fullmatch(_line(row).key):
        row.text = f"- {row.text.strip()} -"  # alone it would look like a footnote mark
    elif index and not _is_known(row):
        layout.dropped[row.text.strip()] += 1
        return
    rows.append(row)


# --- columns and notes ----------------------------------------------------------------------------


def _chinese(blocks: list[list[PdfRow]], layout: PageLayout) -> Iterator[list[PdfRow]]:
    """The blocks without those in another script, where others are in Chinese."""
    chinese = [_share_of_han(block) > 0.2 for block in blocks]
    for block, is_chinese in zip(blocks, chinese, strict=True):
        if is_chinese or not any(chinese) or len(block) < 4:
            yield block
        else:
            layout.foreign += len(block)


def _share_of_han(rows: list[PdfRow]) -> float:
    text = "".join(row.text for row in rows)
    return len(HAN.findall(text)) / max(len(text), 1)


def _with_notes(rows: list[PdfRow], rules: list[Rule], size: float) -> TextBlock:
    """The rows of a block, its footnotes apart: small print at its foot, or what a short rule sets off."""
    at = len(rows)
    while at and rows[at - 1].size <= _SMALLER * size:
        at -= 1
    width = max(r.right for r in rows) - min(r.x for r in rows)
    for rule in rules:
        below = next((i for i, row in enumerate(rows) if row.y < rule.y), len(rows))
        if rule.right - rule.x < 0.6 * width and below < at and _begins_note(rows[below]):
            at = below
    while at < len(rows) and not _begins_note(rows[at]) and not _ruled_off(rows, at, rules):
        at += 1
    return TextBlock(rows[:at], rows[at:])


def _ruled_off(rows: list[PdfRow], at: int, rules: list[Rule]) -> bool:
    """Whether a rule stands right above a row."""
    above = rows[at - 1].y if at else float("inf")
    return any(rows[at].y < rule.y < above and rule.x < rows[at].right and rule.right > rows[at].x for rule in rules)


def _begins_note(row: PdfRow) -> bool:
    return bool(_NOTE.match(fold(row.text)))


def _join_notes(leaves: list[PageParts]) -> None:
    """Move the end of a note that runs on to the next page to where the note begins."""
    before: TextBlock | None = None
    for block in (block for leaf in leaves for block in leaf.blocks):
        if before is not None and block.notes and not before.notes[-1].text.rstrip().endswith(("。", ".")):
            first = next((i for i, row in enumerate(block.notes) if _begins_note(row)), len(block.notes))
            before.notes += block.notes[:first]
            del block.notes[:first]
        before = block if block.notes else before
