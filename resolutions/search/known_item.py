"""The documents that a query names: by symbol, by number, or by words that cite them."""

from django.db.models import Q

from ..models import Resolution
from ..models.visitor import Visitor
from ..reading.citations.extraction import SpeakingOrgan, find_citations
from ..un.symbols import parse, parse_number

LONGEST = 200  # characters of a name
MOST = 6  # documents that a name may mean


def known_items(text: str, user: Visitor) -> list[Resolution]:
    """Return the documents visible to this visitor that a text may name: 65/218, 大会第65/218号决议."""
    if not text or len(text) > LONGEST:
        return []
    condition = _named_by(text)
    if condition is None:
        return []
    return list(Resolution.objects.published_to(user).filter(condition).order_by("order_key")[:MOST])


def _named_by(text: str) -> Q | None:
    """Return the condition that a document is named by a text, or None if the text names none."""
    if symbol := parse(text):
        return Q(symbol=symbol.text)
    if number := parse_number(text):
        return Q(number=str(number))
    symbols: set[str] = set()
    for citation in find_citations("", text, SpeakingOrgan(None)):
        symbols.update(symbol for symbol in (citation.target, *citation.candidates) if symbol)
    return Q(symbol__in=symbols) if symbols else None
