"""The line that opens a resolution: 大会， or 大会建议：, or a preamble before it."""

import re

from ...un.organs import organ_pattern
from ..footnotes import is_mark_line
from ..lines import Line
from ..numbering import find_markers
from ..verbs import verb_at_start

_LONGEST = 60  # characters
_OPENING = re.compile(rf"[“]?(?:因此|爰|兹|为此目的)?,?({organ_pattern()}|联合国会员国)[,:]?")
_OPENING_AND_VERB = re.compile(
    rf"({organ_pattern()}),?(?:兹|爰)?(?:建议|决定|决议|议决|通过|宣布|宣告)[^,;。]{{0,40}}:"
)
_FIRST_WORDS = re.compile(r"对于?|以.{1,60}为|就")
_PREAMBLE_BEFORE = re.compile(r"查|由于|为[^,;。]{2,40}(?:起见|步骤|目的)")
_SHORTEST_PREAMBLE = 8  # characters


def opening_of(line: Line) -> re.Match[str] | None:
    """Return the match of an opening line, with the organ's name as group 1, or None."""
    if len(line.key) > _LONGEST:
        return None
    return _OPENING.fullmatch(line.key) or _OPENING_AND_VERB.match(line.key)


def begins_body(line: Line) -> bool:
    """Return whether a line looks like the first of a body: it begins with a lead verb or number 1."""
    if verb_at_start(line.text) or _FIRST_WORDS.match(line.key):
        return True
    return any(marker.value == 1 for marker in find_markers(line.text))


def find_opening(lines: list[Line]) -> int | None:
    """Return the index of the line that opens the resolution: an organ's name with a body below it.

    The head may name the organ too. The opening line is the one that ends with a comma and comes
    before a body.
    """
    best, best_score = None, 1
    for index, line in enumerate(lines):
        match = opening_of(line)
        if match is None:
            continue
        score = 2 if line.key[-1] in ",:" else 0
        below = next((x for x in lines[index + 1 : index + 4] if not is_mark_line(x)), None)
        has_more = len(line.key) - match.end(1) > 1
        if has_more and line.key[-1] == ":":
            score += 2  # 大会建议：
        elif below is not None and begins_body(below):
            score += 3
        if score > best_score:
            best, best_score = index, score
    return best


def is_preamble_before(line: Line) -> bool:
    """Return whether a line above the opening is a preambular paragraph: 查…，因此，安全理事会，"""
    if not line.terminal or len(line.key) < _SHORTEST_PREAMBLE:
        return False
    verb = verb_at_start(line.text)
    return (verb is not None and verb.preambular) or _PREAMBLE_BEFORE.match(line.key) is not None
