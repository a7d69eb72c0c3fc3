"""Variants: words that render one English word in a certain place (variants.tsv), and frames that do (frames.tsv)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from resolutions.language.characters import fold
from resolutions.language.wordlists import read_rows

AROUND = 40  # characters before a variant in which its place may show; no place in the list reaches further


@dataclass(frozen=True, slots=True)
class Variant:
    """One word of a row of variants.tsv: it counts where the text `before` it and `after` it matches."""

    word: str
    row: int
    before: re.Pattern[str]
    after: re.Pattern[str]

    def stands_at(self, text: str, start: int) -> bool:
        end = start + len(self.word)
        return (
            text.startswith(self.word, start)
            and self.before.search(text[max(0, start - AROUND) : start]) is not None
            and self.after.match(text, end) is not None
        )


@dataclass(frozen=True, slots=True)
class VariantOccurrence:
    """Characters start to end of a text are a variant, by each of these rows."""

    start: int
    end: int
    rows: frozenset[int]


@cache
def _by_head() -> dict[str, list[Variant]]:
    """Every variant by its first two characters."""
    found: dict[str, list[Variant]] = {}
    for row, (words, _english, places, _evidence) in enumerate(read_rows(__file__, "variants.tsv")):
        for word in map(fold, words.split("|")):
            for place in fold(places).split(" "):
                before, _, after = place.partition("~")
                variant = Variant(word, row, re.compile(f"(?:{before})$"), re.compile(after))
                found.setdefault(word[:2], []).append(variant)
    return found


def variant_occurrences(folded: str) -> list[VariantOccurrence]:
    """The variants in a folded text; of those that overlap each other, the first and longest."""
    found: dict[tuple[int, int], set[int]] = {}
    heads = _by_head()
    for at in range(len(folded) - 1):
        for variant in heads.get(folded[at : at + 2], ()):
            if variant.stands_at(folded, at):
                found.setdefault((at, at + len(variant.word)), set()).add(variant.row)
    kept: list[VariantOccurrence] = []
    for (first, last), by in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1])):
        if not kept or first >= kept[-1].end:
            kept.append(VariantOccurrence(first, last, frozenset(by)))
    return kept


@dataclass(frozen=True, slots=True)
class Frame:
    """One form of a row of frames.tsv: what stands before the gap and after it."""

    name: str
    before: str
    after: str
    pattern: re.Pattern[str]


@cache
def _frames() -> list[Frame]:
    return [
        Frame(f"〔{row}〕", before, after, re.compile(f"{before}(?P<gap>[^,;。]{{1,40}}?){after}"))
        for row, (forms, _english, _evidence) in enumerate(read_rows(__file__, "frames.tsv"))
        for before, after in (form.split("…") for form in fold(forms).split("|"))
    ]


def framed(folded: str) -> bool:
    """Whether a frame may stand in a folded text."""
    return any(frame.before in folded and frame.after in folded for frame in _frames())


def one_form(folded: str, variants: Sequence[VariantOccurrence]) -> str:
    """A folded text with every variant and every frame in the one form of its row."""
    parts, at = [], 0
    for found in variants:
        parts += [folded[at : found.start], f"〈{min(found.rows)}〉"]
        at = found.end
    text = "".join([*parts, folded[at:]])
    for frame in _frames():
        text = frame.pattern.sub(rf"{frame.name}\g<gap>", text)
    return text
