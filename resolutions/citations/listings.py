"""Lists on a document's page: the works that it cites, and the documents that cite it, by organ, newest
first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Max, Min, When

from ..models import UNDATED, Citation, Edge, EdgeQuerySet, Resolution
from ..models.visitor import Visitor
from ..un.symbols import address_of
from ..un.works import OTHERS, date_doubts, lane_name, work_info

PAGE_SIZE = 50  # citing documents


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work that a text cites, with the citations. `held` is whether the corpus has its text, which gives
    its title.

    `sort_day` is a date to sort by, also for a work of which no exact date is known.
    """

    key: str
    name: str
    title: str
    address: str
    lane: str
    day: date | None
    sort_day: date
    held: bool
    doubts: list[str]
    mentions: list[Citation]

    @property
    def places(self) -> list[Citation]:
        """The first citation in each paragraph or footnote."""
        first_in_place: dict[str, Citation] = {}
        for mention in self.mentions:
            first_in_place.setdefault(mention.place, mention)
        return list(first_in_place.values())


@dataclass(frozen=True, slots=True)
class CitedLane:
    """Works of one organ, newest first."""

    name: str
    works: list[CitedWork]


def works_cited_by(
    citations: Sequence[Citation], held: dict[str, Resolution], *, own_key: str = ""
) -> list[CitedLane]:
    """Return the works that these citations of a text name, except itself; the lane with most works comes
    first.

    `held` are the works whose text this visitor can read, by key; `own_key` is the key of the text itself.
    """
    by_key: dict[str, list[Citation]] = {}
    for citation in citations:
        if citation.target and citation.target != own_key:
            by_key.setdefault(citation.target, []).append(citation)
    by_lane: dict[str, list[CitedWork]] = {}
    for key, mentions in by_key.items():
        work = _cited_work(key, mentions, held.get(key))
        by_lane.setdefault(work.lane, []).append(work)
    lanes = sorted(by_lane.items(), key=lambda item: (-len(item[1]), item[0]))
    return [CitedLane(lane_name(lane), _newest_first(works)) for lane, works in lanes]


def _cited_work(key: str, mentions: list[Citation], document: Resolution | None) -> CitedWork:
    """Return a cited work; `document` is its text in the
    corpus. The day is the first that a citation gives.
    """
    info = work_info(key)
    cited_days = [mention.day for mention in mentions if mention.day]
    known_day = info.day if info.exact else None
    day = cited_days[0] if cited_days else known_day
    own_day = document.adopted_on if document else None
    title = document.title if document else info.title
    return CitedWork(
        key=key,
        name=info.name,
        title=title,
        address=address_of(key),
        lane=info.lane,
        day=day,
        sort_day=day or info.day or UNDATED,
        held=document is not None,
        doubts=date_doubts(key, cited_days, own_day),
        mentions=mentions,
    )


def _newest_first(works: Iterable[CitedWork]) -> list[CitedWork]:
    return sorted(works, key=lambda work: (work.sort_day, work.key), reverse=True)


def documents_in_corpus(citations: Iterable[Citation], user: Visitor) -> dict[str, Resolution]:
    """Return the cited documents that this visitor can read, by symbol, with title and date."""
    keys = {citation.target for citation in citations}
    documents = Resolution.objects.published_to(user).filter(symbol__in=keys)
    return {
        document.symbol: document
        for document in documents.only("symbol", "title", "adopted_on")
        if document.symbol
    }


@dataclass(frozen=True, slots=True)
class CitingDocument:
    """A document that cites a work, with the citations."""

    resolution: Resolution
    citations: list[Citation]


class OrganCount(NamedTuple):
    """An organ and the number of its documents that cite a work."""

    name: str
    total: int


class CitingOrgan(NamedTuple):
    """An organ and its citing documents on a page of the list."""

    name: str
    documents: list[CitingDocument]


@dataclass(frozen=True, slots=True)
class CitingPage:
    """A page of the documents that cite a work, and the number of citing documents of each organ."""

    page: Page[Edge]
    organs: list[OrganCount]
    listed: list[CitingOrgan]

    @property
    def total(self) -> int:
        return self.page.paginator.count


def documents_citing(key: str, user: Visitor, number: str | int = 1) -> CitingPage:
    """Return a page of the documents that cite a work, by organ and newest first, in four queries.

    The organ with most documents comes first. A page past the end is the last.
    """
    edges = Edge.objects.visible_to(user).filter(work=key)
    counts = _organ_counts(edges)
    positions = [When(citing__organ=organ, then=position) for position, (organ, _count) in enumerate(counts)]
    ordered = edges.select_related("citing").order_by(
        Case(*positions, default=0), "-citing__sort_date", "-citing"
    )
    page = Paginator(ordered, PAGE_SIZE).get_page(number)
    page_edges = list(page.object_list)
    citations = _citations_by_edition(key, page_edges)
    by_organ: dict[str, list[CitingDocument]] = {}
    for edge in page_edges:
        document = CitingDocument(edge.citing, citations.get(edge.citing.edition_id or 0, []))
        organ_name = edge.citing.organ_name or lane_name(OTHERS)
        by_organ.setdefault(organ_name, []).append(document)
    return CitingPage(
        page=page,
        organs=[OrganCount(lane_name(organ or OTHERS), count) for organ, count in counts],
        listed=[CitingOrgan(name, documents) for name, documents in by_organ.items()],
    )


def _organ_counts(edges: EdgeQuerySet) -> list[tuple[str, int]]:
    """Return the codes of the citing organs and their numbers of documents, the greatest first."""
    counts = edges.order_by().values_list("citing__organ").annotate(n=Count("pk"))
    return sorted(counts, key=lambda item: (-item[1], item[0]))


def _citations_by_edition(key: str, edges: Sequence[Edge]) -> dict[int, list[Citation]]:
    """Return the citations of a work in the current editions of the citing documents, by edition."""
    editions = [edge.citing.edition_id for edge in edges]
    rows = Citation.objects.filter(target=key, edition__in=editions)
    by_edition: dict[int, list[Citation]] = {}
    for row in rows.select_related("paragraph", "footnote").order_by("pk"):
        by_edition.setdefault(row.edition_id, []).append(row)
    return by_edition


class CitationDates(NamedTuple):
    """The dates that citing texts give a work, and the dates of the first and the last text that cites it."""

    given: list[date]
    first: date | None
    last: date | None


def citation_dates(key: str, user: Visitor) -> CitationDates:
    """Return the dates of a work and of its citations, in the documents that this visitor can see."""
    edges = Edge.objects.visible_to(user).filter(work=key)
    days = edges.filter(day__isnull=False).order_by("day").values_list("day", flat=True).distinct()
    dated = edges.filter(citing__sort_date__gt=UNDATED).order_by()
    span = dated.aggregate(first=Min("citing__sort_date"), last=Max("citing__sort_date"))
    return CitationDates([day for day in days if day], span["first"], span["last"])
