"""A draft that is kept nowhere: each of its paragraphs with the agreed language that is nearest to it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from time import monotonic

from resolutions.models import Occurrence, Paragraph
from resolutions.models.visitor import Visitor
from resolutions.reading import ReadError, read
from resolutions.reading.anchors import place_label
from resolutions.reading.model import Part
from resolutions.reuse.matching import AT_LEAST, find_matches
from resolutions.un.segmentation import segment

from ..cached_comparison import passage_of
from ..collation.model import Passage
from .occurrences import paragraphs_of
from .paragraph_diff import ParagraphDifference, paragraph_diff, percent

MOST_CHARACTERS = 40_000  # of a draft; one of 60 paragraphs has 10,000
MOST_PARAGRAPHS = 300
SECONDS = 1.0  # of a request in which paragraphs are looked for; then the reader is shown how far it came


class MatchKind(StrEnum):
    """What a paragraph of a draft is, beside agreed language."""

    SAME = "same"
    AMENDED = "amended"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class ParagraphMatch:
    """The paragraph in the corpus that is nearest to one of a draft (0 where none is), and how near it is, 0 to 1."""

    paragraph: int
    similarity: float

    @property
    def kind(self) -> MatchKind:
        if self.similarity == 1:
            return MatchKind.SAME
        return MatchKind.AMENDED if self.similarity >= AT_LEAST else MatchKind.NEW


@dataclass(frozen=True, slots=True)
class CheckedParagraph:
    """A paragraph of the draft: its place, its text, and the nearest agreed language with what the draft changes."""

    number: int
    text: str
    kind: MatchKind
    percent: int
    nearest: Paragraph | None
    place: str
    difference: ParagraphDifference | None


@dataclass(frozen=True, slots=True)
class Shares:
    """Of the characters that are checked so far, how many of a hundred stand word for word, amended, and not at all."""

    same: int
    amended: int
    new: int


def paragraphs_in(text: str) -> list[str]:
    """The paragraphs of a text, at most MOST_PARAGRAPHS: those of a resolution, where it is one, else its lines."""
    try:
        found = [p.text for p in read(text.encode(errors="replace"), "text.txt").paragraphs]
    except ReadError:
        found = []
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return (found or [line for line in lines if line])[:MOST_PARAGRAPHS]


def match_paragraphs(texts: Sequence[str], done: Sequence[ParagraphMatch], user: Visitor) -> list[ParagraphMatch]:
    """The verdicts so far and more of them: one at least, and as many as SECONDS allow."""
    verdicts, started = list(done[: len(texts)]), monotonic()
    for text in texts[len(verdicts) :]:
        uses = find_matches(text, user)
        verdicts.append(
            ParagraphMatch(uses[0].paragraph, round(uses[0].similarity, 4)) if uses else ParagraphMatch(0, 0)
        )
        if monotonic() - started > SECONDS:
            break
    return verdicts


def serialize_matches(verdicts: Iterable[ParagraphMatch]) -> str:
    """Verdicts as a form carries them along: 118=0.9756 0=0."""
    return " ".join(f"{verdict.paragraph}={verdict.similarity:g}" for verdict in verdicts)


def deserialize_matches(text: str) -> list[ParagraphMatch]:
    """Verdicts that a form brought; none where it brought something else."""
    parts = [re.fullmatch(r"(\d{1,18})=([01](?:\.\d{1,6})?)", part) for part in text.split()]
    if not all(parts):
        return []
    return [ParagraphMatch(int(part[1]), min(1.0, float(part[2]))) for part in parts if part]


def share_of_each_kind(texts: Sequence[str], verdicts: Sequence[ParagraphMatch]) -> Shares:
    """How much of what is checked is what; the three add up to a hundred."""
    lengths = dict.fromkeys(MatchKind, 0)
    for text, verdict in zip(texts, verdicts, strict=False):
        lengths[verdict.kind] += len(text)
    total = sum(lengths.values()) or 1
    same, new = (round(100 * lengths[kind] / total) for kind in (MatchKind.SAME, MatchKind.NEW))
    return Shares(same, max(0, 100 - same - new) if lengths[MatchKind.AMENDED] else 0, new)


def checked_paragraphs(
    texts: Sequence[str], verdicts: Sequence[ParagraphMatch], user: Visitor, *, new_first: bool
) -> list[CheckedParagraph]:
    """What is checked, as the page shows it; a visitor sees of the corpus what that visitor may see."""
    asked = {verdict.paragraph for verdict in verdicts}
    visible = Occurrence.objects.visible_to(user).filter(paragraph__in=asked).values_list("paragraph", flat=True)
    rows = paragraphs_of(list(visible))
    out = [
        _checked(
            number, text, verdict if verdict.paragraph in rows else ParagraphMatch(0, 0), rows.get(verdict.paragraph)
        )
        for number, (text, verdict) in enumerate(zip(texts, verdicts, strict=False), 1)
    ]
    return sorted(out, key=lambda row: list(MatchKind)[::-1].index(row.kind)) if new_first else out


def _checked(number: int, text: str, verdict: ParagraphMatch, nearest: Paragraph | None) -> CheckedParagraph:
    if nearest is None or verdict.kind is MatchKind.NEW:
        return CheckedParagraph(number, text, MatchKind.NEW, 0, None, "", None)
    difference = None
    if verdict.kind is MatchKind.AMENDED:
        agreed = replace(passage_of(nearest), ident="op1")
        difference = paragraph_diff(agreed, Passage("op1", Part.OPERATIVE, text, tuple(segment(text))))
    return CheckedParagraph(
        number, text, verdict.kind, percent(verdict.similarity), nearest, place_label(nearest.ident), difference
    )
