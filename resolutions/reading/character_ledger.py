"""The ledger that says of every character of a source what it was read as."""

import re

from .lines import Line
from .model import Kind, Span


class CharacterLedger:
    """Says of every character of the raw text what it is. A later claim overrules an earlier one."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._claims: list[tuple[Kind, str]] = [(Kind.UNREAD, "")]
        self._owner = [0] * len(raw)

    def claim(self, start: int, end: int, kind: Kind, where: str = "") -> None:
        """Characters start to end (exclusive) are of this kind."""
        if self._claims[-1] != (kind, where):
            self._claims.append((kind, where))
        self._owner[start:end] = [len(self._claims) - 1] * (end - start)

    def claim_line(self, line: Line, kind: Kind, where: str = "") -> None:
        self.claim(line.start, line.end, kind, where)

    def spans(self) -> tuple[Span, ...]:
        """Stretches that cover every character that is not blank exactly once, in order."""
        spans: list[Span] = []
        for run in re.finditer(r"\S+", self.raw):
            at = run.start()
            while at < run.end():
                owner, first = self._owner[at], at
                while at < run.end() and self._owner[at] == owner:
                    at += 1
                kind, where = self._claims[owner]
                spans.append(Span(first, at, kind, where))
        return merge_spans(spans, self.raw)


def merge_spans(spans: list[Span], raw: str) -> tuple[Span, ...]:
    """Neighbours of one kind and place joined where only blanks stand between them."""
    out: list[Span] = []
    for span in spans:
        last = out[-1] if out else None
        if last and (last.kind, last.where) == (span.kind, span.where):
            out[-1] = Span(last.start, span.end, span.kind, span.where)
        else:
            out.append(span)
    return tuple(out)
