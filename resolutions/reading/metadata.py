"""What the head, the close and the body together say of the document."""

from ..un.organs import organ_named, organs
from ..un.sessions import LATEST_YEAR, is_valid_number
from ..un.symbols import Symbol, resolution_symbol
from .closing import Closing
from .header.parser import Head
from .lines import Line, join
from .model import Meta


def build_metadata(head: Head, closing: Closing, opening: Line | None, star_notes: list[str], raw: str) -> Meta:
    """Put the parts together; what none of them says stays empty."""
    symbol = _symbol(head)
    code = head.organ or (symbol.organ if symbol else None)
    number = str(symbol.number) if symbol and symbol.number else head.printed_number
    adopted = head.adopted or closing.adopted_on or closing.vote or (symbol and symbol.kind) or head.number
    session = head.session
    if session is None and symbol and symbol.number and symbol.number.style != "year":
        rank = symbol.number.rank
        session = symbol.number.session if "-" in symbol.number.session else rank if rank < 200 else None
    return Meta(
        symbol=symbol.text if symbol else None,
        number=number,
        body=_printed_organ(opening, raw) or (organs()[code].name if code else None),
        organ=code or "",
        committee=head.committee,
        status="draft" if head.draft else "adopted" if adopted else None,
        session=session,
        session_dates="".join(raw[head.session_dates.start : head.session_dates.end].split())
        if head.session_dates
        else None,
        agenda_item=head.agenda_item,
        agenda_title=join(raw, head.agenda_title)[0] or None,
        title=join(raw, head.title)[0].rstrip("*|") or None,
        sponsors=head.sponsors,
        sponsor_notes=tuple(star_notes),
        adopted_on=None if head.draft else closing.adopted_on or head.adopted_on,
        meeting=closing.meeting or head.meeting,
        vote=closing.vote or head.vote,
    )


def _symbol(head: Head) -> Symbol | None:
    """The symbol printed in the head, else the one that organ and number make."""
    by_style = "SC" if head.number and head.number.style == "year" else None
    code = head.organ or by_style
    printed = head.symbol
    if printed is not None and (head.draft or head.number in (None, printed.number)):
        return printed
    if head.number is None or code is None or head.draft:
        return None
    if not is_valid_number(code, head.number, LATEST_YEAR):
        return None
    return resolution_symbol(code, head.number)


def _printed_organ(opening: Line | None, raw: str) -> str | None:
    """The organ's name as the opening line prints it."""
    if opening is None:
        return None
    names = [n for o in organs().values() for n in o.names if n in opening.key] + ["联合国会员国"]
    name = max((n for n in names if n in opening.key), key=len, default="")
    printed = "".join(raw[opening.start : opening.end].split())
    at = opening.key.find(name)
    return printed[at : at + len(name)] if organ_named(name) else None
