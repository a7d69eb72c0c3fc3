"""`manage.py compare A B [--json]`: compare two stored documents or two files, without storing anything."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from resolutions.lookup import DocumentMatch, Redirect, lookup
from resolutions.reading import ReadError, read

from ...cached_comparison import passages_of
from ...collation.collate import collate, passages
from ...collation.model import Comparison, ComparisonRow, Hunk, Passage, RowKind
from ...pages.findings import find, in_sentences
from ...pages.public_json import JsonSide, as_json
from ...pages.seals import change_word

OPERATOR = User(is_staff=True, is_active=True)  # documents under review can be compared too
CONTEXT = 8  # characters
_KINDS = {
    RowKind.SAME: "同", RowKind.UPDATED: "更", RowKind.VARIANT: "译",
    RowKind.UNCLEAR: "核", RowKind.AMENDED: "改", RowKind.SPLIT: "拆",
    RowKind.MERGE: "并", RowKind.ADDED: "增", RowKind.REMOVED: "删",
}  # fmt: skip


class Command(BaseCommand):
    help = (
        "Compare two documents. Each is the path of a file or the address of a stored document, such as "
        "A/RES/65/218, or A/RES/65/218@1 for its first edition. Nothing is stored."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("a", help="file or address")
        parser.add_argument("b", help="file or address")
        parser.add_argument("--json", action="store_true", help="print the comparison as JSON (docs/json.md)")
        parser.add_argument(
            "--characters", action="store_true", help="compare character by character instead of word by word"
        )

    def handle(self, **options: Any) -> None:
        side_a, a = _load(options["a"])
        side_b, b = _load(options["b"])
        comparison = collate(a, b, characters=options["characters"])
        if options["json"]:
            self.stdout.write(json.dumps(as_json(comparison, side_a, side_b), ensure_ascii=False, indent=1))
        else:
            self.stdout.write(_summary(comparison, side_a, side_b))


def _load(name: str) -> tuple[JsonSide, tuple[Passage, ...]]:
    """Return the text of a file or, if there is none with this name, of the document with this address.

    Raise CommandError if there is neither.
    """
    path = Path(name)
    if path.is_file():
        try:
            reading = read(path.read_bytes(), path.name)
        except (OSError, ReadError) as error:
            raise CommandError(f"{name}：{error}") from error
        return JsonSide(reading.meta.symbol, name, None, reading.meta.title), passages(reading)
    match = lookup(name.strip("/"), OPERATOR)
    if isinstance(match, Redirect):
        match = lookup(match.path.strip("/"), OPERATOR)
    if not isinstance(match, DocumentMatch):
        raise CommandError(f"没有这个文件，库中也没有这个地址：{name}")
    document, edition = match.resolution, match.edition
    return JsonSide(document.symbol, document.address, edition.number, document.title), passages_of(edition)


def _summary(comparison: Comparison, a: JsonSide, b: JsonSide) -> str:
    """Return a comparison as text for a terminal: 〔deleted〕 and ［inserted］."""
    texts_a = {passage.ident: passage.text for passage in comparison.a}
    texts_b = {passage.ident: passage.text for passage in comparison.b}
    counts = "  ".join(f"{_KINDS[kind]} {comparison.summary[kind.value]}" for kind in RowKind)
    lines = [
        f"甲 {a.symbol or a.address}  {a.title or ''}",
        f"乙 {b.symbol or b.address}  {b.title or ''}",
        f"{counts}  移 {comparison.summary['moved']}",
        in_sentences(find(comparison)),
        "",
    ]
    for row in comparison.rows:
        lines.append(_row_heading(row))
        lines += [f"    {line}" for line in _row_lines(row, texts_a, texts_b)]
    if comparison.substitutions:
        repeated = "  ".join(f"{s.a}→{s.b} {s.count}" for s in comparison.substitutions)
        lines += ["", f"反复替换  {repeated}"]
    return "\n".join(lines)


def _row_heading(row: ComparisonRow) -> str:
    """Return the kind of a row, its paragraphs on both sides, and remarks."""
    places = f"{'+'.join(row.a) or '—'} : {'+'.join(row.b) or '—'}"
    remarks = []
    if row.a and row.b:
        remarks.append(f"相似 {row.similarity:.0%}")
    if row.moved and row.crossed:
        remarks.append("移（序言与执行部分之间）")
    elif row.moved:
        remarks.append("移")
    if not row.sure:
        remarks.append(f"未定：{'、'.join(row.why)}")
    return "  ".join([_KINDS[row.kind], places, *remarks])


def _row_lines(row: ComparisonRow, texts_a: dict[str, str], texts_b: dict[str, str]) -> list[str]:
    """Return the text of a row: the paragraph of one side, both texts in full, or the hunks that differ."""
    if not row.b:
        return [texts_a[row.a[0]]]
    if not row.a:
        return [texts_b[row.b[0]]]
    if row.whole:
        deleted = [f"甲 {texts_a[ident]}" for ident in row.a]
        inserted = [f"乙 {texts_b[ident]}" for ident in row.b]
        return [row.whole, *deleted, *inserted]
    return [_hunk_line(hunk, texts_a[hunk.a], texts_b[hunk.b]) for hunk in row.hunks]


def _hunk_line(hunk: Hunk, a: str, b: str) -> str:
    """Return a hunk with CONTEXT characters of `b` before and after it."""
    deleted = a[hunk.a_start : hunk.a_end]
    inserted = b[hunk.b_start : hunk.b_end]
    before = b[max(0, hunk.b_start - CONTEXT) : hunk.b_start]
    after = b[hunk.b_end : hunk.b_end + CONTEXT]
    return f"{change_word(hunk)}  …{before}〔{deleted}〕［{inserted}］{after}…"
