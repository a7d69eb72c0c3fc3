"""What a reader may be about to type: symbols, terms and titles of documents that this visitor may see."""

from dataclasses import dataclass

import numpy as np
from django.db.models import Q

from ..language.normalization import searchable
from ..models import Resolution
from ..models.visitor import Visitor
from ..un.segmentation import terms
from .document_columns import GLANCED_AT, document_columns
from .filters import SearchFilters

MOST_OF_A_KIND = 4
LONGEST = 60  # characters that are looked for


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`words` go into the box and `url` is where they lead; `kind` is symbol, term or title."""

    kind: str
    words: str
    url: str
    note: str = ""


def suggestions(text: str, user: Visitor) -> list[Suggestion]:
    """At most four of a kind, in at most two queries and one for each term."""
    asked = searchable(text[:LONGEST])
    if not asked:
        return []
    corpus = document_columns(user)
    documents = Resolution.objects.published_to(user)
    out: list[Suggestion] = []
    if any(c.isdigit() for c in asked):
        named = documents.filter(Q(symbol__istartswith=asked) | Q(number__istartswith=asked)).order_by("order_key")
        named = named.only("symbol", "address", "title")[:MOST_OF_A_KIND]
        out += [Suggestion("symbol", one.symbol or "", one.get_absolute_url(), one.title) for one in named]
    known = sorted(
        (term for term in terms() if asked in searchable(term)), key=lambda t: (not t.startswith(text), len(t))
    )
    for term in known[: 2 * MOST_OF_A_KIND]:
        has, may = corpus.having(((searchable(term), ""),), most=GLANCED_AT)
        if has.any() and sum(one.kind == "term" for one in out) < MOST_OF_A_KIND:
            out.append(
                Suggestion("term", term, SearchFilters(text=term).url(), f"{has.sum()}{'+' if may.any() else ''}")
            )
    titled = np.flatnonzero(corpus.having(((asked, "title"),))[0])[::-1]
    newest = documents.filter(pk__in=corpus.documents[titled[: 3 * MOST_OF_A_KIND]].tolist()).newest_first()
    seen: set[str] = set()
    for one in newest:
        if one.title and one.title not in seen and len(seen) < MOST_OF_A_KIND and asked in searchable(one.title):
            seen.add(one.title)
            out.append(Suggestion("title", one.title, one.get_absolute_url(), one.short_label))
    return out
