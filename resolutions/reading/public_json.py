"""A reading as JSON, in the public form that docs/json.md describes."""

from datetime import date
from typing import Any

from .model import Citation, Meta, Paragraph, Reading, Vote

Json = dict[str, Any]


def as_json(reading: Reading) -> Json:
    """Return the reading as a dict of plain values."""
    return {
        "source": reading.source,
        "meta": _meta(reading.meta),
        "paragraphs": [_paragraph(paragraph) for paragraph in reading.paragraphs],
        "headings": [
            {"text": h.text, "before": h.before, "start": h.start, "end": h.end} for h in reading.headings
        ],
        "footnotes": [
            {"marker": f.marker, "text": f.text, "start": f.start, "end": f.end} for f in reading.footnotes
        ],
        "citations": [_citation(citation) for citation in reading.citations],
        "instruments": [{"in": i.place, "text": i.text} for i in reading.instruments],
        "warnings": [{"code": w.code, "where": w.where, "message": w.message} for w in reading.warnings],
    }


def _paragraph(paragraph: Paragraph) -> Json:
    return {
        "id": paragraph.id,
        "text": paragraph.text,
        "verb": paragraph.verb,
        "footnotes": [mark.marker for mark in paragraph.marks],
        "start": paragraph.start,
        "end": paragraph.end,
    }


def _citation(citation: Citation) -> Json:
    return {
        "in": citation.place,
        "text": citation.text,
        "start": citation.start,
        "end": citation.end,
        "target": citation.target,
        "date": _iso(citation.day),
    }


def _meta(meta: Meta) -> Json:
    return {
        "symbol": meta.symbol,
        "number": meta.number,
        "body": meta.body,
        "committee": meta.committee,
        "status": meta.status,
        "session": meta.session,
        "session_dates": meta.session_dates,
        "agenda_item": meta.agenda_item,
        "agenda_title": meta.agenda_title,
        "title": meta.title,
        "sponsors": [sponsor.name for sponsor in meta.sponsors],
        "sponsor_notes": list(meta.sponsor_notes),
        "adopted_on": _iso(meta.adopted_on),
        "meeting": meta.meeting,
        "vote": _vote(meta.vote) if meta.vote else None,
    }


def _vote(vote: Vote) -> Json:
    return {
        "kind": vote.kind,
        "for": vote.in_favour,
        "against": vote.against,
        "abstain": vote.abstaining,
        "for_states": list(vote.states_in_favour),
        "against_states": list(vote.states_against),
        "abstain_states": list(vote.states_abstaining),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
