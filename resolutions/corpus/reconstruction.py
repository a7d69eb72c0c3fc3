"""What the rows of an edition say, as a Reading again."""

from ..models import Citation, Edition, FootnoteMark
from ..reading import Reading, model
from ..reading.serialization import meta_from_json


def reading_of(edition: Edition) -> Reading:
    """The reading that an edition keeps, rebuilt from its rows in six queries."""
    source = edition.source
    marks: dict[int, list[model.Mark]] = {}
    for mark in FootnoteMark.objects.filter(paragraph__edition=edition):
        marks.setdefault(mark.paragraph_id, []).append(model.Mark(mark.marker, mark.offset))
    paragraphs = list(edition.paragraphs.all())
    idents = {p.pk: p.ident for p in paragraphs}
    citations = list(edition.citations.order_by("pk"))
    return model.Reading(
        source=edition.file_name,
        raw=source.text,
        meta=meta_from_json(edition.meta),
        paragraphs=tuple(
            model.Paragraph(
                p.ident, model.Part(p.part), p.text, p.start, p.end, p.number, p.depth, p.component, p.verb or None,
                tuple(marks.get(p.pk, ())),
            )
            for p in paragraphs
        ),
        headings=tuple(
            model.Heading(h.text, idents.get(h.before_id or 0, ""), h.start, h.end) for h in edition.headings.all()
        ),
        footnotes=tuple(model.Footnote(f.ident, f.marker, f.text, f.start, f.end) for f in edition.footnotes.all()),
        citations=tuple(
            model.Citation(c.place, c.text, c.start, c.end, c.target_as_read or None, c.day, tuple(c.candidates))
            for c in citations
            if c.by == Citation.By.NUMBER
        ),
        instruments=tuple(
            model.Instrument(c.place, c.text, c.start, c.end) for c in citations if c.by == Citation.By.TITLE
        ),
        warnings=tuple(model.ReadingWarning(*warning) for warning in edition.warnings),
        spans=tuple(model.Span(start, end, model.Kind(kind), where) for start, end, kind, where in source.spans),
    )  # fmt: skip
