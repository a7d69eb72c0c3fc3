"""What a change is: a date rolled forward, a matter of wording, a weaker verb, or one of substance."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product

from resolutions.language.characters import fold
from resolutions.language.numerals import NUMERAL
from resolutions.language.wordlists import read_rows
from resolutions.reading.verbs import verbs
from resolutions.un.symbols import IN_TEXT

from .annotated_text import AnnotatedText, Stretch
from .model import Change, Hunk, RowKind, Shift
from .translation_variants import VariantOccurrence

APART = 2  # classes of strength between two verbs, before a direction is told
# Verbs that translators swap for one English verb: no direction, no substance.
# docs/domain.md, "Verbs and their strength".
SWAPPED = ({"促请", "吁请", "敦促", "呼吁"}, {"请", "邀请"})
ALSO = {"请": 2, "促请": 3}  # the other strength of verbs that render two English ones

_DATE = (
    rf"(?:[{NUMERAL}]{{2,4}}年)?[{NUMERAL}]{{1,3}}月(?:[{NUMERAL}]{{1,3}}日)?"
    r"|(?:19|20)\d\d年?|[〇零一二三四五六七八九]{4}年"
)
_ROLLING = re.compile(
    rf"{_DATE}|{IN_TEXT.pattern}|(?:E?S-)?\d{{1,4}}/\d{{1,4}}|\d{{1,4}}\(\d{{4}}\)"
    rf"|第?[{NUMERAL}]+(?:届|次|周年|周期|轮)"
)
_NUMERALS = re.compile(rf"[{NUMERAL}]")
_ONLY_DATES = re.compile(rf"(?:{_DATE})+")
_NUMBER_OF_RESOLUTION = re.compile(r"第?[\d/SE()-]+(?=号)")
_ITEM = re.compile(r"、[^,;。:]+|[^,;。:]+、")


def classify(a: AnnotatedText, of_a: Stretch, b: AnnotatedText, of_b: Stretch) -> tuple[Change, Shift | None]:
    """The class of one hunk, and for a verb in which direction it went."""
    old, new = a.folded[slice(*of_a)], b.folded[slice(*of_b)]
    if not any(map(str.isalnum, old + new)):
        return Change.PUNCTUATION, None
    if a.holds_verb(*of_a) and b.holds_verb(*of_b) and a.verb != b.verb:
        return verb_change(a, b)
    if old and new and _rolled(old + _unit(a, of_a), new + _unit(b, of_b)):
        redated = _ONLY_DATES.fullmatch(old) and _same_number(a.folded[of_a[1] :], b.folded[of_b[1] :])
        return (Change.REDATED if redated else Change.UPDATED), None
    matter = a.matter(*of_a)
    if sorted(matter) == sorted(b.matter(*of_b)) and not _actors(matter):  # grammar, or other order
        return Change.WORDING, None
    if _variants_only(a, of_a, b, of_b):
        return Change.VARIANT, None
    if not (old and new) and _is_item(old or new, a.folded[of_a[1] :] if old else b.folded[of_b[1] :]):
        return Change.LIST, None
    return Change.SUBSTANCE, None


def row_kind(hunks: Iterable[Hunk]) -> RowKind:
    """What became of a paragraph that has one counterpart, by what changed in it."""
    changes = {hunk.change for hunk in hunks} - {Change.PUNCTUATION}
    if not changes:
        return RowKind.SAME
    if changes == {Change.UPDATED}:
        return RowKind.UPDATED
    if changes <= {Change.UPDATED, Change.VARIANT, Change.WORDING}:
        return RowKind.VARIANT
    return RowKind.AMENDED


def reclassified(
    a: AnnotatedText, b: AnnotatedText, stretches: Sequence[tuple[Stretch, Stretch]], classes: Sequence[Change]
) -> list[Change]:
    """The classes of all hunks of one paragraph, once each is seen among the others.

    Words that left one place and came to another are a matter of order; where nothing but variants,
    frames and 的 tells the two texts apart, nothing is of substance.
    """
    changes = list(classes)
    open_ = [k for k, change in enumerate(changes) if change in (Change.SUBSTANCE, Change.LIST)]
    matter = {k: (a.matter(*stretches[k][0]), b.matter(*stretches[k][1])) for k in open_}
    gone = [(k, old) for k, (old, new) in matter.items() if old and not new]
    come = [(m, new) for m, (old, new) in matter.items() if new and not old]
    for (k, old), (m, new) in product(gone, come):
        if sorted(old) == sorted(new) and not _actors(old):
            changes[k] = changes[m] = Change.WORDING
        elif _tells_when(old) and _tells_when(new):
            changes[k] = changes[m] = Change.UPDATED
    if Change.SUBSTANCE in changes and a.one_form and a.one_form == b.one_form:
        return [Change.VARIANT if change is Change.SUBSTANCE else change for change in changes]
    return changes


def _unit(text: AnnotatedText, stretch: Stretch) -> str:
    """What a number that ends a stretch may count: 届, 周年."""
    return text.folded[stretch[1] : stretch[1] + 2]


def _rolled(old: str, new: str) -> bool:
    """Whether two texts are one but for dates, sessions, numbers of documents."""
    return _NUMERALS.search(old) is not None and _ROLLING.sub("□", old) == _ROLLING.sub("□", new)


@cache
def _endings() -> tuple[str, ...]:
    return tuple(ending for ending, _evidence in read_rows(__file__, "actors.tsv"))


def _actors(words: Iterable[str]) -> bool:
    """Whether any of the words names who acts."""
    return any(word.endswith(_endings()) for word in words)


def _tells_when(matter: Sequence[str]) -> bool:
    """Whether words say when: a date, a year, a session."""
    return all(_ROLLING.fullmatch(w) or w in ("会议", "届") for w in matter)


def verb_change(a: AnnotatedText, b: AnnotatedText) -> tuple[Change, Shift | None]:
    """Another lead verb. A direction is told between strengths at least two apart, both of a demand."""
    verb_a, verb_b = fold(a.verb), fold(b.verb)
    if _variants_only(a, a.verb_span, b, b.verb_span):
        return Change.VARIANT, None
    if any({verb_a, verb_b} <= pair for pair in SWAPPED):
        return Change.WORDING, Shift.CHANGED
    if verb_a.endswith(verb_b) or verb_b.endswith(verb_a):  # but for an adverb
        return Change.WORDING, None
    old, new = _strengths(verb_a), _strengths(verb_b)
    if not min(old | new):
        return Change.VERB, Shift.CHANGED
    if min(new) - max(old) >= APART:
        return Change.VERB, Shift.STRONGER
    if min(old) - max(new) >= APART:
        return Change.VERB, Shift.WEAKER
    return Change.WORDING, Shift.CHANGED


def _strengths(verb: str) -> set[int]:
    """How strong a demand the verb makes: one class, or each that it may stand for; 0 for no demand."""
    known = verbs().get(verb)
    return {known.strength, ALSO.get(verb, known.strength)} if known else {0}


def _same_number(a: str, b: str) -> bool:
    """Whether both texts go on with the same number of a resolution."""
    found, other = _NUMBER_OF_RESOLUTION.match(a), _NUMBER_OF_RESOLUTION.match(b)
    return found is not None and other is not None and found[0] == other[0]


def _variants_only(a: AnnotatedText, of_a: Stretch, b: AnnotatedText, of_b: Stretch) -> bool:
    """Whether two stretches, widened to the whole of every variant they touch, differ in variants and grammar alone."""
    touched = [(of, o) for text, of in ((a, of_a), (b, of_b)) for o in text.touched(*of)]
    if not touched:
        return False
    left = max(0, *(of[0] - o.start for of, o in touched))
    right = max(0, *(o.end - of[1] for of, o in touched))
    if left > min(of_a[0], of_b[0]) or right > min(len(a.text) - of_a[1], len(b.text) - of_b[1]):
        return False
    wide_a, wide_b = (of_a[0] - left, of_a[1] + right), (of_b[0] - left, of_b[1] + right)
    inside_a, inside_b = a.inside(*wide_a), b.inside(*wide_b)
    if len(inside_a) != len(inside_b) or not all(x.rows & y.rows for x, y in zip(inside_a, inside_b, strict=True)):
        return False
    return _between(a, wide_a, inside_a) == _between(b, wide_b, inside_b)


def _between(text: AnnotatedText, stretch: Stretch, variants: Sequence[VariantOccurrence]) -> list[list[str]]:
    """The matter of a stretch before, between and after its variants."""
    edges = [stretch[0], *(edge for o in variants for edge in (o.start, o.end)), stretch[1]]
    return [text.matter(edges[k], edges[k + 1]) for k in range(0, len(edges), 2)]


def _is_item(text: str, following: str) -> bool:
    """Whether what came or went is one or more items of a 、 list."""
    return _ITEM.fullmatch(text) is not None and (text.startswith("、") or following[:1] not in ("", ",", ";", "。"))
