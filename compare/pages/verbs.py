"""Changes of lead verb in a row, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..collation.model import ComparisonRow, Hunk, Passage, Shift
from .seals import SHIFTS

LONGEST_WORDS = 10  # characters of a change that are quoted


@dataclass(frozen=True, slots=True)
class VerbChange:
    """A lead verb of A that became another one in B; either is "" if a side has none."""

    shift: Shift
    old: str
    new: str

    @property
    def word(self) -> str:
        """The direction in a word: 动词转弱."""
        return str(SHIFTS[self.shift])

    @property
    def words(self) -> str:
        """The verbs: 敦促→鼓励."""
        return f"{self.old or '—'}→{self.new or '—'}"


def verb_changes(
    row: ComparisonRow, a: Mapping[str, Passage], b: Mapping[str, Passage]
) -> Iterable[VerbChange]:
    """Yield the changes of lead verb in a row. `a` and `b` are the paragraphs by their ids."""
    for hunk in row.hunks:
        if hunk.shift:
            yield _verb_change(hunk, hunk.shift, a[hunk.a], b[hunk.b])


def _verb_change(hunk: Hunk, shift: Shift, a: Passage, b: Passage) -> VerbChange:
    """Return a change with the verbs of both paragraphs, or the words of the hunk if these are the same."""
    if a.verb and b.verb and a.verb != b.verb:
        return VerbChange(shift, a.verb, b.verb)
    old, new = a.text[hunk.a_start : hunk.a_end], b.text[hunk.b_start : hunk.b_end]
    return VerbChange(shift, _shortened(old), _shortened(new))


def _shortened(words: str) -> str:
    return words if len(words) <= LONGEST_WORDS else f"{words[:LONGEST_WORDS]}…"
