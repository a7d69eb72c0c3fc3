"""Member States by name, for sponsors and roll-calls."""

import re
from functools import cache

from ..language.characters import fold
from ..language.wordlists import read_rows


@cache
def states() -> frozenset[str]:
    """The names of states.tsv, folded."""
    return frozenset(name for names, _evidence in read_rows(__file__, "states.tsv") for name in names.split("|"))


def split_states(text: str) -> list[str]:
    """The items of a list of states: 甲国、乙国、丙国和丁国.

    A name that holds 和 (特立尼达和多巴哥) stays whole.
    """
    pieces = re.finditer(r"[^、,\s]+", fold(text))
    return [name for piece in pieces for name in _split_and(text[piece.start() : piece.end()], piece[0])]


def _split_and(chunk: str, folded: str) -> list[str]:
    if folded in states():
        return [chunk]
    for link in re.finditer("以及|和|及|与", folded):
        left, right = folded[: link.start()], folded[link.end() :]
        if left and right and _is_state(left) and (_is_state(right) or _is_state(right.split("和")[0])):
            return [chunk[: link.start()], *_split_and(chunk[link.end() :], right)]
    return [chunk] if chunk else []


def _is_state(folded: str) -> bool:
    return folded.rstrip("*") in states()


def is_state_list(folded: str) -> bool:
    """Whether a folded text is a list of states: its first and at least half of its items are."""
    items = split_states(re.sub(r"[*\s]", "", folded))
    known = [item in states() for item in items]
    return bool(known) and known[0] and sum(known) * 2 >= len(known)
