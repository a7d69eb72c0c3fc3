"""`manage.py compare A B [--json]`: two stored documents or two files, compared. Stores nothing."""

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
from ...collation.model import Change, Comparison, ComparisonRow, Hunk, Passage, RowKind
from ...pages.public_json import JsonSide, as_json

OPERATOR = User(is_staff=True, is_active=True)  # who runs commands may see what is under review
_KINDS = {
    RowKind.SAME: "同", RowKind.UPDATED: "更", RowKind.VARIANT: "译", RowKind.AMENDED: "改", RowKind.SPLIT: "拆",
    RowKind.MERGE: "并", RowKind.ADDED: "增", RowKind.REMOVED: "删",
}  # fmt: skip
_CHANGES = {
    Change.UPDATED: "更新", Change.REDATED: "同号异日", Change.VARIANT: "译法", Change.WORDING: "措辞",
    Change.PUNCTUATION: "标点", Change.VERB: "动词", Change.LIST: "列举", Change.SUBSTANCE: "内容",
}  # fmt: skip


class Command(BaseCommand):
    help = "Compare two documents: addresses of stored ones (A/RES/65/218, with @1 for an edition) or files."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("a")
        parser.add_argument("b")
        parser.add_argument("--json", action="store_true", help="the comparison as JSON (docs/json.md)")
        parser.add_argument("--characters", action="store_true", help="compare characters instead of words")

    def handle(self, **options: Any) -> None:
        (side_a, a), (side_b, b) = (_text(options[name]) for name in ("a", "b"))
        comparison = collate(a, b, characters=options["characters"])
        if options["json"]:
            self.stdout.write(json.dumps(as_json(comparison, side_a, side_b), ensure_ascii=False, indent=1))
        else:
            self.stdout.write(_summary(comparison, side_a, side_b))


def _text(name: str) -> tuple[JsonSide, tuple[Passage, ...]]:
    """A file, or else the document of an address. Raises CommandError where it is neither."""
    path = Path(name)
    if path.is_file():
        try:
            reading = read(path.read_bytes(), path.name)
        except (OSError, ReadError) as error:
            raise CommandError(f"{name}：{error}") from error
        return JsonSide(reading.meta.symbol, name, None, reading.meta.title), passages(reading)
    found = lookup(name.strip("/"), OPERATOR)
    if isinstance(found, Redirect):
        found = lookup(found.path.strip("/"), OPERATOR)
    if not isinstance(found, DocumentMatch):
        raise CommandError(f"没有这个文件，库中也没有这个地址：{name}")
    document, edition = found.resolution, found.edition
    return JsonSide(document.symbol, document.address, edition.number, document.title), passages_of(edition)


def _summary(comparison: Comparison, a: JsonSide, b: JsonSide) -> str:
    """A comparison for a person at a terminal: 〔删去〕 and ［增入］."""
    texts = {"a": {p.ident: p.text for p in comparison.a}, "b": {p.ident: p.text for p in comparison.b}}
    counts = "  ".join(f"{_KINDS[kind]} {comparison.summary[kind.value]}" for kind in RowKind)
    lines = [f"甲 {a.symbol or a.address}  {a.title or ''}", f"乙 {b.symbol or b.address}  {b.title or ''}"]
    lines += [f"{counts}  移 {comparison.summary['moved']}", ""]
    for row in comparison.rows:
        lines += [_head(row), *(f"    {line}" for line in _body(row, texts["a"], texts["b"]))]
    chips = [f"{s.a}→{s.b} {s.count}" for s in comparison.substitutions]
    return "\n".join([*lines, *(["", "反复替换  " + "  ".join(chips)] if chips else [])])


def _head(row: ComparisonRow) -> str:
    places = f"{'+'.join(row.a) or '—'} : {'+'.join(row.b) or '—'}"
    notes = [f"相似 {row.similarity:.0%}"] if row.a and row.b else []
    notes += ["移" if not row.crossed else "移（序言与执行部分之间）"] if row.moved else []
    notes += [f"未定：{'、'.join(row.why)}"] if not row.sure else []
    return "  ".join([_KINDS[row.kind], places, *notes])


def _body(row: ComparisonRow, a: dict[str, str], b: dict[str, str]) -> list[str]:
    if not row.b:
        return [a[row.a[0]]]
    if not row.a:
        return [b[row.b[0]]]
    if row.whole:
        return [row.whole, *(f"甲 {a[i]}" for i in row.a), *(f"乙 {b[i]}" for i in row.b)]
    return [_hunk(h, a[h.a], b[h.b]) for h in row.hunks]


def _hunk(hunk: Hunk, a: str, b: str) -> str:
    old, new = a[hunk.a_start : hunk.a_end], b[hunk.b_start : hunk.b_end]
    change = _CHANGES[hunk.change] + (f"（{hunk.shift.value}）" if hunk.shift else "")
    return f"{change}  …{b[max(0, hunk.b_start - 8) : hunk.b_start]}〔{old}〕［{new}］{b[hunk.b_end : hunk.b_end + 8]}…"
