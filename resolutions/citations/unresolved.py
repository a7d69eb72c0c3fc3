"""Citations whose work is still open, and those that staff settled."""

from dataclasses import dataclass
from typing import NamedTuple

from django.core.paginator import Page, Paginator

from ..models import Citation
from ..models.citation import CitationQuerySet
from ..models.visitor import Visitor

PAGE_SIZE = 50
MOST_SETTLED = 50


class KindChoice(NamedTuple):
    """A link to the open citations of one kind, with their number."""

    label: str
    url: str
    chosen: bool
    total: int


@dataclass(frozen=True, slots=True)
class UnresolvedPage:
    """A page of the open citations of the kind `by`, and the last citations that staff settled."""

    page: Page[Citation]
    by: str
    kinds: list[KindChoice]
    settled: CitationQuerySet


def unresolved_page(by: str, number: str | int, user: Visitor) -> UnresolvedPage:
    """Return a page of the open citations in current texts, by number unless `by` is another kind of
    citation.
    """
    if by not in Citation.By.values:
        by = Citation.By.NUMBER
    rows = Citation.objects.of_current(user).select_related("edition__resolution", "paragraph", "footnote")
    rows = rows.defer("edition__meta", "edition__warnings")
    matches = rows.open().filter(by=by).order_by("-edition__current_of__sort_date", "pk")
    settled = rows.filter(settlement__isnull=False).select_related("settlement__created_by")
    return UnresolvedPage(
        page=Paginator(matches, PAGE_SIZE).get_page(number),
        by=by,
        kinds=_kind_choices(rows, by),
        settled=settled.order_by("-settlement__pk")[:MOST_SETTLED],
    )


def open_count(user: Visitor) -> int:
    """Return the number of open citations in the current texts that this visitor can see."""
    return Citation.objects.of_current(user).open().count()


def _kind_choices(rows: CitationQuerySet, by: str) -> list[KindChoice]:
    """Return the kinds of citations that can be open; names are always understood."""
    choices = []
    for kind in Citation.By:
        if kind != Citation.By.NAME:
            count = rows.open().filter(by=kind).count()
            choices.append(KindChoice(str(kind.label), f"?by={kind.value}", kind == by, count))
    return choices
