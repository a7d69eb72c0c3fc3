"""A text in which changes are classed: its words, where they stand, and its lead verb."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from resolutions.characters import fold

from .tokens import TokenKind, token
from .variants import Occurrence, occurrences

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, or several taken as one text.

    `starts` says where each word begins, and where the last ends; `verb_span` where the lead verb
    stands, (-1, -1) where there is none; `variants` are those of variants.tsv that stand in it.
    """

    words: Sequence[str]
    verb: str
    text: str
    folded: str
    starts: Sequence[int]
    verb_span: Stretch
    variants: Sequence[Occurrence]

    @classmethod
    def of(cls, words: Sequence[str], verb: str = "") -> "Text":
        text = "".join(words)
        start = text.find(verb) if verb else -1
        span = (start, start + len(verb)) if start >= 0 else (-1, -1)
        folded = fold(text)
        return cls(words, verb, text, folded, [0, *accumulate(map(len, words))], span, occurrences(folded))

    def touched(self, start: int, end: int) -> list[Occurrence]:
        """The variants that overlap a stretch."""
        return [o for o in self.variants if o.start < end and start < o.end]

    def pieces(self, start: int, end: int) -> list[str]:
        """The words of a stretch; of a word that is cut, the part inside."""
        first, last = bisect_right(self.starts, start) - 1, bisect_left(self.starts, end)
        return [self.folded[max(self.starts[k], start) : min(self.starts[k + 1], end)] for k in range(first, last)]

    def matter(self, start: int, end: int) -> list[str]:
        """The words of a stretch that are neither grammar nor punctuation."""
        return [w for w in self.pieces(start, end) if token(w).kind in (TokenKind.CONTENT, TokenKind.FIGURE)]

    def holds_verb(self, start: int, end: int) -> bool:
        first, last = self.verb_span
        return first >= 0 and start <= first and last <= end
