"""`manage.py read FILE [--json]`: print how a file is read, without storing it."""

import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...reading import ReadError, Reading, read
from ...reading.model import Citation
from ...reading.public_json import as_json


class Command(BaseCommand):
    help = "Print how a file is read. Nothing is stored, and no database is needed."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="print the reading as JSON (docs/json.md)")
        parser.add_argument(
            "--original", action="store_true", help="ignore the tracked changes of a .docx file"
        )

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
    """Return a reading as text for a terminal."""
    lines = [
        *_metadata_lines(reading),
        "",
        *_paragraph_lines(reading),
        "",
        *(f"{footnote.id:8}{footnote.text}" for footnote in reading.footnotes),
    ]
    if reading.citations:
        lines += ["", "引文", *map(_citation_line, reading.citations)]
    lines += ["", _character_line(reading), ""]
    lines += [f"提示 {warning.code} {warning.where}：{warning.message}" for warning in reading.warnings]
    return "\n".join(lines)


def _metadata_lines(reading: Reading) -> list[str]:
    meta = as_json(reading)["meta"]
    return [f"{key:15}{value}" for key, value in meta.items() if value not in (None, [], "")]


def _paragraph_lines(reading: Reading) -> list[str]:
    """Return the paragraphs, indented by depth, each after the headings above it."""
    headings: dict[str, list[str]] = {}
    for heading in reading.headings:
        headings.setdefault(heading.before, []).append(heading.text)
    lines = []
    for paragraph in reading.paragraphs:
        lines += [f"        【{text}】" for text in headings.get(paragraph.id, [])]
        indent = "  " * paragraph.depth
        marks = "".join(f" [{mark.marker}]" for mark in paragraph.marks)
        lines.append(f"{indent}{paragraph.id:8}{paragraph.text}{marks}")
    return lines


def _citation_line(citation: Citation) -> str:
    target = citation.target or "？ " + " 或 ".join(citation.candidates)
    date = f"（{citation.day}）" if citation.day else ""
    return f"{citation.place:8}{citation.text} → {target}{date}"


def _character_line(reading: Reading) -> str:
    """Return the number of characters of each kind, without white space, the most frequent kind first."""
    counts = Counter[str]()
    for span in reading.spans:
        counts[span.kind.value] += len("".join(reading.raw[span.start : span.end].split()))
    return "每个字符的归类  " + "  ".join(f"{kind} {count}" for kind, count in counts.most_common())
