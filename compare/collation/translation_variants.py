"""Translation variants: words (variants.tsv) and frames (frames.tsv) that render the same English expression.

Words of near_synonyms.tsv often render the same one: Chinese alone does not say.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from resolutions.language.characters import fold
from resolutions.language.wordlists import read_rows

AROUND = 40  # characters before a variant that its context may match; no row of the list needs more


@dataclass(frozen=True, slots=True)
class Variant:
    """One word of a row of variants.tsv, which counts only if the text before and after it matches."""

    word: str
    row: int
    before: re.Pattern[str]
    after: re.Pattern[str]

    def occurs_at(self, text: str, start: int) -> bool:
        """Return whether the variant occurs at an offset of a folded text."""
        end = start + len(self.word)
        return (
            text.startswith(self.word, start)
            and self.before.search(text[max(0, start - AROUND) : start]) is not None
            and self.after.match(text, end) is not None
        )


@dataclass(frozen=True, slots=True)
class VariantOccurrence:
    """Characters start to end of a text, which are a variant according to each of these rows."""

    start: int
    end: int
    rows: frozenset[int]


def placed(words: str, row: int, places: str) -> list[Variant]:
    """Return each word of a row in each of its places, as variants.tsv gives them."""
    variants = []
    for place in fold(places).split(" "):
        before, _, after = place.replace("_", " ").partition("~")
        compiled = re.compile(f"(?:{before})$"), re.compile(after)
        variants += [Variant(word, row, *compiled) for word in fold(words).split("|")]
    return variants


@cache
def _by_head(*lists: str) -> dict[str, list[Variant]]:
    """Return the words of some lists by their first two characters."""
    variants: dict[str, list[Variant]] = {}
    rows = [row for name in lists for row in read_rows(__file__, name)]
    for row, (words, _english, places, _evidence) in enumerate(rows):
        for variant in placed(words, row, places):
            variants.setdefault(variant.word[:2], []).append(variant)
    return variants


def variant_occurrences(folded: str) -> list[VariantOccurrence]:
    """Return the variants in a folded text; of those that overlap, the first and longest."""
    return _occurrences(folded, _by_head("variants.tsv"))


def near_occurrences(folded: str) -> list[VariantOccurrence]:
    """Return the variants and the words that are near in sense in a folded text, as above."""
    return _occurrences(folded, _by_head("variants.tsv", "near_synonyms.tsv"))


def _occurrences(folded: str, heads: dict[str, list[Variant]]) -> list[VariantOccurrence]:
    rows_of_stretch: dict[tuple[int, int], set[int]] = {}
    for at in range(len(folded) - 1):
        for variant in heads.get(folded[at : at + 2], ()):
            if variant.occurs_at(folded, at):
                rows_of_stretch.setdefault((at, at + len(variant.word)), set()).add(variant.row)
    occurrences: list[VariantOccurrence] = []
    for (start, end), rows in sorted(rows_of_stretch.items(), key=lambda item: (item[0][0], -item[0][1])):
        if not occurrences or start >= occurrences[-1].end:
            occurrences.append(VariantOccurrence(start, end, frozenset(rows)))
    return occurrences


@dataclass(frozen=True, slots=True)
class Frame:
    """One form of a row of frames.tsv: the text before the gap and the text after it."""

    name: str
    before: str
    after: str
    pattern: re.Pattern[str]


@cache
def _frames() -> list[Frame]:
    frames = []
    for row, (forms, _english, _evidence) in enumerate(read_rows(__file__, "frames.tsv")):
        for form in fold(forms).split("|"):
            before, after = form.split("…")
            pattern = re.compile(f"{before}(?P<gap>[^,;。]{{1,40}}?){after}")
            frames.append(Frame(f"〔{row}〕", before, after, pattern))
    return frames


def framed(folded: str) -> bool:
    """Return whether a folded text may contain a frame."""
    return any(frame.before in folded and frame.after in folded for frame in _frames())


def one_form(folded: str, variants: Sequence[VariantOccurrence]) -> str:
    """Return a folded text with every variant and every frame replaced by the number of its row."""
    parts, at = [], 0
    for variant in variants:
        parts += [folded[at : variant.start], f"〈{min(variant.rows)}〉"]
        at = variant.end
    text = "".join([*parts, folded[at:]])
    for frame in _frames():
        text = frame.pattern.sub(rf"{frame.name}\g<gap>", text)
    return text
