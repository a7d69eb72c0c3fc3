"""Citations in running text: 第70/1号决议, 第338(1973)号, 决议案三九六(五), A/CONF.157/24(Part I)和Corr.1.

The organ of a number is, in this order: the organ named right before it; in a series, the organ of the
previous number; an organ that the sentence names, including by 其 and 本, those that act first, then the
nearest; the speaking organ; the only usual organ that numbers in this way. Except in the first case, an
organ is taken only if the form of the number and the date allow it. A number that fits two organs has no
target but candidates. See docs/domain.md, "Which organ a number belongs to".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ...language.characters import fold
from ...language.dates import DATE, DATE_IN_YEAR, to_date
from ...language.numerals import parse_numeral
from ...un.organs import organs
from ...un.sessions import LATEST_YEAR, date_fits_session, is_valid_number
from ...un.symbols import IN_TEXT, Symbol, normalise, parse, resolution_symbol
from ..model import Citation, Instrument
from .numbers import LEADS, TAIL, NumberMatch, find_numbers
from .organ_mentions import OrganMentions

__all__ = ["SpeakingOrgan", "find_citations", "find_instruments"]

_MODIFIER = re.compile(r" ?(?:和|及|、|,|以及) ?(?P<kind>Corr|Add|Rev|Amend)\. ?(?P<n>\d{1,2}|l)(?!\d)")
_NEXT = re.compile(r" ?(?:和|及|、) ?(?P<n>\d{1,2})(?![\d/年月日号票%.])")
_DATED = re.compile(rf"{DATE_IN_YEAR}\Z")
_LONGEST_DATE = 24  # characters
_DATED_SYMBOL = re.compile(rf"{DATE}(?:的?[^,;。()\d]{{0,12}}\()?\s*第?\Z")
_INSTRUMENT = re.compile(r"《[^《》]{1,150}》")
_USUAL_ORGANS = ("GA", "SC", "ECOSOC", "HRC", "CHR", "SUBCOM")  # that a number without an organ may mean


@dataclass(frozen=True, slots=True)
class SpeakingOrgan:
    """The organ whose text is read: its code, or None, and the latest year that the text can refer to."""

    organ: str | None
    year: int = LATEST_YEAR


def find_instruments(place: str, text: str) -> list[Instrument]:
    """Return the titles in 《》 of the clean text of a paragraph or footnote."""
    matches = _INSTRUMENT.finditer(fold(text))
    return [Instrument(place, text[m.start() : m.end()], m.start(), m.end()) for m in matches]


def find_citations(place: str, text: str, speaker: SpeakingOrgan) -> list[Citation]:
    """Return the citations by number or symbol in the clean text of a paragraph or footnote, in order."""
    finder = _CitationFinder(place, text, speaker)
    citations = [*finder.by_number(), *finder.by_symbol()]
    return sorted(citations, key=lambda citation: (citation.start, citation.end))


def _mask_symbol(match: re.Match[str]) -> str:
    """Return the text of a match, or as many null characters if it is a symbol."""
    return "\0" * len(match[0]) if parse(match[0]) else match[0]


class _CitationFinder:
    def __init__(self, place: str, text: str, speaker: SpeakingOrgan) -> None:
        self.place, self.text, self.speaker = place, text, speaker
        self.folded = fold(text)
        self.masked = IN_TEXT.sub(_mask_symbol, self.folded)
        self.mentions = OrganMentions(self.masked, speaker.organ)
        self.series_organ: str | None = None  # the organ of the previous number in a series

    # --- by symbol --------------------------------------------------------------------------------

    def by_symbol(self) -> Iterator[Citation]:
        for match in IN_TEXT.finditer(self.folded):
            symbol = parse(match[0])
            if symbol is None:
                continue
            start, end = match.start(), self._end_of_symbol(symbol, match.end())
            dated = _DATED_SYMBOL.search(self.masked, max(start - 50, 0), start)
            day = to_date(dated) if dated else None
            yield Citation(self.place, self.text[start:end], start, end, target=symbol.text, day=day)
            yield from self._further_documents(match.end(), symbol.text)

    def _end_of_symbol(self, symbol: Symbol, end: int) -> int:
        """Return the end of a cited symbol, including 号决议 after that of a resolution."""
        tail = TAIL.match(self.folded, end) if symbol.kind else None
        return tail.end() if tail else end

    def _further_documents(self, at: int, symbol: str) -> Iterator[Citation]:
        """Yield the documents that follow a symbol by their modifiers only: 和Corr.1, 和Corr.1和2."""
        base = re.sub(r"/(?:Corr|Add|Rev|Amend)\.\d+$", "", symbol)
        while modifier := _MODIFIER.match(self.folded, at):
            at = modifier.end()
            kind, number = modifier["kind"], modifier["n"].replace("l", "1")
            yield self._cite_modifier(modifier.start("kind"), at, f"{base}/{kind}.{number}")
            while following := _NEXT.match(self.folded, at):
                at = following.end()
                yield self._cite_modifier(following.start("n"), at, f"{base}/{kind}.{following['n']}")

    def _cite_modifier(self, start: int, end: int, symbol: str) -> Citation:
        return Citation(self.place, self.text[start:end], start, end, target=normalise(symbol))

    # --- by number --------------------------------------------------------------------------------

    def by_number(self) -> Iterator[Citation]:
        previous_end, previous_day = 0, None
        for cited in find_numbers(self.masked):
            if not cited.chained:
                self.series_organ, previous_day = None, None
            start, end = self._extent(cited)
            day, is_adjacent = self._find_date(cited, previous_end, previous_day)
            organ = self._find_organ(cited, day, start)
            if day and not is_adjacent and not self._date_allows(organ, cited, day):
                day = None  # the date belongs to something else in the sentence
                organ = self._find_organ(cited, day, start)
            self.series_organ = organ or self.series_organ
            previous_end, previous_day = cited.end, day
            citation = Citation(self.place, self.text[start:end], start, end, target=None, day=day)
            if organ:
                yield replace(citation, target=self._symbol(organ, cited))
            else:
                usual = self._usual_organs(cited, day)
                yield replace(citation, candidates=tuple(self._symbol(code, cited) for code in usual))

    @staticmethod
    def _symbol(organ: str, cited: NumberMatch) -> str:
        return str(resolution_symbol(organ, cited.number, cited.kind))

    def _extent(self, cited: NumberMatch) -> tuple[int, int]:
        """Return the offsets of a citation, from the organ and date right before it to 号决议 after it."""
        start = self._start_with_lead(cited.start)
        if dated := self._date_before(start):
            start = dated.start()
        mentions = self.mentions.before(start)
        if mentions and mentions[-1].end == start:
            start = mentions[-1].start
        tail = TAIL.match(self.folded, cited.end)
        return start, tail.end() if tail else cited.end

    def _start_with_lead(self, start: int) -> int:
        """Return the offset of the 第 or 决议案 before a number, or of the number itself."""
        for lead in LEADS:
            if self.masked.startswith(lead, start - len(lead)):
                return start - len(lead)
        return start

    # --- dates ------------------------------------------------------------------------------------

    def _find_date(
        self, cited: NumberMatch, previous_end: int, previous_day: date | None
    ) -> tuple[date | None, bool]:
        """Return the date of a citation, and whether it is right before the number."""
        start = self._start_with_lead(cited.start)
        if dated := self._date_before(start):
            year = previous_day.year if previous_day else self._year_before(start)
            return to_date(dated, year), True
        clause = max(previous_end, self.mentions.sentence(start, ",;。"))
        dates = [
            match
            for match in re.finditer(DATE, self.masked[clause:start])
            if not self.masked.startswith("至", clause + match.end())
        ]
        if dates:
            return to_date(dates[-1]), False
        if (
            previous_day
            and self.series_organ
            and date_fits_session(self.series_organ, cited.number, previous_day)
        ):
            return previous_day, False
        return None, False

    def _date_before(self, at: int) -> re.Match[str] | None:
        """Return the match of a date that ends at an offset."""
        return _DATED.search(self.masked, max(at - _LONGEST_DATE, 0), at)

    def _year_before(self, at: int) -> int | None:
        """Return the year of the last full date in the sentence, to complete 十月二十五日."""
        dates = list(re.finditer(DATE, self.masked[self.mentions.sentence(at) : at]))
        return parse_numeral(dates[-1]["year"]) if dates else None

    # --- organs -----------------------------------------------------------------------------------

    def _find_organ(self, cited: NumberMatch, day: date | None, start: int) -> str | None:
        """Return the code of the organ whose number is cited from `start` on, or None."""
        mentions = self.mentions.before(cited.start)
        if mentions and mentions[-1].start >= start:  # 大会2013年12月18日第68/160号决议
            return mentions[-1].code
        acting_first = sorted(mentions, key=lambda mention: (not mention.subject, -mention.start))
        series_organ = self.series_organ if cited.chained else None
        for organ in (series_organ, *(mention.code for mention in acting_first), self.speaker.organ):
            if organ and self._is_possible(organ, cited, day):
                return organ
        usual = self._usual_organs(cited, day)
        return usual[0] if len(usual) == 1 else None

    def _usual_organs(self, cited: NumberMatch, day: date | None) -> list[str]:
        return [organ for organ in _USUAL_ORGANS if self._is_possible(organ, cited, day)]

    def _is_possible(self, organ: str, cited: NumberMatch, day: date | None) -> bool:
        if organ not in organs() or not is_valid_number(organ, cited.number, self.speaker.year):
            return False
        return day is None or self._date_allows(organ, cited, day)

    @staticmethod
    def _date_allows(organ: str | None, cited: NumberMatch, day: date) -> bool:
        """Return whether the organ, if it is known, can have adopted the number on this day."""
        return organ is not None and date_fits_session(organ, cited.number, day) is not False
