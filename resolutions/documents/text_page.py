"""An edition as a page shows it: its paragraphs with marks and links, its notes, what it cites."""

from dataclasses import dataclass, field

from django.db.models import F
from django.utils.safestring import SafeString

from ..citations.listings import CitedLane, documents_in_corpus, works_cited_by
from ..models import Citation, Edition, Footnote, FootnoteMark, Heading, Paragraph, Resolution
from ..models.visitor import Visitor
from ..reading.anchors import paragraph_label, section_title
from ..un.symbols import address_of
from ..un.works import work_info
from ..web import markup

DOUBTFUL = {"date-session", "link-differs"}  # codes of a reading's warnings
IN_ORDER = (F("paragraph__position").asc(nulls_last=True), "footnote__position", "start", F("end").desc())


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph on the page, with the headings above it, what it cites, and what is doubtful of that."""

    paragraph: Paragraph
    label: str
    html: SafeString
    headings: list[Heading]
    cites: list[Citation]
    doubts: list[str]


@dataclass(slots=True)
class SectionView:
    """The preamble, the operative part or an annex, of the resolution or of a later part of it."""

    ident: str
    title: str
    part: str
    lines: list[ParagraphView] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FootnoteView:
    """A footnote on the page; `marks` are the anchors of its marks."""

    footnote: Footnote
    html: SafeString
    marks: list[str]
    doubts: list[str]


@dataclass(frozen=True, slots=True)
class TextPage:
    """What a resolution's page shows of one edition; `held` are the works cited, by key, whose texts are here."""

    sections: list[SectionView]
    notes: list[FootnoteView]
    headings_at_end: list[Heading]
    cites: list[CitedLane]
    held: dict[str, Resolution]

    @property
    def cites_count(self) -> int:
        return sum(len(lane.works) for lane in self.cites)


def text_page(edition: Edition, reader: Visitor | None = None) -> TextPage:
    """Everything a page shows of an edition, in six queries however long it is.

    Without a reader, what the file alone says: neither what else the corpus holds nor what staff settled.
    """
    paragraphs = list(edition.paragraphs.all())
    headings: dict[int | None, list[Heading]] = {}
    for heading in edition.headings.all():
        headings.setdefault(heading.before_id, []).append(heading)
    citations = list(edition.citations.select_related("settlement").order_by(*IN_ORDER))
    footnotes = list(edition.footnotes.all())
    in_paragraph, in_note = {p.pk: p for p in paragraphs}, {f.pk: f for f in footnotes}
    for citation in citations:
        citation.paragraph = in_paragraph.get(citation.paragraph_id or 0)
        citation.footnote = in_note.get(citation.footnote_id or 0)
        citation.target = citation.target if reader else citation.target_as_read
    held = documents_in_corpus(citations, reader) if reader else {}
    insertions, anchors = _insertions(edition, citations)
    of_place: dict[str, list[Citation]] = {}
    for citation in citations:
        if citation.by == Citation.By.NUMBER:
            of_place.setdefault(citation.place, []).append(citation)
    sections: list[SectionView] = []
    for p in paragraphs:
        if not sections or sections[-1].ident != _section_ident(p):
            sections.append(SectionView(_section_ident(p), section_title(p.component, p.part), p.part))
        html = markup.with_insertions(p.text, insertions.get(p.ident, []))
        cites = of_place.get(p.ident, [])
        doubts = _doubts(edition, p.ident, cites, held)
        label = paragraph_label(p.ident, part=p.part, depth=p.depth, number=p.number)
        sections[-1].lines.append(ParagraphView(p, label, html, headings.get(p.pk, []), cites, doubts))
    notes = [
        FootnoteView(
            f,
            markup.with_insertions(f.text, insertions.get(f.ident, [])),
            anchors.get(f.marker, []),
            _doubts(edition, f.ident, of_place.get(f.ident, []), held),
        )
        for f in footnotes
    ]
    lanes = works_cited_by(citations, held, own=edition.resolution.symbol or "")
    return TextPage(sections, notes, headings.get(None, []), lanes, held)


def _doubts(edition: Edition, place: str, citations: list[Citation], held: dict[str, Resolution]) -> list[str]:
    """What the reader of the file doubted of the citations in a place, and dates other than the document's own."""
    doubts = [message for code, where, message in edition.warnings if where == place and code in DOUBTFUL]
    for citation in citations:
        own = held[citation.target].adopted_on if citation.target in held else None
        if own and citation.day and citation.day != own:
            doubts.append(f"{citation.target} 本身载 {own}，此处作 {citation.day}。")
    return doubts


def _section_ident(paragraph: Paragraph) -> str:
    return f"{paragraph.component}-{paragraph.part}".lstrip("-")


def _insertions(
    edition: Edition, citations: list[Citation]
) -> tuple[dict[str, list[markup.Insertion]], dict[str, list[str]]]:
    """Links and footnote marks for each place, and the anchors of each note's marks."""
    insertions: dict[str, list[markup.Insertion]] = {}
    anchors: dict[str, list[str]] = {}
    free: dict[str, int] = {}
    for citation in citations:
        if citation.target and citation.start >= free.get(citation.place, 0):
            href = f"/{address_of(citation.target)}"
            insertions.setdefault(citation.place, []).extend(
                markup.link(citation.start, citation.end, href, work_info(citation.target).name)
            )
            free[citation.place] = citation.end
    for mark in FootnoteMark.objects.filter(paragraph__edition=edition).select_related("paragraph"):
        seen = anchors.setdefault(mark.marker, [])
        anchor = f"fnref{mark.marker}" + (f"-{len(seen) + 1}" if seen else "")
        seen.append(anchor)
        insertions.setdefault(mark.paragraph.ident, []).append(markup.mark(mark.offset, mark.marker, anchor))
    return insertions, anchors
