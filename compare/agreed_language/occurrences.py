"""Everywhere that a paragraph stands: documents by series, the most alike first, with what they share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.utils.safestring import SafeString

from resolutions.models import UNDATED, Paragraph, Resolution
from resolutions.models.visitor import Visitor
from resolutions.reading.anchors import place_label
from resolutions.reuse.matching import Match, find_matches
from resolutions.reuse.shared_runs import shared_characters
from resolutions.web.markup import marked

from ..cached_comparison import passage_of
from .paragraph_diff import ParagraphDifference, paragraph_diff, percent
from .params import ParagraphPageParams

PAGE = 30  # documents


@dataclass(frozen=True, slots=True)
class ParagraphOccurrence:
    """A paragraph that is like the given one: its text with what both share marked, and what differs."""

    paragraph: Paragraph
    place: str
    percent: int
    html: SafeString
    difference: ParagraphDifference


@dataclass(frozen=True, slots=True)
class DocumentOccurrences:
    """A document in which a wording stands, and where."""

    resolution: Resolution
    standings: list[ParagraphOccurrence]


@dataclass(frozen=True, slots=True)
class SeriesGroup:
    """Documents of one series; `title` is "" for one that stands alone."""

    title: str
    documents: list[DocumentOccurrences]


@dataclass(frozen=True, slots=True)
class OccurrencePage:
    """What is shown of all uses: a page of documents by series, how many there are, and the first and the last."""

    groups: list[SeriesGroup]
    page: "Page[list[Match]]"
    paragraphs: int
    same: int
    first: Paragraph | None
    last: Paragraph | None


def find_occurrences(paragraph: Paragraph, user: Visitor, asked: ParagraphPageParams) -> OccurrencePage:
    """Where a paragraph stands, itself included if it is in a current text that this visitor may see."""
    found = find_matches(paragraph.text, user, every=asked.every, at_least=asked.sim)
    documents = by_document(found)
    page = Paginator(documents, PAGE).get_page(asked.page)
    dated = sorted((use for use in found if use.day > UNDATED), key=lambda use: (use.day, use.resolution))
    ends = [dated[0].paragraph, dated[-1].paragraph] if dated else []
    rows = paragraphs_of([*ends, *(use.paragraph for uses in page for use in uses)])
    shown = [_document(paragraph, uses, rows) for uses in page if uses[0].paragraph in rows]
    return OccurrencePage(
        groups=[SeriesGroup(_title(of), of) for of in (list(part) for _key, part in groupby(shown, key=_series))],
        page=page,
        paragraphs=len(found),
        same=sum(use.similarity == 1 for use in found),
        first=rows.get(ends[0]) if ends else None,
        last=rows.get(ends[-1]) if ends else None,
    )


def by_document(uses: Iterable[Match]) -> list[list[Match]]:
    """Uses by document, those of a series together: the series and in it the document with the best use first."""
    of_document: dict[int, list[Match]] = {}
    for use in uses:
        of_document.setdefault(use.resolution, []).append(use)
    of_series: dict[object, list[list[Match]]] = {}
    for pk, rows in of_document.items():
        of_series.setdefault(rows[0].series or pk, []).append(rows)
    return [rows for documents in of_series.values() for rows in documents]


def paragraphs_of(pks: Sequence[int]) -> dict[int, Paragraph]:
    """Paragraphs with their documents, by primary key: one query."""
    rows = Paragraph.objects.select_related("edition__resolution")
    return rows.defer("edition__meta", "edition__warnings").in_bulk(pks)


def _document(paragraph: Paragraph, uses: list[Match], rows: dict[int, Paragraph]) -> DocumentOccurrences:
    standings = [_standing(paragraph, rows[use.paragraph], use) for use in uses if use.paragraph in rows]
    return DocumentOccurrences(rows[uses[0].paragraph].edition.resolution, standings)


def _standing(paragraph: Paragraph, other: Paragraph, use: Match) -> ParagraphOccurrence:
    html = marked(other.text, shared_characters(paragraph.text, other.text))
    difference = paragraph_diff(passage_of(paragraph), passage_of(other))
    return ParagraphOccurrence(other, place_label(other.ident), percent(use.similarity), html, difference)


def _series(document: DocumentOccurrences) -> object:
    return document.resolution.series or document.resolution.pk


def _title(documents: list[DocumentOccurrences]) -> str:
    first = documents[0].resolution
    return first.title if first.series else ""
