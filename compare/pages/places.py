"""Labels and anchors of the paragraphs of rows."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from resolutions.reading.anchors import place_label

from ..collation.model import ComparisonRow

SHORTEST_RANGE = 3  # the least number of consecutive rows that have one label


class RowPlace(NamedTuple):
    """The label of a row, or of several, and the anchor of the first."""

    label: str
    anchor: str


def row_anchor(row: ComparisonRow) -> str:
    """Return the anchor of a row: that of its first paragraph in B, else in A."""
    return f"R-{row.b[0]}" if row.b else f"L-{row.a[0]}"


def row_places(rows: Sequence[ComparisonRow]) -> list[RowPlace]:
    """Return the places of rows in B, else in A: 执行4, 9, 11–15.

    Three or more rows with consecutive numbers have one place. What a label has in common with the one before
    it is left out.
    """
    runs: list[list[ComparisonRow]] = []
    for row in rows:
        if runs and _numbers([*runs[-1], row]):
            runs[-1].append(row)
        else:
            runs.append([row])
    groups: list[list[ComparisonRow]] = []
    for run in runs:
        groups += [run] if len(run) >= SHORTEST_RANGE else [[row] for row in run]
    places: list[RowPlace] = []
    stem_before = ""
    for group in groups:
        label = paragraph_places(_idents(group))
        stem = label.rstrip("0123456789–")
        places.append(RowPlace(_without_stem(label, stem, stem_before), row_anchor(group[0])))
        stem_before = stem
    return places


def paragraph_places(idents: Sequence[str]) -> str:
    """Return the label of one paragraph or several: 序2, 序2–3, 执行4、执行9."""
    names = [place_label(ident) for ident in idents]
    last_number = _last_of_range(names)
    if last_number is None:
        return "、".join(names)
    return f"{names[0]}–{last_number}"


def _without_stem(label: str, stem: str, stem_before: str) -> str:
    """Return a label without its stem where the label before it has the same and a number follows."""
    number = label.removeprefix(stem)
    return number if number and stem == stem_before else label


def _numbers(rows: Sequence[ComparisonRow]) -> bool:
    """Return whether the paragraphs of several rows have consecutive numbers."""
    return _last_of_range([place_label(ident) for ident in _idents(rows)]) is not None


def _idents(rows: Sequence[ComparisonRow]) -> list[str]:
    idents: list[str] = []
    for row in rows:
        idents += row.b or row.a
    return idents


def _last_of_range(names: Sequence[str]) -> int | None:
    """Return the last number of names that end with consecutive numbers and are the same otherwise.

    Return None for other names, and for less than two.
    """
    numbers, stems = [], set()
    for name in names:
        parts = re.fullmatch(r"(.*?)(\d+)", name)
        if parts is None:
            return None
        stems.add(parts[1])
        numbers.append(int(parts[2]))
    if len(numbers) < 2 or len(stems) > 1 or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return None
    return numbers[-1]
