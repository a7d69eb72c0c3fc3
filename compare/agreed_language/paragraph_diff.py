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
from ..pages import diff_html
from ..pages.diff_html import PairHtml, SideHtml
from ..pages.options import ComparisonOptions
from ..pages.rows import SEALS, ChangeBadge


@dataclass(frozen=True, slots=True)
class ParagraphDifference:
    """The later text with what it has and has not of the earlier, what kind of change that is, how alike both are.

    `seal` is None where the words were not compared: the texts are too unlike, or too long.
    """

    html: SafeString
    seal: ChangeBadge | None
    percent: int

    @property
    def same(self) -> bool:
        """Whether it is word for word the same."""
        return self.seal is not None and self.seal.kind == RowKind.SAME


def paragraph_diff(a: Passage, b: Passage) -> ParagraphDifference:
    """What became of `a` in `b`; Traditional and Simplified are one."""
    alike = Indel.normalized_similarity(searchable(a.text), searchable(b.text))
    hunks: list[Hunk] = []
    try:
        compared = alike >= UNLIKE
        hunks = hunks_between([a], [b], folded=True) if compared else []
    except ValueError:
        compared = False
    if not compared:
        return ParagraphDifference(escape(b.text), None, percent(alike))
    texts = PairHtml(SideHtml({a.ident: a.text}, {}), SideHtml({b.ident: b.text}, {}), ComparisonOptions())
    return ParagraphDifference(diff_html.inline_html(texts, b.ident, hunks), SEALS[row_kind(hunks)], percent(alike))


def percent(similarity: float) -> int:
    """Of a similarity from 0 to 1; 100 is said of nothing but what is the same."""
    return 100 if similarity == 1 else min(99, round(100 * similarity))
