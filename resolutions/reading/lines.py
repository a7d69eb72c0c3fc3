"""Lines of a source: their offsets, their layout, and how they are joined to clean text."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from ..language.characters import CJK, HAN, fold, width

TERMINAL = ",;:。.!?…"  # of folded text; a closing quote or bracket may follow
_TERMINAL_END = re.compile(rf"[{re.escape(TERMINAL)}][”’)\]》」]*(?:[\[(〔]?\d{{1,3}}[\])〕]?)?$")
_STRONG_END = re.compile(r"[;。:!?][”’)\]》」]*(?:[\[(〔]?\d{1,3}[\])〕]?)?$|[\u4e00-\u9fff]\.$")
_LINE_OR_END = re.compile(
    r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+|\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]",
)
_SHORTEST_RULE = 20  # columns of a blank line that is taken for a rule
_WIDEST_PAGE = 200  # columns; longer lines are not wrapped


@dataclass(slots=True)
class Line:
    """A line of the source, at offsets `start` to `end` of it, without the blanks around it.

    `text` is folded and has the same length: text[i] is raw[start + i]. `key` is the text without
    blanks. `indent` is the number of columns before it, `gap` that of blank lines. `virtual` lines
    were cut out of running text. `rule`: a drawn rule, or a blank line of 20 columns or more, comes
    before it. `turned`: a page ended before it.
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
        """Whether the line ends like a paragraph: with a stop, comma or colon."""
        return bool(_TERMINAL_END.search(self.key))

    @property
    def stopped(self) -> bool:
        """Whether the line ends with a full stop, semicolon or colon."""
        return bool(_STRONG_END.search(self.key))

    def part(self, start: int, end: int, *, virtual: bool = True) -> "Line | None":
        """Return characters start to end of this line as a line, or None if they are blank."""
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
    """Return the offset in a line's text of a character of its key."""
    seen = 0
    for offset, character in enumerate(line.text):
        if not character.isspace():
            if seen == key_offset:
                return offset
            seen += 1
    return len(line.text)


def lines_of(raw: str) -> list[Line]:
    """Return the lines of a text that are not blank."""
    folded, lines = fold(raw), []
    gap, rule = 0, False
    for match in _LINE_OR_END.finditer(raw):
        piece = match[0]
        if not piece.strip():
            gap += piece in ("\n", "\r\n", "\r")
            rule = rule or len(piece) >= _SHORTEST_RULE
            continue
        lead = len(piece) - len(piece.lstrip())
        start, end = match.start() + lead, match.start() + len(piece.rstrip())
        indent = width(piece[:lead])
        lines.append(Line(start, end, folded[start:end], indent, gap=max(gap - 1, 0), rule=rule))
        gap, rule = 0, False
    return lines


@dataclass(frozen=True, slots=True)
class TextLayout:
    """The layout of the body of a text.

    `wrapped`: line ends are inside sentences. `margin`: columns of a full line. `indented`:
    paragraphs begin with an indent that wrapped lines do not have; `base` is the indent of the latter.
    """

    wrapped: bool
    margin: int
    indented: bool = False
    base: int = 0


def detect_layout(lines: list[Line]) -> TextLayout:
    """Return the layout of a text. It is wrapped if many lines fill the column and end without a stop."""
    columns = sorted(line.indent + width(line.text) for line in lines)
    if not columns:
        return TextLayout(wrapped=False, margin=0)
    margin = columns[len(columns) * 9 // 10 if len(columns) > 10 else -1]
    full_from = margin * 0.8
    full = sum(1 for columns_of_line in columns if columns_of_line >= full_from)
    run_on = [
        (line, following)
        for line, following in pairwise(lines)
        if not line.terminal and line.indent + width(line.text) >= full_from
    ]
    wrapped = margin <= _WIDEST_PAGE and len(run_on) >= 3 and len(run_on) >= 0.35 * max(full, 1)
    wrap_indents = [following.indent for _, following in run_on if not following.turned]
    if not wrapped or not wrap_indents:
        return TextLayout(wrapped, margin)
    base = max(set(wrap_indents), key=wrap_indents.count)
    return TextLayout(wrapped, margin, _is_indented(lines, wrap_indents, base), base)


def _is_indented(lines: list[Line], wrap_indents: list[int], base: int) -> bool:
    """Return whether most numbered paragraphs, but few wrapped lines, are indented deeper than `base`."""
    start_indents = [
        following.indent
        for line, following in pairwise(lines)
        if line.terminal and re.match(r"\d{1,2}\s*\.", following.text)
    ]
    deeper = sum(1 for indent in start_indents if indent > base)
    steady = sum(1 for indent in wrap_indents if indent <= base)
    if not start_indents:
        return False
    return deeper >= 0.7 * len(start_indents) and steady >= 0.8 * len(wrap_indents)


def join(raw: str, pieces: list[tuple[int, int]], *, letterspaced: bool = False) -> tuple[str, list[int]]:
    """Return the clean text of some ranges of the raw text, and the raw offset of each of its characters.

    Line ends and blanks are removed, except one blank between two words of Latin letters or digits.
    A word or number that a line end breaks after a digit, slash or hyphen is made whole.
    """
    clean: list[str] = []
    offsets: list[int] = []
    last = ""
    for start, end in pieces:
        for run in re.finditer(r"\S+", raw[start:end]):
            text, at = run[0], start + run.start()
            if last and not letterspaced and not CJK.match(last) and not CJK.match(text[0]):
                between = raw[offsets[-1] + 1 : at]
                if between and not _is_broken_word(last, between, text[0]):
                    clean.append(" ")
                    offsets.append(offsets[-1] + 1)
            clean.append(text)
            offsets.extend(range(at, at + len(text)))
            last = text[-1]
    return "".join(clean), offsets


def _is_broken_word(last: str, between: str, following: str) -> bool:
    """Return whether a line end, or removed text, breaks one word between two characters."""
    is_break = any(character in "\n\r\f" for character in between) or not between.isspace()
    return is_break and (last in "/-" or (last.isdigit() and following.isdigit()))


def is_letterspaced(raw: str) -> bool:
    """Return whether a blank follows nearly every Chinese character, as on some web pages."""
    sample = raw[:50_000]
    han = len(HAN.findall(sample))
    return han > 20 and len(re.findall(r"[一-龥] (?=\S)", sample)) > 0.7 * han
