"""The paragraphs of a found document that answer a query, with marks, and where each of them stands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import StrIndex
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..folding import searchable, searchable_with_offsets
from ..markup import marked
from ..models import Footnote, Heading, Occurrence, Resolution, place_label
from .entry import PART_OF
from .query import Term
from .snapshot import Visitor

SHOWN = 3  # lines of a document
_TOLD = (  # of a document
    "symbol", "address", "organ", "body", "committee", "status", "session", "title", "adopted_on", "language",
    "visibility", "edition__number", "edition__created",
)  # fmt: skip
WINDOW, BEFORE = 150, 40  # characters of a long paragraph that are shown, and of those before the first mark


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, heading or footnote that answers; `terms` are those in it, in the searchable form."""

    ident: str
    text: str
    terms: tuple[str, ...]
    heading: bool = False

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where in its text the terms stand."""
        return spans_of(self.text, self.terms)

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
class Answer:
    """A document with the lines that show why it was found, in reading order, and how many there are."""

    resolution: Resolution
    title: SafeString
    lines: list[Line]
    total: int

    @property
    def rest(self) -> str:
        """Says how many more there are, if there are."""
        more = self.total - len(self.lines)
        return _("另有 %(n)s 段") % {"n": more} if more > 0 else ""


def answers(
    documents: Sequence[int], terms: Iterable[Term], part: str, user: Visitor, most: int | None = SHOWN
) -> list[Answer]:
    """The documents in this order, in four queries however many; at most so many lines of each, or all."""
    wanted = [(term.text, term.part or part) for term in terms if not term.without]
    found = Resolution.objects.visible_to(user).filter(pk__in=documents).exclude(edition=None)
    rows = {one.pk: one for one in found.select_related("edition").only(*_TOLD)}
    lines = _lines({one.edition_id: pk for pk, one in rows.items()}, wanted)
    out = []
    for pk in documents:
        if one := rows.get(pk):
            own = lines.get(pk, [])
            best = sorted(range(len(own)), key=lambda i: -len(own[i].terms))[:most]
            title = marked(one.title, spans_of(one.title, [text for text, of in wanted if not of]))
            out.append(Answer(one, title, [own[i] for i in sorted(best)], sum(not line.heading for line in own)))
    return out


def spans_of(text: str, terms: Iterable[str]) -> list[tuple[int, int]]:
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


def _lines(documents: dict[int | None, int], wanted: list[tuple[str, str]]) -> dict[int, list[Line]]:
    """Of each document, given by its edition, the lines in which any term stands, in reading order."""
    out: dict[int, list[Line]] = {}
    for pk, line in (
        *_few("title", Heading.objects.values_list("edition", "before__ident", "text"), documents, wanted),
        *_paragraphs(list(documents.values()), wanted),
        *_few("fn", Footnote.objects.values_list("edition", "ident", "text"), documents, wanted),
    ):
        out.setdefault(pk, []).append(line)
    return out


def _paragraphs(documents: list[int], wanted: list[tuple[str, str]]) -> Iterator[tuple[int, Line]]:
    """The searchable form of a paragraph is kept as its wording, so that the database looks for the terms."""
    places = {f"at_{n}": StrIndex("wording__text", Value(term)) for n, (term, _of) in enumerate(wanted)}
    parts = {of: part for part, of in PART_OF.items()}
    having = Q()
    for place, (_term, of) in zip(places, wanted, strict=True):
        having |= Q(**{f"{place}__gt": 0}) & (Q(paragraph__part=parts.get(of, "")) if of else Q())
    if not having:
        return
    found = Occurrence.objects.filter(resolution__in=documents).alias(**places).filter(having)
    columns = ("resolution", *(f"paragraph__{name}" for name in ("ident", "part", "text")))
    ordered = found.order_by("resolution", "paragraph__position")
    for pk, ident, part, text, *at in ordered.values_list(*columns, *places.values()):
        yield pk, Line(ident, text, _terms(wanted, PART_OF[part], at))


def _few(
    part: str, rows: QuerySet[Any, Any], documents: dict[int | None, int], wanted: list[tuple[str, str]]
) -> Iterator[tuple[int, Line]]:
    """The lines of headings or notes, whose searchable form is kept nowhere."""
    for edition, ident, text in rows.filter(edition__in=documents).order_by("position"):
        form = searchable(text)
        if terms := _terms(wanted, part, [term in form for term, _of in wanted]):
            yield documents[edition], Line(ident or "", text, terms, heading=part == "title")


def _terms(wanted: list[tuple[str, str]], part: str, here: Sequence[int]) -> tuple[str, ...]:
    """The terms that stand here and may stand in this part, each once."""
    return tuple(dict.fromkeys(term for (term, of), at in zip(wanted, here, strict=True) if at and of in ("", part)))
