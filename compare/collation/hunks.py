"""The hunks between paragraphs that belong together: where words differ, and what kind of change each is."""

from collections.abc import Sequence

from resolutions.language.characters import fold

from .annotated_text import AnnotatedText, Stretch
from .classification import classify, reclassified, verb_change
from .model import Hunk, Passage
from .word_diff import common_affixes, word_edits


def hunks_between(
    left: Sequence[Passage], right: Sequence[Passage], *, characters: bool = False, folded: bool = False
) -> list[Hunk]:
    """The hunks between paragraphs of both sides, each side taken as one text.

    `characters` compares single characters instead of words; `folded` takes Traditional and Simplified
    for one. Raises ValueError where the texts are too long to be compared.
    """
    old, new = _as_text(left), _as_text(right)
    units = [text.text if characters else text.words for text in (old, new)]
    script = word_edits(*([fold(w) for w in side] if folded else side for side in units))
    if all(edit.equal for edit in script):
        return []
    at_a, at_b = (range(len(text.text) + 1) if characters else text.starts for text in (old, new))
    stretches = [
        pair
        for edit in script
        if not edit.equal
        for pair in _at_the_verb(
            old, (at_a[edit.a_start], at_a[edit.a_end]), new, (at_b[edit.b_start], at_b[edit.b_end])
        )
    ]
    classes = [classify(old, of_a, new, of_b) for of_a, of_b in stretches]
    changes = reclassified(old, new, stretches, [change for change, _ in classes])
    found = []
    for (of_a, of_b), change, (_, shift) in zip(stretches, changes, classes, strict=True):
        if len(left) == len(right) == 1:
            ends = common_affixes(old.text[slice(*of_a)], new.text[slice(*of_b)])
            found.append(Hunk(left[0].ident, *of_a, right[0].ident, *of_b, change, shift, *ends))
        else:
            places = _side_by_side(_in_paragraphs(of_a, left), _in_paragraphs(of_b, right))
            found += [Hunk(*in_a, *in_b, change, shift) for in_a, in_b in places]
    return found


def _as_text(side: Sequence[Passage]) -> AnnotatedText:
    """The paragraphs of one side as one text."""
    return (
        side[0].as_text if len(side) == 1 else AnnotatedText.of([w for p in side for w in p.words], side[0].verb or "")
    )


def _at_the_verb(old: AnnotatedText, of_a: Stretch, new: AnnotatedText, of_b: Stretch) -> list[tuple[Stretch, Stretch]]:
    """A change of the lead verb that matters, and one of what follows it, are two changes."""
    cut_a, cut_b = old.verb_span[1], new.verb_span[1]
    both = old.holds_verb(*of_a) and new.holds_verb(*of_b)
    if not both or old.verb == new.verb or (cut_a, cut_b) == (of_a[1], of_b[1]) or not verb_change(old, new)[1]:
        return [(of_a, of_b)]
    verbs, rest = ((of_a[0], cut_a), (of_b[0], cut_b)), _begun_alike(old, (cut_a, of_a[1]), new, (cut_b, of_b[1]))
    return [verbs, rest] if rest[0][0] < rest[0][1] or rest[1][0] < rest[1][1] else [verbs]


def _begun_alike(old: AnnotatedText, of_a: Stretch, new: AnnotatedText, of_b: Stretch) -> tuple[Stretch, Stretch]:
    """Two stretches without the words with which both begin."""
    shared, _ = common_affixes(old.text[slice(*of_a)], new.text[slice(*of_b)])
    edges = set(old.starts), set(new.starts)
    while shared and not (of_a[0] + shared in edges[0] and of_b[0] + shared in edges[1]):
        shared -= 1
    return (of_a[0] + shared, of_a[1]), (of_b[0] + shared, of_b[1])


Place = tuple[str, int, int]


def _in_paragraphs(stretch: Stretch, paragraphs: Sequence[Passage]) -> list[Place]:
    """A stretch of several paragraphs taken as one text, as stretches of each: id, start, end."""
    start, end = stretch
    places, at = [], 0
    for k, p in enumerate(paragraphs):
        first, last = max(start - at, 0), min(end - at, len(p.text))
        here = 0 <= start - at < len(p.text) or (k == len(paragraphs) - 1 and start - at == len(p.text))
        if first < last or (start == end and here):
            places.append((p.ident, first, last))
        at += len(p.text)
    return places


def _side_by_side(in_a: list[Place], in_b: list[Place]) -> list[tuple[Place, Place]]:
    """The places of one hunk, in pairs; the side with fewer goes on with nothing, at its end."""
    longer = max(len(in_a), len(in_b))
    padded = [[*side, *[(side[-1][0], side[-1][2], side[-1][2])] * (longer - len(side))] for side in (in_a, in_b)]
    return list(zip(*padded, strict=True))
