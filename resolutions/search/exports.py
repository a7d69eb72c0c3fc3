"""The answers to a query in other forms: JSON page by page, CSV line by line, Atom of the newest."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from ..models.visitor import Visitor
from ..web.downloads import EchoWriter, escape_formula
from .filters import MOST_PAGES, PAGE, SearchFilters
from .searcher import SearchResult, search
from .snippets import Hit, hits_with_snippets

MOST_EXPORTED = 1000  # documents in a CSV
CHUNK = 50  # documents read at a time
IN_FEED = 50
COLUMNS = ("symbol", "address", "edition", "date", "organ", "title", "place", "text")


def as_json(filters: SearchFilters, user: Visitor, absolute: Callable[[str], str]) -> dict[str, Any]:
    """A page of answers with all lines of each; offsets of marks count characters of the text."""
    found = search(filters, user)
    first = (filters.page - 1) * PAGE
    page = hits_with_snippets(found, found.documents[first : first + PAGE].tolist(), user, None)
    more = first + PAGE < found.total and filters.page < MOST_PAGES
    return {
        "query": filters.text,
        "terms": [str(term) for term in found.terms],
        "notes": list(found.notes),
        "documents": found.total,
        "at_least": bool(found.more),
        "at_most": found.at_most,
        "page": filters.page,
        "next": absolute(replace(filters, page=filters.page + 1).url("json")) if more else None,
        "results": [_document(answer) for answer in page],
    }


def _document(answer: Hit) -> dict[str, Any]:
    one = answer.resolution
    return {
        "symbol": one.symbol,
        "address": one.address,
        "edition": one.edition.number if one.edition else None,
        "date": one.adopted_on.isoformat() if one.adopted_on else None,
        "organ": one.organ,
        "status": one.status,
        "title": one.title,
        "lines": [
            {"in": line.ident, "text": line.text, "marks": [list(s) for s in line.spans]} for line in answer.lines
        ],
    }


def as_csv(filters: SearchFilters, user: Visitor) -> Iterator[str]:
    """A line for every paragraph that answers, of the first MOST_EXPORTED documents."""
    writer = csv.writer(EchoWriter())
    yield "\ufeff" + writer.writerow(COLUMNS)
    found = search(filters, user)
    for at in range(0, min(found.total, MOST_EXPORTED), CHUNK):
        chunk = found.documents[at : min(at + CHUNK, MOST_EXPORTED)].tolist()
        for answer in hits_with_snippets(found, chunk, user, None):
            one = answer.resolution
            head = (one.symbol, one.address, one.edition and one.edition.number, one.adopted_on, one.organ, one.title)
            for place, text in [(line.ident, line.text) for line in answer.lines] or [("title", one.title)]:
                cells = ["" if value is None else str(value) for value in (*head, place, text)]
                yield writer.writerow([escape_formula(cell) for cell in cells])


def as_atom(filters: SearchFilters, user: Visitor, absolute: Callable[[str], str]) -> str:
    """The newest documents that answer, as a feed to subscribe to."""
    newest = replace(filters, sort="-date", page=1)
    found: SearchResult = search(newest, user)
    feed = Atom1Feed(
        title=_("决议对照：%(query)s") % {"query": filters.text},
        link=absolute(newest.url()),
        description=_("含有这些词句的联合国决议，新的在前"),
        feed_url=absolute(newest.url("atom")),
        language="zh-Hans",
    )
    for answer in hits_with_snippets(found, found.documents[:IN_FEED].tolist(), user):
        one = answer.resolution
        link = absolute(one.get_absolute_url())
        feed.add_item(
            title=f"{one.label} {one.title}".strip(),
            link=link,
            description="\n".join(line.text for line in answer.lines) or one.title,
            unique_id=link,
            updateddate=one.edition.created if one.edition else None,
        )
    return feed.writeString("utf-8")
