"""The paragraphs of a matching document that contain terms of the query, with the terms marked."""

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
from .matches import PlacedTerm
from .searcher import SearchResult

Spans = list[tuple[int, int]]  # offsets of the first character and of the one after the last

SHOWN = 3  # lines of a document
WINDOW, BEFORE = 150, 40  # characters of a long paragraph that are shown, and of those before the first mark
FIELDS_SHOWN = (
    "symbol", "address", "organ", "body", "committee", "status", "session", "title", "adopted_on", "language",
    "visibility", "edition__number", "edition__created", "edition__lines__text",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Snippet:
    """A paragraph, heading or footnote with the terms of the query in it, in the searchable form.

    `ident` is its anchor, "" for a heading at the end.
    """

    ident: str
    text: str
    terms: tuple[str, ...]
    heading: bool = False

    @property
    def spans(self) -> Spans:
        """The spans of the text that match the terms."""
        return matching_spans(self.text, self.terms)

    @property
    def label(self) -> str:
        return _("小标题") if self.heading else place_label(self.ident)

    @property
    def anchor(self) -> str:
        """The fragment that links to the place on the page of the document; "" for a heading at the end."""
        return f"#{self.ident}" if self.ident else ""

    @property
    def html(self) -> SafeString:
        """The text with marks; of a long one, the part around the first mark."""
        longest = WINDOW + BEFORE
        if len(self.text) <= longest:
            return marked(self.text, self.spans)
        spans = self.spans
        start = max(0, min(spans[0][0] - BEFORE, len(self.text) - WINDOW))
        end = min(len(self.text), start + longest)
        before = "…" if start > 0 else ""
        after = "…" if end < len(self.text) else ""
        shift = len(before) - start
        shown_spans = []
        for first, last in spans:
            if first < end and last > start:
                shown_spans.append((max(first, start) + shift, min(last, end) + shift))
        return marked(f"{before}{self.text[start:end]}{after}", shown_spans)


@dataclass(frozen=True, slots=True)
class Hit:
    """A matching document. `lines` are its best snippets in reading order, `total` counts all paragraphs."""

    resolution: Resolution
    title: SafeString
    lines: list[Snippet]
    total: int

    @property
    def hits(self) -> SafeString:
        """The snippets as items of a list, each with a link to its place."""
        url = self.resolution.get_absolute_url()
        return SafeString(
            "".join(snippet_item(url + line.anchor, line.label, line.html) for line in self.lines)
        )

    @property
    def rest(self) -> str:
        """A sentence with the number of further paragraphs; "" if there are none."""
        more = self.total - len(self.lines)
        return _("另有 %(n)s 段") % {"n": more} if more > 0 else ""


def hits_with_snippets(
    result: SearchResult, pks: Sequence[int], user: Visitor, most: int | None = SHOWN
) -> list[Hit]:
    """Return documents of a result by primary key, in the given order, with at most `most` snippets each.

    One query. None for `most` gives all snippets. Documents that the visitor may not see are left out.
    """
    wanted = [(term.text, term.part or result.filters.part) for term in result.terms if not term.without]
    terms_in_titles = [term for term, part in wanted if not part]
    documents = Resolution.objects.visible_to(user).filter(pk__in=pks, edition__lines__isnull=False)
    by_pk = {row.pk: row for row in documents.select_related("edition__lines").only(*FIELDS_SHOWN)}
    hits = []
    for pk in pks:
        if pk not in by_pk:
            continue
        document = by_pk[pk]
        snippets = _snippets(document, wanted)
        hit = Hit(
            resolution=document,
            title=marked(document.title, matching_spans(document.title, terms_in_titles)),
            lines=_best_snippets(snippets, most),
            total=sum(not snippet.heading for snippet in snippets),
        )
        hits.append(hit)
    return hits


def matching_spans(text: str, terms: Iterable[str]) -> Spans:
    """Return the spans of a text that match any searchable
    terms. Adjacent and overlapping ones are joined.
    """
    form, offsets = searchable_with_offsets(text)
    spans: Spans = []
    for term in terms:
        at = form.find(term)
        while at >= 0:
            spans.append((offsets[at], offsets[at + len(term) - 1] + 1))
            at = form.find(term, at + len(term))
    joined: Spans = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _snippets(resolution: Resolution, wanted: list[PlacedTerm]) -> list[Snippet]:
    """Return a snippet for each indexed line that contains a term wanted in its part, in reading order."""
    if resolution.edition is None:
        return []
    snippets = []
    for line_part, ident, text, form in deserialize_lines(resolution.edition.lines.text):
        terms = [term for term, part in wanted if term in form and part in ("", line_part)]
        if terms:
            snippets.append(Snippet(ident, text, tuple(dict.fromkeys(terms)), heading=line_part == "title"))
    return snippets


def _best_snippets(snippets: list[Snippet], most: int | None) -> list[Snippet]:
    """Return the snippets with the most terms, the earlier of equal ones, in reading order."""
    by_terms = sorted(range(len(snippets)), key=lambda index: -len(snippets[index].terms))
    return [snippets[index] for index in sorted(by_terms[:most])]
