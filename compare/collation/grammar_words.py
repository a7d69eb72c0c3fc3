"""Words that carry grammar (grammar_words.tsv), each in its place."""

import re
from collections.abc import Sequence
from functools import cache

from resolutions.language.characters import fold
from resolutions.language.wordlists import read_rows

from .actors import begins_with_actor
from .annotated_text import AnnotatedText, Atom
from .translation_variants import Variant, placed

FREE, SERIES, SOFT, ALIKE = "free", "series", "soft", "alike"
CONJUNCTION = "conjunction"
TO_ACTORS = frozenset("为以从向对给被") | {"对于"}  # without one of them an actor acts, or is acted upon
RELATIONS = TO_ACTORS | frozenset("由的和与及") | {"以及"}  # say how what is before and after are related

_REPEATED = re.compile("(?:尤其是|特别是|包括|[和及与、])$")  # 对于各国，尤其是对于发展中国家


@cache
def _by_head(*roles: str) -> dict[str, list[Variant]]:
    """Return the words of some roles by their first character, the longest first."""
    words: list[Variant] = []
    for row, (members, role, places, _evidence) in enumerate(read_rows(__file__, "grammar_words.tsv")):
        if role in roles:
            words += placed(members, row, places)
    heads: dict[str, list[Variant]] = {}
    for word in sorted(words, key=lambda word: -len(word.word)):
        heads.setdefault(word.word[0], []).append(word)
    return heads


@cache
def _groups() -> dict[str, list[frozenset[str]]]:
    groups: dict[str, list[frozenset[str]]] = {}
    for members, role, _places, _evidence in read_rows(__file__, "grammar_words.tsv"):
        groups.setdefault(role, []).append(frozenset(fold(members).split("|")))
    return groups


def _consist_of(text: AnnotatedText, atoms: Sequence[Atom], *roles: str) -> bool:
    """Return whether some atoms are nothing but words of some roles, each in its place."""
    heads = _by_head(*roles)
    at = 0
    while at < len(atoms):
        start = atoms[at].start
        for word in heads.get(text.folded[start], ()):
            last = at + len(word.word) - 1
            is_whole = last < len(atoms) and atoms[last].end == start + len(word.word)
            if is_whole and word.occurs_at(text.folded, start):
                break
        else:
            return False
        at = last + 1
    return True


def is_free(text: AnnotatedText, atoms: Sequence[Atom]) -> bool:
    """Return whether some atoms are words that may be put in or left out. None at all are."""
    return _consist_of(text, atoms, FREE, SERIES)


def are_free(old: AnnotatedText, of_old: Sequence[Atom], new: AnnotatedText, of_new: Sequence[Atom]) -> bool:
    """Return whether some atoms are words that may be left out, and none of a series for another."""
    if not (is_free(old, of_old) and is_free(new, of_new)):
        return False
    of_series = [_consist_of(text, atoms, SERIES) for text, atoms in ((old, of_old), (new, of_new))]
    return not of_old or not of_new or of_series[0] == of_series[1]


def are_soft(old: AnnotatedText, of_old: Sequence[Atom], new: AnnotatedText, of_new: Sequence[Atom]) -> bool:
    """Return whether Chinese alone does not say what the change of some atoms to others changes."""
    word_a, word_b = ("".join(atom.key for atom in atoms) for atoms in (of_old, of_new))
    if {word_a, word_b} <= RELATIONS:
        return any({word_a, word_b} <= group for group in _groups()[ALIKE])
    for text, atoms, word, other in ((old, of_old, word_a, word_b), (new, of_new, word_b, word_a)):
        if word in TO_ACTORS and not other:
            before, after = text.folded[: atoms[0].start], text.folded[atoms[-1].end :]
            if begins_with_actor(after) and _REPEATED.search(before) is None:
                return False
        if not _consist_of(text, atoms, FREE, SERIES, SOFT):
            return False
    return True


def is_conjunction(text: str) -> bool:
    return any(text in group for group in _groups()[CONJUNCTION])


def are_interchangeable(old: str, new: str) -> bool:
    """Return whether two texts are words of one group."""
    groups = (
        group
        for role, rows in _groups().items()
        if role not in (FREE, SERIES, SOFT, ALIKE, CONJUNCTION)
        for group in rows
    )
    return any(old in group and new in group for group in groups)
