"""Levels of numbering that are open at a line, and the level at which a number continues them."""

from dataclasses import dataclass, field

from ..lines import Line
from ..model import Part
from ..numbering import Marker, NumberStyle, find_markers
from .block import ParagraphBlock

TOP = (NumberStyle.ARABIC, NumberStyle.CHINESE)  # styles of paragraphs; the others number items

# Scores of a marker at a level: the higher, the better it fits.
_NEXT, _BULLET, _FIRST, _NOT_ROMAN, _GAP, _ODD = 3.0, 3.0, 2.0, 1.5, 1.0, 0.5
_LARGEST_GAP = 5  # missing numbers in a row
_LATEST_FIRST = 9  # the highest number at the start of a text that lost its own first ones
_FARTHEST_ITEM = 40  # lines in which the item after (i) is looked for


@dataclass(frozen=True, slots=True)
class LevelPlace:
    """The surroundings of a marker.

    `free`: a paragraph may end before it. `stopped`: the line before ends with more than a comma.
    `verb`: the text after it begins with a lead verb. `roman`: if it is (i), the item that follows
    shows it to be Roman.
    """

    free: bool
    stopped: bool
    verb: bool
    roman: bool


@dataclass(slots=True)
class NumberingLevels:
    """The open numbered blocks, from the top level down.

    `resumes` is the last number before a section that has its own preamble.
    """

    open: list[ParagraphBlock] = field(default_factory=list)
    resumes: Marker | None = None

    @property
    def top(self) -> ParagraphBlock | None:
        return self.open[0] if self.open else None

    def goes_on(self, marker: Marker) -> bool:
        """Return whether the marker is the next number of the top level."""
        top = self.top.marker if self.top else None
        return top is not None and top.style is marker.style and marker.value == top.value + 1

    def restarts(self, marker: Marker, level: int) -> bool:
        """Return whether the marker starts the numbering of the top level again."""
        top = self.top.marker if self.top else self.resumes
        return level == 0 and top is not None and marker.style in TOP and marker.value == 1

    def fit(self, marker: Marker, place: LevelPlace, part: Part, *, begun: bool) -> tuple[float, int] | None:
        """Return the score of a marker as the next number and its level, or None if it does not fit.

        `begun` is true if the part has a paragraph to which an item can belong.
        """
        for level in range(len(self.open) - 1, -1, -1):
            last = self.open[level].marker
            if last is not None and last.style is marker.style:
                score = _score_next(last, marker, place, level)
                return None if score is None else (score, level)
        return self._fit_new_level(marker, place, part, begun=begun)

    def _fit_new_level(
        self, marker: Marker, place: LevelPlace, part: Part, *, begun: bool
    ) -> tuple[float, int] | None:
        """Return the score and level of a marker as the first one of a new level."""
        is_first = marker.value == 1
        if not place.free:
            lost_stop = marker.style in TOP and is_first and not self.open and place.verb
            return (_FIRST, 0) if lost_stop else None
        if marker.style is NumberStyle.PREAMBULAR:
            return (_FIRST, 0) if part is Part.PREAMBLE else None
        if marker.style in TOP:
            return self._fit_top(marker)
        if part is Part.PREAMBLE and not begun:
            return (_GAP, 0) if is_first else None
        below = len(self.open)
        if marker.style is NumberStyle.ROMAN:
            if marker.value > 2:
                return None
            if not place.roman:
                return _NOT_ROMAN, below
        return (_FIRST if is_first else _ODD), below

    def _fit_top(self, marker: Marker) -> tuple[float, int] | None:
        """Return the score and level of a paragraph's number whose style is not open yet."""
        is_first = marker.value == 1
        if self.top and self.top.marker and self.top.marker.style in TOP:
            return (_FIRST, len(self.open)) if is_first else None
        if self.resumes and self.resumes.style is marker.style and marker.value == self.resumes.value + 1:
            return _NEXT, 0
        if is_first:
            return _FIRST, 0
        return (_ODD, 0) if marker.value <= _LATEST_FIRST else None


def _score_next(last: Marker, marker: Marker, place: LevelPlace, level: int) -> float | None:
    """Return the score of a marker after the last one of an open level."""
    step = marker.value - last.value
    if marker.style is NumberStyle.BULLET:
        return _BULLET if place.free else None
    if step == 1 or (step == 0 and marker.suffix > last.suffix):
        lost_stop = level == 0 and place.verb
        if not place.free and not lost_stop:
            return None
        is_unlikely = marker.style is NumberStyle.ROMAN and not place.roman
        return _NEXT - 0.1 if is_unlikely else _NEXT
    if not place.free:
        return None
    if 1 < step <= _LARGEST_GAP:
        return _GAP
    if step <= 0 and place.stopped and (level > 0 or marker.value == 1 or step >= -3):
        return _ODD
    return None


def begins_roman_items(lines: list[Line], index: int) -> bool:
    """Return whether (i) at an index begins (i) (ii) …, and
    does not continue (h) (i) (j), by the next item.
    """
    for line in lines[index + 1 : index + _FARTHEST_ITEM]:
        for marker in find_markers(line.text):
            if marker.style is NumberStyle.ROMAN and marker.value > 1:
                return True
            if marker.style is NumberStyle.LETTER and marker.value > 9 and len(line.text) > 3:
                return False
    return True
