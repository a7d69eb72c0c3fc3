"""Lines of the close, below the last paragraph of a resolution or part."""

import re

from ..closing import is_closing, is_date_or_meeting, opens_vote
from ..lines import Line
from .block import Body

_LONGEST = 300  # characters of a line
_LIST_HEADING = re.compile(r"(?:赞成|反对|弃权)[:]")


class CloseLines:
    """The dates and votes of a body, filled line by line."""

    def __init__(self, body: Body) -> None:
        self.body = body
        self.open_brackets = 0  # in the lines of the vote

    def begins_at(self, line: Line, previous: Line | None) -> bool:
        """Return whether a line begins the close, given the line before it in the last paragraph."""
        if len(line.key) > _LONGEST:
            return False
        stopped = previous is None or previous.stopped or previous.key[-1] in "。.;"
        return stopped and is_closing(line.key)

    def continues_at(self, line: Line) -> bool:
        """Return whether a line below the close belongs to it."""
        if len(line.key) > _LONGEST:
            return False
        return is_closing(line.key) or self._is_in_vote(line)

    def add(self, line: Line) -> None:
        is_vote = opens_vote(line.key) or self._is_in_vote(line)
        if is_vote and not is_date_or_meeting(line.key):
            self.body.votes.append(line)
            self.open_brackets += line.key.count("[") - line.key.count("]")
        else:
            self.body.dates.append(line)

    def _is_in_vote(self, line: Line) -> bool:
        """Return whether an open bracket or a list heading makes a line part of the vote."""
        if not self.body.votes or self.body.tail:
            return False
        return self.open_brackets > 0 or _LIST_HEADING.match(line.key) is not None
