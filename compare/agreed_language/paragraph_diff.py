"""Word diff of two paragraphs from any two documents."""

from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString
from rapidfuzz.distance import Indel

from resolutions.language.normalization import searchable

from ..collation.classification import row_kind
from ..collation.collate import UNLIKE
from ..collation.hunks import hunks_between
from ..collation.model import Passage, RowKind
from ..collation.word_diff import TextsTooLong
from ..pages.diff_html import PairHtml, SideHtml, inline_html
from ..pages.options import ComparisonOptions
from ..pages.seals import SEALS, ChangeBadge


@dataclass(frozen=True, slots=True)
class ParagraphDifference:
    """The later paragraph as HTML with its differences from the earlier one marked.

    `seal` is the kind of change; it is None if the words were not compared, because the texts are too
    different or too long. `percent` is the similarity.
    """

    html: SafeString
    seal: ChangeBadge | None
    percent: int

    @property
    def same(self) -> bool:
        """Whether both paragraphs are the same word for word."""
        return self.seal is not None and self.seal.kind == RowKind.SAME


def paragraph_diff(a: Passage, b: Passage) -> ParagraphDifference:
    """Return the differences of `b` from `a`; Traditional and Simplified characters count as the same."""
    similarity = Indel.normalized_similarity(searchable(a.text), searchable(b.text))
    uncompared = ParagraphDifference(escape(b.text), None, percent(similarity))
    if similarity < UNLIKE:
        return uncompared
    try:
        found = hunks_between([a], [b], folded=True)
    except TextsTooLong:
        return uncompared
    pair = PairHtml(SideHtml({a.ident: a.text}, {}), SideHtml({b.ident: b.text}, {}), ComparisonOptions())
    html = inline_html(pair, b.ident, found.hunks)
    return ParagraphDifference(html, SEALS[row_kind(found.pieces)], percent(similarity))


def percent(similarity: float) -> int:
    """Return a similarity from 0 to 1 in percent; only identical texts have 100."""
    if similarity == 1:
        return 100
    return min(99, round(100 * similarity))
