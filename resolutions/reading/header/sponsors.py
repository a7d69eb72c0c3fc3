"""Sponsors' line of a draft: 白俄罗斯、中国、古巴*…：决议草案."""

import re

from ...un.states import is_state_list, split_states
from ..lines import Line
from ..model import Sponsor
from .fields import Effect, Head

_SPONSORS = re.compile(r"(?P<names>[^:]*):(?P<stars>[\s*]*)(?:订正|经?修正的?)?(?:决议|决定)\s*草\s*案")
_DRAFT = re.compile(r"(?:订正|经修正的)?决议草案\w{0,3}")
_MOST_LINES = 12  # of names above the last line


def sponsors_effect(line: Line, above: list[Line], raw: str) -> tuple[Effect, int] | None:
    """Return the effect of a sponsors' line and the number of lines above that belong to it, or None.

    These are the fewest lines with which it is a list of States, because the title of the agenda item
    is above them.
    """
    found = _SPONSORS.fullmatch(line.text)
    if found is None:
        return (_set_draft, 0) if _DRAFT.fullmatch(line.key) else None
    back = 0
    for count in range(min(len(above), _MOST_LINES) + 1):
        folded = "".join(x.text for x in above[len(above) - count :]) + found["names"]
        if is_state_list(folded):
            back = count
            break
    printed = "".join(raw[x.start : x.end] for x in above[len(above) - back :] if back)
    printed += raw[line.start : line.start + found.end("names")]
    after = tuple(found["stars"].split())  # stars behind the colon apply to every name
    names = split_states("".join(printed.split()))
    sponsors = tuple(parse_sponsor(name, after) for name in names)

    def effect(head: Head) -> None:
        head.sponsors, head.draft = sponsors, True

    return effect, back


def parse_sponsor(printed: str, stars_of_all: tuple[str, ...] = ()) -> Sponsor:
    """Return a sponsor from its name with the stars behind it,
    as in 古巴*. `stars_of_all` go with every name.
    """
    name = printed.rstrip("*")
    stars = printed[len(name) :]
    return Sponsor(name, ((stars,) if stars else ()) + stars_of_all)


def _set_draft(head: Head) -> None:
    head.draft = True
