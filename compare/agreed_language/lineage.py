"""Lineage of one paragraph: its counterparts in its series, and similar paragraphs of other documents."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from rapidfuzz.distance import Indel

from resolutions.language.normalization import searchable
from resolutions.models import UNDATED, Edition, Paragraph, Resolution
from resolutions.models.visitor import Visitor
from resolutions.reading.anchors import place_label
from resolutions.reuse.matching import AT_LEAST, Match, find_matches

from ..addresses import ParagraphRef
from ..cached_comparison import compare_editions, passage_of
from ..collation.model import Comparison, Passage
from .lineage_gaps import LineageGap, missing_documents
from .occurrences import paragraphs_of
from .paragraph_diff import ParagraphDifference, paragraph_diff
from .params import ParagraphPageParams

PAGE = 30  # steps
MOST_WALKED = 40  # documents of the series, in each direction
MISSES = 3  # consecutive documents of the series without the paragraph, after which the walk ends
LANE = 20  # units between the lanes of the rail


@dataclass(slots=True)
class LineageStep:
    """The paragraph in one document.

    `own` marks the paragraph of the page, `first` and `last` the oldest and the newest step. `difference`
    is from the older neighbour, or from the paragraph of the page. `x` is the lane of the organ, and
    `older_x` that of the older neighbour (None for the oldest step), in units of the rail. `gaps` are
    documents between the step and its older neighbour.
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
        if self.resolution.sort_date <= UNDATED:
            return None
        return self.resolution.sort_date.year


class LineageLane(NamedTuple):
    """An organ and the x of its lane, in units of the rail."""

    organ: str
    x: int


@dataclass(frozen=True, slots=True)
class Lineage:
    """A page of steps, the newest first. `width` is that of the rail, in the units of the lanes."""

    steps: list[LineageStep]
    page: "Page[StepKey]"
    lanes: list[LineageLane]
    width: int


@dataclass(frozen=True, slots=True, order=True)
class StepKey:
    """The date and the primary keys of a step whose text is not loaded."""

    day: date
    resolution: int
    paragraph: int


def lineage_of(place: ParagraphRef, user: Visitor, params: ParagraphPageParams) -> Lineage:
    """Return the lineage of a paragraph, limited to the documents that this visitor may see."""
    series = _series_documents(place, user)
    aligned = _aligned_steps(place, series, params.sim)
    keys = sorted([*aligned, *_similar_steps(place, aligned, user, params.sim)], reverse=True)
    page = Paginator(keys, PAGE).get_page(params.page)
    start = page.start_index() - 1
    shown_keys = keys[start : start + PAGE + 1]  # with the older neighbour of the last one
    rows = paragraphs_of([key.paragraph for key in shown_keys])
    rows[place.paragraph.pk] = place.paragraph
    steps = [
        _step(rows[key.paragraph], place, first=key == keys[-1], last=key == keys[0])
        for key in shown_keys
        if key.paragraph in rows
    ]
    base = place.paragraph if params.base == "own" else None
    _add_differences(steps, base)
    lanes = _assign_lanes(steps)
    _add_gaps(missing_documents(series, user), steps)
    return Lineage(steps=steps[:PAGE], page=page, lanes=lanes, width=LANE * max(1, len(lanes)))


# --- finding the steps ----------------------------------------------------------------------------


def _series_documents(place: ParagraphRef, user: Visitor) -> list[Resolution]:
    """Return the documents of the series with their editions, the oldest first.

    A document without a series is returned alone.
    """
    resolution = place.found.resolution
    if not resolution.series:
        return [resolution]
    documents = Resolution.objects.published_to(user).filter(series=resolution.series)
    rows = list(documents.select_related("edition").order_by("sort_date", "pk"))
    if all(row.pk != resolution.pk for row in rows):
        return [resolution]
    return rows


def _aligned_steps(place: ParagraphRef, series: Sequence[Resolution], sim: float) -> list[StepKey]:
    """Return the paragraph and its counterparts in the series."""
    resolution = place.found.resolution
    position = next(i for i, row in enumerate(series) if row.pk == resolution.pk)
    older_documents, newer_documents = series[:position][::-1], series[position + 1 :]
    counterparts = _walk(place, older_documents, sim, older=True) + _walk(
        place, newer_documents, sim, older=False
    )
    rows = Paragraph.objects.filter(edition__in=[edition.pk for _, edition, _ in counterparts])
    pks = {(edition, ident): pk for pk, edition, ident in rows.values_list("pk", "edition", "ident")}
    own_key = StepKey(resolution.sort_date, resolution.pk, place.paragraph.pk)
    keys = [StepKey(row.sort_date, row.pk, pks[edition.pk, ident]) for row, edition, ident in counterparts]
    return [own_key, *keys]


def _walk(
    place: ParagraphRef, documents: Sequence[Resolution], sim: float, *, older: bool
) -> list[tuple[Resolution, Edition, str]]:
    """Return the counterparts in the documents, in their order: document, edition, id of the paragraph.

    Each document is aligned with the one of the previous counterpart.
    """
    counterparts = []
    edition, ident, misses = place.found.edition, place.paragraph.ident, 0
    for document in documents[:MOST_WALKED]:
        if document.edition is None or misses == MISSES:
            break
        counterpart = _counterpart(edition, ident, document.edition, sim, older=older)
        if not counterpart:
            misses += 1
            continue
        edition, ident, misses = document.edition, counterpart, 0
        counterparts.append((document, edition, ident))
    return counterparts


def _counterpart(edition: Edition, ident: str, target: Edition, sim: float, *, older: bool) -> str:
    """Return the id of the most similar paragraph of `target` that is aligned with a paragraph of `edition`.

    Return "" if none has a similarity of at least `sim`. `older` says that `target` is the older edition.
    """
    if older:
        comparison = compare_editions(target, edition)
        passages, target_passages = comparison.b, comparison.a
    else:
        comparison = compare_editions(edition, target)
        passages, target_passages = comparison.a, comparison.b
    text = searchable(_texts_by_ident(passages)[ident])
    target_texts = _texts_by_ident(target_passages)
    similarities = {
        candidate: Indel.normalized_similarity(text, searchable(target_texts[candidate]))
        for candidate in _aligned_idents(comparison, ident, older=older)
    }
    best = max(similarities, key=similarities.__getitem__, default="")
    if similarities.get(best, 0) < sim:
        return ""
    return best


def _texts_by_ident(passages: Iterable[Passage]) -> dict[str, str]:
    return {passage.ident: passage.text for passage in passages}


def _aligned_idents(comparison: Comparison, ident: str, *, older: bool) -> list[str]:
    """Return the ids that share a row with a paragraph of B (`older`) or of A."""
    idents: list[str] = []
    for row in comparison.rows:
        if older and ident in row.b:
            idents += row.a
        elif not older and ident in row.a:
            idents += row.b
    return idents


def _similar_steps(
    place: ParagraphRef, aligned: Sequence[StepKey], user: Visitor, sim: float
) -> Iterable[StepKey]:
    """Return the most similar paragraph of each other document.

    It is similar to the paragraph, or to its oldest or newest counterpart in the series.
    """
    aligned_documents = {key.resolution for key in aligned}
    ends = {min(aligned).paragraph, max(aligned).paragraph} - {place.paragraph.pk}
    texts = [place.paragraph.text, *Paragraph.objects.filter(pk__in=ends).values_list("text", flat=True)]
    best: dict[int, Match] = {}
    for text in texts:
        for match in find_matches(text, user, at_least=max(sim, AT_LEAST)):
            if match.resolution in aligned_documents:
                continue
            best_so_far = best.get(match.resolution)
            if best_so_far is None or match.similarity > best_so_far.similarity:
                best[match.resolution] = match
    return [StepKey(match.day, match.resolution, match.paragraph) for match in best.values()]


# --- drawing the steps ----------------------------------------------------------------------------


def _step(paragraph: Paragraph, place: ParagraphRef, *, first: bool, last: bool) -> LineageStep:
    own = paragraph.pk == place.paragraph.pk
    if own:
        resolution = place.found.resolution
        address = place.name
    else:
        resolution = paragraph.edition.resolution
        address = f"{resolution.address}/{paragraph.ident}"
    return LineageStep(
        paragraph=paragraph,
        resolution=resolution,
        address=address,
        place=place_label(paragraph.ident),
        own=own,
        first=first,
        last=last,
    )


def _add_differences(steps: Sequence[LineageStep], base: Paragraph | None) -> None:
    """Compare each step with `base`, or with its older neighbour if that is None."""
    older_paragraphs = [*(step.paragraph for step in steps[1:]), None]
    for step, older in zip(steps, older_paragraphs, strict=False):
        reference = base or older
        if reference and reference.pk != step.paragraph.pk:
            step.difference = paragraph_diff(passage_of(reference), passage_of(step.paragraph))


def _assign_lanes(steps: Sequence[LineageStep]) -> list[LineageLane]:
    """Give each step the lane of its organ. Return the lanes, those of the newest steps first."""
    organs = dict.fromkeys(step.resolution.organ_name for step in steps)
    lanes = [LineageLane(organ, LANE * k + LANE // 2) for k, organ in enumerate(organs)]
    lane_x = dict(lanes)
    for step in steps:
        step.x = lane_x[step.resolution.organ_name]
    for newer, older in pairwise(steps):
        newer.older_x = older.x
    return lanes


# --- missing documents ----------------------------------------------------------------------------


def _add_gaps(gaps: Iterable[LineageGap], steps: Sequence[LineageStep]) -> None:
    """Add each gap to the oldest step that is newer than it.

    The last step loaded gets none, unless it is the oldest of all: the gap belongs to the next page.
    """
    for gap in gaps:
        newer = [step for step in steps if step.resolution.sort_date > gap.day]
        if newer and (newer[-1].first or newer[-1] is not steps[-1]):
            newer[-1].gaps.append(gap)
