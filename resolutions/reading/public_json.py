"""A reading as JSON, in the form that others rely on (contracts.md)."""

from typing import Any

from .model import Meta, Reading, Vote

Json = dict[str, Any]


def as_json(reading: Reading) -> Json:
    """The reading as a dict of plain values."""
    return {
        "source": reading.source,
        "meta": _meta(reading.meta),
        "paragraphs": [
            {
                "id": p.id,
                "text": p.text,
                "verb": p.verb,
                "footnotes": [m.marker for m in p.marks],
                "start": p.start,
                "end": p.end,
            }
            for p in reading.paragraphs
        ],
        "headings": [{"text": h.text, "before": h.before, "start": h.start, "end": h.end} for h in reading.headings],
        "footnotes": [{"marker": f.marker, "text": f.text, "start": f.start, "end": f.end} for f in reading.footnotes],
        "citations": [
            {
                "in": c.place,
                "text": c.text,
                "start": c.start,
                "end": c.end,
                "target": c.target,
                "date": c.day.isoformat() if c.day else None,
            }
            for c in reading.citations
        ],
        "instruments": [{"in": i.place, "text": i.text} for i in reading.instruments],
        "warnings": [{"code": w.code, "where": w.where, "message": w.message} for w in reading.warnings],
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
        "sponsors": [s.name for s in meta.sponsors],
        "sponsor_notes": list(meta.sponsor_notes),
        "adopted_on": meta.adopted_on.isoformat() if meta.adopted_on else None,
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
