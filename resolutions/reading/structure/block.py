"""Paragraphs and headings in the making, and the body that they make up."""

from dataclasses import dataclass, field

from ..footnotes import is_mark_line
from ..lines import Line
from ..model import Part
from ..numbering import Marker
from ..verbs import Verb, verb_at_start


@dataclass(slots=True, eq=False)
class ParagraphBlock:
    """A paragraph, or a heading, in the making: its lines, its number, the block it stands under.

    Text under a numbered paragraph that has no number of its own, such as a quotation, has a parent
    and no marker. `leads_to_numbers` marks a sentence like 通过以下宣言： before number 1.
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
        """Its last line that is more than a footnote mark."""
        return next((line for line in reversed(self.lines) if not is_mark_line(line)), None)

    @property
    def verb(self) -> Verb | None:
        return verb_at_start(self.beginning)

    @property
    def beginning(self) -> str:
        """The folded beginning of its text after its number, without blanks."""
        skip = self.marker.length if self.marker else 0
        return "".join("".join(line.text for line in self.lines[:3])[skip:].split())


@dataclass(slots=True)
class Body:
    """What the lines of a body were read as; each line is in one list.

    `tail` holds those below the close that are not yet accounted for.
    """

    blocks: list[ParagraphBlock] = field(default_factory=list)
    openings: list[Line] = field(default_factory=list)
    dates: list[Line] = field(default_factory=list)
    votes: list[Line] = field(default_factory=list)
    running_heads: list[Line] = field(default_factory=list)
    tail: list[Line] = field(default_factory=list)
