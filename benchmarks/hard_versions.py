"""Made-up next versions in which one thing is hard, and all other paragraphs keep their place.

In `contained`, only one clause is left of every third paragraph that has several, or one clause becomes the
whole. In `far_splits`, the second half of every third paragraph moves at least five paragraphs away, every
second one to the other part. In `crossing_blocks`, five to fifteen paragraphs move there together.
In all, 5 % of the paragraphs are dropped, as many of other texts are put in, and 5 % of the words are dropped
or doubled, as in a light next version.
"""

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from compare.collation.model import Passage
from resolutions.reading.model import Part

from .versions import Draft, Version, build_version, foreign, originals, pieces, with_end

STRENGTH = 0.05
SHARE = 1 / 3  # of the paragraphs that can be cut
CLAUSE = 12  # characters of the shortest clause that is left alone
LEFT = 0.5  # the greatest share of a paragraph that such a clause is
DISTANCE = 5  # paragraphs between the halves of a far split, at least
BLOCK = (5, 15)  # paragraphs of a block that crosses
_CLAUSE = re.compile("[^，；：。]+[，；：。]")


def contained(seeds: Iterable[int]) -> Iterator[Version]:
    """Return versions with paragraphs of which one clause is left; every second is turned round."""
    for document, rng in _originals(seeds, "contained"):
        drafts = []
        for draft in _drafts(document, rng):
            clauses = [c for c in _CLAUSE.findall(draft.text) if CLAUSE <= len(c) <= LEFT * len(draft.text)]
            if draft.sources and clauses and rng.random() < SHARE:
                draft = replace(draft, text=with_end(rng.choice(clauses), draft.part))  # noqa: PLW2901
            drafts.append(draft)
        version = build_version(document, drafts, strength=STRENGTH, rng=rng)
        if rng.random() < 0.5:
            links = tuple(replace(link, a=link.b, b=link.a) for link in version.links)
            version = Version(version.b, version.a, links)
        yield version


def far_splits(seeds: Iterable[int]) -> Iterator[Version]:
    """Return versions with halves of paragraphs far from the other halves."""
    for document, rng in _originals(seeds, "far"):
        drafts = _drafts(document, rng)
        for draft in list(drafts):
            halves = pieces(draft.text, 2) if draft.sources else []
            if halves[1:] and rng.random() < SHARE:
                first = replace(draft, text=with_end(halves[0], draft.part), kind="split")
                drafts[drafts.index(draft)] = first
                _put_far(drafts, first, halves[1], rng)
        yield build_version(document, drafts, strength=STRENGTH, rng=rng)


def crossing_blocks(seeds: Iterable[int]) -> Iterator[Version]:
    """Return versions with a block that moved to the other part."""
    for document, rng in _originals(seeds, "crossing"):
        drafts = _drafts(document, rng)
        part = rng.choice([Part.PREAMBLE, Part.OPERATIVE])
        own = [k for k, draft in enumerate(drafts) if draft.part is part]
        size = min(rng.randint(*BLOCK), len(own) - 1)
        start = own[rng.randint(0, len(own) - size)]
        block, rest = drafts[start : start + size], drafts[:start] + drafts[start + size :]
        border = sum(draft.part is Part.PREAMBLE for draft in rest)
        other = _other(part)
        place = _random_place(other, border, len(rest), rng)
        moved = [replace(d, part=other, text=with_end(d.text, other), crossed=True) for d in block]
        yield build_version(document, [*rest[:place], *moved, *rest[place:]], strength=STRENGTH, rng=rng)


def _originals(seeds: Iterable[int], name: str) -> Iterator[tuple[tuple[Passage, ...], random.Random]]:
    for seed in seeds:
        for document in originals():
            yield document, random.Random(f"{document[0].text} {name} {seed}")


def _drafts(document: tuple[Passage, ...], rng: random.Random) -> list[Draft]:
    """Return the paragraphs of a light next version, in their order."""
    strangers = list(foreign(document))
    rng.shuffle(strangers)
    drafts = []
    for passage in document:
        if rng.random() >= STRENGTH:
            drafts.append(Draft(passage.part, passage.text, (passage,)))
        if strangers and rng.random() < STRENGTH:
            drafts.append(Draft(passage.part, with_end(strangers.pop(), passage.part)))
    return drafts


def _put_far(drafts: list[Draft], first: Draft, text: str, rng: random.Random) -> None:
    """Put the second half of a paragraph into the list, far from the first."""
    part = first.part if rng.random() < 0.5 else _other(first.part)
    half = replace(first, part=part, text=with_end(text, part), crossed=part is not first.part)
    border = sum(draft.part is Part.PREAMBLE for draft in drafts)
    at = drafts.index(first)
    start, end = (0, border) if part is Part.PREAMBLE else (border, len(drafts))
    places = [place for place in range(start, end + 1) if not at - DISTANCE < place <= at + DISTANCE]
    drafts.insert(rng.choice(places or [end]), half)


def _random_place(part: Part, border: int, end: int, rng: random.Random) -> int:
    return rng.randint(0, border) if part is Part.PREAMBLE else rng.randint(border, end)


def _other(part: Part) -> Part:
    return Part.OPERATIVE if part is Part.PREAMBLE else Part.PREAMBLE


HARD = {"contained texts": contained, "far splits": far_splits, "crossing blocks": crossing_blocks}
