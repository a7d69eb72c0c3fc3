"""Which number goes on which: the levels of numbering that are open at a line."""

from dataclasses import dataclass, field

from ..model import Part
from ..numbering import Marker, NumberStyle
from .block import ParagraphBlock

TOP = (NumberStyle.ARABIC, NumberStyle.CHINESE)  # styles of the paragraphs themselves; the others number items

_NEXT, _BULLET, _FIRST, _NOT_ROMAN, _GAP, _ODD = 3.0, 3.0, 2.0, 1.5, 1.0, 0.5
_LARGEST_GAP = 5  # numbers that may be missing in a row
_LATEST_FIRST = 9  # the highest number with which a text may begin that lost its own first ones


@dataclass(frozen=True, slots=True)
class LevelPlace:
    """What stands before a marker: whether a paragraph may end there (`free`), and ends with more
    than a comma (`stopped`); whether the text below the marker begins with a lead verb; whether a
    (i) is Roman, by the item that follows it.
    """

    free: bool
    stopped: bool
    verb: bool
    roman: bool


@dataclass(slots=True)
class NumberingLevels:
    """The numbered blocks that are open, the top one first, and where the numbering stood before a
    section with a preamble of its own.
    """

    open: list[ParagraphBlock] = field(default_factory=list)
    resumes: Marker | None = None

    @property
    def top(self) -> ParagraphBlock | None:
        return self.open[0] if self.open else None

    def goes_on(self, marker: Marker) -> bool:
        """Whether the marker is the next number of the top level."""
        top = self.top.marker if self.top else None
        return top is not None and top.style is marker.style and marker.value == top.value + 1

    def restarts(self, marker: Marker, level: int) -> bool:
        """Whether the marker begins the top level's numbering anew."""
        top = self.top.marker if self.top else self.resumes
        return level == 0 and top is not None and marker.style in TOP and marker.value == 1

    def fit(self, marker: Marker, place: LevelPlace, part: Part, *, begun: bool) -> tuple[float, int] | None:
        """How well a marker goes on the numbering, and at which level; None where it does not.

        `begun` says that the part has a paragraph for an item to stand under.
        """
        for level in range(len(self.open) - 1, -1, -1):
            last = self.open[level].marker
            if last is not None and last.style is marker.style:
                return self._at(level, last, marker, place)
        return self._below(marker, place, part, begun=begun)

    def _at(self, level: int, last: Marker, marker: Marker, place: LevelPlace) -> tuple[float, int] | None:
        """The marker at a level that is open."""
        step = marker.value - last.value
        if marker.style is NumberStyle.BULLET:
            return (_BULLET, level) if place.free else None
        if step == 1 or (step == 0 and marker.suffix > last.suffix):
            lost_stop = level == 0 and place.verb
            unlikely = marker.style is NumberStyle.ROMAN and not place.roman
            return (_NEXT - unlikely * 0.1, level) if place.free or lost_stop else None
        if not place.free:
            return None
        if 1 < step <= _LARGEST_GAP:
            return _GAP, level
        if step <= 0 and place.stopped and (level > 0 or marker.value == 1 or -step <= 3):
            return _ODD, level
        return None

    def _below(self, marker: Marker, place: LevelPlace, part: Part, *, begun: bool) -> tuple[float, int] | None:
        """The marker as the first of a new level."""
        if not place.free:
            lost_stop = marker.style in TOP and marker.value == 1 and not self.open and place.verb
            return (_FIRST, 0) if lost_stop else None
        if marker.style is NumberStyle.PREAMBULAR:
            return (_FIRST, 0) if part is Part.PREAMBLE else None
        if marker.style in TOP:
            if self.top and self.top.marker and self.top.marker.style in TOP:
                return (_FIRST, len(self.open)) if marker.value == 1 else None
            if self.resumes and self.resumes.style is marker.style and marker.value == self.resumes.value + 1:
                return _NEXT, 0
            return (_FIRST, 0) if marker.value == 1 else (_ODD, 0) if marker.value <= _LATEST_FIRST else None
        if part is Part.PREAMBLE and not begun:
            return (_GAP, 0) if marker.value == 1 else None
        if marker.style is NumberStyle.ROMAN and marker.value > 2:
            return None
        if marker.style is NumberStyle.ROMAN and not place.roman:
            return _NOT_ROMAN, len(self.open)
        return (_FIRST if marker.value == 1 else _ODD), len(self.open)
