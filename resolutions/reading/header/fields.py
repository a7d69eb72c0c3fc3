"""What a head says, field by field."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from ...un.symbols import Number, Symbol
from ..lines import Line
from ..model import Kind, Sponsor, Vote

Range = tuple[int, int]


@dataclass(slots=True)
class Head:
    """What the head says. `kinds` says what each of its lines is; titles are ranges of the raw text.

    `printed_number` is there for 44/… too, of which no number can be made.
    """

    symbol: Symbol | None = None
    number: Number | None = None
    printed_number: str | None = None
    title: list[Range] = field(default_factory=list)
    session: int | str | None = None
    session_dates: Line | None = None
    committee: str | None = None
    agenda_item: str | None = None
    agenda_title: list[Range] = field(default_factory=list)
    sponsors: tuple[Sponsor, ...] = ()
    draft: bool = False
    adopted: bool = False
    adopted_on: date | None = None
    meeting: str | None = None
    vote: Vote | None = None
    organ: str | None = None
    part_heading: list[Line] = field(default_factory=list)  # "A. 援助巴勒斯坦难民", above the body
    kinds: list[tuple[Line, Kind]] = field(default_factory=list)

    def set_number(self, number: Number) -> None:
        """The number, and the session that it tells of where no line does."""
        self.number, self.printed_number = number, str(number)
        if number.style != "year":
            self.set_session(number.session)

    def set_session(self, printed: str) -> None:
        """The session of a number: "65", "XXI", "ES-11"; a year is none."""
        if self.session is None:
            plain = Number(printed, 0).rank
            self.session = printed if "-" in printed else plain if plain < 200 else None


Effect = Callable[[Head], None]
