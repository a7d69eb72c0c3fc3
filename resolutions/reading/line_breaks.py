"""Running text: a resolution that came on one line, or a few, set off by punctuation alone.

Its lines are cut where the printed text must have had line ends, so that the rest of the reader
sees one kind of text. Cuts only divide; nothing is moved or left out.
"""

import re
from functools import cache
from itertools import pairwise

from ..language.dates import DATE
from ..language.numerals import NUMERAL
from ..un.organs import organ_pattern
from .lines import Line
from .structure import find_opening
from .verbs import verbs

_MEETING = rf"第\s*[{NUMERAL}\s]+\s*次\s*(?:全\s*体\s*)?(?:会\s*议|全\s*会)(?:\s*\(续会\))?"
_DATE = re.sub(r"\?P<\w+>", "?:", DATE)
_CLOSE = re.compile(rf"(?<=[。.;])\s*(?P<close>{_DATE}\s*[,，]?\s*{_MEETING})[。.]?")
_HEAD = re.compile(
    r"(?=第[一二三四五六七八九十百]+届(?:紧急|特别|紧急特别)?会议)|(?=议程项目)|(?=大会决议)|(?=\[[^\]]{2,80}通过\])|(?<=通过\])"
    r"|(?<=[\s\]])(?=\d{1,4}/\d{1,4}(?: ?[A-Z])?[.、])|(?<=\s)(?=[A-Z]\.\s)"
    rf"|(?<=\s)(?=[{NUMERAL}]{{3,4}}\s*\([一二三四五六七八九十]{{1,3}}\)\s*[.、])"
)
_NOTE = re.compile(r"(?<=[。.\s_])(?=\d{1,2}\s*(?:见|第|《|同上|[A-Z]{1,5}/))|(?<!_)(?=_{5,})|(?<=_)(?=[^_])")
_PART = re.compile(r"(?<=\s)(?=[A-Z]\.\s)")
_MEETING_END = re.compile(rf"{_MEETING}\s")
_ANNEX = re.compile(r"(?=附件)|(?<=附件)")


@cache
def _verb(least: int) -> str:
    texts = [v.text for v in verbs().values() if v.opens >= least and (v.preambular or least == 1)]
    adverb = "又|还|也|并|再|再次|进一步|特别|深为|在这方面|在这个意义上|,"
    return rf"(?:{adverb})*(?:{'|'.join(sorted(texts, key=len, reverse=True))})"


@cache
def _opening() -> re.Pattern[str]:
    first = rf"(?:{_verb(1)}|1\s*[.、]|一\s*[.、]|对于?|鉴于|念及)"
    organ = organ_pattern()
    return re.compile(
        rf"(?:^|(?<=[\s\]。.”)]))(?P<a>{organ})\s*[,:]?\s+(?={first})|(?<!“)(?P<b>{organ})\s*,\s*(?={first})"
    )


@cache
def _paragraph(blank: bool) -> re.Pattern[str]:
    """Where a preambular paragraph begins: after a comma, a footnote mark passed over."""
    if blank:
        perfective = "|".join(v for v in verbs() if v.endswith("了")) + "|业已审议|业已听取|业已审查"
        return re.compile(rf"(?<=[,;])(?:\s*\d{{1,2}})?(?:\s+(?={_verb(1)})|(?={perfective}))")
    return re.compile(rf"(?<=[,;])(?:\d{{1,2}})?(?={_verb(2)})")


def restore_line_breaks(lines: list[Line]) -> list[Line]:
    """The lines, those of running text cut into the ones they stand for.

    A number left at the end of a line is cut off everywhere; all else only where no line by itself
    opens a resolution (大会，), so that a text set in lines is never cut.
    """
    lines = [part for line in lines for part in _cut(line, _number_at_the_end(line.text))]
    if find_opening(lines) is not None:
        return lines
    out: list[Line] = []
    inside = False
    for line in lines:
        opening = _next_opening(line.text, 0)
        if opening is None or opening.end() == len(line.text):
            if inside and (cuts := _tail_cuts(line.text, 0)):
                out.extend(_cut(line, cuts))
            else:
                out.append(line)
            continue
        inside = True
        out.extend(_cut(line, _cuts(line.text)))
    return out


def _number_at_the_end(text: str) -> list[int]:
    found = re.search(r"(?<=[;,。])\s*(?P<n>\d{1,2}\s*\.)$", text)
    return [found.start("n")] if found else []


def _cut(line: Line, cuts: list[int]) -> list[Line]:
    if not cuts:
        return [line]
    edges = [0, *sorted({c for c in cuts if 0 < c < len(line.text)}), len(line.text)]
    parts = (line.part(a, b) for a, b in pairwise(edges))
    return [part for part in parts if part]


def _cuts(text: str) -> list[int]:
    """Offsets at which new lines begin in a line with one or more openings."""
    cuts: list[int] = []
    at = 0
    while opening := _next_opening(text, at):
        head = text[at : opening.start()]
        cuts += _tail_cuts(head, at)
        cuts += [m.start() for m in _HEAD.finditer(head)] if at == 0 else []
        cuts += [opening.start(), opening.end()]
        close = _CLOSE.search(text, opening.end())
        end = close.start("close") if close else len(text)
        cuts += _body_cuts(text, opening.end(), end)
        if close is None:
            return cuts
        cuts += [close.start("close"), close.end()]
        at = close.end()
    return cuts + _tail_cuts(text[at:], at)


def _next_opening(text: str, at: int) -> re.Match[str] | None:
    """The next organ that opens a text, and is not the object of a verb (回顾大会，…)."""
    for found in _opening().finditer(text, at):
        if not re.search(rf"(?:{_verb(1)})$", text[max(found.start() - 12, 0) : found.start()]):
            return found
    return None


def _tail_cuts(text: str, base: int) -> list[int]:
    patterns = (_NOTE, _ANNEX, _PART, _MEETING_END)
    return [base + m.end() for pattern in patterns for m in pattern.finditer(text)]


def _body_cuts(text: str, start: int, end: int) -> list[int]:
    """Cuts between the paragraphs of one body: preamble by verbs, operative part by its numbers."""
    numbers = _sequence(text, start, end)
    first = numbers[0] if numbers else end
    preamble = text[start:first]
    spaced = bool(_paragraph(True).search(preamble)) and ", " in preamble
    cuts = [start + m.end() for m in _paragraph(spaced).finditer(preamble)]
    for a, b in zip(numbers, [*numbers[1:], end], strict=False):
        cuts += [a, *_items(text, a, b)]
    return cuts


def _sequence(text: str, start: int, end: int) -> list[int]:
    """Where 1. 2. 3. … begin, each after a stop, as far as they go on."""
    out: list[int] = []
    at = start
    while True:
        n = len(out) + 1
        pattern = re.compile(rf"(?:(?<=[;。,.:)”\]\d\s])|^)\s*(?P<n>{n})\s*[.、](?!\d)")
        found = pattern.search(text, at, end)
        if found is None:
            return out
        out.append(found.start("n"))
        at = found.end()


def _items(text: str, start: int, end: int) -> list[int]:
    """Where (a) (b) (c) … begin inside one paragraph, the first after a colon."""
    out: list[int] = []
    at = start
    for letter in "abcdefghijklmnopqrstuvwxyz":
        stop = ":" if not out else ":;,。和及"
        found = re.compile(rf"(?<=[{stop}])\s*(?P<n>\({letter}\))").search(text, at, end)
        if found is None:
            break
        out.append(found.start("n"))
        at = found.end()
    return out
