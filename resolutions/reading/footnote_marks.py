"""Footnote marks in the text, and the notes to which they belong.

A mark may be raised (¹), in brackets ([1]), alone on a line, or a plain digit that the extraction left
next to a word (“《维也纳宣言和行动纲领》1 中”). Plain digits are distinguished from numbers by the
characters around them and by their order: marks count up through the text.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from ..language.characters import SUPERSCRIPTS
from .formats.decoding import MAX_CHARACTERS

_SURE, _LIKELY, _POSSIBLE, _WEAK = 4, 3, 2, 1
_MEASURES = (
    "年月日时点届次个名票号位条款项章节段期天周岁亿万千百倍件家国种类级人美欧元%％.．/-—–~～:：和及与至"
)
_RAISED = re.compile(rf"[{SUPERSCRIPTS}]+")
_BRACKETED = re.compile(r"[\[〔]\s*(\d{1,3})\s*[\]〕]")
_ROUND = re.compile(r"(?<=[》”,，。；;、])\s*[(（](\d{1,3})[)）]")
_PLAIN = re.compile(r"(?<![\d./\-A-Za-z(（第附表图约])\d{1,3}(?![\d/\-A-Za-z)）])")


@dataclass(frozen=True, slots=True)
class FoundMark:
    """A mark at `start` to `end` of the raw text, in the paragraph with this index."""

    index: int
    start: int
    end: int
    marker: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    found: FoundMark
    strength: int
    alone: bool = False  # the only text of its line, like a page number


def find_marks(
    raw: str,
    paragraphs: list[list[tuple[int, int]]],
    known: list[str],
    raised: tuple[tuple[int, int], ...],
) -> list[FoundMark]:
    """Return the marks in paragraphs, which are ranges of the
    raw text. `known` are the markers of the notes.
    """
    candidates: list[_Candidate] = []
    for index, pieces in enumerate(paragraphs):
        for start, end in pieces:
            candidates += _candidates(raw, index, start, end, raised)
    candidates.sort(key=lambda c: c.found.start)
    numbers = {int(m) for m in known if m.isdigit()}
    sure = [c for c in candidates if c.strength == _SURE]
    return sorted(
        [c.found for c in sure] + _in_order([c for c in candidates if c.strength < _SURE], sure, numbers),
        key=lambda found: found.start,
    )


def _candidates(
    raw: str, index: int, start: int, end: int, raised: tuple[tuple[int, int], ...]
) -> list[_Candidate]:
    text, found = raw[start:end], []

    def add(match: re.Match[str], marker: str, strength: int) -> None:
        mark = FoundMark(index, start + match.start(), start + match.end(), marker)
        found.append(_Candidate(mark, strength, (mark.start, mark.end) == (start, end)))

    for match in _RAISED.finditer(text):
        add(match, "".join(str(SUPERSCRIPTS.index(c)) for c in match[0]), _SURE)
    for match in _BRACKETED.finditer(text):
        add(match, match[1], _SURE)
    for match in _ROUND.finditer(text):
        add(match, match[1], _POSSIBLE)
    framed = {at for c in found for at in range(c.found.start, c.found.end)}
    for match in _PLAIN.finditer(text):
        if start + match.start() in framed:
            continue
        if _is_raised(start + match.start(), raised):
            add(match, match[0], _SURE)
        elif strength := _strength(raw, start, end, match.start() + start, match.end() + start):
            add(match, match[0], strength)
    return found


def _is_raised(at: int, raised: tuple[tuple[int, int], ...]) -> bool:
    """Return whether one of the ranges, which are in order, contains an offset."""
    index = bisect_right(raised, (at, MAX_CHARACTERS)) - 1
    return index >= 0 and raised[index][0] <= at < raised[index][1]


def _strength(raw: str, start: int, end: int, at: int, stop: int) -> int:
    """Return how likely the digits at `at` to `stop` are a mark; 0 for a number of the text."""
    after = raw[stop:end]
    following = after.lstrip()[:1] or raw[end : end + 40].lstrip()[:1]
    if (at, stop) == (start, end):  # the only text of its line
        return _LIKELY
    if following and following in _MEASURES and not (following in "和及与" and after[:1].isspace()):
        return 0
    before = raw[max(at - 4, 0) : at]
    if not before.strip():
        return 0
    is_separate = before[-1].isspace()
    previous = before.strip()[-1]
    closing = previous in "》”’）),，。；;、"
    if is_separate:
        return _WEAK if closing and (not after or after[0].isspace()) else 0
    if not after or after[0].isspace() or after[0] in ",，。；;、：:":
        return _LIKELY if closing or not after.strip() or previous in "议告言约领程诺书" else _POSSIBLE
    return _LIKELY if previous in "》”" else _POSSIBLE if closing else _WEAK


def _in_order(candidates: list[_Candidate], sure: list[_Candidate], numbers: set[int]) -> list[FoundMark]:
    """Return the plain digits that are marks, because they count up with the notes.

    Each note has its best candidate between the mark before it and the next note's likely mark.
    Digits without a note are marks only if they continue the count in a likely place.
    """
    of: dict[int, list[_Candidate]] = {}
    for candidate in candidates:
        of.setdefault(int(candidate.found.marker), []).append(candidate)
    taken = {int(c.found.marker) for c in sure}
    out: list[FoundMark] = []
    last = 0
    for number in sorted(numbers - taken):
        ahead = [c for c in of.get(number, ()) if c.found.start >= last]
        if not ahead:
            continue
        likely = (c.found.start for c in of.get(number + 1, ()) if c.strength >= _LIKELY)
        limit = next((start for start in likely if start > ahead[0].found.start), None)
        best = max(
            (c for c in ahead if limit is None or c.found.start < limit),
            key=lambda c: (c.strength, -c.found.start),
        )
        out.append(best.found)
        last = best.found.end
    expected = max(numbers | taken, default=0) + 1
    for candidate in candidates:
        unmatched = int(candidate.found.marker) == expected and candidate.strength == _LIKELY
        if unmatched and candidate.found.start >= last and not candidate.alone:
            out.append(candidate.found)
            expected += 1
    return out
