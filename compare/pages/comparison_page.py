"""The comparison page: rows in sections, runs that are folded, what a reader can choose, the figure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from resolutions.reading.anchors import section_title

from ..collation.model import Comparison, RowKind, Substitution
from .alignment_figure import Ribbon, RibbonPiece, ribbon
from .diff_html import PairHtml, SideHtml
from .footnotes import Notes
from .options import KINDS, ComparisonOptions, View, substitution_name
from .rows import SEALS, ChangeBadge, RowView, paragraph_places, row_views

if TYPE_CHECKING:
    from resolutions.reading.model import Part

SHORTEST_RUN = 3  # rows of one kind, one after another, that are folded
FOLDED = (RowKind.ADDED, RowKind.REMOVED, RowKind.SAME)


@dataclass(frozen=True, slots=True)
class Preview:
    """The first words of a paragraph in a folded run."""

    anchor: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class CollapsibleRun:
    """Rows of one kind, one after another. `url` opens it where it is folded, and folds it where it is open."""

    anchor: str
    seal: ChangeBadge
    place: str
    openings: list[Preview]
    url: str
    folded: bool


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows that stand together; those of a run can be folded."""

    rows: list[RowView]
    run: CollapsibleRun | None = None


@dataclass(frozen=True, slots=True)
class ComparisonSection:
    """The preamble, the operative part or an annex, with the number of its paragraphs in both texts."""

    title: str
    count_a: int
    count_b: int
    groups: list[RowGroup]


@dataclass(frozen=True, slots=True)
class SwitchChoice:
    """A link that changes what is shown."""

    label: str | Promise
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class KindChip:
    """A kind of rows: how many there are, and the address that shows them alone or leaves them out again."""

    seal: ChangeBadge
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class MuteChip:
    """A substitution that recurs, and the address that mutes it everywhere or lets it be heard again."""

    substitution: Substitution
    url: str
    muted: bool


@dataclass(frozen=True, slots=True)
class FigureItem:
    """A piece of the ribbon, and the row it leads to, where that is shown."""

    piece: RibbonPiece
    shown: RowView
    visible: bool


@dataclass(slots=True)
class ComparisonPage:
    """Everything that the page shows below the heads of the two texts."""

    options: ComparisonOptions
    sections: list[ComparisonSection]
    changes: list[RowView]
    kinds: list[KindChip]
    mutes: list[MuteChip]
    views: list[SwitchChoice]
    units: list[SwitchChoice]
    switches: list[SwitchChoice]
    ribbon: Ribbon
    figures: list[FigureItem]
    sentence: str
    differs: bool
    hidden: int
    reset: str

    @property
    def first(self) -> str:
        """The anchor of the first row that has changes."""
        return self.changes[0].anchor if self.changes else ""

    @property
    def last(self) -> str:
        return self.changes[-1].anchor if self.changes else ""


def build_page(
    comparison: Comparison, notes: tuple[Notes, Notes], options: ComparisonOptions, address: str
) -> ComparisonPage:
    """The page of a comparison at an address, with the footnote marks of both sides, as the options want it."""
    a, b = (
        SideHtml({p.ident: p.text for p in passages}, marks)
        for passages, marks in zip((comparison.a, comparison.b), notes, strict=True)
    )
    texts = PairHtml(a, b, options)
    every = row_views(comparison, texts)
    rows = [row for row in every if _is_shown(row, options)]
    changes = _numbered(rows)
    summary = comparison.summary
    figure = ribbon(comparison)
    shown = {id(row) for row in rows}
    by_row = {id(row.row): row for row in every if not row.stand_in}
    pieces = [by_row[id(piece.row)] for piece in figure.pieces]
    return ComparisonPage(
        options,
        list(_sections(comparison, rows, options, address)),
        changes,
        _kind_chips(summary, options, address),
        _mute_chips(comparison.substitutions, options, address),
        [
            SwitchChoice(label, replace(options, view=view).url_for(address), view == options.view)
            for view, label in ((View.SIDE, _("并排")), (View.INLINE, _("行内")), (View.CHANGES, _("只看改动")))
        ],
        [
            SwitchChoice(label, replace(options, unit=unit).url_for(address), unit == options.unit)
            for unit, label in (("word", _("词")), ("char", _("字")))
        ],
        _switches(options, address),
        figure,
        [FigureItem(piece, row, id(row) in shown) for piece, row in zip(figure.pieces, pieces, strict=True)],
        sentence(summary),
        differs=any(row.kind != RowKind.SAME or row.moved for row in comparison.rows),
        hidden=sum(not row.stand_in for row in every) - sum(not row.stand_in for row in rows),
        reset=ComparisonOptions(view=View.SIDE, unit=options.unit).url_for(address),
    )


def sentence(summary: dict[str, int]) -> str:
    """The counts in a line: 改动 19 段 · 拆分 1 段 · 新增 12 段."""
    counts = [f"{SEALS[kind].word} {summary[kind]}" for kind in KINDS if summary[kind]]
    return _("%(counts)s 段") % {"counts": " · ".join(counts)} if counts else ""


def _is_shown(row: RowView, options: ComparisonOptions) -> bool:
    """Whether a row is asked for; the list of changes has no place for rows without any."""
    if options.view == View.CHANGES and (row.stand_in or not row.changed):
        return False
    return options.shows(row.row.kind, moved=row.row.moved)


def _numbered(rows: Iterable[RowView]) -> list[RowView]:
    """The rows that have changes to show, each led to the one before and the one after."""
    changes = [row for row in rows if row.changed]
    for number, row in enumerate(changes):
        row.number = number + 1
        row.previous = changes[number - 1].anchor if number else ""
        row.following = changes[number + 1].anchor if number + 1 < len(changes) else ""
    return changes


# --- sections and runs ----------------------------------------------------------------------------


def _sections(
    comparison: Comparison, rows: Sequence[RowView], options: ComparisonOptions, address: str
) -> Iterable[ComparisonSection]:
    """The rows by the part of the text in which they stand, parts in the order in which they begin."""
    counts = [
        {key: len(list(group)) for key, group in groupby(sorted((p.component, p.part) for p in side))}
        for side in (comparison.a, comparison.b)
    ]
    of_section: dict[tuple[str, Part], list[RowView]] = {}
    for row in rows:
        of_section.setdefault(row.section, []).append(row)
    for key, own in of_section.items():
        for before, row in pairwise(own):
            row.says_none = row.kind not in (RowKind.ADDED, RowKind.REMOVED) or row.kind != before.kind
        count_a, count_b = (side.get(key, 0) for side in counts)
        yield ComparisonSection(section_title(*key, gettext=_), count_a, count_b, list(_groups(own, options, address)))


def _groups(rows: Sequence[RowView], options: ComparisonOptions, address: str) -> Iterable[RowGroup]:
    """The rows of a section; three or more of one kind in a row can be folded."""
    loose: list[RowView] = []
    for kind, group in groupby(rows, key=_run_key):
        run = list(group)
        if not kind or len(run) < SHORTEST_RUN or not options.fold:
            loose += run
            continue
        if loose:
            yield RowGroup(loose)
            loose = []
        yield RowGroup(run, _run(run, options, address))
    if loose:
        yield RowGroup(loose)


def _run_key(row: RowView) -> str:
    """The kind of a row that can be folded; "" for others, none of which makes a run."""
    return row.kind if row.kind in FOLDED and not row.row.moved else ""


def _run(rows: Sequence[RowView], options: ComparisonOptions, address: str) -> CollapsibleRun:
    first = rows[0].anchor
    openings = [Preview(row.anchor, row.place_b or row.place_a, row.opening) for row in rows]
    place = paragraph_places([ident for row in rows for ident in row.row.b or row.row.a])
    url = f"{options.with_opened(first).url_for(address)}#run-{first}"
    return CollapsibleRun(f"run-{first}", SEALS[rows[0].kind], place, openings, url, first not in options.opened)


# --- what can be chosen ---------------------------------------------------------------------------


def _kind_chips(summary: dict[str, int], options: ComparisonOptions, address: str) -> list[KindChip]:
    return [
        KindChip(SEALS[kind], summary[kind], options.with_kind(kind).url_for(address), kind in options.kinds)
        for kind in KINDS
    ]


def _mute_chips(substitutions: Sequence[Substitution], options: ComparisonOptions, address: str) -> list[MuteChip]:
    return [
        MuteChip(s, options.with_muted(s).url_for(address), substitution_name(s.a, s.b) in options.muted)
        for s in substitutions
    ]


def _switches(options: ComparisonOptions, address: str) -> list[SwitchChoice]:
    fold = replace(options, fold=not options.fold, opened=())
    punctuation = replace(options, punctuation=not options.punctuation)
    return [
        SwitchChoice(_("折叠连续段"), fold.url_for(address), options.fold),
        SwitchChoice(_("忽略标点"), punctuation.url_for(address), not options.punctuation),
    ]
