"""A text in which changes are classed: its words, where they stand, and its lead verb."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from resolutions.language.characters import fold

from .tokens import Token, TokenKind, token
from .translation_variants import VariantOccurrence, framed, one_form, variant_occurrences

Stretch = tuple[int, int]

_EMPTY_WORDS = re.compile(r"[的了和与及以并]|[^\w〈〉〔〕]")


@dataclass(frozen=True)
class AnnotatedText:
    """A paragraph, or several taken as one text.

    `starts` says where each word begins, and where the last ends; `verb_span` where the lead verb
    stands, (-1, -1) where there is none; `variants` are those of variants.tsv that stand in it.
    """

    words: Sequence[str]
    verb: str
    text: str
    folded: str
    starts: Sequence[int]
    tokens: Sequence[Token]
    verb_span: Stretch
    variants: Sequence[VariantOccurrence]

    @classmethod
    def of(cls, words: Sequence[str], verb: str = "") -> "AnnotatedText":
        text = "".join(words)
        start = text.find(verb) if verb else -1
        span = (start, start + len(verb)) if start >= 0 else (-1, -1)
        folded = fold(text)
        starts = [0, *accumulate(map(len, words))]
        return cls(
            words, verb, text, folded, starts, [token(word) for word in words], span, variant_occurrences(folded)
        )

    @cached_property
    def one_form(self) -> str:
        """The folded text of words alone, its variants and frames in the one form of each; "" where no frame stands."""
        return _EMPTY_WORDS.sub("", one_form(self.folded, self.variants)) if framed(self.folded) else ""

    def touched(self, start: int, end: int) -> list[VariantOccurrence]:
        """The variants that overlap a stretch."""
        return [o for o in self.variants if o.start < end and start < o.end]

    def inside(self, start: int, end: int) -> list[VariantOccurrence]:
        """The variants that lie in a stretch."""
        return [o for o in self.variants if start <= o.start and o.end <= end]

    def matter(self, start: int, end: int) -> list[str]:
        """The words of a stretch that are neither grammar nor punctuation; of a word that is cut, the part inside."""
        if start >= end:
            return []
        first, last = bisect_right(self.starts, start) - 1, bisect_left(self.starts, end)
        inside = self.tokens[first:last]
        if self.starts[first] < start or end < self.starts[last]:
            cuts = [(max(self.starts[k], start), min(self.starts[k + 1], end)) for k in range(first, last)]
            inside = [token(self.folded[slice(*cut)]) for cut in cuts]
        return [t.folded for t in inside if t.kind is TokenKind.CONTENT or t.kind is TokenKind.FIGURE]

    def holds_verb(self, start: int, end: int) -> bool:
        first, last = self.verb_span
        return first >= 0 and start <= first and last <= end
