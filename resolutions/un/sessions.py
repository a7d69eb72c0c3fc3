"""Sessions of organs: when they were held, and which numbers of documents they can have given."""

import re
from datetime import date

from ..language.numerals import from_roman
from .symbols import Number, Symbol

_SESSION_OF_DOCUMENT = re.compile(r"(?:[A-Z][A-Za-z0-9.]*/)+?(?P<session>\d{1,4})/")
_LATEST_SESSION = 1000  # of those that can have had a day
LATEST_YEAR = 2100  # where a text does not tell when it was written


def date_fits_session(organ: str, number: Number, day: date) -> bool | None:
    """Whether the organ can have adopted this number on this day; None where that is not known.

    Assembly session n opens in 1945+n and lasts into the next September; session 1 opened in
    January 1946. Council sessions 1 to 6 fell in 2006 and 2007; from 2008 session n falls in
    2008 + (n-7) div 3. See docs/domain.md, "Sessions and dates".
    """
    if number.session.isdigit() and len(number.session) == 4:
        return day.year == int(number.session)
    if "-" in number.session:
        return None
    session = int(number.session) if number.session.isdigit() else from_roman(number.session) or 0
    if session > _LATEST_SESSION:
        return None
    if organ == "GA":
        first = date(1946, 1, 1) if session == 1 else date(1945 + session, 9, 1)
        return first <= day <= date(1946 + session, 9, 30)
    if organ == "HRC":
        if session <= 6:
            return 2006 <= day.year <= 2007
        return day.year == 2008 + (session - 7) // 3
    return None


def session_start(organ: str, session: int | str | None) -> date | None:
    """The first day that a session can have had, by the same rules; None where they say nothing."""
    if not isinstance(session, int) or session > _LATEST_SESSION:
        return None
    if organ == "GA":
        return date(1946, 1, 1) if session == 1 else date(1945 + session, 9, 1)
    if organ == "HRC":
        return date(2008 + (session - 7) // 3, (3, 6, 9)[(session - 7) % 3], 1) if session > 6 else date(2006, 6, 1)
    return None


def approximate_date(symbol: Symbol) -> date | None:
    """A day near that of the document, by the session or year in its symbol; None where neither shows.

    The middle of a year, the opening of a session.
    """
    session = symbol.number.session if symbol.number else ""
    if not session and not symbol.text.startswith("A/CONF.") and (found := _SESSION_OF_DOCUMENT.match(symbol.text)):
        session = found["session"]
    if re.fullmatch(r"(?:19|20)\d\d", session):
        return date(int(session), 7, 1)
    value = int(session) if session.isdigit() else from_roman(session) or 0
    return session_start(symbol.organ, value) if value else None


def is_valid_number(organ: str, number: Number, latest_year: int) -> bool:
    """Whether an organ counts in this way at all, up to sessions that `latest_year` can know."""
    if number.style == "year":
        return organ == "SC"
    if number.style == "roman":
        top = from_roman(number.session.rpartition("-")[2]) or 0
        return (organ in ("GA", "TC") and top <= 30) or organ in ("ECOSOC", "CHR", "SUBCOM")
    if "-" in number.session:
        return organ == "GA" or (organ == "HRC" and number.session.startswith("S-"))
    session = int(number.session)
    if len(number.session) == 4:
        return organ not in ("GA", "SC", "HRC", "TC", "UNEA") and 1946 <= session <= latest_year
    if organ == "GA":
        return 31 <= session <= latest_year - 1945
    if organ == "HRC":
        return 1 <= session <= 7 + (latest_year - 2008) * 3 + 2
    return organ in ("CND", "CSW", "UNEA", "CCPCJ") and session < 100
