"""A neighbourhood of the citation graph: documents, and the citations among them."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

SIGNS = "甲乙丙丁戊己庚辛"  # of the documents that were asked for, in their order
MOST_ASKED = len(SIGNS)
MOST_NODES = 60  # in the figure; the table lists the others


class Role(StrEnum):
    """Relation of a document to those that were asked for."""

    ASKED = "asked"
    SHARED = "shared"  # several were asked for, and all of them cite it
    SOME = "some"  # several of them cite it, but not all
    ONE = "one"  # one of them cites it
    CITING = "citing"  # it cites at least one of them, and none of them cites it
    AROUND = "around"  # neither: of the same series, or two steps away


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A document in the neighbourhood.

    `key` is its symbol, the key of an instrument, or the address of a draft without a symbol. `day` is the
    date of its adoption, or one near it if `exact` is false; None if it is unknown. `asked_by` are the
    positions in SIGNS of the documents asked for that cite it; for a document that was asked for, its own
    position alone. `held` is whether its text is in the corpus. `cited_by` counts the public documents of the
    whole corpus that cite it.
    """

    key: str
    label: str  # short, for the figure: 65/218, 宪章
    title: str
    address: str  # path without the leading slash
    lane: str  # an organ's code, INSTRUMENTS or OTHERS
    lane_name: str
    role: Role
    asked_by: tuple[int, ...] = ()
    day: date | None = None
    exact: bool = True
    held: bool = False
    series: str = ""  # the same for all documents of an annual series, "" for a document of none
    cited_by: int = 0

    @property
    def name(self) -> str:
        """The document's name in lists: its symbol, the label of a draft or the title of an instrument."""
        if self.key != self.address or not self.key[0].islower():
            return self.key
        if self.held:
            return self.label
        return self.title or self.key

    @property
    def sign(self) -> str:
        """甲, 乙 … for a document that was asked for, "" for others."""
        return SIGNS[self.asked_by[0]] if self.role is Role.ASKED else ""


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """A citation of one document by another, in `places` paragraphs and footnotes.

    `verb` is the lead verb of the first paragraph with the citation; "" if it has none, or if only footnotes
    cite.
    """

    citing: str
    cited: str
    verb: str
    places: int
    only_notes: bool = False


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Documents asked for, first and in their order, documents around them, and the edges among all of them.

    `shown` are the keys of at most MOST_NODES of them, for the figure. `unlisted` counts by lane the
    documents that were not fetched.
    """

    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]
    shown: frozenset[str]
    unlisted: dict[str, int] = field(default_factory=dict)

    @property
    def asked(self) -> tuple[GraphNode, ...]:
        return tuple(node for node in self.nodes if node.role is Role.ASKED)

    def without_lanes(self, lanes: Collection[str]) -> "Neighbourhood":
        """Return the neighbourhood without the documents of these lanes; the documents asked for remain."""
        nodes = tuple(node for node in self.nodes if node.role is Role.ASKED or node.lane not in lanes)
        keys = {node.key for node in nodes}
        return Neighbourhood(
            nodes=nodes,
            edges=tuple(edge for edge in self.edges if edge.citing in keys and edge.cited in keys),
            shown=self.shown & keys,
            unlisted={lane: count for lane, count in self.unlisted.items() if lane not in lanes},
        )
