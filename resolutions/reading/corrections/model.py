"""The items of a reading that an editor sees, and the corrections that an editor can make."""

from dataclasses import dataclass
from enum import StrEnum

from ..model import Kind, Part


class CorrectionError(ValueError):
    """A correction does not fit the reading. The message is a sentence for the editor."""


class ItemKind(StrEnum):
    """The kind of an item: the part of a paragraph, or the kind of other characters."""

    PREAMBLE = Part.PREAMBLE.value
    OPERATIVE = Part.OPERATIVE.value
    ANNEX = Part.ANNEX.value
    HEADING = Kind.HEADING.value
    FOOTNOTE = Kind.FOOTNOTE.value
    OPENING = Kind.OPENING.value
    HEAD = Kind.HEAD.value
    CLOSE = Kind.CLOSE.value
    VOTE = Kind.VOTE.value
    FURNITURE = Kind.FURNITURE.value
    FRAME = Kind.FRAME.value
    UNREAD = Kind.UNREAD.value


PARAGRAPHS = frozenset({ItemKind.PREAMBLE, ItemKind.OPERATIVE, ItemKind.ANNEX})
TEXTS = PARAGRAPHS | {ItemKind.HEADING, ItemKind.FOOTNOTE}  # kinds with a text that can be changed


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a reading; items are in the order of the file.

    `ident` is the id of a paragraph or note, for other items "at" and the start, which stays the same until
    the next structural correction. `number` is as printed ("7.", "(a)", a note's marker). `as_read` is the
    text in the file if the text was changed, else "". `pieces` are ranges of the raw text from `start` to
    `end`, including numbers and marks; other items may be between them.
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
    """A correction of one item or field. `where` is the item's ident after all earlier corrections.

    op      value                                       key
    merge   "" (with the item of the text above it)     ""
    split   offsets into its text: "34" or "34,80"      ""
    kind    an ItemKind                                 the marker of what becomes a footnote, or ""
    number  as printed; "" for none                     ""
    text    the clean text                              ""
    meta    the value; "" for a field without one       the field of Meta; `where` is ""
    """

    op: str
    where: str
    key: str = ""
    value: str = ""
