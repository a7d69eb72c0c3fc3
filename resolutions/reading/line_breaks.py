"""Line breaks of running text: a resolution on one line or a few, divided by punctuation only.

Its lines are cut where the printed text must have had line ends, so that the rest of the reader
gets one kind of text. Cuts only divide lines; they move and remove no character.
"""

import re
from functools import cache
from itertools import pairwise
from string import ascii_lowercase

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
    """Return a pattern of verbs whose Verb.opens is at least 1 or 2; with 2, of preambular ones only."""
    texts = [
        verb.text for verb in verbs().values() if verb.opens >= least and (verb.preambular or least == 1)
    ]
    longest_first = "|".join(sorted(texts, key=len, reverse=True))
    adverb = "又|还|也|并|再|再次|进一步|特别|深为|在这方面|在这个意义上|,"
    return rf"(?:{adverb})*(?:{longest_first})"


@cache
def _opening() -> re.Pattern[str]:
    first = rf"(?:{_verb(1)}|1\s*[.、]|一\s*[.、]|对于?|鉴于|念及)"
    organ = organ_pattern()
    return re.compile(
        rf"(?:^|(?<=[\s\]。.”)]))(?P<a>{organ})\s*[,:]?\s+(?={first})|(?<!“)(?P<b>{organ})\s*,\s*(?={first})"
    )


@cache
def _paragraph(spaced: bool) -> re.Pattern[str]:
    """Return the pattern of the end of a preambular paragraph: a comma, and perhaps a footnote mark.

    `spaced`: a blank separates paragraphs.
    """
    if spaced:
        perfective = "|".join(verb for verb in verbs() if verb.endswith("了")) + "|业已审议|业已听取|业已审查"
        return re.compile(rf"(?<=[,;])(?:\s*\d{{1,2}})?(?:\s+(?={_verb(1)})|(?={perfective}))")
    return re.compile(rf"(?<=[,;])(?:\d{{1,2}})?(?={_verb(2)})")


def restore_line_breaks(lines: list[Line]) -> list[Line]:
    """Return the lines with running text cut into the lines that it had in print.

    A number at the end of a line is always cut off. All other cuts are made only if no line by
    itself opens a resolution (大会，), so that a text set in lines is never cut.
    """
    separated: list[Line] = []
    for line in lines:
        separated += _cut(line, _number_at_end(line.text))
    if find_opening(separated) is not None:
        return separated
    restored: list[Line] = []
    is_inside = False
    for line in separated:
        opening = _next_opening(line.text, 0)
        if opening is not None and opening.end() < len(line.text):
            is_inside = True
            restored += _cut(line, _find_cuts(line.text))
        else:
            restored += _cut(line, _tail_cuts(line.text, 0) if is_inside else [])
    return restored


def _number_at_end(text: str) -> list[int]:
    match = re.search(r"(?<=[;,。])\s*(?P<n>\d{1,2}\s*\.)$", text)
    return [match.start("n")] if match else []


def _cut(line: Line, cuts: list[int]) -> list[Line]:
    """Return the parts of a line between some offsets, without blank ones."""
    if not cuts:
        return [line]
    inner = sorted({cut for cut in cuts if 0 < cut < len(line.text)})
    parts = [line.part(start, end) for start, end in pairwise([0, *inner, len(line.text)])]
    return [part for part in parts if part]


def _find_cuts(text: str) -> list[int]:
    """Return the offsets at which lines begin in a line with one or more openings."""
    cuts: list[int] = []
    at = 0
    while opening := _next_opening(text, at):
        before = text[at : opening.start()]
        cuts += _tail_cuts(before, at)
        if at == 0:
            cuts += [match.start() for match in _HEAD.finditer(before)]
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
    """Return the next organ that opens a text and is not the object of a verb (回顾大会，…)."""
    for match in _opening().finditer(text, at):
        words_before = text[max(match.start() - 12, 0) : match.start()]
        if not re.search(rf"(?:{_verb(1)})$", words_before):
            return match
    return None


def _tail_cuts(text: str, base: int) -> list[int]:
    """Return the offsets of notes, annexes and parts in a text that begins at offset `base`."""
    cuts: list[int] = []
    for pattern in (_NOTE, _ANNEX, _PART, _MEETING_END):
        cuts += [base + match.end() for match in pattern.finditer(text)]
    return cuts


def _body_cuts(text: str, start: int, end: int) -> list[int]:
    """Return cuts between the paragraphs of one body: by verbs in the preamble, then by numbers."""
    numbers = _find_numbers(text, start, end)
    preamble = text[start : numbers[0] if numbers else end]
    spaced = bool(_paragraph(spaced=True).search(preamble)) and ", " in preamble
    cuts = [start + match.end() for match in _paragraph(spaced).finditer(preamble)]
    for paragraph_start, paragraph_end in pairwise([*numbers, end]):
        cuts += [paragraph_start, *_find_items(text, paragraph_start, paragraph_end)]
    return cuts


def _find_numbers(text: str, start: int, end: int) -> list[int]:
    """Return the offsets of 1. 2. 3. …, each after a stop, as far as the numbers continue."""
    offsets: list[int] = []
    at = start
    while True:
        number = len(offsets) + 1
        pattern = re.compile(rf"(?:(?<=[;。,.:)”\]\d\s])|^)\s*(?P<n>{number})\s*[.、](?!\d)")
        match = pattern.search(text, at, end)
        if match is None:
            return offsets
        offsets.append(match.start("n"))
        at = match.end()


def _find_items(text: str, start: int, end: int) -> list[int]:
    """Return the offsets of (a) (b) (c) … inside one paragraph, the first after a colon."""
    offsets: list[int] = []
    at = start
    for letter in ascii_lowercase:
        stops = ":;,。和及" if offsets else ":"
        match = re.compile(rf"(?<=[{stops}])\s*(?P<n>\({letter}\))").search(text, at, end)
        if match is None:
            break
        offsets.append(match.start("n"))
        at = match.end()
    return offsets
