"""Signs in the layout that an unnumbered line begins a paragraph."""

from ...language.characters import width
from ..lines import Line, TextLayout
from ..verbs import verb_at_start

_SURE = 2  # value of Verb.opens


def lost_its_stop(line: Line) -> bool:
    """Return whether a preambular line begins a paragraph though the line before has no stop.

    This holds where each line is a paragraph, unless a page ended between the lines.
    """
    verb = verb_at_start(line.text)
    return verb is not None and verb.opens == _SURE and not line.turned


def break_score(layout: TextLayout, previous: Line, line: Line) -> int:
    """Return how strongly the layout suggests that a wrapped line after a stop or comma begins a paragraph.

    The score adds the verb (0 to 2), the stop, blank lines, the indent and a short previous line.
    """
    verb = verb_at_start(line.text)
    score = verb.opens if verb else 0
    score += previous.stopped
    score += line.gap > 0 and previous.gap == 0
    score += _indent_score(layout, line) if layout.indented else 0
    return score + _fill_score(layout, previous)


def _indent_score(layout: TextLayout, line: Line) -> int:
    usual = layout.base + line.turned
    if line.indent > usual:
        return 2
    return 0 if line.turned else -2


def _fill_score(layout: TextLayout, previous: Line) -> int:
    """Return 2 after a line that leaves its column unfilled,
    -1 after a full one in a text without indents.
    """
    filled = previous.indent + width(previous.text)
    if filled < 0.85 * layout.margin:
        return 2
    if not layout.indented and filled > 0.95 * layout.margin:
        return -1
    return 0
