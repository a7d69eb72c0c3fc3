"""Member States by name, for sponsors and roll-calls."""

import re
from functools import cache

from ..language.characters import fold
from ..language.wordlists import read_rows


@cache
def states() -> frozenset[str]:
    """Return the folded names of states.tsv."""
    names: set[str] = set()
    for names_of_state, _evidence in read_rows(__file__, "states.tsv"):
        names.update(names_of_state.split("|"))
    return frozenset(names)


def split_states(text: str) -> list[str]:
    """Return the items of a list of States as printed: 甲国、乙国、丙国和丁国.

    A name that contains 和 (特立尼达和多巴哥) is not divided.
    """
    names = []
    for piece in re.finditer(r"[^、,\s]+", fold(text)):
        names += _split_at_and(text[piece.start() : piece.end()], piece[0])
    return names


def _split_at_and(printed: str, folded: str) -> list[str]:
    """Return the names that 和, 及, 与 or 以及 join in a piece of a list."""
    if folded in states():
        return [printed]
    for link in re.finditer("以及|和|及|与", folded):
        left, right = folded[: link.start()], folded[link.end() :]
        next_name = right.split("和")[0]
        if left and right and _is_state(left) and (_is_state(right) or _is_state(next_name)):
            return [printed[: link.start()], *_split_at_and(printed[link.end() :], right)]
    return [printed] if printed else []


def _is_state(folded: str) -> bool:
    return folded.rstrip("*") in states()


def is_state_list(folded: str) -> bool:
    """Return whether the first and at least half of the items of a folded text are States."""
    items = split_states(re.sub(r"[*\s]", "", folded))
    if not items or items[0] not in states():
        return False
    return sum(item in states() for item in items) * 2 >= len(items)
