"""Metadata of a document, from its head, its close and its opening line."""

import re

from ..un.organs import organ_pattern, organs
from ..un.sessions import LATEST_YEAR, is_valid_number, parse_session
from ..un.symbols import Symbol, resolution_symbol
from .closing import Closing
from .header.parser import Head
from .lines import Line, join
from .model import Meta


def build_metadata(
    head: Head, closing: Closing, opening: Line | None, star_notes: list[str], raw: str
) -> Meta:
    """Return the metadata that the parts of a text state. Fields that none of them states stay empty."""
    symbol = _find_symbol(head)
    symbol_text = symbol.text if symbol else None
    organ = head.organ or (symbol.organ if symbol else "")
    organ_name = organs()[organ].name if organ else None
    adopted_on = None if head.draft else closing.adopted_on or head.adopted_on
    return Meta(
        symbol=symbol_text,
        number=_printed_number(head, symbol),
        body=_printed_organ(opening, raw) or organ_name,
        organ=organ,
        committee=head.committee,
        status=_status(head, closing, symbol),
        session=_session(head, symbol),
        session_dates=_session_dates(head, raw),
        agenda_item=head.agenda_item,
        agenda_title=join(raw, head.agenda_title)[0] or None,
        title=join(raw, head.title)[0].rstrip("*|") or None,
        sponsors=head.sponsors,
        sponsor_notes=tuple(star_notes),
        adopted_on=adopted_on,
        meeting=closing.meeting or head.meeting,
        vote=closing.vote or head.vote,
    )


def _find_symbol(head: Head) -> Symbol | None:
    """Return the symbol printed in the head, else the one that organ and number make."""
    printed, number = head.symbol, head.number
    if printed is not None and (head.draft or number in (None, printed.number)):
        return printed
    if number is None or head.draft:
        return None
    organ = head.organ
    if organ is None and number.style == "year":
        organ = "SC"
    if organ is None or not is_valid_number(organ, number, LATEST_YEAR):
        return None
    return resolution_symbol(organ, number)


def _printed_number(head: Head, symbol: Symbol | None) -> str | None:
    if symbol and symbol.number:
        return str(symbol.number)
    return head.printed_number


def _status(head: Head, closing: Closing, symbol: Symbol | None) -> str | None:
    """Return "draft", "adopted", or None if the text shows neither."""
    if head.draft:
        return "draft"
    is_numbered = head.number is not None or (symbol is not None and symbol.kind != "")
    if head.adopted or closing.adopted_on or closing.vote or is_numbered:
        return "adopted"
    return None


def _session(head: Head, symbol: Symbol | None) -> int | str | None:
    """Return the session that the head states, else that of the number in the symbol."""
    if head.session is not None:
        return head.session
    if symbol is None or symbol.number is None or symbol.number.style == "year":
        return None
    return parse_session(symbol.number.session)


def _session_dates(head: Head, raw: str) -> str | None:
    line = head.session_dates
    return "".join(raw[line.start : line.end].split()) if line else None


def _printed_organ(opening: Line | None, raw: str) -> str | None:
    """Return the organ's name as the opening line prints it."""
    name = re.search(organ_pattern(), opening.key) if opening else None
    if opening is None or name is None:
        return None
    printed = "".join(raw[opening.start : opening.end].split())
    return printed[name.start() : name.end()]
