"""Runs of consecutive rows of one kind, which can be folded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby

from ..collation.model import RowKind
from .options import ComparisonOptions
from .places import paragraph_places
from .rows import RowView
from .seals import SEALS, ChangeBadge

SHORTEST_RUN = 3  # the least number of consecutive rows of one kind that are folded
STEP = 5  # rows that a long run of equal paragraphs shows when it is opened, and paragraphs in its preview
FOLDED = (RowKind.ADDED, RowKind.REMOVED, RowKind.SAME)


@dataclass(frozen=True, slots=True)
class Preview:
    """The first words of a paragraph in a folded run."""

    anchor: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class CollapsibleRun:
    """Consecutive rows of one kind. `url` opens the run if it is folded, and folds it if it is open.

    The `rest` of a long run of equal paragraphs is a run of its own, to be opened after the first rows; the
    `count` and the place of the first rows are those of the whole run.
    """

    anchor: str
    seal: ChangeBadge
    place: str
    count: int
    openings: list[Preview]
    url: str
    folded: bool
    rest: bool = False

    @property
    def shortened(self) -> bool:
        """Whether the preview has not all of the paragraphs."""
        return len(self.openings) < self.count


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Consecutive rows. Those of a run can be folded."""

    rows: list[RowView]
    run: CollapsibleRun | None = None


def group_rows(rows: Sequence[RowView], options: ComparisonOptions, address: str) -> Iterable[RowGroup]:
    """Yield the rows of a section in groups: the runs that can be folded, and the rows between them."""
    single_rows: list[RowView] = []
    for kind, group in groupby(rows, key=_run_key):
        run = list(group)
        if not kind or len(run) < SHORTEST_RUN or not options.fold:
            single_rows += run
            continue
        if single_rows:
            yield RowGroup(single_rows)
            single_rows = []
        yield from _run_groups(run, options, address)
    if single_rows:
        yield RowGroup(single_rows)


def _run_key(row: RowView) -> str:
    """Return the kind of a row that can be folded, or "" for other rows."""
    if row.kind not in FOLDED or row.row.moved or row.notes:
        return ""
    return row.kind


def _run_groups(rows: list[RowView], options: ComparisonOptions, address: str) -> Iterable[RowGroup]:
    """Yield the group of a run; two groups, which open one after the other, for many equal paragraphs."""
    first = rows[0].anchor
    run = CollapsibleRun(
        anchor=f"run-{first}",
        seal=SEALS[rows[0].kind],
        place=_run_place(rows),
        count=len(rows),
        openings=_previews(rows),
        url=f"{options.with_opened(first).url_for(address)}#run-{first}",
        folded=first not in options.opened,
    )
    if rows[0].kind != RowKind.SAME or len(rows) < STEP + SHORTEST_RUN:
        yield RowGroup(rows, run)
        return
    others = rows[STEP:]
    rest = others[0].anchor
    if not run.folded:
        run = replace(run, url=f"{options.with_folded(first, rest).url_for(address)}#run-{first}")
    yield RowGroup(rows[:STEP], replace(run, openings=run.openings[:STEP]))
    rest_of_run = CollapsibleRun(
        anchor=f"run-{rest}",
        seal=run.seal,
        place=_run_place(others),
        count=len(others),
        openings=_previews(others[:STEP]),
        url=f"{options.with_opened(rest).url_for(address)}#run-{rest}",
        folded=run.folded or rest not in options.opened,
        rest=True,
    )
    yield RowGroup(others, rest_of_run)


def _run_place(rows: Sequence[RowView]) -> str:
    return paragraph_places(list(chain.from_iterable(row.row.b or row.row.a for row in rows)))


def _previews(rows: Sequence[RowView]) -> list[Preview]:
    return [Preview(row.anchor, row.place_b or row.place_a, row.opening) for row in rows]
