"""`manage.py read FILE [--json]`: how a file is read. Stores nothing."""

import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...reading import ReadError, Reading, read
from ...reading.public_json import as_json


class Command(BaseCommand):
    help = "Show how a file is read; store nothing."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="the reading as JSON (docs/json.md)")
        parser.add_argument("--original", action="store_true", help="before the changes that a .docx file tracks")

    def handle(self, **options: Any) -> None:
        path: Path = options["file"]
        try:
            reading = read(path.read_bytes(), path.name, original=options["original"])
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        except ReadError as error:
            raise CommandError(f"{path.name}: {error}") from error
        if options["json"]:
            self.stdout.write(json.dumps(as_json(reading), ensure_ascii=False, indent=1))
        else:
            self.stdout.write(_summary(reading))


def _summary(reading: Reading) -> str:
    """A reading for a person at a terminal."""
    meta = as_json(reading)["meta"]
    lines = [f"{key:15}{value}" for key, value in meta.items() if value not in (None, [], "")]
    headings: dict[str, list[str]] = {}
    for heading in reading.headings:
        headings.setdefault(heading.before, []).append(heading.text)
    lines.append("")
    for p in reading.paragraphs:
        lines += [f"        【{text}】" for text in headings.get(p.id, [])]
        notes = "".join(f" [{m.marker}]" for m in p.marks)
        lines.append(f"{'  ' * p.depth}{p.id:8}{p.text}{notes}")
    lines += ["", *(f"{f.id:8}{f.text}" for f in reading.footnotes)]
    lines += ["", "引文"] if reading.citations else []
    for c in reading.citations:
        target = c.target or "？ " + " 或 ".join(c.candidates)
        lines.append(f"{c.place:8}{c.text} → {target}{f'（{c.day}）' if c.day else ''}")
    kinds = Counter[str]()
    for span in reading.spans:
        kinds[span.kind.value] += len("".join(reading.raw[span.start : span.end].split()))
    lines += ["", "每个字符的归类  " + "  ".join(f"{kind} {count}" for kind, count in kinds.most_common())]
    lines += ["", *(f"提示 {w.code} {w.where}：{w.message}" for w in reading.warnings)]
    return "\n".join(lines)
