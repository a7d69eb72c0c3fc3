"""What the rows of an edition say, as a Reading again."""

from dataclasses import asdict

from ..language.dates import find_date
from ..models import UNDATED, Citation, Edition, FootnoteMark, Resolution
from ..reading import Reading, model
from ..reading.serialization import meta_from_json
from ..un.series import series_key
from ..un.symbols import session_opens


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


def counts(reading: Reading) -> dict[str, int]:
    """How many paragraphs of each part an edition says it has: those that stand under no other."""
    top = [p.part for p in reading.paragraphs if not p.depth]
    return {"preambular": top.count(model.Part.PREAMBLE), "operative": top.count(model.Part.OPERATIVE)}


def describe(resolution: Resolution, meta: model.Meta) -> None:
    """Let a document bear what the head and close of one of its editions say. Saves nothing."""
    opens = find_date(meta.session_dates) if meta.session_dates else session_opens(meta.organ, meta.session)
    resolution.number = meta.number or ""
    resolution.organ = meta.organ
    resolution.body = meta.body or ""
    resolution.committee = meta.committee or ""
    resolution.status = meta.status or ""
    resolution.session = str(meta.session or "")
    resolution.session_dates = meta.session_dates or ""
    resolution.title = meta.title or ""
    resolution.series = series_key(meta.title or "")
    resolution.adopted_on = meta.adopted_on
    resolution.sort_date = meta.adopted_on or opens or UNDATED
    resolution.meeting = meta.meeting or ""
    resolution.agenda_item = meta.agenda_item or ""
    resolution.agenda_title = meta.agenda_title or ""
    resolution.sponsors = [asdict(sponsor) for sponsor in meta.sponsors]
    resolution.sponsor_notes = list(meta.sponsor_notes)
    resolution.vote = asdict(meta.vote) if meta.vote else None
    resolution.vote_kind = meta.vote.kind if meta.vote else ""
