"""The page of an edition: its paragraphs with footnote marks and links, its footnotes, and the works that it
cites.
"""

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

DOUBTFUL = {"date-session", "link-differs"}  # codes of a reading's warnings about citations
TEXT_ORDER = (F("paragraph__position").asc(nulls_last=True), "footnote__position", "start", F("end").desc())


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph on the page, with the headings above it, its citations by number, and doubts about them."""

    paragraph: Paragraph
    label: str
    html: SafeString
    headings: list[Heading]
    cites: list[Citation]
    doubts: list[str]


@dataclass(slots=True)
class SectionView:
    """The preamble, the operative part or an annex of the resolution, or of a later part of it."""

    ident: str
    title: str
    part: str
    lines: list[ParagraphView] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FootnoteView:
    """A footnote on the page; `marks` are the anchors of its marks in the paragraphs."""

    footnote: Footnote
    html: SafeString
    marks: list[str]
    doubts: list[str]


@dataclass(frozen=True, slots=True)
class TextPage:
    """Content of an edition's page; `held` are the cited works, by key, whose text this visitor can read."""

    sections: list[SectionView]
    notes: list[FootnoteView]
    headings_at_end: list[Heading]
    cites: list[CitedLane]
    held: dict[str, Resolution]

    @property
    def cites_count(self) -> int:
        return sum(len(lane.works) for lane in self.cites)


@dataclass(frozen=True, slots=True)
class _CitedText:
    """Citations of an edition by place, the insertions for them, and the documents that they name."""

    edition: Edition
    held: dict[str, Resolution]
    by_place: dict[str, list[Citation]]
    insertions: dict[str, list[markup.Insertion]]
    anchors: dict[str, list[str]]  # of a footnote's marks, by marker

    def html(self, place: str, text: str) -> SafeString:
        return markup.with_insertions(text, self.insertions.get(place, []))

    def doubts(self, place: str) -> list[str]:
        """Return the reader's warnings about citations in a place, and dates that differ from the document's
        own.
        """
        doubts = [
            message for code, where, message in self.edition.warnings if where == place and code in DOUBTFUL
        ]
        for citation in self.by_place.get(place, []):
            document = self.held.get(citation.target)
            own_day = document.adopted_on if document else None
            if own_day and citation.day and citation.day != own_day:
                doubts.append(f"{citation.target} 本身载 {own_day}，此处作 {citation.day}。")
        return doubts


def text_page(edition: Edition, reader: Visitor | None = None) -> TextPage:
    """Return the content of an edition's page, in six queries however long it is.

    Without a reader the page shows only what the file says: no other documents of the corpus and no
    settlements.
    """
    paragraphs = list(edition.paragraphs.all())
    headings: dict[int | None, list[Heading]] = {}
    for heading in edition.headings.all():
        headings.setdefault(heading.before_id, []).append(heading)
    citations = list(edition.citations.select_related("settlement").order_by(*TEXT_ORDER))
    footnotes = list(edition.footnotes.all())
    _attach_owners(citations, paragraphs, footnotes)
    if reader is None:
        for citation in citations:
            citation.target = citation.target_as_read
    held = documents_in_corpus(citations, reader) if reader else {}
    cited = _cited_text(edition, citations, held)
    own_key = edition.resolution.symbol or ""
    return TextPage(
        sections=_sections(paragraphs, headings, cited),
        notes=[_footnote_view(footnote, cited) for footnote in footnotes],
        headings_at_end=headings.get(None, []),
        cites=works_cited_by(citations, held, own_key=own_key),
        held=held,
    )


def _attach_owners(citations: list[Citation], paragraphs: list[Paragraph], footnotes: list[Footnote]) -> None:
    """Give each citation its paragraph or footnote without a query."""
    paragraph_by_pk = {paragraph.pk: paragraph for paragraph in paragraphs}
    footnote_by_pk = {footnote.pk: footnote for footnote in footnotes}
    for citation in citations:
        citation.paragraph = paragraph_by_pk.get(citation.paragraph_id or 0)
        citation.footnote = footnote_by_pk.get(citation.footnote_id or 0)


def _cited_text(edition: Edition, citations: list[Citation], held: dict[str, Resolution]) -> _CitedText:
    by_place: dict[str, list[Citation]] = {}
    for citation in citations:
        if citation.by == Citation.By.NUMBER:
            by_place.setdefault(citation.place, []).append(citation)
    insertions: dict[str, list[markup.Insertion]] = {}
    _insert_links(citations, insertions)
    anchors = _insert_marks(edition, insertions)
    return _CitedText(edition=edition, held=held, by_place=by_place, insertions=insertions, anchors=anchors)


def _insert_links(citations: list[Citation], insertions: dict[str, list[markup.Insertion]]) -> None:
    """Add a link for each citation of a known work; of overlapping citations the first one is linked."""
    linked_until: dict[str, int] = {}
    for citation in citations:
        if not citation.target or citation.start < linked_until.get(citation.place, 0):
            continue
        href = f"/{address_of(citation.target)}"
        name = work_info(citation.target).name
        link = markup.link(citation.start, citation.end, href, name)
        insertions.setdefault(citation.place, []).extend(link)
        linked_until[citation.place] = citation.end


def _insert_marks(edition: Edition, insertions: dict[str, list[markup.Insertion]]) -> dict[str, list[str]]:
    """Add the footnote marks and return their anchors by marker: fnref1, fnref1-2."""
    anchors: dict[str, list[str]] = {}
    for mark in FootnoteMark.objects.filter(paragraph__edition=edition).select_related("paragraph"):
        marker_anchors = anchors.setdefault(mark.marker, [])
        anchor = f"fnref{mark.marker}"
        if marker_anchors:
            anchor += f"-{len(marker_anchors) + 1}"
        marker_anchors.append(anchor)
        insertion = markup.mark(mark.offset, mark.marker, anchor)
        insertions.setdefault(mark.paragraph.ident, []).append(insertion)
    return anchors


def _sections(
    paragraphs: list[Paragraph], headings: dict[int | None, list[Heading]], cited: _CitedText
) -> list[SectionView]:
    """Return the paragraphs grouped by section, in the order of the text."""
    sections: list[SectionView] = []
    for paragraph in paragraphs:
        ident = _section_ident(paragraph)
        if not sections or sections[-1].ident != ident:
            sections.append(
                SectionView(ident, section_title(paragraph.component, paragraph.part), paragraph.part)
            )
        view = ParagraphView(
            paragraph=paragraph,
            label=paragraph_label(
                paragraph.ident, part=paragraph.part, depth=paragraph.depth, number=paragraph.number
            ),
            html=cited.html(paragraph.ident, paragraph.text),
            headings=headings.get(paragraph.pk, []),
            cites=cited.by_place.get(paragraph.ident, []),
            doubts=cited.doubts(paragraph.ident),
        )
        sections[-1].lines.append(view)
    return sections


def _footnote_view(footnote: Footnote, cited: _CitedText) -> FootnoteView:
    return FootnoteView(
        footnote=footnote,
        html=cited.html(footnote.ident, footnote.text),
        marks=cited.anchors.get(footnote.marker, []),
        doubts=cited.doubts(footnote.ident),
    )


def _section_ident(paragraph: Paragraph) -> str:
    return f"{paragraph.component}-{paragraph.part}".lstrip("-")
