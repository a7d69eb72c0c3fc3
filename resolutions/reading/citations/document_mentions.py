"""Mentions of documents in a reading: by number, by title, by a name without brackets."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ...un.instruments import instrument_by_title, instruments_named_in
from ..model import Instrument, Reading


@dataclass(frozen=True, slots=True)
class DocumentMention:
    """Words at `start` to `end` of the text of `place`, a paragraph or footnote id, that mean a document.

    `by` is "number", "title" or "name". `target` is the key of the work, "" if none or several fit.
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
    """Return all mentions: the citations of the reading in order, then titles, then names.

    A title that is not in our list of instruments means the document that its own text gives: the
    symbol in brackets after it, or the only document that its footnote cites.
    """
    texts = {paragraph.id: paragraph.text for paragraph in reading.paragraphs}
    texts |= {footnote.id: footnote.text for footnote in reading.footnotes}
    return [*_by_number(reading), *_by_title(reading, texts), *_by_name(texts)]


def _by_number(reading: Reading) -> list[DocumentMention]:
    return [
        DocumentMention(
            place=citation.place,
            text=citation.text,
            start=citation.start,
            end=citation.end,
            by="number",
            target=citation.target or "",
            candidates=citation.candidates,
            day=citation.day,
        )
        for citation in reading.citations
    ]


def _by_title(reading: Reading, texts: dict[str, str]) -> Iterator[DocumentMention]:
    explained = _explained_targets(reading)
    for title in reading.instruments:
        instrument = instrument_by_title(_outermost_title(title, texts[title.place]))
        target = instrument.key if instrument else explained.get((title.place, title.end), "")
        yield DocumentMention(title.place, title.text, title.start, title.end, by="title", target=target)


def _by_name(texts: dict[str, str]) -> Iterator[DocumentMention]:
    for place, text in texts.items():
        for name in instruments_named_in(text):
            words = text[name.start : name.end]
            yield DocumentMention(place, words, name.start, name.end, by="name", target=name.key)


def _outermost_title(title: Instrument, text: str) -> str:
    """Return the title, with the longer one that contains it:
    《〈儿童权利公约〉任择议定书》 is not the Convention.
    """
    opening, closing = text.rfind("《", 0, title.start), text.find("》", title.end)
    if opening < 0 or closing < 0 or "》" in text[opening : title.start] or "《" in text[title.end : closing]:
        return title.text
    return text[opening : closing + 1]


def _explained_targets(reading: Reading) -> dict[tuple[str, int], str]:
    """Return the document that follows directly after some words, by their place and the offset of their end.

    It is the only one that the footnote there cites, or the symbol in brackets: 《…》(A/78/53).
    """
    targets: dict[str, set[str]] = {}
    for citation in reading.citations:
        targets.setdefault(citation.place, set()).add(citation.target or "")
    # Reversed, so that the first of several notes with one marker remains.
    of_marker = {footnote.marker: targets.get(footnote.id, set()) for footnote in reversed(reading.footnotes)}
    explained = {}
    for paragraph in reading.paragraphs:
        for mark in paragraph.marks:
            cited = of_marker.get(mark.marker, set())
            if len(cited) == 1:
                explained[paragraph.id, mark.offset] = next(iter(cited))
    for citation in reading.citations:
        explained[citation.place, citation.start - 1] = citation.target or ""
    return explained
