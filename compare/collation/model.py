"""Data model of a comparison: the paragraphs of two texts in rows, and the changes in each row."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from resolutions.reading.model import Part

from .annotated_text import AnnotatedText
from .tokens import Token, TokenKind, token

_TITLE = re.compile("《[^《》]+》")
_CLAUSE_ENDS = {",", ";", ":", "。"}
_DAY = re.compile(".+年.+月.+日")


class PassageNote(NamedTuple):
    """A footnote that a paragraph refers to."""

    marker: str
    text: str

    @property
    def ident(self) -> str:
        return f"fn{self.marker}"


@dataclass(frozen=True)
class Passage:
    """A paragraph of one side, its words (`"".join(words) == text`), and its footnotes in their order.

    The properties derived from the words are computed once for each passage.
    """

    ident: str
    part: Part
    text: str
    words: tuple[str, ...]
    depth: int = 0
    component: str = ""
    verb: str | None = None
    notes: tuple[PassageNote, ...] = ()

    def __reduce__(self) -> tuple[type["Passage"], tuple[object, ...]]:
        """Pickle the fields without the derived properties."""
        return Passage, tuple(getattr(self, field.name) for field in fields(self))

    @cached_property
    def as_text(self) -> AnnotatedText:
        """The words with what classifies their changes; needed only for a paragraph that changed."""
        return AnnotatedText.of(self.words, self.verb or "")

    @cached_property
    def tokens(self) -> Sequence[Token]:
        return [token(word) for word in self.words]

    @cached_property
    def figures(self) -> Sequence[Token]:
        """The words that are updated from year to year."""
        return [t for t in self.tokens if t.kind is TokenKind.FIGURE]

    @cached_property
    def masked(self) -> str:
        """The folded text with a mark for each figure, because figures are updated from year to year."""
        return _masked(self.tokens)

    def masked_without(self, words: AbstractSet[int]) -> str:
        """Return the masked text without some words, given by their numbers."""
        return _masked([t for t in self.tokens if t.number not in words])

    @cached_property
    def opening(self) -> "Opening":
        """The words of the first clause: the verb, and mostly what it acts on."""
        tokens = list(takewhile(lambda t: t.folded not in _CLAUSE_ENDS, self.tokens))
        words = frozenset(t.number for t in tokens if t.kind is not TokenKind.PUNCTUATION)
        return Opening(_masked(tokens), words)

    @cached_property
    def symbols(self) -> frozenset[str]:
        """The symbols of documents and the numbers of resolutions, such as 1463(2003)."""
        return frozenset(t.folded for t in self.figures if "/" in t.folded or "(" in t.folded)

    @cached_property
    def titles(self) -> frozenset[str]:
        """The titles of instruments, in their marks."""
        if "《" not in self.text:
            return frozenset()
        return frozenset(_TITLE.findall("".join([t.folded for t in self.tokens])))

    @cached_property
    def dates(self) -> frozenset[str]:
        """The dates to the day."""
        return frozenset(t.folded for t in self.figures if _DAY.fullmatch(t.folded))

    @cached_property
    def terms(self) -> Counter[int]:
        """The number of occurrences of each word that is not punctuation, by the numbers of the words."""
        return Counter([t.number for t in self.tokens if t.kind is not TokenKind.PUNCTUATION])


def _masked(tokens: Sequence[Token]) -> str:
    return "".join(["□" if t.kind is TokenKind.FIGURE else t.folded for t in tokens])


class Opening(NamedTuple):
    """The first clause of a passage: the masked text, and the numbers of the words."""

    masked: str
    words: frozenset[int]


class RowKind(StrEnum):
    """The kinds of rows, by the change of a paragraph."""

    SAME = "same"  # at most punctuation, blanks and footnote marks differ
    UPDATED = "updated"  # only dates, sessions, numbers or symbols were updated
    VARIANT = "variant"  # surely only the wording differs
    UNCLEAR = "unclear"  # other words, and Chinese alone does not say whether the sense differs
    AMENDED = "amended"  # the substance differs
    SPLIT = "split"
    MERGE = "merge"
    ADDED = "added"
    REMOVED = "removed"


class Change(StrEnum):
    """The classes of hunks."""

    UPDATED = "updated"
    REDATED = "redated"  # the same symbol with another date: a correction, or an error
    VARIANT = "variant"
    WORDING = "wording"  # function words, word order, and verbs that translators swap
    PUNCTUATION = "punctuation"
    VERB = "verb"
    LIST = "list"  # an item added to or taken from a 、 list
    SUBSTANCE = "substance"


class Shift(StrEnum):
    """How a lead verb changed; a direction is given only for strengths that differ by at least two.

    CHANGED with the class WORDING means that translators use both verbs for the same English one, so that
    the other languages should be checked.
    """

    WEAKER = "weaker"
    STRONGER = "stronger"
    CHANGED = "changed"


class Hunk(NamedTuple):
    """Characters a_start to a_end of paragraph `a` became b_start to b_end of paragraph `b`.

    Either stretch may be empty. `head` and `tail` count the characters that both have in common at the
    start and at the end (增强 → 加强: 0 and 1). `sure` is false if Chinese alone does not say whether the
    sense differs; a hunk of substance is sure. `backward` is true if a date, a session or a number went back.
    """

    a: str
    a_start: int
    a_end: int
    b: str
    b_start: int
    b_end: int
    change: Change
    shift: Shift | None = None
    head: int = 0
    tail: int = 0
    sure: bool = True
    backward: bool = False


@dataclass(frozen=True, slots=True)
class NoteChange:
    """A footnote that changed, or that only one side has. The ids in the hunks are those of the notes."""

    a: PassageNote | None
    b: PassageNote | None
    kind: RowKind
    hunks: tuple[Hunk, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """Paragraphs of A and of B that belong together; one side is empty for an added or removed paragraph.

    `similarity` is from 0 to 1. `sure` is false if the pairing is weak or another one is nearly as good,
    for the reasons in `why` (sentences for readers). `whole` is the sentence that says why the words were
    not compared, because the texts are too different or too long: such a row has no hunks. It is ""
    otherwise. `replaced` are the words that became other words, each time that they did. `notes` are the
    footnotes of the row that are not the same on both sides; the kind of the row is that of its text alone.
    """

    a: tuple[str, ...]
    b: tuple[str, ...]
    kind: RowKind
    similarity: float = 0.0
    moved: bool = False
    crossed: bool = False  # moved between the preamble and another part, at least in part
    sure: bool = True
    why: tuple[str, ...] = ()
    hunks: tuple[Hunk, ...] = ()
    whole: str = ""
    replaced: tuple[tuple[str, str], ...] = ()
    notes: tuple[NoteChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Substitution:
    """Words that became other words more than once; `count` is how often."""

    a: str
    b: str
    count: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rows of two texts in the reading order of B, with removed paragraphs at their place in A."""

    a: tuple[Passage, ...]
    b: tuple[Passage, ...]
    rows: tuple[ComparisonRow, ...]
    substitutions: tuple[Substitution, ...]

    @property
    def summary(self) -> dict[str, int]:
        """The number of rows of each kind, and of those that moved."""
        return count_kinds(self.rows)


def count_kinds(rows: Iterable[ComparisonRow]) -> dict[str, int]:
    """Return the number of rows of each kind, and under "moved" of those that moved."""
    counts = {kind.value: 0 for kind in RowKind} | {"moved": 0}
    for row in rows:
        counts[row.kind.value] += 1
        counts["moved"] += row.moved
    return counts
