"""Numbers of resolutions and decisions in running text: 第70/1号, 第338(1973)号、第340(1973)号, 决议案三九六(五)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...language.dates import DATE_IN_YEAR
from ...language.numerals import NUMERAL, parse_numeral, to_roman
from ...un.symbols import Number, parse_number

_N = f"[{NUMERAL}]+"
_ROMAN = r"(?:E?S-)?[IVXLC]+"
# 65/218, 49/35 A, 217 A (III), 217(III) A, 2446(2018), 三九六(五), 一五一四号决议(XV); 1/3 of something is none,
# because a number must be led by 第 or 决议案, follow another, or stand before 号决议.
_NUMBER = (
    rf"(?:(?P<slash>(?:E?S-)?\d{{1,4}}/\d{{1,4}})(?P<sp> ?[A-Z](?![A-Za-z]))?"
    rf"|(?P<rn>\d{{1,4}})(?P<rp> ?[A-Z])? ?\((?P<rs>{_ROMAN})\)(?P<rq> ?[A-Z](?![A-Za-z]))?"
    rf"|(?P<yn>\d{{1,4}}) ?\((?P<ys>\d{{4}})\)"
    rf"|(?P<cn>{_N}) ?\((?P<cs>[{NUMERAL}]{{1,6}})\)"
    rf"|(?P<ln>{_N})号决议(?:案)? ?\((?P<ls>{_ROMAN}|{_N})\))"
)
LEADS = ("决议案", "第 ", "第")
_LED = re.compile(
    rf"(?:第 ?|决议案|(?<![\d/(])(?=\d{{1,4}}/\d{{1,4}} ?[A-Z]?号决议))(?P<at>){_NUMBER}(?!\s*[段款章节条项])"
)
_CHAINED = re.compile(
    rf"\s*号?(?:决议|决定)?\s*(?:[、,]|和|及|与|以及|或)\s*(?:{DATE_IN_YEAR}\s*)?(?:第 ?)?(?P<at>){_NUMBER}"
)
# 第425(1978)426(1978)号: the commas were lost with the links around the numbers.
_RUN_ON = re.compile(rf"(?<=\))(?P<at>)(?=\d{{1,4}} ?\(\d{{4}}\)){_NUMBER}")
_LETTER = re.compile(r"[、和及] ?(?P<letter>[A-Z])(?=号|[、和及] ?[A-Z]号| ?号)")
_KIND = re.compile(r"(?:号|[等项些]\s*(?:有关|相关)?)\s*(?P<kind>决议|决定|主席声明|声明)|[;。]")
_KINDS = {"决定": "DEC", "主席声明": "PRST", "声明": "PRST"}
TAIL = re.compile(r"号?(?:决议案|决议|决定|主席声明)?")
_LONGEST_CHAIN = 300  # characters in which 号决议 or 号决定 must follow


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """A number at start to end of the text; `chained` says that it follows another in a series."""

    start: int
    end: int
    number: Number
    kind: str
    chained: bool


def find_numbers(text: str) -> Iterator[NumberMatch]:
    """The numbers that a folded text cites, in order; symbols must be masked in it."""
    at, chained = 0, False
    while at < len(text):
        following = (_CHAINED.match(text, at) or _RUN_ON.match(text, at)) if chained else None
        match = following or _LED.search(text, at)
        if match is None:
            return
        parsed = _parsed(match)
        at, chained = match.end(), parsed is not None
        if parsed is None:
            continue
        yield NumberMatch(match.start("at"), at, parsed, _kind(text, at), following is not None)
        while parsed.part and (letter := _LETTER.match(text, at)):  # 第35/35 A和B号
            at = letter.end()
            sister = Number(parsed.session, parsed.serial, letter["letter"], parsed.style)
            yield NumberMatch(letter.start("letter"), at, sister, _kind(text, at), True)


def _kind(text: str, at: int) -> str:
    """RES, DEC or PRST: what the first such word after a number or its series says."""
    found = _KIND.search(text, at, at + _LONGEST_CHAIN)
    return _KINDS.get(found["kind"] or "", "RES") if found else "RES"


def _parsed(match: re.Match[str]) -> Number | None:
    """The number that a match of _NUMBER is."""
    if match["slash"]:
        return parse_number(match["slash"] + (match["sp"] or ""))
    if match["rn"]:
        return parse_number(f"{match['rn']}({match['rs']}){match['rp'] or match['rq'] or ''}")
    if match["yn"]:
        return Number(match["ys"], int(match["yn"]), "", "year")
    serial, printed = parse_numeral(match["cn"] or match["ln"]), match["cs"] or match["ls"]
    if not serial:
        return None
    if re.fullmatch(_ROMAN, printed):
        return Number(printed, serial, "", "roman")
    session = parse_numeral(printed) or 0
    if session >= 1900:
        return Number(str(session), serial, "", "year")
    return Number(to_roman(session), serial, "", "roman") if 0 < session <= 62 else None
