"""Analysis of a text whose parts are known: its citations, its titles, and warnings."""

from dataclasses import dataclass

from ..un.sessions import LATEST_YEAR
from .checks import LineNumbers, check_body, check_citations, check_notes, check_unread
from .citations.extraction import SpeakingOrgan, find_citations, find_instruments
from .model import Citation, Footnote, Instrument, Meta, Paragraph, ReadingWarning, Span


@dataclass(frozen=True, slots=True)
class Analysis:
    """The citations and titles of a text, in order, and the warnings that the text itself causes."""

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
    """Return the analysis of a text. `marks` are pairs of a paragraph id and a footnote mark in it."""
    speaker = SpeakingOrgan(meta.organ or None, _latest_year(meta))
    texts = [(paragraph.id, paragraph.text) for paragraph in paragraphs]
    texts += [(footnote.id, footnote.text) for footnote in footnotes]
    citations: list[Citation] = []
    instruments: list[Instrument] = []
    for place, text in texts:
        citations += find_citations(place, text, speaker)
        instruments += find_instruments(place, text)
    warnings = [
        *check_body(meta, paragraphs, organ_found),
        *check_notes(footnotes, marks),
        *check_citations(citations, links),
        *check_unread(spans, raw, LineNumbers(raw)),
    ]
    return Analysis(tuple(citations), tuple(instruments), tuple(warnings))


def _latest_year(meta: Meta) -> int:
    """Return the latest year to which the text can refer."""
    if meta.adopted_on:
        return meta.adopted_on.year
    if isinstance(meta.session, int) and meta.organ == "GA":
        return 1946 + meta.session
    if isinstance(meta.session, int) and meta.organ == "HRC":
        return 2008 + max(meta.session - 7, 0) // 3
    return LATEST_YEAR
