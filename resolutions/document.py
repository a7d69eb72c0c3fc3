"""An edition as a page shows it: its paragraphs with marks and links, its notes, what it cites."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Max, Min
from django.utils.safestring import SafeString

from . import markup
from .models import UNDATED, Citation, Edition, Footnote, FootnoteMark, Heading, Paragraph, Resolution
from .organs import organs
from .reading.model import Part
from .symbols import parse

MOST_LISTED = 50


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A document that is cited: its symbol and address, and the name of its organ."""

    symbol: str
    address: str
    organ: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph on the page, with the headings above it and what it cites."""

    paragraph: Paragraph
    label: str
    html: SafeString
    headings: list[Heading]
    cites: list[Citation]


@dataclass(slots=True)
class Section:
    """The preamble, the operative part or an annex, of the resolution or of a later part of it."""

    ident: str
    title: str
    part: str
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote on the page; `marks` are the anchors of its marks."""

    footnote: Footnote
    html: SafeString
    marks: list[str]


@dataclass(frozen=True, slots=True)
class Document:
    """What a resolution's page shows of one edition; `held` are the symbols that the corpus has the text of."""

    sections: list[Section]
    notes: list[Note]
    headings_at_end: list[Heading]
    cites: list[tuple[str, list[CitedWork]]]
    cites_count: int
    held: frozenset[str]


def held_by(edition: Edition, user: User | AnonymousUser) -> frozenset[str]:
    """The symbols, of those that an edition cites, that this visitor can read here."""
    visible = Resolution.objects.visible_to(user).filter(citations_here__edition=edition, symbol__isnull=False)
    return frozenset(symbol for symbol in visible.values_list("symbol", flat=True) if symbol)


def document(edition: Edition, held: frozenset[str] = frozenset()) -> Document:
    """Everything a page shows of an edition, in five queries however long it is."""
    paragraphs = list(edition.paragraphs.all())
    headings: dict[int | None, list[Heading]] = {}
    for heading in edition.headings.all():
        headings.setdefault(heading.before_id, []).append(heading)
    citations = list(edition.citations.order_by("place", "start", "-end"))
    insertions, anchors = _insertions(edition, citations)
    of_place: dict[str, list[Citation]] = {}
    for citation in citations:
        of_place.setdefault(citation.place, []).append(citation)
    sections: list[Section] = []
    for p in paragraphs:
        if not sections or sections[-1].ident != _section_ident(p):
            sections.append(Section(_section_ident(p), _section_title(p), p.part))
        html = markup.with_insertions(p.text, insertions.get(p.ident, []))
        sections[-1].lines.append(Line(p, label_of(p), html, headings.get(p.pk, []), of_place.get(p.ident, [])))
    notes = [
        Note(f, markup.with_insertions(f.text, insertions.get(f.ident, [])), anchors.get(f.marker, []))
        for f in edition.footnotes.all()
    ]
    cites = _cited_works(citations)
    return Document(sections, notes, headings.get(None, []), cites, sum(len(works) for _, works in cites), held)


def label_of(paragraph: Paragraph) -> str:
    """What stands before a paragraph: its printed number, or 序3 for the third preambular one."""
    if paragraph.number:
        return paragraph.number
    if paragraph.part == Part.PREAMBLE and not paragraph.depth:
        return f"序{paragraph.ident.rpartition('pp')[2]}"
    return ""


def _section_ident(paragraph: Paragraph) -> str:
    return f"{paragraph.component}-{paragraph.part}".lstrip("-")


def _section_title(paragraph: Paragraph) -> str:
    if paragraph.part == Part.ANNEX:
        return f"附件 {paragraph.component.removeprefix('annex')}"
    title = "序言部分" if paragraph.part == Part.PREAMBLE else "执行部分"
    return f"{paragraph.component} {title}".strip()


def _insertions(
    edition: Edition, citations: list[Citation]
) -> tuple[dict[str, list[markup.Insertion]], dict[str, list[str]]]:
    """Links and footnote marks for each place, and the anchors of each note's marks."""
    insertions: dict[str, list[markup.Insertion]] = {}
    anchors: dict[str, list[str]] = {}
    free: dict[str, int] = {}
    for citation in citations:
        if citation.target and citation.start >= free.get(citation.place, 0):
            symbol = parse(citation.target)
            href = f"/{symbol.address}" if symbol else ""
            insertions.setdefault(citation.place, []).extend(
                markup.link(citation.start, citation.end, href, citation.target)
            )
            free[citation.place] = citation.end
    for mark in FootnoteMark.objects.filter(paragraph__edition=edition).select_related("paragraph"):
        seen = anchors.setdefault(mark.marker, [])
        anchor = f"fnref{mark.marker}" + (f"-{len(seen) + 1}" if seen else "")
        seen.append(anchor)
        insertions.setdefault(mark.paragraph.ident, []).append(markup.mark(mark.offset, mark.marker, anchor))
    return insertions, anchors


def _cited_works(citations: list[Citation]) -> list[tuple[str, list[CitedWork]]]:
    """The documents cited, each once, by organ: the one most cited first, newest documents first."""
    works: dict[str, CitedWork] = {}
    for citation in citations:
        symbol = parse(citation.target) if citation.target else None
        if symbol and symbol.text not in works:
            organ = organs().get(symbol.organ)
            name = organ.name if organ and symbol.kind else "文件"
            works[symbol.text] = CitedWork(symbol.text, symbol.address, name)
    groups = Counter(work.organ for work in works.values())
    ordered = sorted(works.values(), key=_by_symbol, reverse=True)
    return [(organ, [w for w in ordered if w.organ == organ]) for organ, _ in groups.most_common()]


def _by_symbol(work: CitedWork) -> tuple[object, ...]:
    symbol = parse(work.symbol)
    return symbol.sort_key if symbol else ()


@dataclass(frozen=True, slots=True)
class Citing:
    """A document that cites another, and the words with which it does, by paragraph."""

    resolution: Resolution
    citations: list[Citation]


def citing(symbol: str, user: User | AnonymousUser) -> tuple[list[Citing], int]:
    """Who cites a symbol, newest first, at most 50, and how many documents do."""
    rows = Citation.objects.filter(target=symbol)
    resolutions = Resolution.objects.visible_to(user).filter(edition__in=rows.values("edition"))
    listed = list(resolutions.newest_first()[: MOST_LISTED + 1])
    total = len(listed) if len(listed) <= MOST_LISTED else resolutions.count()
    of_edition: dict[int, list[Citation]] = {}
    listed = listed[:MOST_LISTED]
    for row in rows.filter(edition__in=[r.edition_id for r in listed]).select_related("paragraph", "footnote"):
        of_edition.setdefault(row.edition_id, []).append(row)
    return [Citing(r, of_edition.get(r.edition_id or 0, [])) for r in listed], total


def cited_when(symbol: str, user: User | AnonymousUser) -> tuple[list[date], date | None, date | None]:
    """The dates that citing words give a document, and the days of the first and the last that cites it."""
    rows = Citation.objects.of_current(user).filter(target=symbol)
    days = rows.filter(day__isnull=False).order_by("day").values_list("day", flat=True).distinct()
    dated = rows.filter(edition__current_of__sort_date__gt=UNDATED).order_by()
    span = dated.aggregate(first=Min("edition__current_of__sort_date"), last=Max("edition__current_of__sort_date"))
    return [day for day in days if day], span["first"], span["last"]
