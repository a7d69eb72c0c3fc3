"""Reconstruction of a Reading from the rows of an edition."""

from ..models import Citation, Edition, FootnoteMark, Heading, Paragraph
from ..reading import Reading, model
from ..reading.serialization import meta_from_json


def reading_of(edition: Edition) -> Reading:
    """Return the reading that an edition was made from, in six queries."""
    source = edition.source
    marks = _marks_by_paragraph(edition)
    paragraphs = list(edition.paragraphs.all())
    ident_by_pk = {paragraph.pk: paragraph.ident for paragraph in paragraphs}
    citations = list(edition.citations.order_by("pk"))
    return model.Reading(
        source=edition.file_name,
        raw=source.text,
        meta=meta_from_json(edition.meta),
        paragraphs=tuple(_paragraph(row, marks.get(row.pk, [])) for row in paragraphs),
        headings=tuple(_heading(row, ident_by_pk) for row in edition.headings.all()),
        footnotes=tuple(
            model.Footnote(id=row.ident, marker=row.marker, text=row.text, start=row.start, end=row.end)
            for row in edition.footnotes.all()
        ),
        citations=tuple(_citation(row) for row in citations if row.by == Citation.By.NUMBER),
        instruments=tuple(
            model.Instrument(row.place, row.text, row.start, row.end)
            for row in citations
            if row.by == Citation.By.TITLE
        ),
        warnings=tuple(model.ReadingWarning(*warning) for warning in edition.warnings),
        spans=tuple(
            model.Span(start, end, model.Kind(kind), where) for start, end, kind, where in source.spans
        ),
    )


def _marks_by_paragraph(edition: Edition) -> dict[int, list[model.Mark]]:
    marks: dict[int, list[model.Mark]] = {}
    for row in FootnoteMark.objects.filter(paragraph__edition=edition):
        marks.setdefault(row.paragraph_id, []).append(model.Mark(row.marker, row.offset))
    return marks


def _paragraph(row: Paragraph, marks: list[model.Mark]) -> model.Paragraph:
    return model.Paragraph(
        id=row.ident,
        part=model.Part(row.part),
        text=row.text,
        start=row.start,
        end=row.end,
        number=row.number,
        depth=row.depth,
        component=row.component,
        verb=row.verb or None,
        marks=tuple(marks),
    )


def _heading(row: Heading, ident_by_pk: dict[int, str]) -> model.Heading:
    before = ident_by_pk.get(row.before_id or 0, "")
    return model.Heading(text=row.text, before=before, start=row.start, end=row.end)


def _citation(row: Citation) -> model.Citation:
    return model.Citation(
        place=row.place,
        text=row.text,
        start=row.start,
        end=row.end,
        target=row.target_as_read or None,
        day=row.day,
        candidates=tuple(row.candidates),
    )
