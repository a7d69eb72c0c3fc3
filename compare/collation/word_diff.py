"""Word diff of two paragraphs: an edit script that a person can read.

The shortest script over words often consists of many small hunks. Therefore an equal stretch that
weighs no more than the changes on both its sides is merged into them, up to a cap, and a pure
insertion or deletion is shifted to a position where its edges fall on punctuation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from rapidfuzz.distance import Indel

from .tokens import TokenKind, token, weight

# An island is an equal stretch between two changes.
CAP = 2.2  # an island that weighs more than a word of two characters and a comma is always kept
SMALL = 1.0  # an island of at most this weight is merged if one neighbour outweighs it; others need both
COST_CAP = 4_000_000  # words of one side times words of the other; longer texts are not compared


class TextsTooLong(Exception):  # noqa: N818 - named by what it says, as Django's own exceptions are
    """Two texts are too long to be compared word by word."""


@dataclass(slots=True)
class EditOp:
    """Words a_start to a_end of A became words b_start to b_end of B; `equal` if they are the same."""

    equal: bool
    a_start: int
    a_end: int
    b_start: int
    b_end: int


def word_edits(a: Sequence[str], b: Sequence[str]) -> list[EditOp]:
    """Return stretches of words, alternately equal and changed, that cover both sides.

    Swapping the sides gives mirrored edits, because the script is always computed in one of the two
    orders. Raise TextsTooLong if the product of the two lengths exceeds COST_CAP.
    """
    if len(a) * len(b) > COST_CAP:
        raise TextsTooLong(f"{len(a)} by {len(b)} words")
    if list(b) < list(a):
        return [_mirror_edit(edit) for edit in _readable_script(b, a)]
    return _readable_script(a, b)


def _mirror_edit(edit: EditOp) -> EditOp:
    """Return the edit with its sides swapped."""
    return EditOp(
        equal=edit.equal, a_start=edit.b_start, a_end=edit.b_end, b_start=edit.a_start, b_end=edit.a_end
    )


def _readable_script(a: Sequence[str], b: Sequence[str]) -> list[EditOp]:
    script = _shortest_script(a, b)
    script = _merge_islands(script, a, b)
    return _shift_to_punctuation(script, a, b)


def _shortest_script(a: Sequence[str], b: Sequence[str]) -> list[EditOp]:
    """Return the shortest edit script, with adjacent changes joined."""
    script: list[EditOp] = []
    for op in Indel.opcodes(a, b):
        equal = op.tag == "equal"
        if script and not equal and not script[-1].equal:
            script[-1].a_end, script[-1].b_end = op.src_end, op.dest_end
        else:
            edit = EditOp(
                equal=equal, a_start=op.src_start, a_end=op.src_end, b_start=op.dest_start, b_end=op.dest_end
            )
            script.append(edit)
    return script


def _merge_islands(script: list[EditOp], a: Sequence[str], b: Sequence[str]) -> list[EditOp]:
    """Merge equal stretches into the heavier changes around them, the lightest first. Changes `script`."""
    sums_a = [0.0, *accumulate(map(weight, a))]
    sums_b = [0.0, *accumulate(map(weight, b))]

    def heavier_side(edit: EditOp) -> float:
        return max(sums_a[edit.a_end] - sums_a[edit.a_start], sums_b[edit.b_end] - sums_b[edit.b_start])

    weights = [heavier_side(edit) for edit in script]

    def is_mergeable(k: int) -> bool:
        if weights[k] > CAP:
            return False
        if weights[k] <= SMALL:
            return weights[k] <= max(weights[k - 1], weights[k + 1])
        return weights[k] <= min(weights[k - 1], weights[k + 1])

    while True:
        islands = [(weights[k], k) for k in range(1, len(script) - 1) if script[k].equal and is_mergeable(k)]
        if not islands:
            return script
        _, k = min(islands)
        before, after = script[k - 1], script[k + 1]
        merged = EditOp(
            equal=False, a_start=before.a_start, a_end=after.a_end, b_start=before.b_start, b_end=after.b_end
        )
        script[k - 1 : k + 2] = [merged]
        weights[k - 1 : k + 2] = [heavier_side(merged)]


def _shift_to_punctuation(script: list[EditOp], a: Sequence[str], b: Sequence[str]) -> list[EditOp]:
    """Shift pure insertions and deletions to edges on punctuation, else to the left. Changes `script`.

    An edit can shift by a word if the word that it takes in equals the word that it leaves out.
    """
    for k in range(1, len(script) - 1):
        before, edit, after = script[k - 1 : k + 2]
        if edit.equal or (edit.a_start < edit.a_end and edit.b_start < edit.b_end):
            continue
        if edit.a_start == edit.a_end:
            words, start, end = b, edit.b_start, edit.b_end
        else:
            words, start, end = a, edit.a_start, edit.a_end
        shifts = [0]
        while (
            len(shifts) < before.a_end - before.a_start
            and words[start - len(shifts)] == words[end - len(shifts)]
        ):
            shifts.append(-len(shifts))
        ahead = 0
        while ahead < after.a_end - after.a_start - 1 and words[start + ahead] == words[end + ahead]:
            ahead += 1
            shifts.append(ahead)
        shift = max(shifts, key=lambda s: (_edge_score(words, start + s, end + s), -abs(s), -s))
        before.a_end, before.b_end = before.a_end + shift, before.b_end + shift
        edit.a_start, edit.a_end = edit.a_start + shift, edit.a_end + shift
        edit.b_start, edit.b_end = edit.b_start + shift, edit.b_end + shift
        after.a_start, after.b_start = after.a_start + shift, after.b_start + shift
    return script


def _edge_score(words: Sequence[str], start: int, end: int) -> int:
    """Return how well a stretch of words reads as a unit, from -2 to 4.

    A stretch that ends with punctuation, or begins after it, reads well; one that begins with
    punctuation, 的 or 了 does not.
    """
    punctuation = TokenKind.PUNCTUATION
    good = 2 * (token(words[end - 1]).kind is punctuation)
    good += 2 * (start > 0 and token(words[start - 1]).kind is punctuation)
    bad = (token(words[start]).kind is punctuation) + (words[start] in ("的", "了"))
    return good - bad


def common_affixes(a: str, b: str) -> tuple[int, int]:
    """Return how many characters two texts share at the head, and after these at the tail."""
    shorter = min(len(a), len(b))
    head = tail = 0
    while head < shorter and a[head] == b[head]:
        head += 1
    while tail < shorter - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    return head, tail
