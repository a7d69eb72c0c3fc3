"""Citing words → symbols: 第70/1号决议, 第338(1973)号, 决议案三九六(五), A/CONF.157/24(Part I)和Corr.1.

Which organ a number belongs to is found in this order: the organ named right before it; in a series,
the organ of the number before; the organs that the sentence names, 其 and 本 among them, those that act
first, then the nearest; the speaking organ; the only organ that numbers so. An organ counts, the first
alone excepted, only where the form of the number and the date allow it. What fits two organs has no
target but candidates. See docs/domain.md, "Which organ a number belongs to".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ...language.characters import fold
from ...language.dates import DATE, DATE_IN_YEAR, to_date
from ...language.numerals import parse_numeral
from ...un.organs import organs
from ...un.sessions import LATEST_YEAR, date_fits_session, is_valid_number
from ...un.symbols import IN_TEXT, normalise, parse, resolution_symbol
from ..model import Citation, Instrument
from .numbers import LEADS, TAIL, NumberMatch, find_numbers
from .organ_mentions import OrganMentions

__all__ = ["SpeakingOrgan", "find_citations", "find_instruments"]

_MODIFIER = re.compile(r" ?(?:和|及|、|,|以及) ?(?P<kind>Corr|Add|Rev|Amend)\. ?(?P<n>\d{1,2}|l)(?!\d)")
_NEXT = re.compile(r" ?(?:和|及|、) ?(?P<n>\d{1,2})(?![\d/年月日号票%.])")
_DATED = re.compile(rf"{DATE_IN_YEAR}\Z")
_LONGEST_DATE = 24
_DATED_SYMBOL = re.compile(rf"{DATE}(?:的?[^,;。()\d]{{0,12}}\()?\s*第?\Z")
_INSTRUMENT = re.compile(r"《[^《》]{1,150}》")
_USUAL = ("GA", "SC", "ECOSOC", "HRC", "CHR", "SUBCOM")  # organs that a bare number may mean


@dataclass(frozen=True, slots=True)
class SpeakingOrgan:
    """Who speaks, and when: `organ` is a code or None; `year` the latest that the text can know."""

    organ: str | None
    year: int = LATEST_YEAR


def find_instruments(place: str, text: str) -> list[Instrument]:
    """The titles in 《》 of a paragraph's clean text."""
    found = _INSTRUMENT.finditer(fold(text))
    return [Instrument(place, text[m.start() : m.end()], m.start(), m.end()) for m in found]


def find_citations(place: str, text: str, speaker: SpeakingOrgan) -> list[Citation]:
    """What a paragraph's or footnote's clean text cites by number or symbol, in order."""
    finder = _Finder(place, text, speaker)
    return sorted([*finder.by_number(), *finder.by_symbol()], key=lambda c: (c.start, c.end))


class _Finder:
    def __init__(self, place: str, text: str, speaker: SpeakingOrgan) -> None:
        self.place, self.text, self.speaker = place, text, speaker
        self.folded = fold(text)
        self.symbols = [m for m in IN_TEXT.finditer(self.folded) if parse(m[0])]
        self.masked = IN_TEXT.sub(lambda m: "\0" * len(m[0]) if parse(m[0]) else m[0], self.folded)
        self.mentions = OrganMentions(self.masked, speaker.organ)
        self.carried: str | None = None  # the organ of the number before, in a series

    def _cite(
        self, start: int, end: int, target: str | None, day: date | None = None, candidates: tuple[str, ...] = ()
    ) -> Citation:
        return Citation(self.place, self.text[start:end], start, end, target, day, candidates)

    # --- by symbol --------------------------------------------------------------------------------

    def by_symbol(self) -> Iterator[Citation]:
        for match in self.symbols:
            symbol = parse(match[0])
            if symbol is None:
                continue
            tail = TAIL.match(self.folded, match.end()) if symbol.kind else None
            day = _DATED_SYMBOL.search(self.masked, max(match.start() - 50, 0), match.start())
            end = tail.end() if tail else match.end()
            yield self._cite(match.start(), end, symbol.text, to_date(day) if day else None)
            yield from self._ellipsis(match.end(), symbol.text)

    def _ellipsis(self, at: int, target: str) -> Iterator[Citation]:
        """“和Corr.1”, “和Corr.1和2”: further documents named by their modifier alone."""
        base = re.sub(r"/(?:Corr|Add|Rev|Amend)\.\d+$", "", target)
        while more := _MODIFIER.match(self.folded, at):
            at = more.end()
            modifier = f"{more['kind']}.{more['n'].replace('l', '1')}"
            yield self._cite(more.start("kind"), at, normalise(f"{base}/{modifier}"))
            while again := _NEXT.match(self.folded, at):
                at = again.end()
                yield self._cite(again.start("n"), at, normalise(f"{base}/{more['kind']}.{again['n']}"))

    # --- by number --------------------------------------------------------------------------------

    def by_number(self) -> Iterator[Citation]:
        last_end, last_day = 0, None
        for cited in find_numbers(self.masked):
            if not cited.chained:
                self.carried, last_day = None, None
            day, adjacent = self._date_of(cited, last_end, last_day)
            start, end = self._extent(cited)
            target, candidates, organ = self._resolve(cited, day, start)
            if day and not adjacent and (organ is None or date_fits_session(organ, cited.number, day) is False):
                day = None  # a date that belongs to something else in the sentence
                target, candidates, organ = self._resolve(cited, day, start)
            self.carried = organ or self.carried
            last_end, last_day = cited.end, day
            yield self._cite(start, end, target, day, candidates)

    def _lead(self, start: int) -> int:
        """Where 第 or 决议案 before a number begins."""
        leads = (lead for lead in LEADS if self.masked.startswith(lead, start - len(lead)))
        return start - len(next(leads, ""))

    def _extent(self, cited: NumberMatch) -> tuple[int, int]:
        """From the organ and date that stand right before the number to 号决议 after it."""
        start = self._lead(cited.start)
        if dated := _DATED.search(self.masked, max(start - _LONGEST_DATE, 0), start):
            start = dated.start()
        near = self.mentions.before(start)
        if near and near[-1].end == start:
            start = near[-1].start
        tail = TAIL.match(self.folded, cited.end)
        return start, tail.end() if tail else cited.end

    # --- dates ------------------------------------------------------------------------------------

    def _date_of(self, cited: NumberMatch, last_end: int, last_day: date | None) -> tuple[date | None, bool]:
        """The date of a citation, and whether it stands right before the number."""
        at = self._lead(cited.start)
        if own := _DATED.search(self.masked, max(at - _LONGEST_DATE, 0), at):
            return to_date(own, last_day.year if last_day else self._year_before(at)), True
        clause = max(last_end, self.mentions.sentence(at, ",;。"))
        dates = [
            m for m in re.finditer(DATE, self.masked[clause:at]) if not self.masked.startswith("至", clause + m.end())
        ]
        if dates:
            return to_date(dates[-1]), False
        shared = last_day and self.carried and date_fits_session(self.carried, cited.number, last_day)
        return (last_day if shared else None), False

    def _year_before(self, at: int) -> int | None:
        """The year of the last full date of the sentence, which 十月二十五日 goes on."""
        dates = list(re.finditer(DATE, self.masked[self.mentions.sentence(at) : at]))
        return parse_numeral(dates[-1]["year"]) if dates else None

    # --- organs -----------------------------------------------------------------------------------

    def _resolve(
        self, cited: NumberMatch, day: date | None, start: int
    ) -> tuple[str | None, tuple[str, ...], str | None]:
        """The target of a number that is cited from `start` on, or candidates; and its organ's code."""
        near = self.mentions.before(cited.start)
        if near and near[-1].start >= start:  # 大会2013年12月18日第68/160号决议
            return self._target(near[-1].code, cited)
        if cited.chained and self.carried and self._possible(self.carried, cited, day):
            return self._target(self.carried, cited)
        for mention in sorted(near, key=lambda m: (not m.subject, -m.start)):
            if self._possible(mention.code, cited, day):
                return self._target(mention.code, cited)
        possible = [code for code in _USUAL if self._possible(code, cited, day)]
        speaking = self.speaker.organ
        if speaking and self._possible(speaking, cited, day):
            return self._target(speaking, cited)
        if len(possible) == 1:
            return self._target(possible[0], cited)
        return None, tuple(str(resolution_symbol(code, cited.number, cited.kind)) for code in possible), None

    def _target(self, code: str, cited: NumberMatch) -> tuple[str, tuple[str, ...], str]:
        return str(resolution_symbol(code, cited.number, cited.kind)), (), code

    def _possible(self, code: str, cited: NumberMatch, day: date | None) -> bool:
        if code not in organs() or not is_valid_number(code, cited.number, self.speaker.year):
            return False
        return day is None or date_fits_session(code, cited.number, day) is not False
