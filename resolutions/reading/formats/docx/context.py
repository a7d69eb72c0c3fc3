"""State that the stories of a Word file (the body, the notes, the headers) share while they are extracted."""

from collections import Counter
from dataclasses import dataclass, field

from ...model import ReadError
from .footnotes import Notes
from .numbering import Numbering
from .styles import Styles

_DELETED = {"del", "moveFrom", "cellDel"}
_INSERTED = {"ins", "moveTo", "cellIns"}


@dataclass(slots=True)
class ExtractionFindings:
    """Counts of what a warning reports, over all stories of a file."""

    changes: Counter[str] = field(default_factory=Counter)
    hidden: int = 0  # characters
    dropped: int = 0  # control and invisible characters
    comments: int = 0
    symbols: int = 0  # of unknown fonts
    fields: int = 0  # that number themselves
    embedded: int = 0  # other files inside this one


@dataclass(slots=True)
class ExtractionContext:
    """The shared parts, options and counts of an extraction.

    `original` asks for the text before the tracked changes. A text of more than `max_characters` is refused.
    """

    styles: Styles
    numbering: Numbering
    notes: Notes
    original: bool
    max_characters: int
    findings: ExtractionFindings = field(default_factory=ExtractionFindings)
    length: int = 0

    def add_length(self, characters: int) -> None:
        """Count extracted characters. Raise ReadError beyond the maximum."""
        self.length += characters
        if self.length > self.max_characters:
            raise ReadError(f"文本超过上限 {self.max_characters:,} 字。")

    def count_change(self, change: str) -> None:
        """Count a tracked change: the name of its element, or "mark" for one of a paragraph mark."""
        self.findings.changes[change.removeprefix("cell").lower()] += 1

    def includes_change(self, change: str) -> bool:
        """Return whether the requested text includes what a tracked change inserted, deleted or moved."""
        excluded = _INSERTED if self.original else _DELETED
        return change not in excluded
