"""The HTML and SVG that Python writes: footnote marks, citations, spans of a source, snippets, bars.

All other markup is in templates. Every character of a text passes through `escape`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ..reading.model import Kind, Span


@dataclass(frozen=True, slots=True)
class Insertion:
    """Markup to insert before the character at `offset` of a text."""

    offset: int
    html: SafeString
    rank: int = 0  # among insertions at one offset, the lowest comes first


def link(offset: int, end: int, href: str, label: str) -> list[Insertion]:
    """Return the start and the end of a link around the characters from `offset` to `end`."""
    return [
        Insertion(offset, format_html('<a class="cite" href="{}" title="{}">', href, label), 2),
        Insertion(end, SafeString("</a>"), 0),
    ]


def mark(offset: int, marker: str, ident: str) -> Insertion:
    """Return a footnote mark that links to its note on the same page."""
    html = '<sup class="mark"><a id="{}" href="#fn{}" aria-label="脚注 {}">{}</a></sup>'
    return Insertion(offset, format_html(html, ident, marker, marker, marker), 1)


def mark_elsewhere(offset: int, marker: str, url: str, rank: int) -> Insertion:
    """Return a footnote mark that links to its note on another page."""
    html = '<sup class="mark"><a href="{}" aria-label="脚注 {}">{}</a></sup>'
    return Insertion(offset, format_html(html, url, marker, marker), rank)


def marked(text: str, spans: Sequence[tuple[int, int]]) -> SafeString:
    """Return the escaped text with spans in <mark> elements. The spans are in order and do not overlap."""
    out, at = [], 0
    for start, end in spans:
        out += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    return mark_safe("".join([*out, escape(text[at:])]))  # noqa: S308  -- built of escape() and marks


def snippet_item(url: str, label: str, text: SafeString) -> SafeString:
    """Return a list item: a link to the place, and the text. A template takes three times as long."""
    place = f'<a class="place" href="{escape(url)}" lang="zh-Hans">{escape(label)}</a>'
    return mark_safe(f"<li>{place}<span>{text}</span></li>")  # noqa: S308  -- built of escape() and markup


def svg_bar(path: str, label: str) -> SafeString:
    """Return an SVG path with a label."""
    return mark_safe(f'<path d="{escape(path)}"><title>{escape(label)}</title></path>')  # noqa: S308  -- escaped


def with_insertions(text: str, insertions: Iterable[Insertion]) -> SafeString:
    """Return the escaped text with its insertions."""
    out, at = [], 0
    for insertion in sorted(insertions, key=lambda i: (i.offset, i.rank)):
        out += [escape(text[at : insertion.offset]), insertion.html]
        at = insertion.offset
    return mark_safe("".join([*out, escape(text[at:])]))  # noqa: S308  -- built of escape() and format_html()


def spans_of_line(text: str, start: int, end: int, spans: list[Span], anchored: set[str]) -> SafeString:
    """Return the characters from `start` to `end` of a source, each span in an element of its kind.

    The first span of a paragraph or footnote gets its id; `anchored` collects the ids already given.
    """
    out, at = [], start
    for span in spans:
        first, last = max(span.start, start), min(span.end, end)
        out.append(escape(text[at:first]))
        anchor = SafeString("")
        if span.where and span.where not in anchored and span.kind in (Kind.TEXT, Kind.NUMBER, Kind.FOOTNOTE):
            anchored.add(span.where)
            anchor = format_html(' id="{}"', span.where)
        out.append(
            format_html('<span class="{}"{}>{}</span>', f"span-{span.kind.value}", anchor, text[first:last])
        )
        at = last
    return mark_safe("".join([*out, escape(text[at:end])]))  # noqa: S308  -- built of escape() and format_html()
