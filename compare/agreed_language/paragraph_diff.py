"""What differs between two paragraphs, wherever they stand."""

from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString
from rapidfuzz.distance import Indel

from resolutions.language.normalization import searchable

from ..collation.classification import row_kind
from ..collation.collate import UNLIKE
from ..collation.hunks import hunks_between
from ..collation.model import Hunk, Passage, RowKind
from ..pages import diff_html as marking
from ..pages.diff_html import Side, Texts
from ..pages.options import Options
from ..pages.rows import SEALS, Seal


@dataclass(frozen=True, slots=True)
class Difference:
    """The later text with what it has and has not of the earlier, what kind of change that is, how alike both are.

    `seal` is None where the words were not compared: the texts are too unlike, or too long.
    """

    html: SafeString
    seal: Seal | None
    percent: int

    @property
    def same(self) -> bool:
        """Whether it is word for word the same."""
        return self.seal is not None and self.seal.kind == RowKind.SAME


def between(a: Passage, b: Passage) -> Difference:
    """What became of `a` in `b`; Traditional and Simplified are one."""
    alike = Indel.normalized_similarity(searchable(a.text), searchable(b.text))
    hunks: list[Hunk] = []
    try:
        compared = alike >= UNLIKE
        hunks = hunks_between([a], [b], folded=True) if compared else []
    except ValueError:
        compared = False
    if not compared:
        return Difference(escape(b.text), None, percent(alike))
    texts = Texts(Side({a.ident: a.text}, {}), Side({b.ident: b.text}, {}), Options())
    return Difference(marking.in_line(texts, b.ident, hunks), SEALS[row_kind(hunks)], percent(alike))


def percent(similarity: float) -> int:
    """Of a similarity from 0 to 1; 100 is said of nothing but what is the same."""
    return 100 if similarity == 1 else min(99, round(100 * similarity))
