"""Classification of changes: an updated date, a difference in wording, a weaker verb, or a change of
substance.
"""

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

APART = 2  # the least difference in strength of two verbs for which a direction is given
# Verbs that translators use for the same English verb: a change has neither direction nor substance.
# See "Verbs and their strength" in docs/domain.md.
SWAPPED = ({"促请", "吁请", "敦促", "呼吁"}, {"请", "邀请"})
ALSO = {"请": 2, "促请": 3}  # the second strength of verbs that render two English verbs

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
    """Return the class of one hunk and, for a change of verb, its direction."""
    old, new = a.folded[slice(*of_a)], b.folded[slice(*of_b)]
    if not any(map(str.isalnum, old + new)):
        return Change.PUNCTUATION, None
    if a.holds_verb(*of_a) and b.holds_verb(*of_b) and a.verb != b.verb:
        return verb_change(a, b)
    if old and new and _rolled(old + _unit(a, of_a), new + _unit(b, of_b)):
        if _ONLY_DATES.fullmatch(old) and _same_number(a.folded[of_a[1] :], b.folded[of_b[1] :]):
            return Change.REDATED, None
        return Change.UPDATED, None
    matter = a.matter(*of_a)
    if sorted(matter) == sorted(b.matter(*of_b)) and not _names_actor(matter):  # grammar, or another order
        return Change.WORDING, None
    if _variants_only(a, of_a, b, of_b):
        return Change.VARIANT, None
    following = a.folded[of_a[1] :] if old else b.folded[of_b[1] :]
    if not (old and new) and _is_item(old or new, following):
        return Change.LIST, None
    return Change.SUBSTANCE, None


def row_kind(hunks: Iterable[Hunk]) -> RowKind:
    """Return the kind of a row with one paragraph on each side, given the hunks in it."""
    changes = {hunk.change for hunk in hunks} - {Change.PUNCTUATION}
    if not changes:
        return RowKind.SAME
    if changes == {Change.UPDATED}:
        return RowKind.UPDATED
    if changes <= {Change.UPDATED, Change.VARIANT, Change.WORDING}:
        return RowKind.VARIANT
    return RowKind.AMENDED


def reclassified(
    a: AnnotatedText,
    b: AnnotatedText,
    stretches: Sequence[tuple[Stretch, Stretch]],
    classes: Sequence[Change],
) -> list[Change]:
    """Return the classes of all hunks of one paragraph, corrected in the light of each other.

    Words removed in one place and inserted in another are a change of order. If the two texts differ only
    in variants, frames and 的, no change is of substance.
    """
    changes = list(classes)
    undecided = [k for k, change in enumerate(changes) if change in (Change.SUBSTANCE, Change.LIST)]
    matter = {k: (a.matter(*stretches[k][0]), b.matter(*stretches[k][1])) for k in undecided}
    removed = [(k, old) for k, (old, new) in matter.items() if old and not new]
    inserted = [(m, new) for m, (old, new) in matter.items() if new and not old]
    for (k, old), (m, new) in product(removed, inserted):
        if sorted(old) == sorted(new) and not _names_actor(old):
            changes[k] = changes[m] = Change.WORDING
        elif _is_date(old) and _is_date(new):
            changes[k] = changes[m] = Change.UPDATED
    if Change.SUBSTANCE in changes and a.one_form and a.one_form == b.one_form:
        return [Change.VARIANT if change is Change.SUBSTANCE else change for change in changes]
    return changes


def _unit(text: AnnotatedText, stretch: Stretch) -> str:
    """What a number that ends a stretch may count: 届, 周年."""
    return text.folded[stretch[1] : stretch[1] + 2]


def _rolled(old: str, new: str) -> bool:
    """Return whether two texts differ only in dates, sessions and numbers of documents."""
    return _NUMERALS.search(old) is not None and _ROLLING.sub("□", old) == _ROLLING.sub("□", new)


@cache
def _endings() -> tuple[str, ...]:
    return tuple(ending for ending, _evidence in read_rows(__file__, "actors.tsv"))


def _names_actor(words: Iterable[str]) -> bool:
    """Return whether any of the words names an actor (actors.tsv)."""
    return any(word.endswith(_endings()) for word in words)


def _is_date(matter: Sequence[str]) -> bool:
    """Return whether all the words belong to a date, a year or a session."""
    return all(_ROLLING.fullmatch(w) or w in ("会议", "届") for w in matter)


def verb_change(a: AnnotatedText, b: AnnotatedText) -> tuple[Change, Shift | None]:
    """Return the class and the direction of a change of lead verb.

    A direction is given if both verbs are demands and their strengths differ by at least APART.
    """
    verb_a, verb_b = fold(a.verb), fold(b.verb)
    if _variants_only(a, a.verb_span, b, b.verb_span):
        return Change.VARIANT, None
    if any({verb_a, verb_b} <= pair for pair in SWAPPED):
        return Change.WORDING, Shift.CHANGED
    if verb_a.endswith(verb_b) or verb_b.endswith(verb_a):  # they differ in an adverb
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
    """Return the strengths that the verb may have as a demand; 0 for no demand."""
    listed = verbs().get(verb)
    if listed is None:
        return {0}
    return {listed.strength, ALSO.get(verb, listed.strength)}


def _same_number(a: str, b: str) -> bool:
    """Return whether both texts begin with the same number of a resolution."""
    number_a, number_b = _NUMBER_OF_RESOLUTION.match(a), _NUMBER_OF_RESOLUTION.match(b)
    return number_a is not None and number_b is not None and number_a[0] == number_b[0]


def _variants_only(a: AnnotatedText, of_a: Stretch, b: AnnotatedText, of_b: Stretch) -> bool:
    """Return whether two stretches differ only in variants and grammar.

    Both are widened first, by the same number of characters, to contain every variant that they overlap.
    """
    touched = [(of_a, variant) for variant in a.touched(*of_a)]
    touched += [(of_b, variant) for variant in b.touched(*of_b)]
    if not touched:
        return False
    left = max(0, *(stretch[0] - variant.start for stretch, variant in touched))
    right = max(0, *(variant.end - stretch[1] for stretch, variant in touched))
    if left > min(of_a[0], of_b[0]) or right > min(len(a.text) - of_a[1], len(b.text) - of_b[1]):
        return False
    wide_a, wide_b = (of_a[0] - left, of_a[1] + right), (of_b[0] - left, of_b[1] + right)
    inside_a, inside_b = a.inside(*wide_a), b.inside(*wide_b)
    if len(inside_a) != len(inside_b) or not all(
        x.rows & y.rows for x, y in zip(inside_a, inside_b, strict=True)
    ):
        return False
    return _between(a, wide_a, inside_a) == _between(b, wide_b, inside_b)


def _between(text: AnnotatedText, stretch: Stretch, variants: Sequence[VariantOccurrence]) -> list[list[str]]:
    """Return the content words of a stretch before, between and after its variants."""
    edges = [stretch[0]]
    for variant in variants:
        edges += [variant.start, variant.end]
    edges.append(stretch[1])
    return [text.matter(edges[k], edges[k + 1]) for k in range(0, len(edges), 2)]


def _is_item(text: str, following: str) -> bool:
    """Return whether a removed or inserted text is one or more items of a 、 list."""
    return _ITEM.fullmatch(text) is not None and (
        text.startswith("、") or following[:1] not in ("", ",", ";", "。")
    )
