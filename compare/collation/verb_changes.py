"""Changes of the lead verb: the same in other words, one of about the same strength, or another demand."""

from functools import cache

from resolutions.language.characters import fold
from resolutions.language.wordlists import read_rows
from resolutions.reading.verbs import verbs

from .annotated_text import AnnotatedText, Stretch
from .model import Change, Shift

APART = 2  # the least difference in strength of two verbs for which a direction is given
ALSO = {"请": 2, "促请": 3}  # the second strength of verbs that render two English verbs
SERIES = (
    "进一步",
    "再次",
    "再度",
    "重新",
    "又",
    "还",
    "也",
    "并",
    "特",
    "兹",
)  # say that the organ does it again, or too
_STATED = ("表示", "业已")
DEGREES = (
    *("最强烈地", "强烈", "严重", "深为", "深切", "深感", "深表", "深", "极为", "热烈", "坚决", "迫切"),
    *("完全", "充分", "大力", "特别", "严厉", "高度"),
)


@cache
def _groups(role: str) -> list[frozenset[str]]:
    rows = read_rows(__file__, "verb_groups.tsv")
    return [frozenset(fold(words).split("|")) for words, of_row, _evidence in rows if of_row == role]


def compared_verbs(old: AnnotatedText, new: AnnotatedText) -> tuple[Stretch, Stretch] | None:
    """Return the stretches of the lead verbs that are compared with each other; None if a text has none.

    If one verb begins with the other (重申致力于, 重申), the rest is compared as text.
    """
    if old.verb_span[0] < 0 or new.verb_span[0] < 0:
        return None
    (start_a, end_a), (start_b, end_b) = old.verb_span, new.verb_span
    verb_a, verb_b = fold(old.verb), fold(new.verb)
    begins_alike = verb_a.startswith(verb_b) or verb_b.startswith(verb_a)
    if begins_alike and not _is_of_one_sense(verb_a, verb_b):
        shorter = min(len(verb_a), len(verb_b))
        end_a, end_b = start_a + shorter, start_b + shorter
    return (start_a, end_a), (start_b, end_b)


def _is_of_one_sense(verb_a: str, verb_b: str) -> bool:
    return any(_in_one_group(verb_a, verb_b, role) for role in ("same", "near"))


def verb_change(verb_a: str, verb_b: str) -> tuple[Change, Shift | None, bool]:
    """Return the class, the direction, and whether the class is sure, of a change of lead verb.

    A direction is given if both verbs are demands and their strengths differ by at least APART, or if one
    is the other with an adverb of degree. Translators use verbs of one group for the same English verb
    (verb_groups.tsv): Chinese alone does not say whether the sense changed.
    """
    old, new = fold(verb_a), fold(verb_b)
    if _in_one_group(old, new, "same"):
        return Change.VARIANT, None, True
    old, new = _plain(old), _plain(new)
    if old == new:
        return Change.WORDING, None, True
    if _in_one_group(old, new, "same"):
        return Change.VARIANT, None, True
    if _in_one_group(old, new, "near"):
        return Change.WORDING, Shift.CHANGED, False
    return Change.VERB, _direction(old, new), True


def _in_one_group(old: str, new: str, role: str) -> bool:
    return any({old, new} <= group for group in _groups(role))


def _plain(verb: str) -> str:
    """Return a verb without adverbs of a series and 表示."""
    for adverb in (*SERIES, *_STATED):
        rest = verb.removeprefix(adverb)
        if rest != verb and (rest in verbs() or adverb in _STATED):
            return _plain(rest)
    return verb


def _direction(old: str, new: str) -> Shift:
    if any(old == degree + new for degree in DEGREES):
        return Shift.WEAKER
    if any(new == degree + old for degree in DEGREES):
        return Shift.STRONGER
    before, after = _strengths(old), _strengths(new)
    if min(before | after):
        if min(after) - max(before) >= APART:
            return Shift.STRONGER
        if min(before) - max(after) >= APART:
            return Shift.WEAKER
    return Shift.CHANGED


def _strengths(verb: str) -> set[int]:
    """Return the strengths that the verb may have as a demand; 0 for no demand."""
    listed = verbs().get(verb)
    if listed is None:
        return {0}
    return {listed.strength, ALSO.get(verb, listed.strength)}
