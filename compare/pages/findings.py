"""What a comparison found, in sentences: for its page, its JSON and the command line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..collation.model import Comparison, ComparisonRow, Passage, RowKind, Shift
from .places import RowPlace, paragraph_places, row_anchor, row_places
from .seals import SEALS, SHIFTS
from .verbs import verb_changes
from .weights import MOVED, Weight, row_weight

MOST_PLACES = 8  # in one sentence


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence: what was found, and the places where. `shortened` says whether there are more places."""

    label: str
    head: str
    places: tuple[RowPlace, ...] = ()
    shortened: bool = False

    @property
    def text(self) -> str:
        """The sentence without its full stop: 删除 2 段（执行4、9）."""
        if not self.places:
            return self.head
        places = "、".join(place.label for place in self.places)
        more = _("等") if self.shortened else ""
        return f"{self.head}（{places}{more}）"


def find(comparison: Comparison) -> list[Finding]:
    """Return what a comparison found, what matters most first.

    Changes of verb come first, and wording, punctuation and dates are not mentioned. If nothing of substance
    changed, the first sentence says so.
    """
    rows = comparison.rows
    unclear = [row for row in rows if row.kind == RowKind.UNCLEAR or row_weight(row) == Weight.UNCLEAR]
    found = [*_verb_findings(comparison), *_crossed_findings(comparison)]
    for kind in (RowKind.REMOVED, RowKind.ADDED, RowKind.AMENDED):
        found += _rows_finding(kind, [row for row in rows if row.kind == kind])
    for kind in (RowKind.SPLIT, RowKind.MERGE):
        found += _pairs_finding(kind, [row for row in rows if row.kind == kind])
    found += _pairs_finding(MOVED, [row for row in rows if row.moved])
    found += _notes_finding(rows)
    found += _rows_finding(RowKind.UNCLEAR, unclear)
    if all(row_weight(row) != Weight.SUBSTANCE for row in rows):
        found.insert(0, _nothing_of_substance(len(unclear)))
    return found


def in_sentences(findings: Iterable[Finding]) -> str:
    """Return findings as one text: 删除 2 段（执行4、9）；新增 1 段（执行11）。"""
    return "；".join(finding.text for finding in findings) + "。"


def _nothing_of_substance(unclear: int) -> Finding:
    if unclear:
        head = _("各段正文没有发现实质改动，待核的 %(n)s 段不在此列") % {"n": unclear}
    else:
        head = _("各段正文没有发现实质改动，也没有待核的段落")
    return Finding("nothing", head)


def _verb_findings(comparison: Comparison) -> Iterable[Finding]:
    """Yield a sentence for each direction in which verbs changed."""
    a, b = _by_ident(comparison.a), _by_ident(comparison.b)
    places: dict[Shift, list[RowPlace]] = {shift: [] for shift in SHIFTS}
    for row in comparison.rows:
        place = paragraph_places(row.b)
        for change in verb_changes(row, a, b):
            places[change.shift].append(RowPlace(f"{place}：{change.words}", row_anchor(row)))
    for shift, found in places.items():
        if found:
            head = _("%(word)s %(n)s 处") % {"word": SHIFTS[shift], "n": len(found)}
            yield _finding(shift, head, found)


def _crossed_findings(comparison: Comparison) -> Iterable[Finding]:
    crossed = [row for row in comparison.rows if row.crossed]
    if crossed:
        head = _("在序言与执行部分之间移动 %(n)s 段") % {"n": len(crossed)}
        yield _finding("crossed", head, [_pair_place(row) for row in crossed])


def _rows_finding(label: str, rows: Sequence[ComparisonRow]) -> Iterable[Finding]:
    if rows:
        yield _finding(label, _counted(label, len(rows)), row_places(rows))


def _notes_finding(rows: Sequence[ComparisonRow]) -> Iterable[Finding]:
    """Yield a sentence on the footnotes that changed, came or went in rows with both sides."""
    with_notes = [row for row in rows if row.notes]
    if with_notes:
        count = sum(len(row.notes) for row in with_notes)
        yield _finding("notes", _("脚注有出入 %(n)s 处") % {"n": count}, row_places(with_notes))


def _pairs_finding(label: str, rows: Sequence[ComparisonRow]) -> Iterable[Finding]:
    if rows:
        yield _finding(label, _counted(label, len(rows)), [_pair_place(row) for row in rows])


def _pair_place(row: ComparisonRow) -> RowPlace:
    """Return the places of a row on both sides: 序2→序2–3."""
    return RowPlace(f"{paragraph_places(row.a)}→{paragraph_places(row.b)}", row_anchor(row))


def _counted(label: str, count: int) -> str:
    return _("%(word)s %(n)s 段") % {"word": SEALS[label].word, "n": count}


def _finding(label: str, head: str, places: Sequence[RowPlace]) -> Finding:
    return Finding(str(label), head, tuple(places[:MOST_PLACES]), len(places) > MOST_PLACES)


def _by_ident(passages: Iterable[Passage]) -> dict[str, Passage]:
    return {passage.ident: passage for passage in passages}
