"""Print expected.json anew: `python -m tests.data.expect > tests/data/expected.json`. Then read the difference."""

import json
import sys
from pathlib import Path
from typing import Any

from resolutions.reading import Reading, read
from resolutions.reading.public_json import as_json

DATA = Path(__file__).parent


def outline(reading: Reading) -> dict[str, Any]:
    """What a reading comes to: metadata, and of each paragraph how it begins and ends."""
    form = as_json(reading)
    return {
        "meta": {key: value for key, value in form["meta"].items() if value not in (None, [])},
        "paragraphs": [
            f"{p.id} {p.text[:10]}…{p.text[-6:]}{''.join(f' [{m.marker}]' for m in p.marks)}"
            for p in reading.paragraphs
        ],
        "headings": [f"{h.before} {h.text}" for h in reading.headings],
        "footnotes": [f"{f.marker} {f.text}" for f in reading.footnotes],
        "citations": [
            f"{c.place} {c.target or '|'.join(c.candidates)} {c.day or ''}".strip() for c in reading.citations
        ],
        "warnings": [f"{w.code} {w.where}".strip() for w in reading.warnings],
    }


def main() -> None:
    files = sorted([*DATA.glob("samples/*.txt"), *DATA.glob("forms/*.txt")])
    outlines = {f"{f.parent.name}/{f.name}": outline(read(f.read_bytes(), f.name)) for f in files}
    json.dump(outlines, sys.stdout, ensure_ascii=False, indent=1)
    print()


if __name__ == "__main__":
    main()
