"""Lines of a source text with the kind of each of its characters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.safestring import SafeString

from ..reading.anchors import place_label
from ..reading.model import Kind, Span
from ..web import markup

KIND_LABELS = {
    Kind.TEXT: "正文", Kind.NUMBER: "编号", Kind.HEADING: "标题", Kind.OPENING: "机关", Kind.FOOTNOTE: "脚注",
    Kind.MARK: "脚注号", Kind.HEAD: "文头", Kind.CLOSE: "落款", Kind.VOTE: "表决", Kind.FURNITURE: "页面",
    Kind.FRAME: "网页", Kind.UNREAD: "未读",
}  # fmt: skip


class LineRange(NamedTuple):
    """A physical line of a text, from 1 on, with the offsets of its start and end."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the source that is not blank, with its spans marked.

    `kind` and `where` are those of its first span; `goes_on` is whether the line before has the same.
    """

    number: int
    kind: Kind
    where: str
    html: SafeString
    goes_on: bool

    @property
    def label(self) -> str:
        return KIND_LABELS[self.kind]

    @property
    def place(self) -> str:
        return place_label(self.where)


def line_ranges(text: str) -> list[LineRange]:
    """Return every physical line of a text."""
    ranges = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        end = start + len(line)
        ranges.append(LineRange(number, start, end))
        start = end + 1
    return ranges


def characters_by_kind(text: str, spans: Sequence[Span]) -> dict[Kind, int]:
    """Return the number of characters of each kind, not counting blanks."""
    counts = dict.fromkeys(KIND_LABELS, 0)
    for span in spans:
        counts[span.kind] += len("".join(text[span.start : span.end].split()))
    return counts


def source_lines(text: str, ranges: Sequence[LineRange], spans: Sequence[Span]) -> list[SourceLine]:
    """Return the lines that are not blank. Ranges and spans
    are in the order of the text; the spans cover it.
    """
    lines: list[SourceLine] = []
    anchored = set[str]()
    first = 0
    for line_range in ranges:
        while first < len(spans) and spans[first].end <= line_range.start:
            first += 1
        stripped = text[line_range.start : line_range.end].strip()
        if not stripped:
            continue
        last = first
        while last < len(spans) and spans[last].start < line_range.end:
            last += 1
        inside = list(spans[first:last])
        start = text.index(stripped, line_range.start)
        html = markup.spans_of_line(text, start, start + len(stripped), inside, anchored)
        lead = _leading_span(inside)
        goes_on = bool(lines) and lines[-1].kind == lead.kind and lines[-1].where == lead.where
        line = SourceLine(
            number=line_range.number, kind=lead.kind, where=lead.where, html=html, goes_on=goes_on
        )
        lines.append(line)
    return lines


def _leading_span(spans: Sequence[Span]) -> Span:
    """Return the first span of a line that is not a number or a footnote mark, else the first one."""
    return next((span for span in spans if span.kind not in (Kind.MARK, Kind.NUMBER)), spans[0])
