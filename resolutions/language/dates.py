"""Dates as resolutions print them: 2010年12月21日, 一九七六年十月二十二日, 十月二十五日."""

import re
from datetime import date

from .numerals import NUMERAL, parse_numeral

# Matched against folded text; there may be blanks between the digits (“2013年 12月 18日”).
_N = rf"[{NUMERAL}](?:\s?[{NUMERAL}])*"
DATE = rf"(?P<year>{_N})\s*年\s*(?P<month>{_N})\s*月\s*(?P<day>{_N})\s*日"
DATE_IN_YEAR = rf"(?:(?P<year>{_N})\s*年\s*)?(?P<month>{_N})\s*月\s*(?P<day>{_N})\s*日"
# Without groups or blanks.
PLAIN_DATE = re.sub(r"\?P<\w+>", "?:", DATE).replace(r"\s*", "").replace(r"\s?", "")


def to_date(match: re.Match[str], year: int | None = None) -> date | None:
    """Return the day of a match of DATE or DATE_IN_YEAR, or None if there is no such day.

    `year` is used if the match has no year.
    """
    if match["year"]:
        year = parse_numeral(match["year"])
    month, day = parse_numeral(match["month"]), parse_numeral(match["day"])
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_date(folded: str) -> date | None:
    """Return the first full date in a folded text, or None."""
    match = re.search(DATE, folded)
    return to_date(match) if match else None
