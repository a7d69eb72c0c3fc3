"""The one place where Python writes markup: a paragraph's footnote marks and citations, a source's spans,
the lines of an answer, the bars of a picture.

Every character of the text passes through `escape`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ..reading.model import Kind, Span


@dataclass(frozen=True, slots=True)
class Insertion:
    """Markup that stands before the character at `offset` of a text."""

    offset: int
    html: SafeString
    rank: int = 0  # of several at one place, the lowest stands first


def link(offset: int, end: int, href: str, label: str) -> list[Insertion]:
    """A link around the characters offset to end."""
    return [
        Insertion(offset, format_html('<a class="cite" href="{}" title="{}">', href, label), 2),
        Insertion(end, SafeString("</a>"), 0),
    ]


def mark(offset: int, marker: str, ident: str) -> Insertion:
    """A footnote mark, linked to its note."""
    html = '<sup class="mark"><a id="{}" href="#fn{}" aria-label="脚注 {}">{}</a></sup>'
    return Insertion(offset, format_html(html, ident, marker, marker, marker), 1)


def mark_elsewhere(offset: int, marker: str, url: str, rank: int) -> Insertion:
    """A footnote mark whose note stands on another page."""
    html = '<sup class="mark"><a href="{}" aria-label="脚注 {}">{}</a></sup>'
    return Insertion(offset, format_html(html, url, marker, marker), rank)


def marked(text: str, spans: Sequence[tuple[int, int]]) -> SafeString:
    """The escaped text with these spans marked, which follow one another."""
    out, at = [], 0
    for start, end in spans:
        out += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    return mark_safe("".join([*out, escape(text[at:])]))  # noqa: S308  -- built of escape() and marks


def found_at(url: str, label: str, text: SafeString) -> SafeString:
    """An item of a list of answers: the place, linked, and the text; a template takes three times as long."""
    place = f'<a class="place" href="{escape(url)}" lang="zh-Hans">{escape(label)}</a>'
    return mark_safe(f"<li>{place}<span>{text}</span></li>")  # noqa: S308  -- built of escape() and markup


def bar(path: str, label: str) -> SafeString:
    """A bar of a picture, as SVG draws it, that says what it stands for."""
    return mark_safe(f'<path d="{escape(path)}"><title>{escape(label)}</title></path>')  # noqa: S308  -- escaped


def with_insertions(text: str, insertions: Iterable[Insertion]) -> SafeString:
    """The escaped text with its insertions."""
    out, at = [], 0
    for insertion in sorted(insertions, key=lambda i: (i.offset, i.rank)):
        out += [escape(text[at : insertion.offset]), insertion.html]
        at = insertion.offset
    return mark_safe("".join([*out, escape(text[at:])]))  # noqa: S308  -- built of escape() and format_html()


def spans_of_line(text: str, start: int, end: int, spans: list[Span], anchored: set[str]) -> SafeString:
    """Characters start to end of a source, each span in an element named for its kind.

    The first span of a paragraph or note (`anchored` holds those passed) bears its id.
    """
    out, at = [], start
    for span in spans:
        first, last = max(span.start, start), min(span.end, end)
        out.append(escape(text[at:first]))
        anchor = SafeString("")
        if span.where and span.where not in anchored and span.kind in (Kind.TEXT, Kind.NUMBER, Kind.FOOTNOTE):
            anchored.add(span.where)
            anchor = format_html(' id="{}"', span.where)
        out.append(format_html('<span class="{}"{}>{}</span>', f"span-{span.kind.value}", anchor, text[first:last]))
        at = last
    return mark_safe("".join([*out, escape(text[at:end])]))  # noqa: S308  -- built of escape() and format_html()
