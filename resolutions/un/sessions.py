"""Sessions of organs: when they were held, and which document numbers belong to them.

See docs/domain.md, "Sessions and dates".
"""

import re
from datetime import date

from ..language.numerals import from_roman, parse_numeral, to_roman
from .symbols import Number, Symbol

_SESSION_OF_DOCUMENT = re.compile(r"(?:[A-Z][A-Za-z0-9.]*/)+?(?P<session>\d{1,4})/")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LATEST_SESSION = 1000  # the largest session number that is given a date
_LATEST_SESSION_OF_NUMBER = 199  # a larger number in the place of a session is a year, as in 2000/22
_FIRST_YEAR = 1900  # of numbers in the form serial(year)
LATEST_ROMAN_SESSION = 63  # of the Economic and Social Council, in 1977
LATEST_YEAR = 2100  # for texts that do not say when they were written


def parse_old_number(serial: str, session: str) -> Number | None:
    """Return the number that two numerals make in the form serial(session), or None.

    二一五九(二十一) is 2159(XXI); 九〇四(一九四六) is 904(1946) of the Security Council.
    """
    serial_number, session_number = parse_numeral(serial), parse_numeral(session)
    if not serial_number or not session_number:
        return None
    if session_number >= _FIRST_YEAR:
        return Number(str(session_number), serial_number, style="year")
    if session_number > LATEST_ROMAN_SESSION:
        return None
    return Number(to_roman(session_number), serial_number, style="roman")


def parse_session(printed: str) -> int | str | None:
    """Return the session of a number: 65 for "65", 21 for "XXI", "ES-11" as it is, None for a year."""
    if "-" in printed:
        return printed
    value = _session_value(printed)
    return value if value <= _LATEST_SESSION_OF_NUMBER else None


def date_fits_session(organ: str, number: Number, day: date) -> bool | None:
    """Return whether the organ can have adopted this number on this day, or None if that is unknown.

    Assembly session n opens in 1945+n and ends in the following September; session 1 opened in
    January 1946. Human Rights Council sessions 1 to 6 were in 2006 and 2007; from 2008 on,
    session n is in 2008 + (n-7) div 3.
    """
    if number.session.isdigit() and len(number.session) == 4:
        return day.year == int(number.session)
    if "-" in number.session:
        return None
    session = _session_value(number.session)
    if session > _LATEST_SESSION:
        return None
    if organ == "GA":
        return _assembly_start(session) <= day <= date(1946 + session, 9, 30)
    if organ == "HRC":
        if session <= 6:
            return 2006 <= day.year <= 2007
        return day.year == 2008 + (session - 7) // 3
    return None


def session_start(organ: str, session: int | str | None) -> date | None:
    """Return the earliest possible first day of a session, or None if nothing is known of it."""
    if not isinstance(session, int) or session > _LATEST_SESSION:
        return None
    if organ == "GA":
        return _assembly_start(session)
    if organ == "HRC":
        if session <= 6:
            return date(2006, 6, 1)
        month = (3, 6, 9)[(session - 7) % 3]
        return date(2008 + (session - 7) // 3, month, 1)
    return None


def _assembly_start(session: int) -> date:
    if session == 1:
        return date(1946, 1, 1)
    return date(1945 + session, 9, 1)


def approximate_date(symbol: Symbol) -> date | None:
    """Return a day near the document's date, from the session or year in its symbol.

    This is 1 July of a year, or the first day of a session. Return None if the symbol has neither.
    """
    session = symbol.number.session if symbol.number else ""
    if not session and not symbol.text.startswith("A/CONF."):
        match = _SESSION_OF_DOCUMENT.match(symbol.text)
        session = match["session"] if match else ""
    if _YEAR.fullmatch(session):
        return date(int(session), 7, 1)
    value = _session_value(session)
    return session_start(symbol.organ, value) if value else None


def _session_value(session: str) -> int:
    """Return the value of "65" or "XXI", 0 for anything else."""
    if session.isdigit():
        return int(session)
    return from_roman(session) or 0


def is_valid_number(organ: str, number: Number, latest_year: int) -> bool:
    """Return whether the organ numbers its documents in this style, in a session up to `latest_year`."""
    if number.style == "year":
        return organ == "SC"
    if number.style == "roman":
        session = from_roman(number.session.rpartition("-")[2]) or 0
        return (organ in ("GA", "TC") and session <= 30) or organ in ("ECOSOC", "CHR", "SUBCOM")
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
