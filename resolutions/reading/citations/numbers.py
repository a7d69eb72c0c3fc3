"""Numbers of resolutions and decisions in running text:
第70/1号, 第338(1973)号、第340(1973)号, 决议案三九六(五).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...language.dates import DATE_IN_YEAR
from ...language.numerals import NUMERAL, parse_numeral
from ...un.sessions import parse_old_number
from ...un.symbols import Number, parse_number

_N = f"[{NUMERAL}]+"
_ROMAN = r"(?:E?S-)?[IVXLC]+"
# 65/218, 49/35 A, 217 A (III), 217(III) A, 2446(2018), 三九六(五), 一五一四号决议(XV).
# The fraction 1/3 does not
# match, because a number must follow 第, 决议案 or another number, or come before 号决议.
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
# 第425(1978)426(1978)号: some web copies lost the commas together with the links around the numbers.
_RUN_ON = re.compile(rf"(?<=\))(?P<at>)(?=\d{{1,4}} ?\(\d{{4}}\)){_NUMBER}")
_LETTER = re.compile(r"[、和及] ?(?P<letter>[A-Z])(?=号|[、和及] ?[A-Z]号| ?号)")
_KIND = re.compile(r"(?:号|[等项些]\s*(?:有关|相关)?)\s*(?P<kind>决议|决定|主席声明|声明)|[;。]")
_KINDS = {"决定": "DEC", "主席声明": "PRST", "声明": "PRST"}
TAIL = re.compile(r"号?(?:决议案|决议|决定|主席声明)?")
_LONGEST_CHAIN = 300  # characters after a number in which 号决议 or 号决定 is looked for


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """A cited number at offsets `start` to `end` of a text.

    `kind` is RES, DEC or PRST. `chained` is true if the number continues a series.
    """

    start: int
    end: int
    number: Number
    kind: str
    chained: bool


def find_numbers(text: str) -> Iterator[NumberMatch]:
    """Yield the numbers that a folded text cites, in order. Symbols must be masked in the text."""
    at, chained = 0, False
    while at < len(text):
        following = (_CHAINED.match(text, at) or _RUN_ON.match(text, at)) if chained else None
        match = following or _LED.search(text, at)
        if match is None:
            return
        number = _parse_match(match)
        at, chained = match.end(), number is not None
        if number is None:
            continue
        yield NumberMatch(
            start=match.start("at"),
            end=at,
            number=number,
            kind=_find_kind(text, at),
            chained=following is not None,
        )
        while number.part and (letter := _LETTER.match(text, at)):  # 第35/35 A和B号
            at = letter.end()
            yield NumberMatch(
                start=letter.start("letter"),
                end=at,
                number=replace(number, part=letter["letter"]),
                kind=_find_kind(text, at),
                chained=True,
            )


def _find_kind(text: str, at: int) -> str:
    """Return RES, DEC or PRST, by the first such word after a number or its series."""
    match = _KIND.search(text, at, at + _LONGEST_CHAIN)
    word = match["kind"] if match else None
    return _KINDS.get(word or "", "RES")


def _parse_match(match: re.Match[str]) -> Number | None:
    """Return the number that matched _NUMBER."""
    if match["slash"]:
        return parse_number(match["slash"] + (match["sp"] or ""))
    if match["rn"]:
        part = match["rp"] or match["rq"] or ""
        return parse_number(f"{match['rn']}({match['rs']}){part}")
    if match["yn"]:
        return Number(match["ys"], int(match["yn"]), style="year")
    serial, session = match["cn"] or match["ln"], match["cs"] or match["ls"]
    if not re.fullmatch(_ROMAN, session):
        return parse_old_number(serial, session)
    value = parse_numeral(serial)
    return Number(session, value, style="roman") if value else None
