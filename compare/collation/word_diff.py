"""Which words changed between two paragraphs: an edit script that a person can read.

The shortest script over words is often a hail of small hunks. So an equal stretch that weighs no
more than the changes on both its sides is swallowed by them, up to a cap, and a pure insertion or
deletion slides to where its edges fall on punctuation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from rapidfuzz.distance import Indel

from .tokens import TokenKind, token, weight

CAP = 2.2  # an island that weighs more than a word of two characters and a comma always stays
SMALL = 1.0  # an island of no more than this goes where one neighbour outweighs it, others need both
COST_CAP = 4_000_000  # words of one side times words of the other; beyond, nothing is compared


@dataclass(slots=True)
class EditOp:
    """Words a_start to a_end became words b_start to b_end; `equal` where they are the same."""

    equal: bool
    a_start: int
    a_end: int
    b_start: int
    b_end: int


def word_edits(a: Sequence[str], b: Sequence[str]) -> list[EditOp]:
    """Stretches of words, equal and changed by turns, that cover both sides.

    Both orders of the sides give mirrored edits: the work is always done in one of them. Raises
    ValueError beyond COST_CAP.
    """
    if len(a) * len(b) > COST_CAP:
        raise ValueError("the texts are too long to be compared word by word")
    if list(b) < list(a):
        return [EditOp(e.equal, e.b_start, e.b_end, e.a_start, e.a_end) for e in _readable(b, a)]
    return _readable(a, b)


def _readable(a: Sequence[str], b: Sequence[str]) -> list[EditOp]:
    return _slid(_without_islands(_shortest(a, b), a, b), a, b)


def _shortest(a: Sequence[str], b: Sequence[str]) -> list[EditOp]:
    """The shortest edit script, neighbours that changed as one."""
    script: list[EditOp] = []
    for op in Indel.opcodes(a, b):
        equal = op.tag == "equal"
        if script and not equal and not script[-1].equal:
            script[-1].a_end, script[-1].b_end = op.src_end, op.dest_end
        else:
            script.append(EditOp(equal, op.src_start, op.src_end, op.dest_start, op.dest_end))
    return script


def _without_islands(script: list[EditOp], a: Sequence[str], b: Sequence[str]) -> list[EditOp]:
    """Swallow equal stretches between heavier changes, the lightest first."""
    sums_a, sums_b = ([0.0, *accumulate(map(weight, words))] for words in (a, b))

    def heavier_side(edit: EditOp) -> float:
        return max(sums_a[edit.a_end] - sums_a[edit.a_start], sums_b[edit.b_end] - sums_b[edit.b_start])

    loads = [heavier_side(edit) for edit in script]

    def swallowed(k: int) -> bool:
        neighbours = loads[k - 1], loads[k + 1]
        return loads[k] <= CAP and loads[k] <= (max(neighbours) if loads[k] <= SMALL else min(neighbours))

    while True:
        islands = [(loads[k], k) for k in range(1, len(script) - 1) if script[k].equal and swallowed(k)]
        if not islands:
            return script
        _, k = min(islands)
        before, after = script[k - 1], script[k + 1]
        script[k - 1 : k + 2] = [EditOp(False, before.a_start, after.a_end, before.b_start, after.b_end)]
        loads[k - 1 : k + 2] = [heavier_side(script[k - 1])]


def _slid(script: list[EditOp], a: Sequence[str], b: Sequence[str]) -> list[EditOp]:
    """Shift pure insertions and deletions, where the words allow it, to edges on punctuation, else to the left."""
    for k in range(1, len(script) - 1):
        before, edit, after = script[k - 1 : k + 2]
        if edit.equal or (edit.a_start < edit.a_end and edit.b_start < edit.b_end):
            continue
        words, start, end = (
            (b, edit.b_start, edit.b_end) if edit.a_start == edit.a_end else (a, edit.a_start, edit.a_end)
        )
        shifts = [0]
        while len(shifts) < before.a_end - before.a_start and words[start - len(shifts)] == words[end - len(shifts)]:
            shifts.append(-len(shifts))
        ahead = 0
        while ahead < after.a_end - after.a_start - 1 and words[start + ahead] == words[end + ahead]:
            ahead += 1
            shifts.append(ahead)
        shift = max(shifts, key=lambda s: (_edge(words, start + s, end + s), -abs(s), -s))
        before.a_end, before.b_end = before.a_end + shift, before.b_end + shift
        edit.a_start, edit.a_end = edit.a_start + shift, edit.a_end + shift
        edit.b_start, edit.b_end = edit.b_start + shift, edit.b_end + shift
        after.a_start, after.b_start = after.a_start + shift, after.b_start + shift
    return script


def _edge(words: Sequence[str], start: int, end: int) -> int:
    """How well a stretch of words stands for itself: it ends, or begins after, a mark of punctuation."""
    punctuation = TokenKind.PUNCTUATION
    good = 2 * (token(words[end - 1]).kind is punctuation)
    good += 2 * (start > 0 and token(words[start - 1]).kind is punctuation)
    bad = (token(words[start]).kind is punctuation) + (words[start] in ("的", "了"))
    return good - bad


def common_affixes(a: str, b: str) -> tuple[int, int]:
    """How many characters two texts share at the head, and then at the tail."""
    shorter = min(len(a), len(b))
    head = tail = 0
    while head < shorter and a[head] == b[head]:
        head += 1
    while tail < shorter - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    return head, tail
