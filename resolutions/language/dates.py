"""Dates as resolutions print them: 2010年12月21日, 一九七六年十月二十二日, 十月二十五日."""

import re
from datetime import date

from .numerals import NUMERAL, parse_numeral

# Matched against folded text; blanks may stand beside the digits (“2013年 12月 18日”).
_N = rf"[{NUMERAL}](?:\s?[{NUMERAL}])*"
DATE = rf"(?P<year>{_N})\s*年\s*(?P<month>{_N})\s*月\s*(?P<day>{_N})\s*日"
DATE_IN_YEAR = rf"(?:(?P<year>{_N})\s*年\s*)?(?P<month>{_N})\s*月\s*(?P<day>{_N})\s*日"
PLAIN_DATE = re.sub(r"\?P<\w+>", "?:", DATE).replace(r"\s*", "").replace(r"\s?", "")  # without groups or blanks


def to_date(match: re.Match[str], year: int | None = None) -> date | None:
    """The day of a match of DATE; `year` stands in where the match has none of its own."""
    y = parse_numeral(match["year"]) if match["year"] else year
    m, d = parse_numeral(match["month"]), parse_numeral(match["day"])
    if y is None or m is None or d is None:
        return None
    try:
        return date(y, m, d)
    except ValueError:
        return None


def find_date(folded: str) -> date | None:
    """The first full date in a folded text."""
    found = re.search(DATE, folded)
    return to_date(found) if found else None
