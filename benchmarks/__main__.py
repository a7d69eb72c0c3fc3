"""`python -m benchmarks [NAME…] [--documents N]`: measure, and print Markdown."""

import argparse
import os
import platform
from datetime import UTC, datetime
from importlib import import_module

PARTS = {
    "reading": "Reading",
    "importing": "Importing",
    "aligning": "Aligning",
    "wording": "Wording",
    "pages": "The comparison page",
    "citing": "The citation network",
    "finding": "Search and shared wording",
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)} (all)")
    parser.add_argument("--documents", type=int, default=5000, help="made documents in the corpus (5,000)")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    print(f"{datetime.now(UTC).date()}, Python {platform.python_version()}, {os.cpu_count()} cores.")
    for part in options.parts or PARTS:
        print(f"\n## {PARTS[part]}\n")
        print(import_module(f"benchmarks.{part}").measure(options.documents), flush=True)


if __name__ == "__main__":
    main()
