"""The line that opens a resolution: 大会， — or 大会建议：, or a preamble that comes before it."""

import re

from ...un.organs import organ_pattern
from ..footnotes import is_mark_line
from ..lines import Line
from ..numbering import find_markers
from ..verbs import verb_at_start

_LONGEST = 60
_OPENING = re.compile(rf"[“]?(?:因此|爰|兹|为此目的)?,?({organ_pattern()}|联合国会员国)[,:]?")
_OPENING_AND_VERB = re.compile(
    rf"({organ_pattern()}),?(?:兹|爰)?(?:建议|决定|决议|议决|通过|宣布|宣告)[^,;。]{{0,40}}:"
)
_PREAMBLE_BEFORE = re.compile(r"查|由于|为[^,;。]{2,40}(?:起见|步骤|目的)")


def opening_of(line: Line) -> re.Match[str] | None:
    """The match of an opening line, its group 1 the organ's name."""
    if len(line.key) > _LONGEST:
        return None
    return _OPENING.fullmatch(line.key) or _OPENING_AND_VERB.match(line.key)


def begins_body(line: Line) -> bool:
    """Whether a line reads like the first of a body: a lead verb, or number 1."""
    if verb_at_start(line.text) or re.match(r"对于?|以.{1,60}为|就", line.key):
        return True
    return any(m.value == 1 for m in find_markers(line.text))


def find_opening(lines: list[Line]) -> int | None:
    """The index of the line that opens the resolution: an organ's name, a body below it.

    A session's head may name the organ too; the comma, and what stands below, tell them apart.
    """
    best, best_score = None, 1
    for index, line in enumerate(lines):
        found = opening_of(line)
        if found is None:
            continue
        score = 2 if line.key[-1] in ",:" else 0
        below = next((x for x in lines[index + 1 : index + 4] if not is_mark_line(x)), None)
        if len(line.key) - found.end(1) > 1 and line.key[-1] == ":":
            score += 2  # 大会建议：
        elif below is not None and begins_body(below):
            score += 3
        if score > best_score:
            best, best_score = index, score
    return best


def is_preamble_before(line: Line) -> bool:
    """Whether a line above the opening is a preambular paragraph: 查…，因此，安全理事会，"""
    if not line.terminal or len(line.key) < 8:
        return False
    verb = verb_at_start(line.text)
    return (verb is not None and verb.preambular) or bool(_PREAMBLE_BEFORE.match(line.key))
