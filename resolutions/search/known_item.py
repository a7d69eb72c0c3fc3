"""The documents that a query names: by symbol, by number, or by words that cite it."""

from django.db.models import Q

from ..models import Resolution
from ..models.visitor import Visitor
from ..reading.citations.extraction import SpeakingOrgan, find_citations
from ..un.symbols import parse, parse_number

LONGEST = 200  # characters of a name
MOST = 6  # documents that a name may mean


def known_items(text: str, user: Visitor) -> list[Resolution]:
    """The documents that this visitor may read and that the text may name: 65/218, 大会第65/218号决议."""
    if not text or len(text) > LONGEST:
        return []
    named = _named(text)
    if named is None:
        return []
    documents = Resolution.objects.published_to(user)
    return list(documents.filter(named).order_by("order_key")[:MOST])


def _named(text: str) -> Q | None:
    if symbol := parse(text):
        return Q(symbol=symbol.text)
    if number := parse_number(text):
        return Q(number=str(number))
    cited = find_citations("", text, SpeakingOrgan(None))
    symbols = {s for c in cited for s in (c.target, *c.candidates) if s}
    return Q(symbol__in=symbols) if symbols else None
