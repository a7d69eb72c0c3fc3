"""Draft check: each paragraph of a draft with the most similar agreed language. The draft is not stored."""

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

MOST_CHARACTERS = 40_000  # of a draft; a draft of 60 paragraphs has 10,000
MOST_PARAGRAPHS = 300
SECONDS = 1.0  # the time for matching in one request; then the reader sees the matches so far


class MatchKind(StrEnum):
    """How a paragraph of a draft compares with agreed language."""

    SAME = "same"
    AMENDED = "amended"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class ParagraphMatch:
    """The paragraph of the corpus most similar to a paragraph of a draft.

    `paragraph` is its primary key, or 0 without a match; `similarity` is from 0 to 1.
    """

    paragraph: int
    similarity: float

    @property
    def kind(self) -> MatchKind:
        if self.similarity == 1:
            return MatchKind.SAME
        if self.similarity >= AT_LEAST:
            return MatchKind.AMENDED
        return MatchKind.NEW


NO_MATCH = ParagraphMatch(0, 0)
KINDS_NEW_FIRST = (MatchKind.NEW, MatchKind.AMENDED, MatchKind.SAME)


@dataclass(frozen=True, slots=True)
class CheckedParagraph:
    """A paragraph of the draft with the nearest agreed language and the changes that the draft makes to it.

    `number` is the position in the draft, from 1; `place` is the label of the nearest paragraph.
    """

    number: int
    text: str
    kind: MatchKind
    percent: int = 0
    nearest: Paragraph | None = None
    place: str = ""
    difference: ParagraphDifference | None = None


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of the characters checked so far that are the same, amended and new, in percent."""

    same: int
    amended: int
    new: int


def paragraphs_in(text: str) -> list[str]:
    """Return the paragraphs of a text, at most MOST_PARAGRAPHS: those of a resolution, else the lines."""
    try:
        paragraphs = [p.text for p in read(text.encode(errors="replace"), "text.txt").paragraphs]
    except ReadError:
        paragraphs = []
    if not paragraphs:
        lines = [" ".join(line.split()) for line in text.splitlines()]
        paragraphs = [line for line in lines if line]
    return paragraphs[:MOST_PARAGRAPHS]


def match_paragraphs(
    texts: Sequence[str], done: Sequence[ParagraphMatch], user: Visitor
) -> list[ParagraphMatch]:
    """Return the matches in `done` and those of the next
    texts: at least one, and as many as SECONDS allows.
    """
    matches, started = list(done[: len(texts)]), monotonic()
    for text in texts[len(matches) :]:
        matches.append(_best_match(text, user))
        if monotonic() - started > SECONDS:
            break
    return matches


def _best_match(text: str, user: Visitor) -> ParagraphMatch:
    matches = find_matches(text, user)
    if not matches:
        return NO_MATCH
    return ParagraphMatch(matches[0].paragraph, round(matches[0].similarity, 4))


def serialize_matches(matches: Iterable[ParagraphMatch]) -> str:
    """Return matches as the value of a form field: 118=0.9756 0=0."""
    return " ".join(f"{match.paragraph}={match.similarity:g}" for match in matches)


def deserialize_matches(text: str) -> list[ParagraphMatch]:
    """Return the matches in the value of a form field; an invalid value has none."""
    matches = []
    for item in text.split():
        parts = re.fullmatch(r"(\d{1,18})=([01](?:\.\d{1,6})?)", item)
        if parts is None:
            return []
        matches.append(ParagraphMatch(int(parts[1]), min(1.0, float(parts[2]))))
    return matches


def share_of_each_kind(texts: Sequence[str], matches: Sequence[ParagraphMatch]) -> Shares:
    """Return the shares of the checked characters, which add up to 100."""
    lengths = dict.fromkeys(MatchKind, 0)
    for text, match in zip(texts, matches, strict=False):
        lengths[match.kind] += len(text)
    total = sum(lengths.values()) or 1
    same = round(100 * lengths[MatchKind.SAME] / total)
    new = round(100 * lengths[MatchKind.NEW] / total)
    amended = 0
    if lengths[MatchKind.AMENDED]:
        amended = max(0, 100 - same - new)
    return Shares(same=same, amended=amended, new=new)


def checked_paragraphs(
    texts: Sequence[str], matches: Sequence[ParagraphMatch], user: Visitor, *, new_first: bool
) -> list[CheckedParagraph]:
    """Return the paragraphs checked so far, in the order of the draft or with new ones first.

    A match that this visitor may not see is left out.
    """
    matched = {match.paragraph for match in matches}
    visible = (
        Occurrence.objects.visible_to(user).filter(paragraph__in=matched).values_list("paragraph", flat=True)
    )
    rows = paragraphs_of(list(visible))
    checked = [
        _checked_paragraph(number, text, match, rows.get(match.paragraph))
        for number, (text, match) in enumerate(zip(texts, matches, strict=False), 1)
    ]
    if new_first:
        checked.sort(key=lambda paragraph: KINDS_NEW_FIRST.index(paragraph.kind))
    return checked


def _checked_paragraph(
    number: int, text: str, match: ParagraphMatch, nearest: Paragraph | None
) -> CheckedParagraph:
    if nearest is None or match.kind is MatchKind.NEW:
        return CheckedParagraph(number, text, MatchKind.NEW)
    difference = None
    if match.kind is MatchKind.AMENDED:
        agreed = replace(passage_of(nearest), ident="op1")
        difference = paragraph_diff(agreed, Passage("op1", Part.OPERATIVE, text, tuple(segment(text))))
    return CheckedParagraph(
        number=number,
        text=text,
        kind=match.kind,
        percent=percent(match.similarity),
        nearest=nearest,
        place=place_label(nearest.ident),
        difference=difference,
    )
