"""The lines of a source: where they lie, how they break, which of them are page furniture."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise

from ..language.characters import CJK, HAN, fold, width

TERMINAL = ",;:。.!?…"  # of folded text; a closing quote or bracket may follow
_TERMINAL_END = re.compile(rf"[{re.escape(TERMINAL)}][”’)\]》」]*(?:[\[(〔]?\d{{1,3}}[\])〕]?)?$")
_STRONG_END = re.compile(r"[;。:!?][”’)\]》」]*(?:[\[(〔]?\d{1,3}[\])〕]?)?$|[\u4e00-\u9fff]\.$")


@dataclass(slots=True)
class Line:
    """A stretch of the source between line ends, without the blanks around it.

    `text` is folded and as long as the stretch, so that text[i] is raw[start + i]; `key` is the
    text without blanks; `indent` counts columns before it, `gap` blank lines before it. `virtual`
    lines were cut out of running text. `rule` says that a blank line of 20 columns or more, or a
    drawn rule, stands before it; `turned` that a page ended before it.
    """

    start: int
    end: int
    text: str
    indent: int = 0
    gap: int = 0
    virtual: bool = False
    rule: bool = False
    turned: bool = False
    key: str = field(init=False)

    def __post_init__(self) -> None:
        self.key = "".join(self.text.split())

    @property
    def terminal(self) -> bool:
        """Whether it ends like a paragraph: with a stop, comma or colon."""
        return bool(_TERMINAL_END.search(self.key))

    @property
    def stopped(self) -> bool:
        """Whether it ends with a full stop, semicolon or colon."""
        return bool(_STRONG_END.search(self.key))

    def part(self, start: int, end: int, *, virtual: bool = True) -> "Line | None":
        """The line from character start to end of this one, or None where that is blank."""
        text = self.text[start:end]
        lead = len(text) - len(text.lstrip())
        text = text.strip()
        if not text:
            return None
        first = self.start + start + lead
        line = Line(first, first + len(text), text, virtual=virtual)
        if start == 0:
            line.indent, line.gap, line.rule = self.indent, self.gap, self.rule
        return line


def offset_of(line: Line, key_offset: int) -> int:
    """The offset in a line's text of a character of its key."""
    seen = 0
    for offset, character in enumerate(line.text):
        if not character.isspace():
            if seen == key_offset:
                return offset
            seen += 1
    return len(line.text)


def lines_of(raw: str) -> list[Line]:
    """The lines of a text that are not blank."""
    folded, lines = fold(raw), []
    gap, rule = 0, False
    for match in re.finditer(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+|\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]", raw):
        piece = match[0]
        if not piece.strip():
            gap += piece in ("\n", "\r\n", "\r")
            rule = rule or len(piece) >= 20
            continue
        lead = len(piece) - len(piece.lstrip())
        start, end = match.start() + lead, match.start() + len(piece.rstrip())
        lines.append(Line(start, end, folded[start:end], width(piece[:lead]), max(gap - 1, 0), rule=rule))
        gap, rule = 0, False
    return lines


@dataclass(frozen=True, slots=True)
class TextLayout:
    """How the body of a text is set.

    `wrapped`: line ends fall inside sentences. `margin`: columns of a full line. `indented`:
    paragraphs begin with an indent that wrapped lines have not; `base` is the indent of the latter.
    """

    wrapped: bool
    margin: int
    indented: bool
    base: int


def detect_layout(lines: list[Line]) -> TextLayout:
    """How a text is set, from which of its lines end without a stop though they fill the column."""
    columns = sorted(line.indent + width(line.text) for line in lines)
    if not columns:
        return TextLayout(False, 0, False, 0)
    margin = columns[len(columns) * 9 // 10 if len(columns) > 10 else -1]
    run_on = [(a, b) for a, b in pairwise(lines) if not a.terminal and a.indent + width(a.text) >= margin * 0.8]
    full = sum(1 for line in lines if line.indent + width(line.text) >= margin * 0.8)
    wrapped = margin <= 200 and len(run_on) >= 3 and len(run_on) >= 0.35 * max(full, 1)
    starts = [b.indent for a, b in pairwise(lines) if a.terminal and re.match(r"\d{1,2}\s*\.", b.text)]
    wraps = [b.indent for _, b in run_on if not b.turned]
    if not wrapped or not wraps:
        return TextLayout(wrapped, margin, False, 0)
    base = max(set(wraps), key=wraps.count)
    deeper = sum(1 for indent in starts if indent > base)
    steady = sum(1 for indent in wraps if indent <= base)
    return TextLayout(
        wrapped, margin, bool(starts) and deeper >= 0.7 * len(starts) and steady >= 0.8 * len(wraps), base
    )


# --- page furniture -------------------------------------------------------------------------------


# --- joining --------------------------------------------------------------------------------------


def join(raw: str, pieces: list[tuple[int, int]], *, letterspaced: bool = False) -> tuple[str, list[int]]:
    """The clean text of some stretches of the raw text, and the raw offset of each of its characters.

    Line ends and blanks go, save one between two words of Latin letters or digits. A word or
    number that a line end breaks after a digit, slash or hyphen is mended.
    """
    out: list[str] = []
    offsets: list[int] = []
    last = ""
    for start, end in pieces:
        for run in re.finditer(r"\S+", raw[start:end]):
            text, at = run[0], start + run.start()
            if last and not letterspaced and not CJK.match(last) and not CJK.match(text[0]):
                between = raw[offsets[-1] + 1 : at]
                broken = any(c in "\n\r\f" for c in between) or not between.isspace()
                mended = broken and (last in "/-" or (last.isdigit() and text[0].isdigit()))
                if between and not mended:
                    out.append(" ")
                    offsets.append(offsets[-1] + 1)
            out.append(text)
            offsets.extend(range(at, at + len(text)))
            last = text[-1]
    return "".join(out), offsets


def is_letterspaced(raw: str) -> bool:
    """Whether a blank stands after nearly every Chinese character, as some web pages set them."""
    sample = raw[:50_000]
    han = len(HAN.findall(sample))
    return han > 20 and len(re.findall(r"[一-龥] (?=\S)", sample)) > 0.7 * han


# --- the ledger -----------------------------------------------------------------------------------


def line_number(raw_starts: list[int], offset: int) -> int:
    """The number (from 1) of the physical line in which an offset lies."""
    return bisect_left(raw_starts, offset + 1)
