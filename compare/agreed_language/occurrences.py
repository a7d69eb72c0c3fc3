"""Occurrences of a paragraph: documents by series, the most similar first, with the shared text marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

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
    """A similar paragraph: its text with the shared characters marked, and the differences."""

    paragraph: Paragraph
    place: str
    percent: int
    html: SafeString
    difference: ParagraphDifference


@dataclass(frozen=True, slots=True)
class DocumentOccurrences:
    """A document and the similar paragraphs in it."""

    resolution: Resolution
    standings: list[ParagraphOccurrence]


@dataclass(frozen=True, slots=True)
class SeriesGroup:
    """The documents of one series; `title` is "" for a document without a series."""

    title: str
    documents: list[DocumentOccurrences]


@dataclass(frozen=True, slots=True)
class OccurrencePage:
    """A page of documents by series.

    `paragraphs` and `same` count all similar and all identical paragraphs; `first` and `last` are the oldest
    and the newest one with a date.
    """

    groups: list[SeriesGroup]
    page: "Page[list[Match]]"
    paragraphs: int
    same: int
    first: Paragraph | None
    last: Paragraph | None


def find_occurrences(paragraph: Paragraph, user: Visitor, params: ParagraphPageParams) -> OccurrencePage:
    """Return a page of the occurrences of a paragraph.

    The paragraph itself is included if it is in a current text that this visitor may see.
    """
    matches = find_matches(paragraph.text, user, every=params.every, at_least=params.sim)
    page = Paginator(by_document(matches), PAGE).get_page(params.page)
    dated = [match for match in matches if match.day > UNDATED]
    dated.sort(key=lambda match: (match.day, match.resolution))
    pks = [match.paragraph for match in chain.from_iterable(page)]
    pks += [match.paragraph for match in (*dated[:1], *dated[-1:])]
    rows = paragraphs_of(pks)
    first = rows.get(dated[0].paragraph) if dated else None
    last = rows.get(dated[-1].paragraph) if dated else None
    documents = [
        _document(paragraph, document_matches, rows)
        for document_matches in page
        if document_matches[0].paragraph in rows
    ]
    return OccurrencePage(
        groups=_series_groups(documents),
        page=page,
        paragraphs=len(matches),
        same=sum(match.similarity == 1 for match in matches),
        first=first,
        last=last,
    )


def by_document(matches: Iterable[Match]) -> list[list[Match]]:
    """Return the matches of each document, with the documents of a series together.

    The series with the best match comes first, and in it the document with the best match.
    """
    matches_of_document: dict[int, list[Match]] = {}
    for match in matches:
        matches_of_document.setdefault(match.resolution, []).append(match)
    documents_of_series: dict[object, list[list[Match]]] = {}
    for pk, document_matches in matches_of_document.items():
        series = document_matches[0].series or pk
        documents_of_series.setdefault(series, []).append(document_matches)
    return list(chain.from_iterable(documents_of_series.values()))


def paragraphs_of(pks: Sequence[int]) -> dict[int, Paragraph]:
    """Return paragraphs with their documents, by primary key, in one query."""
    rows = Paragraph.objects.select_related("edition__resolution")
    return rows.defer("edition__meta", "edition__warnings").in_bulk(pks)


def _document(paragraph: Paragraph, matches: list[Match], rows: dict[int, Paragraph]) -> DocumentOccurrences:
    occurrences = [
        _occurrence(paragraph, rows[match.paragraph], match.similarity)
        for match in matches
        if match.paragraph in rows
    ]
    return DocumentOccurrences(rows[matches[0].paragraph].edition.resolution, occurrences)


def _occurrence(paragraph: Paragraph, similar: Paragraph, similarity: float) -> ParagraphOccurrence:
    return ParagraphOccurrence(
        paragraph=similar,
        place=place_label(similar.ident),
        percent=percent(similarity),
        html=marked(similar.text, shared_characters(paragraph.text, similar.text)),
        difference=paragraph_diff(passage_of(paragraph), passage_of(similar)),
    )


def _series_groups(documents: Iterable[DocumentOccurrences]) -> list[SeriesGroup]:
    groups = []
    for _series, group in groupby(documents, key=_series_of):
        series_documents = list(group)
        groups.append(SeriesGroup(_title(series_documents), series_documents))
    return groups


def _series_of(document: DocumentOccurrences) -> object:
    return document.resolution.series or document.resolution.pk


def _title(documents: list[DocumentOccurrences]) -> str:
    first = documents[0].resolution
    return first.title if first.series else ""
