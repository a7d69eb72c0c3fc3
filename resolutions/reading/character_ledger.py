"""Ledger of the characters of a source: the kind of each, and the paragraph or note it belongs to."""

import re

from .lines import Line
from .model import Kind, Span


class CharacterLedger:
    """The kind of every character of the raw text. A later claim overrides an earlier one."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._claims: list[tuple[Kind, str]] = [(Kind.UNREAD, "")]
        self._claim_of = [0] * len(raw)  # of each character, an index into _claims

    def claim(self, start: int, end: int, kind: Kind, where: str = "") -> None:
        """Set the kind of the characters start to end (exclusive), and the id of what they belong to."""
        if self._claims[-1] != (kind, where):
            self._claims.append((kind, where))
        self._claim_of[start:end] = [len(self._claims) - 1] * (end - start)

    def claim_line(self, line: Line, kind: Kind, where: str = "") -> None:
        self.claim(line.start, line.end, kind, where)

    def spans(self) -> tuple[Span, ...]:
        """Return spans, in order, that cover every non-blank character exactly once."""
        spans: list[Span] = []
        for run in re.finditer(r"\S+", self.raw):
            at = run.start()
            while at < run.end():
                claim, start = self._claim_of[at], at
                while at < run.end() and self._claim_of[at] == claim:
                    at += 1
                kind, where = self._claims[claim]
                spans.append(Span(start, at, kind, where))
        return merge_spans(spans)


def merge_spans(spans: list[Span]) -> tuple[Span, ...]:
    """Return the spans with neighbours of one kind and place joined. Only blanks may be between spans."""
    merged: list[Span] = []
    for span in spans:
        last = merged[-1] if merged else None
        if last and (last.kind, last.where) == (span.kind, span.where):
            merged[-1] = Span(last.start, span.end, span.kind, span.where)
        else:
            merged.append(span)
    return tuple(merged)
