"""Forms of the lines of a head. Each function returns the effect of a line that has its form, or None."""

import re
from collections.abc import Callable

from ...language.dates import PLAIN_DATE, find_date
from ...language.numerals import NUMERAL, parse_numeral
from ...un.organs import organ_named, organ_pattern
from ...un.symbols import IN_TEXT, Symbol, parse, parse_number
from ..closing import MEETING, read_vote
from ..furniture import MASTHEAD
from ..lines import Line, offset_of
from .fields import Effect, Head

_N = f"[{NUMERAL}]+"
_ORGAN = organ_pattern()
_ENDS = r"[,，|。.]*"
_LONGEST = 120  # characters of a line of adoption

_SESSION = re.compile(
    rf"(?:{_ORGAN})?第(?P<n>E?S-\d+|{_N})届(?P<kind>紧急特别|特别)?(?:常会|会议)(?:续会)?{_ENDS}"
)
_SESSION_DATES = re.compile(rf"{PLAIN_DATE}至(?:{_N}年)?(?:{_N}月)?{_N}日(?:,.{{1,8}})?")
_COMMITTEE = re.compile(r"第[一二三四五六]委员会")
_AGENDA = re.compile(
    r"(?:临时)?议程项目:?(?P<item>\d{1,4}(?!\d*年)(?:\([a-z]\)|[a-z](?![a-z]))?(?:[、和及]\d{0,3}(?:\([a-z]\))?)*)?"
    r"(?P<rest>.*)"
)
_BRACKET = re.compile(r"[\[(〔](?:根?据|经|未经|无须).*(?:通过|报告).*")
_ADOPTED = re.compile(
    rf"(?:{PLAIN_DATE})?(?:{_ORGAN})?(?:{PLAIN_DATE})?(?:通过的|的)?(?:决议|决定)(?:\d*号)?{_ENDS}"
)
_APPROVED = re.compile(
    rf"(?:通过日期|日期)?:?(?P<organ>{_ORGAN})(?:{PLAIN_DATE})?(?:第(?P<n>[\dIVXLC/()]+)号决议|第{_N}次(?:全体)?会议)?"
    rf"(?:{PLAIN_DATE})?(?:第(?P<m>[\dIVXLC/()]+)号决议)?(?:通过|批准|核准|宣布|核可)(?:并.{{0,20}})?{_ENDS}"
)
_COUNCIL_ADOPTED = re.compile(
    rf"(?:{PLAIN_DATE})?安全理事会(?:{PLAIN_DATE})?第{_N}次会议(?:以.{{1,40}}|一致)?通过{_ENDS}"
    rf"|第{_N}次会议(?:以.{{1,40}}|一致)通过{_ENDS}"
)
_DATE_ONLY = re.compile(rf"{PLAIN_DATE}{_ENDS}")
_REFERENCE = re.compile(r"[〔\[(][A-Z]/[^〕\])]*[〕\])]")


def masthead(line: Line, raw: str) -> Effect | None:
    """联合国 | A/RES/65/218 | Distr.: General, one cell or several."""
    cells = re.split(r"\||\s{2,}|(?<=联合国)\s|(?<=联 合 国)\s", line.text)
    symbols = [_cell(cell.strip()) for cell in cells if cell.strip()]
    if not symbols or None in symbols:
        return None
    symbol = next((s for s in symbols if isinstance(s, Symbol)), None)

    def effect(head: Head) -> None:
        if symbol and head.symbol is None:
            head.symbol = symbol
            head.draft = head.draft or bool(re.search(r"/(?:L|CRP)\.", symbol.text))

    return effect


def _cell(cell: str) -> Symbol | str | None:
    """Return the symbol in a cell of the masthead, "" if it has none, or None if it is no such cell."""
    key = "".join(cell.split())
    if MASTHEAD.fullmatch(key) or organ_named(key) or _REFERENCE.fullmatch(key):
        return ""
    found = IN_TEXT.match(cell)
    rest = "".join(cell[found.end() :].split()) if found else ""
    return parse(found[0]) if found and (not rest or MASTHEAD.fullmatch(rest)) else None


def session(line: Line, raw: str) -> Effect | None:
    found = _SESSION.fullmatch(line.key)
    organ = organ_named(line.key.split("第")[0])

    def effect(head: Head) -> None:
        _set_session(head, found)
        head.organ = head.organ or (organ.code if organ else None)

    return effect if found else None


def _set_session(head: Head, found: re.Match[str] | None) -> None:
    if found is None:
        return
    count = found["n"] if "-" in found["n"] else parse_numeral(found["n"])
    prefix = {"紧急特别": "ES-", "特别": "S-", None: ""}[found["kind"]]
    head.session = f"{prefix}{count}" if prefix and isinstance(count, int) else count


def session_dates(line: Line, raw: str) -> Effect | None:
    def effect(head: Head) -> None:
        head.session_dates = line

    return effect if _SESSION_DATES.fullmatch(line.key) else None


def committee(line: Line, raw: str) -> Effect | None:
    def effect(head: Head) -> None:
        head.committee = "".join(raw[line.start : line.end].split())

    return effect if _COMMITTEE.fullmatch(line.key) else None


def agenda(line: Line, raw: str) -> Effect | None:
    """议程项目 71(b), and the beginning of its title if that is on the same line."""
    found = _AGENDA.fullmatch(line.key)
    if found is None or (not found["item"] and found["rest"]):
        return None

    def effect(head: Head) -> None:
        head.agenda_item = found["item"]
        if found["rest"]:
            head.agenda_title.append((line.start + offset_of(line, found.start("rest")), line.end))

    return effect


def bracket(line: Line, raw: str) -> Effect | None:
    """[根据第三委员会的报告(A/50/626)通过]"""
    found = _COMMITTEE.search(line.key)

    def effect(head: Head) -> None:
        head.adopted = True
        head.committee = head.committee or (found[0] if found else None)

    return effect if _BRACKET.match(line.key) else None


def nothing_more(_head: Head) -> None:
    """Effect of a line that continues the line before it."""


def leaves_bracket_open(line: Line) -> bool:
    """Return whether a line opens a bracket of adoption that the next line must close."""
    return bool(_BRACKET.match(line.key)) and line.key[-1] not in "])〕"


def council_adopted(line: Line, raw: str) -> Effect | None:
    """2023年11月15日安全理事会第9479次会议通过"""
    meeting = MEETING.search(line.key)
    printed = "".join(raw[line.start : line.end].split())

    def effect(head: Head) -> None:
        _set_adopted(head, line)
        head.meeting = printed[meeting.start() : meeting.end()] if meeting else None
        head.vote = read_vote(line.key, printed)[0] or head.vote

    return effect if len(line.key) < _LONGEST and _COUNCIL_ADOPTED.fullmatch(line.key) else None


def adopted(line: Line, raw: str) -> Effect | None:
    """大会决议; 人权理事会2018年7月5日通过的决议"""
    found = len(line.key) < _LONGEST and _ADOPTED.fullmatch(line.key)
    return (lambda head: _set_adopted(head, line)) if found else None


def approved(line: Line, raw: str) -> Effect | None:
    """通过日期：联合国大会2011年9月26日通过; 经济及社会理事会1984年5月25日第1984/50号决议批准"""
    found = _APPROVED.fullmatch(line.key) if len(line.key) < _LONGEST else None
    if found is None:
        return None
    organ, parsed = organ_named(found["organ"]), parse_number(found["n"] or found["m"] or "")

    def effect(head: Head) -> None:
        _set_adopted(head, line)
        head.organ = head.organ or (organ.code if organ else None)
        if parsed:
            head.set_number(parsed)

    return effect


def is_date_of_adoption(line: Line) -> bool:
    """Return whether a line is a web page's field for the date, so that the line above it is the title."""
    return "日期" in line.key


def _set_adopted(head: Head, line: Line) -> None:
    head.adopted = True
    head.adopted_on = find_date(line.key) or head.adopted_on


def date_only(line: Line, raw: str) -> Effect | None:
    def effect(head: Head) -> None:
        head.adopted_on = head.adopted_on or find_date(line.key)

    return effect if _DATE_ONLY.fullmatch(line.key) else None


def combined(line: Line, raw: str) -> Effect | None:
    """A head run together on one line: 题目，第五十五届会议，议程项目60(b)，大会决议，[…]，55/2."""
    found = _SESSION.search(line.key)
    printed = re.search(r"[,\]](?P<n>(?:E?S-)?\d{1,4}/\d{1,4})\.?$", line.key)
    parsed = parse_number(printed["n"]) if printed else None
    if found is None or parsed is None or "决议" not in line.key:
        return None
    item = re.search(r"议程项目(\d+(?:\([a-z]\))?)", line.key)
    title = re.match(r"[^,]{2,60}(?=\s*,)", line.text) if found.start() else None

    def effect(head: Head) -> None:
        _set_session(head, found)
        head.set_number(parsed)
        head.adopted = True
        head.agenda_item = item[1] if item else None
        if title:
            head.title = [(line.start, line.start + len(title[0].rstrip()))]

    return effect


FORMS: tuple[Callable[[Line, str], Effect | None], ...] = (
    masthead, session, session_dates, committee, agenda, bracket, council_adopted, adopted,
    approved, date_only,
    combined,
)  # fmt: skip
