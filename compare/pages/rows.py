"""A row of a comparison as the page shows it: its seals, its places, and the marked text of both sides."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from resolutions.reading.anchors import place_label, short_label
from resolutions.reading.model import Part

from ..collation.model import Change, Comparison, ComparisonRow, Passage, RowKind, Shift
from . import diff_html
from .diff_html import EditSnippet, PairHtml
from .options import MOVED, View


@dataclass(frozen=True, slots=True)
class ChangeBadge:
    """The character and the word for what became of a paragraph."""

    kind: str
    sign: str
    word: str | Promise
    meaning: str | Promise


SEALS = {
    str(seal.kind): seal
    for seal in (
        ChangeBadge(RowKind.AMENDED, "改", gettext_lazy("改动"), gettext_lazy("内容有改动")),
        ChangeBadge(RowKind.UPDATED, "更", gettext_lazy("更新"), gettext_lazy("只有日期、届会、编号或文号顺延")),
        ChangeBadge(RowKind.VARIANT, "译", gettext_lazy("译法"), gettext_lazy("只有译法或措辞不同，内容未改")),
        ChangeBadge(RowKind.SPLIT, "拆", gettext_lazy("拆分"), gettext_lazy("甲文一段，乙文拆为几段")),
        ChangeBadge(RowKind.MERGE, "并", gettext_lazy("合并"), gettext_lazy("甲文几段，乙文并为一段")),
        ChangeBadge(RowKind.ADDED, "增", gettext_lazy("新增"), gettext_lazy("只见于乙文")),
        ChangeBadge(RowKind.REMOVED, "删", gettext_lazy("删除"), gettext_lazy("只见于甲文")),
        ChangeBadge(MOVED, "移", gettext_lazy("移动"), gettext_lazy("换了位置；文字在乙文的位置上比对")),
        ChangeBadge(RowKind.SAME, "同", gettext_lazy("相同"), gettext_lazy("除标点外逐字相同")),
    )
}
OPENING = 14  # characters of a paragraph that stand for it in a folded run
SHIFTS = {
    Shift.WEAKER: gettext_lazy("动词转弱"),
    Shift.STRONGER: gettext_lazy("动词转强"),
    Shift.CHANGED: gettext_lazy("动词改换"),
}


@dataclass(frozen=True, slots=True)
class CellParagraph:
    """A paragraph in a cell. `number` stands before it; `name` is what a reader calls it: 执行7(a)."""

    anchor: str
    number: str
    name: str
    depth: int
    html: SafeString


@dataclass(slots=True)
class RowView:
    """A row on the page.

    `anchor` is the first anchor of the row. A row that moved stands at its place in B and leads by
    `other` to a stand-in at its place in A (`stand_in`), which leads back. `spare` are anchors that
    no line of the view bears. `number` counts the rows that have changes to show, from 1; it is 0
    for others, and for rows that are not shown.
    """

    row: ComparisonRow
    kind: str
    anchor: str
    seals: tuple[ChangeBadge, ...]
    place_a: str
    place_b: str
    spoken: str
    section: tuple[str, Part]
    changed: bool
    opening: str = ""  # how its text begins
    percent: int | None = None
    a: list[CellParagraph] = field(default_factory=list)
    b: list[CellParagraph] = field(default_factory=list)
    text: list[CellParagraph] = field(default_factory=list)
    edits: list[EditSnippet] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    spare: list[str] = field(default_factory=list)
    other: str = ""
    stand_in: bool = False
    number_a: str = ""  # of a stand-in
    says_none: bool = True
    number: int = 0
    previous: str = ""
    following: str = ""


def row_views(comparison: Comparison, texts: PairHtml) -> list[RowView]:
    """Every row, and a stand-in at the place in A of each that moved."""
    of_a, of_b = ({p.ident: p for p in side} for side in (comparison.a, comparison.b))
    shown = [_shown(row, of_a, of_b, texts) for row in comparison.rows]
    after: dict[int, list[RowView]] = {}
    row_of = {ident: place for place, row in enumerate(comparison.rows) for ident in row.a}
    at = -1  # the row that holds the paragraph of A before this one, moved ones apart
    for passage in comparison.a:
        place = row_of[passage.ident]
        row = comparison.rows[place]
        if not row.moved:
            at = place
        elif passage.ident == row.a[0]:
            after.setdefault(at, []).append(_stand_in(shown[place], passage, texts.options.view))
    out = after.get(-1, [])
    for place, one in enumerate(shown):
        out += [one, *after.get(place, ())]
    return out


def _shown(row: ComparisonRow, of_a: dict[str, Passage], of_b: dict[str, Passage], texts: PairHtml) -> RowView:
    first = of_b[row.b[0]] if row.b else of_a[row.a[0]]
    anchors_a, anchors_b = [f"L-{i}" for i in row.a], [f"R-{i}" for i in row.b]
    seals = (*((SEALS[MOVED],) if row.moved else ()), SEALS[row.kind])
    if row.moved and row.kind == RowKind.SAME:
        seals = (SEALS[MOVED],)
    changed = row.moved or bool(row.whole) or not row.hunks or bool(texts.marked(row.hunks))
    shown = RowView(
        row,
        row.kind,
        (anchors_b or anchors_a)[0],
        seals,
        paragraph_places(row.a),
        paragraph_places(row.b),
        "",
        (first.component, first.part),
        changed and (row.kind != RowKind.SAME or row.moved),
        opening=first.text[:OPENING],
        percent=round(row.similarity * 100) if row.a and row.b and row.kind != RowKind.SAME else None,
        flags=list(_flags(row, of_b)),
        other=f"from-{row.a[0]}" if row.moved else "",
    )
    shown.spoken = _spoken(shown)
    _write(shown, of_a, of_b, texts)
    borne = {View.SIDE: shown.a + shown.b, View.INLINE: shown.text, View.CHANGES: []}[texts.options.view]
    shown.spare = [anchor for anchor in (*anchors_a, *anchors_b) if anchor not in {line.anchor for line in borne}]
    return shown


def _write(shown: RowView, of_a: dict[str, Passage], of_b: dict[str, Passage], texts: PairHtml) -> None:
    """The texts of a row as its view wants them."""
    row, view = shown.row, texts.options.view
    a, b = [of_a[ident] for ident in row.a], [of_b[ident] for ident in row.b]
    apart = bool(row.whole) or not (row.a and row.b)  # deleted or inserted as a whole
    if view == View.CHANGES:
        shown.edits = _edits(row, texts, apart=apart)
    elif view == View.SIDE:
        shown.a = [
            _line(
                p,
                "L",
                diff_html.unchanged_html(texts.a, p.ident, "del")
                if apart
                else diff_html.deleted_html(texts, p.ident, row.hunks),
            )
            for p in a
        ]
        shown.b = [
            _line(
                p,
                "R",
                diff_html.unchanged_html(texts.b, p.ident, "ins")
                if apart
                else diff_html.inserted_html(texts, p.ident, row.hunks),
            )
            for p in b
        ]
    elif apart:
        shown.text = [_line(p, "L", diff_html.unchanged_html(texts.a, p.ident, "del")) for p in a]
        shown.text += [_line(p, "R", diff_html.unchanged_html(texts.b, p.ident, "ins")) for p in b]
    else:
        shown.text = [_line(p, "R", diff_html.inline_html(texts, p.ident, row.hunks)) for p in b]


def _edits(row: ComparisonRow, texts: PairHtml, *, apart: bool) -> list[EditSnippet]:
    if not apart:
        return diff_html.edit_snippets(texts, row.hunks)
    sides = (texts.a, row.a), (texts.b, row.b)
    removed, inserted = (format_html_join("", "{}", ((side.marked(i),) for i in idents)) for side, idents in sides)
    return [EditSnippet(SafeString(), removed, inserted, SafeString())]


def _line(passage: Passage, side: str, html: SafeString) -> CellParagraph:
    number = short_label(passage.ident, passage.depth)
    return CellParagraph(f"{side}-{passage.ident}", number, place_label(passage.ident), passage.depth, html)


def paragraph_places(idents: Sequence[str]) -> str:
    """What a reader calls one paragraph or several: 序2, 序2–3, 执行4、执行9."""
    names = [place_label(ident) for ident in idents]
    parts = [re.fullmatch(r"(.*?)(\d+)", name) for name in names]
    stems = {part[1] if part else name for part, name in zip(parts, names, strict=True)}
    numbers = [int(part[2]) for part in parts if part]
    if len(names) > 1 and len(stems) == 1 and numbers == list(range(numbers[0], numbers[0] + len(names))):
        return f"{names[0]}–{numbers[-1]}"
    return "、".join(names)


def _spoken(shown: RowView) -> str:
    """The row header in words, for those who hear it."""
    words = [_("甲文%(place)s") % {"place": shown.place_a}] if shown.place_a else []
    words += [_("乙文%(place)s") % {"place": shown.place_b}] if shown.place_b else []
    words += [_("相似 %(percent)s%%") % {"percent": shown.percent}] if shown.percent is not None else []
    return "，".join([*(str(seal.word) for seal in shown.seals), *words])


def _flags(row: ComparisonRow, of_b: dict[str, Passage]) -> Iterable[str]:
    """What an editor should look at twice."""
    if row.crossed and row.b:
        into_preamble = of_b[row.b[0]].part == Part.PREAMBLE
        yield _("由执行部分移入序言") if into_preamble else _("由序言移入执行部分")
    shifts = {hunk.shift: hunk for hunk in row.hunks if hunk.shift}
    yield from (str(SHIFTS[shift]) for shift in shifts)
    if any(hunk.change == Change.REDATED for hunk in row.hunks):
        yield _("同号异日，请核对")


def _stand_in(moved: RowView, first: Passage, view: View) -> RowView:
    """What stands in A's order for a row whose text is shown at its place in B."""
    spoken = _("移动，甲文%(a)s移至%(b)s") % {"a": moved.place_a, "b": moved.place_b}
    return RowView(
        moved.row,
        MOVED,
        moved.other,
        (SEALS[MOVED],),
        moved.place_a,
        moved.place_b,
        spoken,
        (first.component, first.part),
        changed=False,
        spare=[] if view == View.SIDE else [moved.other],
        other=moved.anchor,
        stand_in=True,
        number_a=short_label(first.ident, first.depth),
    )
