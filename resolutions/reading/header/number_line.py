"""Line of the number, with or without the title: 65/218. 题目, 二一五九(二十一)、题目, 44/… 题目."""

import re

from ...language.characters import fold
from ...language.dates import PLAIN_DATE, find_date
from ...language.numerals import NUMERAL, parse_numeral
from ...un.sessions import parse_old_number
from ...un.symbols import Number, parse_number
from ..furniture import is_furniture
from ..lines import Line
from .fields import Effect, Head

_N = f"[{NUMERAL}]+"
_RESOLUTION_OF_DAY = re.compile(rf"(?:{PLAIN_DATE})?决议案?")

# Matched against the folded line with its blanks. OCR may have put blanks between digits.
_NUMBERED = re.compile(
    r"(?:决议)?\s*(?P<n>(?:E?S-)?\d(?:\s?\d){0,3}\s*/\s*\d(?:\s?\d){0,3}(?:\s[A-Z](?![a-zA-Z./]))?"
    r"|\d{1,4}\s*\((?:E?S-)?[IVXLC]+\)(?:\s[A-Z](?![a-zA-Z.]))?)\s*[.、。:]?\s*(?P<title>.*)"
)
_OPEN = re.compile(r"(?P<n>(?:E?S-)?\d{1,4}\s*/\s*(?:…+|\.{2,}|_+|[xX]{2}))\s*[.、]?\s*(?P<title>.*)")
_OLD = re.compile(rf"(?P<serial>{_N})\s*\((?P<session>{_N})\)\s*[.、。,]?\s*(?P<title>.*)")
_COUNCIL = re.compile(
    r"(?:决议编号|编号|文号)?\s*:?\s*第?\s*(?P<serial>\d{1,4})\s*\((?P<year>\d{4})\)\s*号?\s*决议\s*"
)
_BARE = re.compile(rf"(?P<n>{_N})\s+(?P<title>[^\d\s].*)")


def old_number(text: str) -> Number | None:
    """Return the number that a whole text is in the form 二一五九(二十一), or None."""
    match = _OLD.fullmatch(text)
    return parse_old_number(match["serial"], match["session"]) if match else None


def number_line_effect(line: Line, raw: str, of_page: Number | None) -> Effect | None:
    """Return the effect of a line that begins with a number, or None.

    `of_page` is the number in the title of a web page. A serial number without a session
    (九四 图书馆互借办法) counts only if the page's title has it too.
    """
    if found := _COUNCIL.fullmatch(line.text):
        year, serial = found["year"], int(found["serial"])
        return lambda head: head.set_number(Number(year, serial, "", "year"))
    if found := _OPEN.fullmatch(line.text):
        printed = raw[line.start + found.start("n") : line.start + found.end("n")]
        return _open_number("".join(printed.split()), _title(line, found))
    if found := _NUMBERED.fullmatch(line.text):
        bare = not found["title"] and line.key[-1] not in ".、。" and is_furniture(line)  # 2/16: a page
        return _number(None if bare else parse_number(found["n"]), line, found)
    if found := _OLD.fullmatch(line.text):
        return _number(old_number(line.text[: found.start("title")].rstrip(" .、。,")), line, found)
    if (found := _BARE.fullmatch(line.text)) and of_page and parse_numeral(found["n"]) == of_page.serial:
        return _number(of_page, line, found)
    return None


def _title(line: Line, found: re.Match[str]) -> tuple[int, int] | None:
    return (line.start + found.start("title"), line.end) if found["title"] else None


def _number(parsed: Number | None, line: Line, found: re.Match[str]) -> Effect | None:
    if parsed is None:
        return None
    folded_title, title = found["title"], _title(line, found)

    def effect(head: Head) -> None:
        head.set_number(parsed)
        if _RESOLUTION_OF_DAY.fullmatch(folded_title):  # 九〇四(一九四六). 一九四六年五月六日决议案
            head.adopted_on = find_date(folded_title)
        elif title:
            head.title = [title]

    return effect


def _open_number(printed: str, title: tuple[int, int] | None) -> Effect:
    def effect(head: Head) -> None:
        head.printed_number, head.draft = printed, True
        head.set_session(fold(printed).split("/", maxsplit=1)[0])
        if title:
            head.title = [title]

    return effect
