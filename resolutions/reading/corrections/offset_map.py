"""Map offsets of one text to offsets of another version of it."""

from collections.abc import Callable

from rapidfuzz.distance import Levenshtein

_MAX_CELLS = 25_000_000  # of the table of an alignment; larger differences are mapped proportionally


def offset_mapper(before: str, after: str) -> Callable[[int], int]:
    """Return a function from offsets of one text to offsets of the other, from 0 to 0 and from end to end.

    An offset follows the character before it, so that a footnote mark stays after its word.
    """
    shorter = min(len(before), len(after))
    head = 0
    while head < shorter and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < shorter - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    old = before[head : len(before) - tail]
    new = after[head : len(after) - tail]
    mapped = [*range(head + 1)]
    mapped += [head + end for end in _character_ends(old, new)]
    mapped += range(len(after) - tail + 1, len(after) + 1)
    return lambda offset: mapped[offset]


def _character_ends(old: str, new: str) -> list[int]:
    """Return for each character of the old text the offset in the new text after it."""
    if len(old) * len(new) > _MAX_CELLS:
        return [(i + 1) * len(new) // len(old) for i in range(len(old))]
    ends: list[int] = []
    for step in Levenshtein.opcodes(old, new):
        end = step.dest_start
        for _ in range(step.src_start, step.src_end):
            end = min(end + 1, step.dest_end)
            ends.append(end)
    return ends
