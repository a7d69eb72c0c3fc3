"""What a comparison is: the paragraphs of two texts in rows, and the words that differ in each row."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from resolutions.reading.model import Part

from .annotated_text import AnnotatedText
from .tokens import Token, TokenKind


@dataclass(frozen=True)
class Passage:
    """A paragraph of one side, with the words that were cut at import (`"".join(words) == text`).

    What the comparison needs of the words is worked out once for each passage and stays with it.
    """

    ident: str
    part: Part
    text: str
    words: tuple[str, ...]
    depth: int = 0
    component: str = ""
    verb: str | None = None

    def __reduce__(self) -> tuple[type["Passage"], tuple[object, ...]]:
        """Kept without what was worked out of it."""
        return Passage, tuple(getattr(self, field.name) for field in fields(self))

    @cached_property
    def as_text(self) -> AnnotatedText:
        return AnnotatedText.of(self.words, self.verb or "")

    @property
    def tokens(self) -> Sequence[Token]:
        return self.as_text.tokens

    @cached_property
    def masked(self) -> str:
        """The folded text, each figure as one mark: figures roll from year to year."""
        return "".join("□" if t.kind is TokenKind.FIGURE else t.folded for t in self.tokens)

    @cached_property
    def clauses(self) -> list[str]:
        """What stands between semicolons of the masked text, where there are several."""
        clauses = [clause for clause in self.masked.split(";") if clause]
        return clauses if len(clauses) > 1 else []

    @cached_property
    def terms(self) -> Counter[int]:
        """The numbers of the words that are not punctuation, and how often each occurs."""
        return Counter(t.number for t in self.tokens if t.kind is not TokenKind.PUNCTUATION)

    @cached_property
    def columns(self) -> "TermColumns":
        """The terms as columns for reckoning with."""
        figures = {t.number: "/" in t.folded for t in self.tokens if t.kind is TokenKind.FIGURE}
        return TermColumns(
            np.fromiter(self.terms, np.int64),
            1 + np.log(np.fromiter(self.terms.values(), np.float32)),
            np.fromiter((number in figures for number in self.terms), bool),
            np.fromiter((figures.get(number, False) for number in self.terms), bool),
        )


class TermColumns(NamedTuple):
    """Of each term: its number, 1 + log of how often it occurs, whether it is a figure, or the name of a document."""

    numbers: NDArray[np.int64]
    times: NDArray[np.float32]
    figure: NDArray[np.bool_]
    symbol: NDArray[np.bool_]


class RowKind(StrEnum):
    """What became of a paragraph."""

    SAME = "same"  # nothing differs but punctuation, blanks and footnote marks
    UPDATED = "updated"  # only dates, sessions, numbers or symbols rolled forward
    VARIANT = "variant"  # only the wording differs
    AMENDED = "amended"  # the substance differs
    SPLIT = "split"
    MERGE = "merge"
    ADDED = "added"
    REMOVED = "removed"


class Change(StrEnum):
    """The class of a hunk."""

    UPDATED = "updated"
    REDATED = "redated"  # the same symbol with another date: a correction, or an error
    VARIANT = "variant"
    WORDING = "wording"  # function words, word order, and verbs that translators swap
    PUNCTUATION = "punctuation"
    VERB = "verb"
    LIST = "list"  # an item added to or taken from a 、 list
    SUBSTANCE = "substance"


class Shift(StrEnum):
    """How a lead verb changed; a direction is told only between classes at least two apart.

    CHANGED with the class WORDING: translators swap these verbs; check the other languages.
    """

    WEAKER = "weaker"
    STRONGER = "stronger"
    CHANGED = "changed"


class Hunk(NamedTuple):
    """Characters a_start to a_end of paragraph `a` became b_start to b_end of paragraph `b`.

    Either stretch may be empty. Where one starts or ends alike, `head` and `tail` count the characters
    in which both agree (增强 → 加强: 0 and 1).
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


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """Paragraphs of A and of B that belong together; one side is empty where nothing does.

    `similarity` runs from 0 to 1. `sure` is false where another pairing is nearly as good, for the
    reasons in `why` (sentences for readers). `whole` marks rows whose words were not compared, because
    the texts are too unlike or too long: the one stands for the other as a block, without hunks.
    """

    a: tuple[str, ...]
    b: tuple[str, ...]
    kind: RowKind
    similarity: float = 0.0
    moved: bool = False
    crossed: bool = False  # between preamble and operative part
    sure: bool = True
    why: tuple[str, ...] = ()
    hunks: tuple[Hunk, ...] = ()
    whole: str = ""  # "" or the sentence that says why


@dataclass(frozen=True, slots=True)
class Substitution:
    """Words that became other words in several rows."""

    a: str
    b: str
    count: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts, row by row in the reading order of B, with what was removed at its place in A."""

    a: tuple[Passage, ...]
    b: tuple[Passage, ...]
    rows: tuple[ComparisonRow, ...]
    substitutions: tuple[Substitution, ...]

    @property
    def summary(self) -> dict[str, int]:
        """How many rows there are of each kind, and how many stand elsewhere than before."""
        return count_kinds(self.rows)


def count_kinds(rows: Iterable[ComparisonRow]) -> dict[str, int]:
    counts = {kind.value: 0 for kind in RowKind} | {"moved": 0}
    for row in rows:
        counts[row.kind.value] += 1
        counts["moved"] += row.moved
    return counts
