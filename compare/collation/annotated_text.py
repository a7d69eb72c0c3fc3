"""A text whose changes are classified: its words, their offsets, and its lead verb."""

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

    `starts` are the offsets at which the words begin, and the offset at which the last one ends.
    `verb_span` is the stretch of the lead verb, or (-1, -1) without one. `variants` are the words of
    variants.tsv that occur in the text.
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
        return cls(
            words=words,
            verb=verb,
            text=text,
            folded=folded,
            starts=[0, *accumulate(map(len, words))],
            tokens=[token(word) for word in words],
            verb_span=span,
            variants=variant_occurrences(folded),
        )

    @cached_property
    def one_form(self) -> str:
        """The folded text without empty words, with each variant and frame in one form; "" without frames."""
        if not framed(self.folded):
            return ""
        return _EMPTY_WORDS.sub("", one_form(self.folded, self.variants))

    def touched(self, start: int, end: int) -> list[VariantOccurrence]:
        """Return the variants that overlap a stretch."""
        return [o for o in self.variants if o.start < end and start < o.end]

    def inside(self, start: int, end: int) -> list[VariantOccurrence]:
        """Return the variants that are completely inside a stretch."""
        return [o for o in self.variants if start <= o.start and o.end <= end]

    def matter(self, start: int, end: int) -> list[str]:
        """Return the content words and figures of a stretch; of a word that is cut, the part inside."""
        if start >= end:
            return []
        first, last = bisect_right(self.starts, start) - 1, bisect_left(self.starts, end)
        inside = self.tokens[first:last]
        if self.starts[first] < start or end < self.starts[last]:
            cuts = [(max(self.starts[k], start), min(self.starts[k + 1], end)) for k in range(first, last)]
            inside = [token(self.folded[slice(*cut)]) for cut in cuts]
        return [t.folded for t in inside if t.kind is TokenKind.CONTENT or t.kind is TokenKind.FIGURE]

    def holds_verb(self, start: int, end: int) -> bool:
        """Return whether a stretch contains the lead verb."""
        first, last = self.verb_span
        return first >= 0 and start <= first and last <= end
