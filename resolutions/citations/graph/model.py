"""What a neighbourhood is: documents, and who of them cites whom."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

SIGNS = "甲乙丙丁戊己庚辛"  # what the documents that were asked for are called, in their order
MOST_ASKED = len(SIGNS)
MOST_NODES = 60  # in the figure; what is beyond stands in the table


class Role(StrEnum):
    """How a document stands to those that were asked for."""

    ASKED = "asked"
    SHARED = "shared"  # all of them cite it, and they are several
    SOME = "some"  # several of them cite it, not all
    ONE = "one"  # one of them cites it
    CITING = "citing"  # it cites one of them, and none of them cites it
    AROUND = "around"  # neither: of the same series, or two steps away


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A document in the neighbourhood.

    `key` is its symbol, or the key of an instrument, or the address of a draft without a symbol.
    `day` is when it was adopted, or a day near it where `exact` is false; None where nothing tells.
    `asked_by` are positions in SIGNS of the documents asked for that cite it (of one that was asked
    for: its own position alone). `held`: its text is in the corpus. `cited_by` counts the public
    documents of the whole corpus that cite it.
    """

    key: str
    label: str  # short, for the figure: 65/218, 宪章
    title: str
    address: str  # its path, without the leading slash
    lane: str  # an organ's code, INSTRUMENTS or OTHERS
    lane_name: str
    standing: Role
    asked_by: tuple[int, ...] = ()
    day: date | None = None
    exact: bool = True
    held: bool = False
    series: str = ""  # the same for all documents of one annual series, "" outside any
    cited_by: int = 0

    @property
    def name(self) -> str:
        """What a list calls it: its symbol, else the label of a draft or the title of an instrument."""
        if self.key != self.address or not self.key[0].islower():
            return self.key
        return self.label if self.held else self.title or self.key

    @property
    def sign(self) -> str:
        """甲, 乙 … of a document that was asked for, "" of others."""
        return SIGNS[self.asked_by[0]] if self.standing is Role.ASKED else ""


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """One document cites another, in so many places; `verb` is the lead verb of the first paragraph that does.

    `verb` is "" where a footnote alone cites it, or the paragraph has no lead verb.
    """

    citing: str
    cited: str
    verb: str
    places: int
    only_notes: bool = False


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Documents around those asked for (which come first, in the order asked), and the edges among all of them.

    `nodes` holds everything that was found; `shown` are the keys of at most MOST_NODES of them for the
    figure. `unlisted` counts by lane the documents that were not fetched at all.
    """

    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]
    shown: frozenset[str]
    unlisted: dict[str, int] = field(default_factory=dict)

    @property
    def asked(self) -> tuple[GraphNode, ...]:
        return tuple(node for node in self.nodes if node.standing is Role.ASKED)
