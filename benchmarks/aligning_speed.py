"""How long a comparison takes, beside other tools, and how that grows with the number of paragraphs.

A time is the median of ordinary rounds, and the one that 95 of 100 rounds do not exceed. None is left out.
"""

import difflib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations
from time import perf_counter
from typing import NamedTuple

import numpy as np
from diff_match_patch import diff_match_patch

from compare.collation.collate import collate
from compare.collation.model import Passage

from .distinct import distinct_version
from .peers import peers
from .table import table
from .versions import originals

SIZES = (50, 100, 200, 400, 800)
ROUNDS = 20
SLOW_ROUNDS = 2
SLOW = 500  # milliseconds of a round, from which a tool has SLOW_ROUNDS
TOO_SLOW = 4000  # milliseconds; a tool that took longer is not measured on longer texts

Side = Sequence[Passage]
Work = Callable[[Side, Side], object]


class Times(NamedTuple):
    """Milliseconds: the median, and the 95th percentile."""

    middle: float
    most: float


def measure_seeds() -> str:
    """Return tables for the longest pair of the five resolutions, and for all ten pairs together."""
    a, b = sorted(originals(), key=len)[-2:]
    measured: dict[str, list[tuple[Side, Side]]] = {
        f"{len(a)} and {len(b)} paragraphs": [(a, b)],
        "all ten pairs": list(combinations(originals(), 2)),
    }
    tables = []
    for name, pairs in measured.items():
        timed = {tool: _time_pairs(work, pairs) for tool, work in _tools().items()}
        cold = next(iter(timed.values())).middle
        rows = [
            [tool, f"{t.middle:.1f}", f"{t.most:.1f}", f"{t.middle / cold:.1f}"] for tool, t in timed.items()
        ]
        tables.append(table([name, "median, ms", "p95, ms", "times the first row"], rows))
    return "\n\n".join(tables)


def _tools() -> dict[str, Work]:
    return {
        "collate, features made anew": _collate_cold,
        "collate, features kept": collate,
        "difflib.HtmlDiff": _by_html_diff,
        "diff-match-patch, whole texts": _by_diff_match_patch,
    }


def measure_growth() -> str:
    """Return a table of the times for texts of different paragraphs and their next versions."""
    works: dict[str, Work] = {
        "collate, features made anew": _collate_cold,
        "collate, features kept": collate,
        "difflib.HtmlDiff": _by_html_diff,
    }
    works |= {name: partial(_by_peer, peer) for name, peer in peers().items()}
    rows: list[list[object]] = []
    for name, work in works.items():
        cells: list[str] = []
        before = 0.0
        for size in SIZES:
            version = distinct_version(size)
            if before > TOO_SLOW:
                cells.append("")
                continue
            times = _time_pairs(work, [(version.a, version.b)])
            cells.append(f"{times.middle:.0f} ({times.most:.0f})")
            before = times.middle
        rows.append([name, *cells])
    return table(["median (p95) in ms; paragraphs a side:", *map(str, SIZES)], rows)


def _collate_cold(a: Side, b: Side) -> None:
    """Collate paragraphs of which nothing is known but their words."""
    collate([replace(p) for p in a], [replace(p) for p in b])


def _by_html_diff(a: Side, b: Side) -> None:
    difflib.HtmlDiff().make_table([p.text for p in a], [p.text for p in b])


def _by_diff_match_patch(a: Side, b: Side) -> None:
    tool = diff_match_patch()
    tool.Diff_Timeout = 0  # no limit: it would give up and call everything changed
    tool.diff_cleanupSemantic(tool.diff_main("\n".join(p.text for p in a), "\n".join(p.text for p in b)))


def _by_peer(peer: Callable[[Sequence[str], Sequence[str]], object], a: Side, b: Side) -> None:
    peer([p.text for p in a], [p.text for p in b])


def _time_pairs(work: Work, pairs: Sequence[tuple[Side, Side]]) -> Times:
    """Return the times of rounds over all pairs, after one that warms up."""
    rounds = ROUNDS
    if _time_round(work, pairs) > SLOW:
        rounds = SLOW_ROUNDS
    times = [_time_round(work, pairs) for _ in range(rounds)]
    return Times(float(np.median(times)), float(np.percentile(times, 95)))


def _time_round(work: Work, pairs: Sequence[tuple[Side, Side]]) -> float:
    """Return the milliseconds of one round."""
    start = perf_counter()
    for a, b in pairs:
        work(a, b)
    return 1000 * (perf_counter() - start)
