"""What the text of a reading cites, and what a person should look at in it."""

from dataclasses import dataclass

from ..un.sessions import LATEST_YEAR
from .checks import LineNumbers, check_body, check_citations, check_notes, check_unread
from .citations.extraction import SpeakingOrgan, find_citations, find_instruments
from .model import Citation, Footnote, Instrument, Meta, Paragraph, ReadingWarning, Span


@dataclass(frozen=True, slots=True)
class Analysis:
    """The citations and titles of a text in order, and the warnings that follow from the text itself."""

    citations: tuple[Citation, ...]
    instruments: tuple[Instrument, ...]
    warnings: tuple[ReadingWarning, ...]


def analyse(
    raw: str,
    meta: Meta,
    paragraphs: list[Paragraph],
    footnotes: list[Footnote],
    spans: tuple[Span, ...],
    *,
    marks: list[tuple[str, str]],
    links: list[str],
    organ_found: bool,
) -> Analysis:
    """Search a text whose parts are known. `marks` are footnote marks, each with the id of its paragraph."""
    speaker = SpeakingOrgan(meta.organ or None, _year(meta))
    citations: list[Citation] = []
    instruments: list[Instrument] = []
    for place, text in [*((p.id, p.text) for p in paragraphs), *((f.id, f.text) for f in footnotes)]:
        citations += find_citations(place, text, speaker)
        instruments += find_instruments(place, text)
    warnings = [
        *check_body(meta, paragraphs, organ_found),
        *check_notes(footnotes, marks),
        *check_citations(citations, links),
        *check_unread(spans, raw, LineNumbers(raw)),
    ]
    return Analysis(tuple(citations), tuple(instruments), tuple(warnings))


def _year(meta: Meta) -> int:
    """The latest year that the text can know of."""
    if meta.adopted_on:
        return meta.adopted_on.year
    if isinstance(meta.session, int) and meta.organ == "GA":
        return 1946 + meta.session
    if isinstance(meta.session, int) and meta.organ == "HRC":
        return 2008 + max(meta.session - 7, 0) // 3
    return LATEST_YEAR
