"""Rows of an edition: its source, paragraphs, footnotes, headings, footnote marks and citations."""

from collections.abc import Mapping, Sequence

from django.contrib.auth.models import User
from django.db.models import Max

from ..models import Edition, Footnote, FootnoteMark, Heading, Paragraph, Resolution, Source, Visibility
from ..reading import READER_VERSION, Reading
from ..reading.serialization import meta_to_json
from ..un.segmentation import words_version
from .citations import write_citations
from .preparation import PreparedEdition, text_fingerprint


def write_edition(
    resolution: Resolution,
    prepared: PreparedEdition,
    *,
    reason: str,
    user: User | None,
    visibility: Visibility,
) -> Edition:
    """Store a prepared file as the next edition of a document. Call inside a transaction with the document
    locked.
    """
    reading = prepared.reading
    edition = Edition.objects.create(
        resolution=resolution,
        number=_next_number(resolution),
        file_name=reading.source[:255],
        sha256=prepared.sha256,
        digest=prepared.digest,
        text_sha256=text_fingerprint(reading),
        reader_version=READER_VERSION,
        words_version=words_version(),
        created_by=user,
        reason=reason,
        meta=meta_to_json(reading.meta),
        warnings=[[warning.code, warning.where, warning.message] for warning in reading.warnings],
        original=prepared.original,
        corrections=list(prepared.corrections),
        visibility=visibility,
        **reading.paragraph_counts,
    )
    spans = [[span.start, span.end, span.kind.value, span.where] for span in reading.spans]
    Source.objects.create(edition=edition, data=prepared.data, text=reading.raw, spans=spans)
    paragraphs = _write_paragraphs(edition, prepared)
    footnotes = _write_footnotes(edition, reading)
    paragraph_by_ident = {paragraph.ident: paragraph for paragraph in paragraphs}
    _write_headings(edition, reading, paragraph_by_ident)
    _write_footnote_marks(reading, paragraph_by_ident, footnotes)
    # Footnotes can repeat a marker or an ident: the first one counts.
    footnote_by_ident = {footnote.ident: footnote for footnote in reversed(footnotes)}
    write_citations(edition, prepared.mentions, paragraph_by_ident | footnote_by_ident)
    return edition


def _next_number(resolution: Resolution) -> int:
    last: int | None = resolution.editions.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _write_paragraphs(edition: Edition, prepared: PreparedEdition) -> list[Paragraph]:
    paragraphs = zip(prepared.reading.paragraphs, prepared.words, strict=True)
    rows = [
        Paragraph(
            edition=edition,
            position=position,
            ident=paragraph.id,
            part=paragraph.part.value,
            component=paragraph.component,
            number=paragraph.number,
            depth=paragraph.depth,
            text=paragraph.text,
            as_read=prepared.as_read.get(paragraph.id, ""),
            words="\n".join(words),
            verb=paragraph.verb or "",
            start=paragraph.start,
            end=paragraph.end,
        )
        for position, (paragraph, words) in enumerate(paragraphs)
    ]
    return Paragraph.objects.bulk_create(rows)


def _write_footnotes(edition: Edition, reading: Reading) -> list[Footnote]:
    rows = [
        Footnote(
            edition=edition,
            position=position,
            ident=footnote.id,
            marker=footnote.marker,
            text=footnote.text,
            start=footnote.start,
            end=footnote.end,
        )
        for position, footnote in enumerate(reading.footnotes)
    ]
    return Footnote.objects.bulk_create(rows)


def _write_headings(edition: Edition, reading: Reading, paragraph_by_ident: Mapping[str, Paragraph]) -> None:
    rows = [
        Heading(
            edition=edition,
            position=position,
            before=paragraph_by_ident.get(heading.before),
            text=heading.text,
            start=heading.start,
            end=heading.end,
        )
        for position, heading in enumerate(reading.headings)
    ]
    Heading.objects.bulk_create(rows)


def _write_footnote_marks(
    reading: Reading, paragraph_by_ident: Mapping[str, Paragraph], footnotes: Sequence[Footnote]
) -> None:
    footnote_by_marker = {footnote.marker: footnote for footnote in reversed(footnotes)}
    rows = []
    for paragraph in reading.paragraphs:
        for mark in paragraph.marks:
            row = FootnoteMark(
                paragraph=paragraph_by_ident[paragraph.id],
                offset=mark.offset,
                marker=mark.marker,
                footnote=footnote_by_marker.get(mark.marker),
            )
            rows.append(row)
    FootnoteMark.objects.bulk_create(rows)
