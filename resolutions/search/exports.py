"""Results of a search as JSON (a page), CSV (a row for each paragraph) and Atom (the newest documents)."""

import csv
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from ..models.visitor import Visitor
from ..web.downloads import EchoWriter, escape_formula
from .filters import MOST_PAGES, PAGE, SearchFilters
from .searcher import search
from .snippets import Hit, hits_with_snippets

MOST_EXPORTED = 1000  # documents in a CSV
CHUNK = 50  # documents read at a time
IN_FEED = 50  # documents
COLUMNS = ("symbol", "address", "edition", "date", "organ", "title", "place", "text")


def as_json(filters: SearchFilters, user: Visitor, absolute: Callable[[str], str]) -> dict[str, Any]:
    """Return a page of results with all snippets of each document. `absolute` makes a URL of a path.

    Offsets of marks count characters of the text.
    """
    result = search(filters, user)
    first = (filters.page - 1) * PAGE
    hits = hits_with_snippets(result, result.documents[first : first + PAGE].tolist(), user, most=None)
    next_url = None
    if first + PAGE < result.total and filters.page < MOST_PAGES:
        next_url = absolute(filters.changed(page=filters.page + 1).url("json"))
    return {
        "query": filters.text,
        "terms": [str(term) for term in result.terms],
        "notes": list(result.notes),
        "documents": result.total,
        "at_least": bool(result.more),
        "at_most": result.at_most,
        "page": filters.page,
        "next": next_url,
        "results": [_hit_as_json(hit) for hit in hits],
    }


def _hit_as_json(hit: Hit) -> dict[str, Any]:
    document = hit.resolution
    lines = []
    for snippet in hit.lines:
        marks = [list(span) for span in snippet.spans]
        lines.append({"in": snippet.ident, "text": snippet.text, "marks": marks})
    return {
        "symbol": document.symbol,
        "address": document.address,
        "edition": document.edition.number if document.edition else None,
        "date": document.adopted_on.isoformat() if document.adopted_on else None,
        "organ": document.organ,
        "status": document.status,
        "title": document.title,
        "lines": lines,
    }


def as_csv(filters: SearchFilters, user: Visitor) -> Iterator[str]:
    """Yield a byte order mark and a row for each matching paragraph of the first MOST_EXPORTED documents."""
    writer = csv.writer(EchoWriter())
    yield "\ufeff" + writer.writerow(COLUMNS)
    result = search(filters, user)
    pks = result.documents[:MOST_EXPORTED].tolist()
    for start in range(0, len(pks), CHUNK):
        for hit in hits_with_snippets(result, pks[start : start + CHUNK], user, most=None):
            for row in _csv_rows(hit):
                yield writer.writerow([escape_formula(cell) for cell in row])


def _csv_rows(hit: Hit) -> Iterator[list[str]]:
    """Yield the cells of each snippet; of the title if the document has no snippet."""
    document = hit.resolution
    number = document.edition and document.edition.number
    values = (document.symbol, document.address, number, document.adopted_on, document.organ, document.title)
    cells = ["" if value is None else str(value) for value in values]
    if not hit.lines:
        yield [*cells, "title", document.title]
    for snippet in hit.lines:
        yield [*cells, snippet.ident, snippet.text]


def as_atom(filters: SearchFilters, user: Visitor, absolute: Callable[[str], str]) -> str:
    """Return the newest documents that match, as a feed. `absolute` makes a URL of a path."""
    newest_first = filters.changed(sort="-date", page=1)
    result = search(newest_first, user)
    feed = Atom1Feed(
        title=_("决议对照：%(query)s") % {"query": filters.text},
        link=absolute(newest_first.url()),
        description=_("含有这些词句的联合国决议，新的在前"),
        feed_url=absolute(newest_first.url("atom")),
        language="zh-Hans",
    )
    for hit in hits_with_snippets(result, result.documents[:IN_FEED].tolist(), user):
        document = hit.resolution
        link = absolute(document.get_absolute_url())
        feed.add_item(
            title=f"{document.label} {document.title}".strip(),
            link=link,
            description="\n".join(snippet.text for snippet in hit.lines) or document.title,
            unique_id=link,
            updateddate=document.edition.created if document.edition else None,
        )
    return feed.writeString("utf-8")
