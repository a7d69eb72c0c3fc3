"""One paragraph through the years: aligned within its series, found by its words outside of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from django.core.paginator import Page, Paginator
from rapidfuzz.distance import Indel

from resolutions.language.normalization import searchable
from resolutions.models import UNDATED, Citation, Edition, Paragraph, Resolution
from resolutions.models.visitor import Visitor
from resolutions.reading.anchors import place_label
from resolutions.reuse.matching import AT_LEAST, Match, find_matches
from resolutions.un.series import series_key
from resolutions.un.symbols import address_of
from resolutions.un.works import work_info

from ..addresses import ParagraphRef
from ..cached_comparison import compare_editions, passage_of
from .occurrences import paragraphs_of
from .paragraph_diff import ParagraphDifference, paragraph_diff
from .params import ParagraphPageParams

PAGE = 30  # steps
MOST_WALKED = 40  # documents of the series, on each side
MISSES = 3  # documents of the series, one after another, in which the paragraph may be missing
LANE = 20  # units between the lanes of the rail
LATEST = "最近的"  # 所有关于……的决议，其中最近的是……: so a text names the latest of its own series


@dataclass(frozen=True, slots=True)
class LineageGap:
    """A document of the series that texts name and the corpus has not."""

    name: str
    address: str
    day: date


@dataclass(slots=True)
class LineageStep:
    """The paragraph in one document, and what became of it since the older neighbour, or since the one asked for.

    `x` and `older_x` are the lanes of its organ and of the older neighbour's (None for the oldest), in units
    of the rail. `gaps` lie between it and the older neighbour.
    """

    paragraph: Paragraph
    resolution: Resolution
    address: str
    place: str
    own: bool
    first: bool
    last: bool
    difference: ParagraphDifference | None = None
    x: int = 0
    older_x: int | None = None
    gaps: list[LineageGap] = field(default_factory=list)

    @property
    def year(self) -> int | None:
        return self.resolution.sort_date.year if self.resolution.sort_date > UNDATED else None


@dataclass(frozen=True, slots=True)
class Lineage:
    """A page of steps, the newest first; `lanes` are the organs and the x of their lanes, `width` that of the rail."""

    steps: list[LineageStep]
    page: "Page[StepKey]"
    lanes: list[tuple[str, int]]
    width: int


@dataclass(frozen=True, slots=True, order=True)
class StepKey:
    """A step before its text is read: primary keys of document and paragraph."""

    day: date
    resolution: int
    paragraph: int


def lineage_of(place: ParagraphRef, user: Visitor, asked: ParagraphPageParams) -> Lineage:
    """Where a paragraph comes from and what became of it, as far as this visitor may see."""
    series = _series(place, user)
    aligned = _aligned(place, series, asked.sim)
    marks = sorted([*aligned, *_elsewhere(place, aligned, user, asked.sim)], reverse=True)
    page = Paginator(marks, PAGE).get_page(asked.page)
    start = page.start_index() - 1 if marks else 0
    rows = paragraphs_of([mark.paragraph for mark in marks[start : start + PAGE + 1]])
    rows[place.paragraph.pk] = place.paragraph
    steps = [
        _step(rows[mark.paragraph], place, first=mark == marks[-1], last=mark == marks[0])
        for mark in marks[start : start + PAGE + 1]
        if mark.paragraph in rows
    ]
    _compare(steps, place.paragraph if asked.base == "own" else None)
    lanes = _draw(steps)
    _put(_gaps(series, user), steps)
    return Lineage(steps[:PAGE], page, lanes, LANE * max(1, len(lanes)))


# --- where it stands ------------------------------------------------------------------------------


def _series(place: ParagraphRef, user: Visitor) -> list[Resolution]:
    """The documents of its series, the oldest first, with their editions; it alone where it is of none."""
    own = place.found.resolution
    if not own.series:
        return [own]
    documents = Resolution.objects.published_to(user).filter(series=own.series)
    rows = list(documents.select_related("edition").order_by("sort_date", "pk"))
    return rows if any(row.pk == own.pk for row in rows) else [own]


def _aligned(place: ParagraphRef, series: Sequence[Resolution], sim: float) -> list[StepKey]:
    """The paragraph, and its counterparts in the series: each is aligned with the one before it on the walk."""
    at = next(i for i, row in enumerate(series) if row.pk == place.found.resolution.pk)
    found: list[tuple[Resolution, int, str]] = []
    for walk, older in ((series[:at][::-1], True), (series[at + 1 :], False)):
        edition, ident, missed = place.found.edition, place.paragraph.ident, 0
        for other in walk[:MOST_WALKED]:
            if other.edition is None or missed == MISSES:
                break
            counterpart = _counterpart(edition, ident, other.edition, sim, older=older)
            missed = 0 if counterpart else missed + 1
            if counterpart:
                edition, ident = other.edition, counterpart
                found.append((other, edition.pk, ident))
    rows = Paragraph.objects.filter(edition__in=[edition for _, edition, _ in found])
    pks = {(edition, ident): pk for pk, edition, ident in rows.values_list("pk", "edition", "ident")}
    own = StepKey(place.found.resolution.sort_date, place.found.resolution.pk, place.paragraph.pk)
    return [own, *(StepKey(row.sort_date, row.pk, pks[edition, ident]) for row, edition, ident in found)]


def _counterpart(edition: Edition, ident: str, other: Edition, sim: float, *, older: bool) -> str:
    """The paragraph of another text that belongs with one, the most alike of several; "" where none is so alike."""
    compared = compare_editions(other, edition) if older else compare_editions(edition, other)
    rows = [(r.b, r.a) if older else (r.a, r.b) for r in compared.rows]
    mine, theirs = ({p.ident: p.text for p in side} for side in (compared.a, compared.b)[:: -1 if older else 1])
    own = searchable(mine[ident])
    alike = {
        theirs_ident: Indel.normalized_similarity(own, searchable(theirs[theirs_ident]))
        for here, there in rows
        if ident in here
        for theirs_ident in there
    }
    best = max(alike, key=lambda one: alike[one], default="")
    return best if alike.get(best, 0) >= sim else ""


def _elsewhere(place: ParagraphRef, aligned: Sequence[StepKey], user: Visitor, sim: float) -> Iterable[StepKey]:
    """The most alike paragraph of every other document: like it, or like the oldest or the newest of its series."""
    known = {mark.resolution for mark in aligned}
    ends = {min(aligned).paragraph, max(aligned).paragraph} - {place.paragraph.pk}
    texts = [place.paragraph.text, *Paragraph.objects.filter(pk__in=ends).values_list("text", flat=True)]
    best: dict[int, Match] = {}
    for text in texts:
        for use in find_matches(text, user, at_least=max(sim, AT_LEAST)):
            if use.resolution not in known and use.similarity > (
                best[use.resolution].similarity if use.resolution in best else 0
            ):
                best[use.resolution] = use
    return (StepKey(use.day, use.resolution, use.paragraph) for use in best.values())


# --- what is shown of it --------------------------------------------------------------------------


def _step(paragraph: Paragraph, place: ParagraphRef, *, first: bool, last: bool) -> LineageStep:
    own = paragraph.pk == place.paragraph.pk
    resolution = place.found.resolution if own else paragraph.edition.resolution
    address = place.name if own else f"{resolution.address}/{paragraph.ident}"
    return LineageStep(paragraph, resolution, address, place_label(paragraph.ident), own, first, last)


def _compare(steps: Sequence[LineageStep], base: Paragraph | None) -> None:
    """Mark each text against the older neighbour, or all against one."""
    for position, step in enumerate(steps):
        older = steps[position + 1].paragraph if position + 1 < len(steps) else None
        against = base or older
        if against and against.pk != step.paragraph.pk:
            step.difference = paragraph_diff(passage_of(against), passage_of(step.paragraph))


def _draw(steps: Sequence[LineageStep]) -> list[tuple[str, int]]:
    """Give every step its lane; the organs and their lanes, those of the newest steps first."""
    organs = list(dict.fromkeys(step.resolution.organ_name for step in steps))
    for step in steps:
        step.x = LANE * organs.index(step.resolution.organ_name) + LANE // 2
    for newer, older in pairwise(steps):
        newer.older_x = older.x
    return [(organ, LANE * lane + LANE // 2) for lane, organ in enumerate(organs)]


# --- what is missing ------------------------------------------------------------------------------


def _gaps(series: Sequence[Resolution], user: Visitor) -> list[LineageGap]:
    """The resolutions that the texts of a series count to it and that are not here, by their days."""
    name = series[0].series
    editions = [row.edition_id for row in series]
    rows = Citation.objects.filter(edition__in=editions, by=Citation.By.NUMBER, target__contains="/RES/")
    named: dict[str, date | None] = {}
    for target, day, text in rows.values_list("target", "day", "paragraph__text"):
        if name and text and (LATEST in text or "题为" in text) and name in series_key(text):
            named[target] = day or named.get(target)
    held = Resolution.objects.published_to(user).filter(symbol__in=named)
    missing = named.keys() - set(held.values_list("symbol", flat=True))
    days = {target: named[target] or work_info(target).day for target in missing}
    return [LineageGap(work_info(t).name, address_of(t), day) for t, day in sorted(days.items()) if day]


def _put(gaps: Iterable[LineageGap], steps: Sequence[LineageStep]) -> None:
    """Every gap between the steps that it lies between, or after the oldest."""
    for gap in gaps:
        newer = [step for step in steps if step.resolution.sort_date > gap.day]
        if newer and (newer[-1].first or newer[-1] is not steps[-1]):
            newer[-1].gaps.append(gap)
