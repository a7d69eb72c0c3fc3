"""Footnotes in print: they are found between the lines of the text and removed from them."""

import re
from dataclasses import dataclass, field

from ..language.characters import SUPERSCRIPTS
from .formats.decoding import DecodedFile
from .furniture import URL, is_furniture, is_rule, is_running_head
from .lines import Line, TextLayout
from .numbering import find_markers

# The first words of notes in the seeds, the samples and other printed texts.
_OPENING = re.compile(
    r"[另又参]?见|参[阅看照]|同上|[另刊]?载于|第[\dA-Z(]|《|“|[A-Z]{1,5}[/.]|\(?[A-Z]+/|联合国|大会|安全理事会|安理会"
    r"|国际法院|文件|决议|[一二两三四五]个|教科文|世界|Ibid|See|[A-Z][a-z]+",
)
_MEASURE = re.compile(
    r"\s*(?:[年月日时点届次个名票号位条款项章节段期天周岁亿万千百倍件%/至]|世纪|国集团|多|余|[-—]\d)"
)
_NUMBERED = re.compile(r"(?P<open>[\[〔]?)\s*(?P<n>\d{1,3})(?P<close>\s*[\]〕]|/(?!\d))?(?P<blank>\s*)(?=\S)")
_ALONE = re.compile(r"[\[〔]?(\d{1,3})[\]〕/]?")
_STARS = re.compile(r"(\*{1,4})\s*(?=[^*\s\d])")
_KNOWN = re.compile(r"(\d+|\*+)\s*(?=\S)")
_ARROW = re.compile(r"(?:(\d{1,3})\s*[.、]\s*)?[↑^]\s*(?:\d+\.\d+\s*)*")
_HEADING = re.compile(r"注|注释|脚注|附注|注解|参考文献|参考资料|Notes?|References?")
_END_OF_TEXT = re.compile(r"第[^,;。]{1,12}次(?:全体)?(?:会议|全会)|通过[。\])]")
_LONGEST = 15  # lines of one note


@dataclass(slots=True)
class FoundNote:
    """A footnote in the source: its marker, the range of its mark and the ranges of its text."""

    marker: str
    mark: tuple[int, int]
    pieces: list[tuple[int, int]] = field(default_factory=list)

    @property
    def starred(self) -> bool:
        return self.marker.startswith("*")


@dataclass(slots=True)
class Page:
    """The lines of a source, divided into text, notes, furniture and links."""

    lines: list[Line] = field(default_factory=list)
    notes: list[FoundNote] = field(default_factory=list)
    furniture: list[Line] = field(default_factory=list)
    links: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class _Place:
    """The state before a line: after a rule or notes (`zone`), after the end of the text, the next number."""

    zone: bool = False
    listed: bool = False  # below 注, where notes may have no number
    ended: bool = False
    expected: int = 1


def extract_footnotes(lines: list[Line], style: TextLayout, source: DecodedFile, opening: int) -> Page:
    """Return the lines divided into text, footnotes and furniture. No footnote is above index `opening`."""
    page, place, at, turned = Page(), _Place(), 0, False
    while at < len(lines):
        line = lines[at]
        place.zone = place.zone or line.rule
        known = _known_note(line) if line.start in source.notes else None
        note = known or (_note_at(lines, at, place, source.raw) if at > opening else None)
        if note:
            at = _take_text(note, lines, at, wrapped=style.wrapped and not known)
            page.notes.append(note)
            if not note.starred:
                place.expected = int(note.marker) + 1
            place.zone = turned = True
            continue
        at += 1
        if is_mark_line(line):
            page.lines.append(line)
        elif is_furniture(line) or (at > opening and _HEADING.fullmatch(line.key)):
            (page.links if URL.fullmatch(line.key) else page.furniture).append(line)
            place.listed = place.listed or bool(_HEADING.fullmatch(line.key))
            place.zone = place.zone or is_rule(line) or place.listed
            turned = True
        else:
            line.turned = turned
            page.lines.append(line)
            turned = place.zone = False
            place.ended = place.ended or bool(_END_OF_TEXT.search(line.key))
    return page


def is_mark_line(line: Line) -> bool:
    """Return whether a line is only a number: a mark of the text, or a page number."""
    return bool(_ALONE.fullmatch(line.key))


def _known_note(line: Line) -> FoundNote | None:
    """Return the note at a line that the file format declares as one, if its mark is a number or stars."""
    found = _KNOWN.match(line.text)
    return FoundNote(found[1], (line.start, line.start + found.end(1))) if found else None


def _note_at(lines: list[Line], at: int, place: _Place, raw: str) -> FoundNote | None:
    """Return the note that begins at a line, without its text, or None."""
    line = lines[at]
    if alone := _ALONE.fullmatch(line.key):
        below = lines[at + 1] if at + 1 < len(lines) else None
        opens = below is not None and _OPENING.match(below.key) and not find_markers(below.text)
        noted = opens and int(alone[1]) == place.expected and (place.zone or place.ended)
        return FoundNote(alone[1], (line.start, line.end)) if noted else None
    if (match := _NUMBERED.match(line.text)) and not _ARROW.match(line.text):
        return _numbered_note(lines, at, place, match, raised=raw[line.start] in SUPERSCRIPTS)
    return _unnumbered_note(line, place)


def _unnumbered_note(line: Line, place: _Place) -> FoundNote | None:
    """Return a note marked with stars or a web page's arrow, or, below 注, without a mark."""
    begin = line.start
    if (stars := _STARS.match(line.text)) and (place.zone or place.ended or line.key.endswith("。")):
        return FoundNote(stars[1], (begin, begin + stars.end(1)))
    if arrow := _ARROW.match(line.text):
        return FoundNote(arrow[1] or str(place.expected), (begin, begin + arrow.end()))
    listed = place.listed and _OPENING.match(line.key)
    return FoundNote(str(place.expected), (begin, begin)) if listed else None


def _numbered_note(
    lines: list[Line], at: int, place: _Place, match: re.Match[str], *, raised: bool
) -> FoundNote | None:
    """Return a note that begins with a number: 1 见…, ¹ A/…, [1] A/…, 1/ A/…"""
    begin, rest, number = lines[at].start, lines[at].text[match.end() :], int(match["n"])
    framed = bool(match["close"])
    if bool(match["open"]) != (framed and match["close"] != "/"):
        return None
    if not raised and not match["open"] and (_MEASURE.match(rest) or rest[0] in ".,、)"):
        return None
    opens, next_one = bool(_OPENING.match(rest)), number == place.expected
    if raised or match["open"]:
        sure = place.ended or not _runs_on(lines, at)
    elif place.zone or place.ended:
        sure = bool(match["blank"]) or framed or (opens and next_one)
    else:
        sure = (bool(match["blank"]) or framed) and opens and next_one
    in_turn = next_one or number == 1 or place.ended or (place.zone and raised)
    return FoundNote(match["n"], (begin, begin + match.start("blank"))) if sure and in_turn else None


def _runs_on(lines: list[Line], at: int) -> bool:
    """Return whether the previous line has no end, so that a raised mark here belongs to its sentence."""
    return at > 0 and not lines[at - 1].terminal and not is_furniture(lines[at - 1])


def _take_text(note: FoundNote, lines: list[Line], at: int, *, wrapped: bool) -> int:
    """Add the text of a note, and return the index of the first line after it.

    If lines are wrapped, a note ends with a full stop.
    """
    first = lines[at]
    if rest := first.part(note.mark[1] - first.start, len(first.text)):
        note.pieces.append((rest.start, rest.end))
        at += 1
    else:
        note.pieces.append((lines[at + 1].start, lines[at + 1].end))
        at += 2
    stop = min(len(lines), at + _LONGEST)
    while wrapped and at < stop and not lines[at - 1].key.endswith(("。", ".")):
        line = lines[at]
        if (
            line.rule
            or is_furniture(line)
            or is_running_head(line)
            or is_mark_line(line)
            or _STARS.match(line.text)
        ):
            break
        if (new := _NUMBERED.match(line.text)) and int(new["n"]) == int(note.marker.strip("*") or 0) + 1:
            break
        note.pieces.append((line.start, line.end))
        at += 1
    return at
