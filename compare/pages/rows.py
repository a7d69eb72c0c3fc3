"""Rows of the comparison page: labels of the paragraphs, and the marked text of both sides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from resolutions.reading.anchors import place_label, short_label
from resolutions.reading.model import Part

from ..collation.model import Change, Comparison, ComparisonRow, Passage, RowKind
from . import diff_html
from .diff_html import EditSnippet, PairHtml
from .note_views import NoteView, note_views
from .options import View
from .places import paragraph_places, row_anchor
from .seals import SEALS, ChangeBadge
from .verbs import VerbChange, verb_changes
from .weights import MOVED

OPENING = 14  # characters of a paragraph shown in a folded run


@dataclass(frozen=True, slots=True)
class CellParagraph:
    """A paragraph in a cell. `number` is printed before it; `name` is its label: 执行7(a)."""

    anchor: str
    number: str
    name: str
    depth: int
    html: SafeString


@dataclass(slots=True)
class RowView:
    """A row on the page.

    `anchor` is the first anchor of the row. A row that moved is shown at its place in B; `other` is the
    anchor of its stand-in at its place in A (`stand_in`), whose `other` is the anchor of the row. `spare` are
    the anchors of the row that none of its cells has. `changed` says whether changes are marked in the row.
    `number` counts these rows, from 1; it is 0 for other rows and for rows that are not shown. `previous`
    and `following` are the anchors of the neighbours among them.
    """

    row: ComparisonRow
    kind: str
    anchor: str
    seals: tuple[ChangeBadge, ...]
    place_a: str
    place_b: str
    section: tuple[str, Part]
    changed: bool
    spoken: str = ""
    opening: str = ""
    percent: int | None = None
    a: list[CellParagraph] = field(default_factory=list)
    b: list[CellParagraph] = field(default_factory=list)
    text: list[CellParagraph] = field(default_factory=list)
    edits: list[EditSnippet] = field(default_factory=list)
    verbs: list[VerbChange] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    notes: list[NoteView] = field(default_factory=list)
    spare: list[str] = field(default_factory=list)
    other: str = ""
    stand_in: bool = False
    number_a: str = ""  # only of a stand-in
    says_none: bool = True
    number: int = 0
    previous: str = ""
    following: str = ""


def row_views(comparison: Comparison, pair: PairHtml) -> list[RowView]:
    """Return all rows, and for each row that moved also a stand-in at its place in A."""
    builder = RowBuilder(pair, _by_ident(comparison.a), _by_ident(comparison.b))
    views = [builder.build(row) for row in comparison.rows]
    stand_ins = _stand_ins(comparison, views, pair.options.view)
    ordered = stand_ins.get(-1, [])
    for position, view in enumerate(views):
        ordered.append(view)
        ordered += stand_ins.get(position, [])
    return ordered


def _by_ident(passages: Iterable[Passage]) -> dict[str, Passage]:
    return {passage.ident: passage for passage in passages}


def _stand_ins(comparison: Comparison, views: Sequence[RowView], view: View) -> dict[int, list[RowView]]:
    """Return the stand-ins by the position of the row that they follow, or -1 at the beginning.

    A stand-in follows the row of the preceding paragraph of A that did not move.
    """
    position_of: dict[str, int] = {}
    for position, row in enumerate(comparison.rows):
        position_of |= dict.fromkeys(row.a, position)
    stand_ins: dict[int, list[RowView]] = {}
    preceding = -1
    for passage in comparison.a:
        position = position_of[passage.ident]
        row = comparison.rows[position]
        if not row.moved:
            preceding = position
        elif passage.ident == row.a[0]:
            stand_ins.setdefault(preceding, []).append(_stand_in(views[position], passage, view))
    return stand_ins


@dataclass(frozen=True, slots=True)
class RowBuilder:
    """Builds the views of rows. `a` and `b` are the paragraphs of both texts by their ids."""

    pair: PairHtml
    a: dict[str, Passage]
    b: dict[str, Passage]

    def build(self, row: ComparisonRow) -> RowView:
        """Return the view of a row with its texts."""
        first = self.b[row.b[0]] if row.b else self.a[row.a[0]]
        view = RowView(
            row=row,
            kind=row.kind,
            anchor=row_anchor(row),
            seals=_seals(row),
            place_a=paragraph_places(row.a),
            place_b=paragraph_places(row.b),
            section=(first.component, first.part),
            changed=self._is_changed(row),
            opening=first.text[:OPENING],
            percent=_percent(row),
            verbs=list(verb_changes(row, self.a, self.b)),
            flags=list(_flags(row, self.a, self.b)),
            notes=list(note_views(row, self.pair.options)),
        )
        if row.moved:
            view.other = f"from-{row.a[0]}"
        view.spoken = _spoken(view)
        self._add_texts(view)
        view.spare = _spare_anchors(view, self.pair.options.view)
        return view

    def _is_changed(self, row: ComparisonRow) -> bool:
        """Return whether a row has changes that the reader wants to see marked."""
        if row.moved or row.notes:
            return True
        if row.kind == RowKind.SAME:
            return False
        return bool(row.whole) or not row.hunks or bool(self.pair.marked(row.hunks))

    def _add_texts(self, view: RowView) -> None:
        """Add the texts of a row for the view of the page."""
        row, page_view = view.row, self.pair.options.view
        if page_view == View.CHANGES:
            view.edits = self._edits(row)
        elif page_view == View.SIDE:
            view.a = [self._cell_a(ident, row) for ident in row.a]
            view.b = [self._cell_b(ident, row) for ident in row.b]
        elif _is_whole(row):
            view.text = [self._cell_a(ident, row) for ident in row.a]
            view.text += [self._cell_b(ident, row) for ident in row.b]
        else:
            for ident in row.b:
                html = diff_html.inline_html(self.pair, ident, row.hunks)
                view.text.append(_cell("R", self.b[ident], html))

    def _cell_a(self, ident: str, row: ComparisonRow) -> CellParagraph:
        if _is_whole(row):
            html = diff_html.whole_html(self.pair.a, ident, "del")
        else:
            html = diff_html.deleted_html(self.pair, ident, row.hunks)
        return _cell("L", self.a[ident], html)

    def _cell_b(self, ident: str, row: ComparisonRow) -> CellParagraph:
        if _is_whole(row):
            html = diff_html.whole_html(self.pair.b, ident, "ins")
        else:
            html = diff_html.inserted_html(self.pair, ident, row.hunks)
        return _cell("R", self.b[ident], html)

    def _edits(self, row: ComparisonRow) -> list[EditSnippet]:
        if not _is_whole(row):
            return diff_html.edit_snippets(self.pair, row.hunks)
        removed = format_html_join("", "{}", ((self.pair.a.marked(ident),) for ident in row.a))
        inserted = format_html_join("", "{}", ((self.pair.b.marked(ident),) for ident in row.b))
        return [EditSnippet(before=SafeString(), removed=removed, inserted=inserted, after=SafeString())]


def _is_whole(row: ComparisonRow) -> bool:
    """Return whether the paragraphs of a row are deleted or inserted as a whole."""
    return bool(row.whole) or not (row.a and row.b)


def _seals(row: ComparisonRow) -> tuple[ChangeBadge, ...]:
    if not row.moved:
        return (SEALS[row.kind],)
    if row.kind == RowKind.SAME:
        return (SEALS[MOVED],)
    return (SEALS[MOVED], SEALS[row.kind])


def _percent(row: ComparisonRow) -> int | None:
    """Return the similarity of both sides in percent, or None if both are the same or one is empty."""
    if row.kind == RowKind.SAME or not (row.a and row.b):
        return None
    return round(row.similarity * 100)


def _spare_anchors(view: RowView, page_view: View) -> list[str]:
    """Return the anchors of the paragraphs of a row that none of its cells has."""
    cells = {View.SIDE: view.a + view.b, View.INLINE: view.text, View.CHANGES: []}[page_view]
    cell_anchors = {cell.anchor for cell in cells}
    anchors = [f"L-{ident}" for ident in view.row.a] + [f"R-{ident}" for ident in view.row.b]
    return [anchor for anchor in anchors if anchor not in cell_anchors]


def _cell(side: str, passage: Passage, html: SafeString) -> CellParagraph:
    return CellParagraph(
        anchor=f"{side}-{passage.ident}",
        number=short_label(passage.ident, passage.depth),
        name=place_label(passage.ident),
        depth=passage.depth,
        html=html,
    )


def _spoken(view: RowView) -> str:
    """Return the header of a row in words, for screen readers."""
    words = [f"{change.word}：{change.words}" for change in view.verbs]
    words += [str(seal.word) for seal in view.seals]
    if view.place_a:
        words.append(_("甲文%(place)s") % {"place": view.place_a})
    if view.place_b:
        words.append(_("乙文%(place)s") % {"place": view.place_b})
    if view.percent is not None:
        words.append(_("相似 %(percent)s%%") % {"percent": view.percent})
    return "，".join(words)


def _flags(row: ComparisonRow, a: dict[str, Passage], b: dict[str, Passage]) -> Iterable[str]:
    """Yield sentences about changes that an editor should check."""
    if row.crossed:
        before = {a[ident].part == Part.PREAMBLE for ident in row.a}
        after = {b[ident].part == Part.PREAMBLE for ident in row.b}
        if (before, after) == ({False}, {True}):
            yield _("由执行部分移入序言")
        elif (before, after) == ({True}, {False}):
            yield _("由序言移入执行部分")
        else:
            yield _("部分文字在序言与执行部分之间移动")
    if any(hunk.change == Change.REDATED for hunk in row.hunks):
        yield _("同号异日，请核对")
    if any(hunk.backward for hunk in row.hunks):
        yield _("日期、届会或编号倒退")


def _stand_in(moved: RowView, first: Passage, page_view: View) -> RowView:
    """Return the row at the place in A of a row that moved; `first` is its first paragraph in A."""
    stand_in = RowView(
        row=moved.row,
        kind=MOVED,
        anchor=moved.other,
        seals=(SEALS[MOVED],),
        place_a=moved.place_a,
        place_b=moved.place_b,
        section=(first.component, first.part),
        changed=False,
        spoken=_("移动，甲文%(a)s移至%(b)s") % {"a": moved.place_a, "b": moved.place_b},
        other=moved.anchor,
        stand_in=True,
        number_a=short_label(first.ident, first.depth),
    )
    if page_view != View.SIDE:
        stand_in.spare = [moved.other]
    return stand_in
