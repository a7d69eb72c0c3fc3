"""A text whose changes are classified: its words and their offsets, its lead verb, and its atoms."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from resolutions.language.characters import fold

from .figures import Figure, find_figures
from .translation_variants import VariantOccurrence, framed, near_occurrences, one_form, variant_occurrences

Stretch = tuple[int, int]
CLAUSE_END = re.compile("[,;。:]")  # in a folded text

_ATOM = re.compile(r"[A-Za-z]+|[\[\]]|(?!为止)[^\W_]|%")  # 至…为止 is 至…止
_EMPTY_WORDS = re.compile(r"[的了]|[^\w\[\]〈〉〔〕]")
_CONJUNCTIONS = re.compile("以?及|[、和与]")


class Atom(NamedTuple):
    """Characters start to end of a text that are compared as one: a character, a Latin word or a figure.

    `key` is the same for all ways of writing it; `text` is as folded.
    """

    start: int
    end: int
    key: str
    text: str
    figure: Figure | None = None


@dataclass(frozen=True)
class AnnotatedText:
    """A paragraph, or several taken as one text.

    `starts` are the offsets at which the words begin, and the offset at which the last one ends.
    `verb_span` is the stretch of the lead verb, or (-1, -1) without one.
    """

    words: Sequence[str]
    verb: str
    text: str
    folded: str
    starts: Sequence[int]
    verb_span: Stretch

    @classmethod
    def of(cls, words: Sequence[str], verb: str = "") -> "AnnotatedText":
        text = "".join(words)
        start = text.find(verb) if verb else -1
        return cls(
            words=words,
            verb=verb,
            text=text,
            folded=fold(text),
            starts=[0, *accumulate(map(len, words))],
            verb_span=(start, start + len(verb)) if start >= 0 else (-1, -1),
        )

    @cached_property
    def atoms(self) -> list[Atom]:
        """What is compared: all characters but blanks and punctuation, and square brackets with them."""
        return list(_atoms(self.folded))

    def atoms_without(self, stretch: Stretch) -> list[Atom]:
        start, end = stretch
        return [atom for atom in self.atoms if atom.end <= start or end <= atom.start]

    @cached_property
    def variants(self) -> list[VariantOccurrence]:
        """The words of variants.tsv in the text."""
        return variant_occurrences(self.folded)

    @cached_property
    def near_synonyms(self) -> list[VariantOccurrence]:
        """The words of variants.tsv and near_synonyms.tsv in the text."""
        return near_occurrences(self.folded)

    @cached_property
    def one_form(self) -> str:
        """The folded text with one form of each conjunction, variant and frame; "" without frames."""
        if not framed(self.folded):
            return ""
        return _EMPTY_WORDS.sub("", _CONJUNCTIONS.sub("和", one_form(self.folded, self.variants)))

    def words_around(self, stretch: Stretch) -> Stretch:
        """Return the stretch of the words of which a stretch, which is not empty, is a part."""
        first, last = bisect_right(self.starts, stretch[0]) - 1, bisect_left(self.starts, stretch[1])
        return self.starts[first], self.starts[last]

    def holds_verb(self, start: int, end: int) -> bool:
        """Return whether a stretch contains the lead verb."""
        first, last = self.verb_span
        return first >= 0 and start <= first and last <= end


def _atoms(folded: str) -> Iterator[Atom]:
    at = 0
    for figure in find_figures(folded):
        yield from _plain_atoms(folded, at, figure.start)
        yield Atom(
            start=figure.start, end=figure.end, key=f"\0{figure.key}\0", text=figure.text, figure=figure
        )
        at = figure.end
    yield from _plain_atoms(folded, at, len(folded))


def _plain_atoms(folded: str, start: int, end: int) -> Iterator[Atom]:
    for match in _ATOM.finditer(folded, start, end):
        yield Atom(start=match.start(), end=match.end(), key=match[0].casefold(), text=match[0])
