"""Blocks of lines, each a paragraph or heading, and the body that they make up."""

from dataclasses import dataclass, field

from ..footnotes import is_mark_line
from ..lines import Line
from ..model import Part
from ..numbering import Marker
from ..verbs import Verb, verb_at_start


@dataclass(slots=True, eq=False)
class ParagraphBlock:
    """The lines of a paragraph or heading, with its number and the block to which it is subordinate.

    Text under a numbered paragraph without its own number, such as a quotation, has a parent and no
    marker. `leads_to_numbers` marks a sentence like 通过以下宣言： before number 1.
    """

    lines: list[Line]
    component: str
    part: Part
    marker: Marker | None = None
    heading: bool = False
    parent: "ParagraphBlock | None" = None
    leads_to_numbers: bool = False
    id: str = ""

    @property
    def depth(self) -> int:
        return 0 if self.parent is None else self.parent.depth + 1

    @property
    def last(self) -> Line | None:
        """The last line that is not a mere footnote mark."""
        return next((line for line in reversed(self.lines) if not is_mark_line(line)), None)

    @property
    def verb(self) -> Verb | None:
        return verb_at_start(self.beginning)

    @property
    def beginning(self) -> str:
        """The folded text of the first three lines after the number, without blanks."""
        text = "".join(line.text for line in self.lines[:3])
        length = self.marker.length if self.marker else 0
        return "".join(text[length:].split())


@dataclass(slots=True)
class Body:
    """The lines of a body by what they are. Each line is in one list.

    `tail` has the lines below the close that belong to nothing yet.
    """

    blocks: list[ParagraphBlock] = field(default_factory=list)
    openings: list[Line] = field(default_factory=list)
    dates: list[Line] = field(default_factory=list)
    votes: list[Line] = field(default_factory=list)
    running_heads: list[Line] = field(default_factory=list)
    tail: list[Line] = field(default_factory=list)
