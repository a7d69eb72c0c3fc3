"""Public JSON of a comparison: `/compare/{A}...{B}.json` and `manage.py compare --json`."""

from dataclasses import dataclass
from typing import Any

from ..collation.model import Comparison, ComparisonRow, Hunk, NoteChange
from .findings import find


@dataclass(frozen=True, slots=True)
class JsonSide:
    """The document of one side; a field without a value is None."""

    symbol: str | None
    address: str | None
    edition: int | None
    title: str | None


def as_json(comparison: Comparison, a: JsonSide, b: JsonSide) -> dict[str, Any]:
    """Return a comparison in the format of docs/json.md. Clients rely on the names and their order."""
    return {
        "a": _side(a),
        "b": _side(b),
        "findings": [finding.text for finding in find(comparison)],
        "summary": comparison.summary,
        "substitutions": [{"a": s.a, "b": s.b, "count": s.count} for s in comparison.substitutions],
        "rows": [_row(row) for row in comparison.rows],
    }


def _side(side: JsonSide) -> dict[str, Any]:
    return {"symbol": side.symbol, "address": side.address, "edition": side.edition, "title": side.title}


def _row(row: ComparisonRow) -> dict[str, Any]:
    content: dict[str, Any] = {
        "a": list(row.a),
        "b": list(row.b),
        "kind": row.kind.value,
        "moved": row.moved,
        "similarity": round(row.similarity, 3),
        "sure": row.sure,
        "why": list(row.why),
        "hunks": [_hunk(hunk) for hunk in row.hunks],
    }
    if row.notes:
        content["notes"] = [_note(note) for note in row.notes]
    if row.crossed:
        content["crossed"] = True
    if row.whole:
        content["whole"] = row.whole
    return content


def _note(note: NoteChange) -> dict[str, Any]:
    return {
        "a": note.a.ident if note.a else None,
        "b": note.b.ident if note.b else None,
        "kind": note.kind.value,
        "hunks": [_hunk(hunk) for hunk in note.hunks],
    }


def _hunk(hunk: Hunk) -> dict[str, Any]:
    content: dict[str, Any] = {
        "a": hunk.a,
        "a_start": hunk.a_start,
        "a_end": hunk.a_end,
        "b": hunk.b,
        "b_start": hunk.b_start,
        "b_end": hunk.b_end,
        "class": hunk.change.value,
    }
    if hunk.shift:
        content["shift"] = hunk.shift.value
    if not hunk.sure:
        content["sure"] = False
    if hunk.backward:
        content["backward"] = True
    return content
