"""The comparison page: what was found, rows in sections, and the figure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from resolutions.reading.anchors import section_title
from resolutions.web.links import LinkChoice

from ..collation.model import Comparison, RowKind
from .alignment_figure import Ribbon, RibbonPiece, ribbon
from .choices import (
    KindChip,
    MuteChip,
    kind_chips,
    mute_chips,
    substance_choice,
    switches,
    unit_choices,
    view_choices,
)
from .diff_html import PairHtml, SideHtml
from .findings import Finding, find, in_sentences
from .footnotes import Notes
from .options import KINDS, ComparisonOptions, View
from .outline import OutlineEntry, outline
from .places import RowPlace
from .rows import RowView, row_views
from .runs import RowGroup, group_rows
from .seals import SEALS
from .weights import count_labels

if TYPE_CHECKING:
    from resolutions.reading.model import Part


@dataclass(frozen=True, slots=True)
class ComparisonSection:
    """The preamble, the operative part or an annex, with the number of its paragraphs in both texts."""

    title: str
    count_a: int
    count_b: int
    groups: list[RowGroup]


@dataclass(frozen=True, slots=True)
class FigureItem:
    """A piece of the ribbon, and its row; `visible` says whether the row is on the page."""

    piece: RibbonPiece
    shown: RowView
    visible: bool


@dataclass(frozen=True, slots=True)
class LinkedFinding:
    """A finding; `links` have the addresses of its places instead of anchors."""

    finding: Finding
    links: list[RowPlace]


@dataclass(slots=True)
class ComparisonPage:
    """The content of the page below the headers of the two texts.

    `changes` are the rows with numbered changes. `differs` says whether the texts differ at all. `hidden` is
    the number of rows that the options leave out, and `reset` the address that shows them. `summary` are the
    findings in one text.
    """

    options: ComparisonOptions
    sections: list[ComparisonSection]
    changes: list[RowView]
    kinds: list[KindChip]
    mutes: list[MuteChip]
    views: list[LinkChoice]
    only_substance: LinkChoice
    units: list[LinkChoice]
    switches: list[LinkChoice]
    outline: list[OutlineEntry]
    ribbon: Ribbon
    figures: list[FigureItem]
    findings: list[LinkedFinding]
    summary: str
    differs: bool
    hidden: int
    reset: str

    @property
    def first(self) -> str:
        """The anchor of the first row that has changes."""
        return self.changes[0].anchor if self.changes else ""

    @property
    def last(self) -> str:
        """The anchor of the last row that has changes."""
        return self.changes[-1].anchor if self.changes else ""


def build_page(
    comparison: Comparison, notes: tuple[Notes, Notes], options: ComparisonOptions, address: str
) -> ComparisonPage:
    """Return the page of a comparison. `notes` are the footnote marks of both sides."""
    side_a = SideHtml({p.ident: p.text for p in comparison.a}, notes[0])
    side_b = SideHtml({p.ident: p.text for p in comparison.b}, notes[1])
    all_rows = row_views(comparison, PairHtml(side_a, side_b, options))
    rows = [row for row in all_rows if _is_shown(row, options)]
    figure = ribbon(comparison)
    findings = find(comparison)
    reset = ComparisonOptions(view=View.SIDE, unit=options.unit).url_for(address)
    return ComparisonPage(
        options=options,
        sections=list(_sections(comparison, rows, options, address)),
        changes=_number_changes(rows),
        kinds=kind_chips(count_labels(comparison.rows), options, address),
        mutes=mute_chips(comparison.substitutions, options, address),
        views=view_choices(options, address),
        only_substance=substance_choice(options, address),
        units=unit_choices(options, address),
        switches=switches(options, address),
        outline=outline(comparison, rows),
        ribbon=figure,
        figures=_figure_items(figure, all_rows, rows),
        findings=_linked_findings(findings, rows, reset),
        summary=in_sentences(findings),
        differs=any(row.kind != RowKind.SAME or row.moved or row.notes for row in comparison.rows),
        hidden=_count_rows(all_rows) - _count_rows(rows),
        reset=reset,
    )


def sentence(summary: dict[str, int]) -> str:
    """Return the counts in one line: 改动 19 · 拆分 1 · 新增 12 段."""
    counts = [f"{SEALS[kind].word} {summary[kind]}" for kind in KINDS if summary[kind]]
    if not counts:
        return ""
    return _("%(counts)s 段") % {"counts": " · ".join(counts)}


def _linked_findings(findings: Iterable[Finding], rows: Iterable[RowView], reset: str) -> list[LinkedFinding]:
    """Return findings with links to their rows; to the page of all rows (`reset`) where a row is left out."""
    anchors = {row.anchor for row in rows}
    linked = []
    for finding in findings:
        links = []
        for place in finding.places:
            page = "" if place.anchor in anchors else reset
            links.append(RowPlace(place.label, f"{page}#{place.anchor}"))
        linked.append(LinkedFinding(finding, links))
    return linked


def _count_rows(rows: Iterable[RowView]) -> int:
    """Return the number of rows without the stand-ins."""
    return sum(not row.stand_in for row in rows)


def _figure_items(figure: Ribbon, all_rows: Iterable[RowView], rows: Iterable[RowView]) -> list[FigureItem]:
    visible = {id(row) for row in rows}
    view_of = {id(row.row): row for row in all_rows if not row.stand_in}
    items = []
    for piece in figure.pieces:
        view = view_of[id(piece.row)]
        items.append(FigureItem(piece, view, id(view) in visible))
    return items


def _is_shown(row: RowView, options: ComparisonOptions) -> bool:
    """Return whether a row is on the page; the list of changes leaves out rows without changes."""
    if options.view == View.CHANGES and (row.stand_in or not row.changed):
        return False
    return options.shows(row.row)


def _number_changes(rows: Iterable[RowView]) -> list[RowView]:
    """Return the rows that have changes, after numbering them and linking each with its neighbours."""
    changes = [row for row in rows if row.changed]
    for number, row in enumerate(changes, 1):
        row.number = number
    for before, after in pairwise(changes):
        before.following = after.anchor
        after.previous = before.anchor
    return changes


# --- sections -------------------------------------------------------------------------------------


def _sections(
    comparison: Comparison, rows: Sequence[RowView], options: ComparisonOptions, address: str
) -> Iterable[ComparisonSection]:
    """Yield the rows by parts of the text, in the order of their first rows."""
    counts_a = Counter((passage.component, passage.part) for passage in comparison.a)
    counts_b = Counter((passage.component, passage.part) for passage in comparison.b)
    rows_of_section: dict[tuple[str, Part], list[RowView]] = {}
    for row in rows:
        rows_of_section.setdefault(row.section, []).append(row)
    for key, section_rows in rows_of_section.items():
        for before, row in pairwise(section_rows):
            row.says_none = row.kind not in (RowKind.ADDED, RowKind.REMOVED) or row.kind != before.kind
        groups = list(group_rows(section_rows, options, address))
        yield ComparisonSection(section_title(*key, gettext=_), counts_a[key], counts_b[key], groups)
