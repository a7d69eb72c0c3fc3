"""Fields of a head."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from ...un.sessions import parse_session
from ...un.symbols import Number, Symbol
from ..lines import Line
from ..model import Kind, Sponsor, Vote

Range = tuple[int, int]


@dataclass(slots=True)
class Head:
    """The fields of a head, filled line by line.

    `kinds` has the kind of each line. Titles are ranges of the raw text. `printed_number` may be one
    without a serial number, such as 44/…; `number` is then None.
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
        """Set the number, and the session from it if no line has stated one."""
        self.number, self.printed_number = number, str(number)
        if number.style != "year":
            self.set_session(number.session)

    def set_session(self, printed: str) -> None:
        """Set the session from that of a number: "65", "XXI" or "ES-11". A year sets none."""
        if self.session is None:
            self.session = parse_session(printed)


Effect = Callable[[Head], None]
