"""Where a character of one text stands in another that was made of it."""

from collections.abc import Callable

from rapidfuzz.distance import Levenshtein

_MOST_CELLS = 25_000_000  # of the table of an alignment; beyond, what differs is stretched over


def offset_mapper(before: str, after: str) -> Callable[[int], int]:
    """The function from offsets into one text to offsets into the other, 0 to 0 and end to end.

    An offset stays with the character before it, so that a footnote mark follows its word.
    """
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    ends = [*range(head + 1), *(head + end for end in _ends(old, new))]
    ends += range(len(after) - tail + 1, len(after) + 1)
    return lambda offset: ends[offset]


def _ends(old: str, new: str) -> list[int]:
    """For each character of the old text the offset in the new one behind it."""
    if len(old) * len(new) > _MOST_CELLS:
        return [(i + 1) * len(new) // len(old) for i in range(len(old))]
    ends: list[int] = []
    for step in Levenshtein.opcodes(old, new):
        reached = step.dest_start
        for _ in range(step.src_start, step.src_end):
            reached = min(reached + 1, step.dest_end)
            ends.append(reached)
    return ends
