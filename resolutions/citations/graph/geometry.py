"""Places of documents and texts in the figure, and the blocks of rows of a lane, in units of the figure."""

from dataclasses import dataclass, field

from .label_placement import LabelRow, Placement

# Key, among those of a lane's documents, of the text that counts the documents that are not drawn.
FOLDED = ""


@dataclass(frozen=True, slots=True)
class NodePlace:
    """Middle of a document's glyph; `dx` and `dy` lead from there to the middle of its label on the base
    line.
    """

    x: int
    y: int
    dx: int
    dy: int


@dataclass(frozen=True, slots=True)
class LaneText:
    """Text in the figure; `anchor` is SVG's "start" or "end", `title` is a longer explanation."""

    x: int
    y: int
    words: str
    anchor: str = "start"
    title: str = ""


@dataclass(slots=True)
class NodeBlock:
    """Adjacent rows of a lane: those of one series, or those of all other documents, with `series` ""."""

    series: str = ""
    rows: list[LabelRow] = field(default_factory=list)
    placements: dict[str, Placement] = field(default_factory=dict)


@dataclass(slots=True)
class LaneLayout:
    """Blocks of a lane from top to bottom, with the middle of each of their rows."""

    blocks: list[NodeBlock]
    row_ys: list[list[int]]

    @property
    def bottom(self) -> int:
        """The middle of the last row."""
        return self.row_ys[-1][-1]
