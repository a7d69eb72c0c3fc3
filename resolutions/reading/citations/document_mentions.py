"""Every mention of a document in a reading: by number, by title, by a name without brackets."""

from dataclasses import dataclass
from datetime import date

from ...un.instruments import instrument_by_title, instruments_named_in
from ..model import Instrument, Reading


@dataclass(frozen=True, slots=True)
class DocumentMention:
    """Words at `start` to `end` of the text of `place` (a paragraph or footnote id) that mean a document.

    `by` is "number", "title" or "name". `target` is the key of the work, "" where none or several fit.
    """

    place: str
    text: str
    start: int
    end: int
    by: str
    target: str
    candidates: tuple[str, ...] = ()
    day: date | None = None


def document_mentions(reading: Reading) -> list[DocumentMention]:
    """All of them, in the order of the reading's citations, then titles, then names.

    A title that is not in our list means what its own text says: the symbol in brackets behind it, or
    the one document that the footnote on it cites.
    """
    found = [
        DocumentMention(c.place, c.text, c.start, c.end, "number", c.target or "", c.candidates, c.day)
        for c in reading.citations
    ]
    explained = _explained(reading)
    texts = {p.id: p.text for p in reading.paragraphs} | {f.id: f.text for f in reading.footnotes}
    for title in reading.instruments:
        known = instrument_by_title(_whole(title, texts[title.place]))
        target = known.key if known else explained.get((title.place, title.end), "")
        found.append(DocumentMention(title.place, title.text, title.start, title.end, "title", target))
    for place, text in texts.items():
        found += [
            DocumentMention(place, text[m.start : m.end], m.start, m.end, "name", m.key)
            for m in instruments_named_in(text)
        ]
    return found


def _whole(title: Instrument, text: str) -> str:
    """The title with the longer one in which it stands: 《〈儿童权利公约〉任择议定书》 is not the Convention."""
    opening, closing = text.rfind("《", 0, title.start), text.find("》", title.end)
    if opening < 0 or closing < 0 or "》" in text[opening : title.start] or "《" in text[title.end : closing]:
        return title.text
    return text[opening : closing + 1]


def _explained(reading: Reading) -> dict[tuple[str, int], str]:
    """What the words that end at a place mean, by what directly follows them."""
    targets: dict[str, set[str]] = {}
    for citation in reading.citations:
        targets.setdefault(citation.place, set()).add(citation.target or "")
    of_note = {f.marker: targets.get(f.id, set()) for f in reversed(reading.footnotes)}
    explained = {
        (p.id, mark.offset): next(iter(of_note[mark.marker]))
        for p in reading.paragraphs
        for mark in p.marks
        if len(of_note.get(mark.marker, ())) == 1
    }
    # A symbol in brackets right behind: 《…》(A/78/53).
    return explained | {(c.place, c.start - 1): c.target or "" for c in reading.citations}
