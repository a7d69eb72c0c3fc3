"""The lists on a document's page: what it cites, and who cites it, by organ, newest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Max, Min, When

from ..models import UNDATED, Citation, Edge, Resolution
from ..models.visitor import Visitor
from ..un.symbols import address_of
from ..un.works import date_doubts, lane_name, work_info

PAGE = 50  # citing documents on a page of the list


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work that a text cites, the places where it does, and the text's own title of it where the corpus has one."""

    key: str
    name: str
    title: str
    address: str
    day: date | None
    held: bool
    doubts: list[str]
    mentions: list[Citation]

    @property
    def places(self) -> list[Citation]:
        """One mention in each paragraph or footnote."""
        return list({mention.place: mention for mention in reversed(self.mentions)}.values())[::-1]


@dataclass(frozen=True, slots=True)
class CitedLane:
    """Documents of one organ, newest first."""

    name: str
    works: list[CitedWork]


def works_cited_by(mentions: Sequence[Citation], held: dict[str, Resolution], *, own: str = "") -> list[CitedLane]:
    """What a text cites by these mentions, itself apart; the lane most cited first.

    `held` are the works that this visitor can read here, by key.
    """
    by_key: dict[str, list[Citation]] = {}
    for mention in mentions:
        if mention.target and mention.target != own:
            by_key.setdefault(mention.target, []).append(mention)
    lanes: dict[str, list[tuple[date, CitedWork]]] = {}
    for key, rows in by_key.items():
        known = work_info(key)
        said = next((row.day for row in rows if row.day), known.day if known.exact else None)
        here = held.get(key)
        title = here.title if here else known.title
        doubts = date_doubts(key, (row.day for row in rows if row.day), here.adopted_on if here else None)
        work = CitedWork(key, known.name, title, address_of(key), said, here is not None, doubts, rows)
        lanes.setdefault(known.lane, []).append((said or known.day or UNDATED, work))
    ordered = sorted(lanes.items(), key=lambda item: (-len(item[1]), item[0]))
    return [CitedLane(lane_name(lane), _newest_first(works)) for lane, works in ordered]


def _newest_first(works: Iterable[tuple[date, CitedWork]]) -> list[CitedWork]:
    return [work for _day, work in sorted(works, key=lambda item: (item[0], item[1].key), reverse=True)]


def documents_in_corpus(mentions: Iterable[Citation], user: Visitor) -> dict[str, Resolution]:
    """The documents cited, by symbol, that this visitor can read here, with title and day."""
    keys = {mention.target for mention in mentions}
    documents = Resolution.objects.published_to(user).filter(symbol__in=keys)
    return {one.symbol: one for one in documents.only("symbol", "title", "adopted_on") if one.symbol}


@dataclass(frozen=True, slots=True)
class CitingDocument:
    """A document that cites another, and the words with which it does."""

    resolution: Resolution
    citations: list[Citation]


@dataclass(frozen=True, slots=True)
class CitingPage:
    """A page of the documents that cite a work, by organ and then newest first, and how many each organ has."""

    page: Page[Edge]
    organs: list[tuple[str, int]]
    listed: list[tuple[str, list[CitingDocument]]]

    @property
    def total(self) -> int:
        return self.page.paginator.count


def documents_citing(key: str, user: Visitor, number: str | int = 1) -> CitingPage:
    """Who cites a work, in four queries however many do; a page past the end is the last."""
    edges = Edge.objects.visible_to(user).filter(work=key)
    groups = edges.order_by().values_list("citing__organ").annotate(n=Count("pk"))
    counts = sorted(groups, key=lambda group: (-group[1], group[0]))
    place = Case(*(When(citing__organ=organ, then=k) for k, (organ, _n) in enumerate(counts)), default=0)
    ordered = edges.select_related("citing").order_by(place, "-citing__sort_date", "-citing")
    page = Paginator(ordered, PAGE).get_page(number)
    rows = list(page.object_list)
    words: dict[int, list[Citation]] = {}
    mentions = Citation.objects.filter(target=key, edition__in=[edge.citing.edition_id for edge in rows])
    for mention in mentions.select_related("paragraph", "footnote").order_by("pk"):
        words.setdefault(mention.edition_id, []).append(mention)
    listed: dict[str, list[CitingDocument]] = {}
    for edge in rows:
        one = CitingDocument(edge.citing, words.get(edge.citing.edition_id or 0, []))
        listed.setdefault(edge.citing.organ_name or lane_name("others"), []).append(one)
    names = [(lane_name(organ or "others"), n) for organ, n in counts]
    return CitingPage(page, names, list(listed.items()))


def citation_dates(key: str, user: Visitor) -> tuple[list[date], date | None, date | None]:
    """The dates that citing texts give a work, and the days of the first and the last that cites it."""
    edges = Edge.objects.visible_to(user).filter(work=key)
    days = edges.filter(day__isnull=False).order_by("day").values_list("day", flat=True).distinct()
    dated = edges.filter(citing__sort_date__gt=UNDATED).order_by()
    span = dated.aggregate(first=Min("citing__sort_date"), last=Max("citing__sort_date"))
    return [day for day in days if day], span["first"], span["last"]
