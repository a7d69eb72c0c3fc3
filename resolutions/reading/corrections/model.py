"""What a person sees of a reading, and what may be said against it."""

from dataclasses import dataclass
from enum import StrEnum

from ..model import Part


class CorrectionError(ValueError):
    """A correction does not fit the reading; the message is a sentence for the person who made it."""


class ItemKind(StrEnum):
    """What one thing on the review page is: a paragraph of a part, or a stretch of some kind."""

    PREAMBLE = Part.PREAMBLE.value
    OPERATIVE = Part.OPERATIVE.value
    ANNEX = Part.ANNEX.value
    HEADING = "heading"
    FOOTNOTE = "footnote"
    OPENING = "opening"
    HEAD = "head"
    CLOSE = "close"
    VOTE = "vote"
    FURNITURE = "furniture"
    FRAME = "frame"
    UNREAD = "unread"


PARAGRAPHS = frozenset({ItemKind.PREAMBLE, ItemKind.OPERATIVE, ItemKind.ANNEX})
TEXTS = PARAGRAPHS | {ItemKind.HEADING, ItemKind.FOOTNOTE}  # what has a text of its own


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a reading, in the order of the file.

    `ident` is the id of a paragraph or note; of anything else "at" and its start, which the next
    structural correction leaves as it is. `number` is that printed ("7.", "(a)", a note's marker),
    `as_read` the text of the file where a person changed it. `pieces` are its ranges of the raw
    text, numbers and marks among them, from `start` to `end`; other items may lie between them.
    """

    ident: str
    kind: ItemKind
    number: str
    text: str
    start: int
    end: int
    depth: int
    as_read: str
    pieces: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """One step of mending a reading; `where` is the item's ident once the steps before it are taken.

    op      value                                       key
    merge   "" (with the item of the text above it)     ""
    split   offsets into its text: "34" or "34,80"      ""
    kind    an ItemKind                                 the marker of what becomes a footnote, or ""
    number  as printed; "" for none                     ""
    text    the clean text                              ""
    meta    the value; "" where the text says nothing   the field of Meta; `where` is ""
    """

    op: str
    where: str
    key: str = ""
    value: str = ""
