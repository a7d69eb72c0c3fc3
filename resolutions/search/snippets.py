"""The paragraphs of a found document that answer a query, with marks, and where each of them stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..language.normalization import searchable_with_offsets
from ..models import Resolution
from ..models.visitor import Visitor
from ..reading.anchors import place_label
from ..web.markup import marked, snippet_item
from .index_entry import deserialize_lines
from .searcher import SearchResult

SHOWN = 3  # lines of a document
_TOLD = (  # of a document
    "symbol", "address", "organ", "body", "committee", "status", "session", "title", "adopted_on", "language",
    "visibility", "edition__number", "edition__created", "edition__lines__text",
)  # fmt: skip
WINDOW, BEFORE = 150, 40  # characters of a long paragraph that are shown, and of those before the first mark


@dataclass(frozen=True, slots=True)
class Snippet:
    """A paragraph, heading or footnote that answers; `terms` are those in it, in the searchable form."""

    ident: str
    text: str
    terms: tuple[str, ...]
    heading: bool = False

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where in its text the terms stand."""
        return matching_spans(self.text, self.terms)

    @property
    def label(self) -> str:
        return _("小标题") if self.heading else place_label(self.ident)

    @property
    def anchor(self) -> str:
        """What leads to it on the page of its document; nothing for a heading at the end."""
        return f"#{self.ident}" if self.ident else ""

    @property
    def html(self) -> SafeString:
        """Its text with marks; of a long one what stands around the first."""
        text, start, spans = self.text, 0, self.spans
        if len(text) > WINDOW + BEFORE:
            start = max(0, min(spans[0][0] - BEFORE, len(text) - WINDOW))
        end = min(len(text), start + WINDOW + BEFORE) if len(text) > WINDOW + BEFORE else len(text)
        before, after = "…" * (start > 0), "…" * (end < len(text))
        shift = len(before) - start
        inside = [(max(a, start) + shift, min(b, end) + shift) for a, b in spans if a < end and b > start]
        return marked(f"{before}{text[start:end]}{after}", inside)


@dataclass(frozen=True, slots=True)
class Hit:
    """A document with the lines that show why it was found, in reading order, and how many there are."""

    resolution: Resolution
    title: SafeString
    lines: list[Snippet]
    total: int

    @property
    def hits(self) -> SafeString:
        """Its lines as items of a list, each with the way to it."""
        url = self.resolution.get_absolute_url()
        return SafeString("".join(snippet_item(url + line.anchor, line.label, line.html) for line in self.lines))

    @property
    def rest(self) -> str:
        """Says how many more there are, if there are."""
        more = self.total - len(self.lines)
        return _("另有 %(n)s 段") % {"n": more} if more > 0 else ""


def hits_with_snippets(found: SearchResult, pks: Sequence[int], user: Visitor, most: int | None = SHOWN) -> list[Hit]:
    """Those of the found documents that have these keys, in this order, in one query; at most so many lines of each."""
    wanted = [(term.text, term.part or found.filters.part) for term in found.terms if not term.without]
    anywhere = [term for term, of in wanted if not of]
    rows = Resolution.objects.visible_to(user).filter(pk__in=pks, edition__lines__isnull=False)
    documents = {one.pk: one for one in rows.select_related("edition__lines").only(*_TOLD)}
    out = []
    for one in filter(None, map(documents.get, pks)):
        lines = _lines(one, wanted)
        best = sorted(range(len(lines)), key=lambda i: -len(lines[i].terms))[:most]
        title = marked(one.title, matching_spans(one.title, anywhere))
        out.append(Hit(one, title, [lines[i] for i in sorted(best)], sum(not line.heading for line in lines)))
    return out


def matching_spans(text: str, terms: Iterable[str]) -> list[tuple[int, int]]:
    """Where any of these searchable terms stands in a text, joined where they meet."""
    form, offsets = searchable_with_offsets(text)
    spans: list[tuple[int, int]] = []
    for term in terms:
        at = form.find(term)
        while at >= 0:
            spans.append((offsets[at], offsets[at + len(term) - 1] + 1))
            at = form.find(term, at + len(term))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _lines(resolution: Resolution, wanted: list[tuple[str, str]]) -> list[Snippet]:
    """Those in which any term stands that may stand in their part, each with its terms, each once."""
    out = []
    for part, ident, text, form in deserialize_lines(resolution.edition.lines.text) if resolution.edition else []:
        here = [term for term, of in wanted if term in form and of in ("", part)]
        if here:
            out.append(Snippet(ident, text, tuple(dict.fromkeys(here)), heading=part == "title"))
    return out
