"""How other tools pair the paragraphs of two texts: positions in A and in B."""

import difflib
import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel
from scipy.optimize import linear_sum_assignment

Links = set[tuple[int, int]]
Peer = Callable[[Sequence[str], Sequence[str]], Links]
ALIKE = 0.4  # the ratio from which two paragraphs may be one
_WIKIDIFF2 = (
    "$t = json_decode(stream_get_contents(STDIN)); echo wikidiff2_inline_json_diff($t[0], $t[1], 1000000);"
)


def peers() -> dict[str, Peer]:
    """Those that are on this machine."""
    there: dict[str, Peer] = {
        f"rapidfuzz ≥ {ALIKE}, assignment": by_assignment,
        f"rapidfuzz ≥ {ALIKE}, Needleman–Wunsch": by_needleman_wunsch,
        "difflib.ndiff": by_ndiff,
    }
    php = shutil.which("php")
    if php and _php("echo (int) function_exists('wikidiff2_inline_json_diff');") == "1":
        there["wikidiff2"] = by_wikidiff2
    return there


def by_assignment(a: Sequence[str], b: Sequence[str]) -> Links:
    """The pairs whose ratios add up to most, in any order."""
    ratios = _ratios(a, b)
    return {(int(i), int(j)) for i, j in zip(*linear_sum_assignment(-ratios), strict=True) if ratios[i, j]}


def by_needleman_wunsch(a: Sequence[str], b: Sequence[str]) -> Links:
    """The pairs whose ratios add up to most and that keep the order of both texts."""
    ratios = _ratios(a, b)
    best = np.zeros((len(a) + 1, len(b) + 1))
    for i in range(len(a)):
        for j in range(len(b)):
            best[i + 1, j + 1] = max(best[i, j + 1], best[i + 1, j], best[i, j] + ratios[i, j])
    links, i, j = set(), len(a), len(b)
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            links.add((i, j))
    return links


def by_ndiff(a: Sequence[str], b: Sequence[str]) -> Links:
    """Lines that the standard library shows as equal, or as one line that changed (with a guide below: "?
    ^^").
    """
    links: Links = set()
    i = j = 0
    before = ""
    for line in difflib.ndiff(a, b):
        sign = line[0]
        if sign == "?":
            # Below a line of B the guide says that it is the line of A just above; so it does between the
            # two.
            if before == "+":
                links.add((i - 1, j - 1))
            sign = before + sign
        elif sign == "+" and before == "-?":
            links.add((i - 1, j))
        elif sign == " ":
            links.add((i, j))
        i += sign in " -"
        j += sign in " +"
        before = sign
    return links


def by_wikidiff2(a: Sequence[str], b: Sequence[str]) -> Links:
    """Lines that MediaWiki shows as equal, changed, or moved."""
    shown = json.loads(_php(_WIKIDIFF2, json.dumps(["\n".join(a), "\n".join(b)])))["diff"]
    at_a, at_b = _at(a), _at(b)
    moved_from = {line["moveInfo"]["id"]: line["offset"]["from"] for line in shown if line["type"] == 4}
    links: Links = set()
    for line in shown:
        origin, target = line["offset"]["from"], line["offset"]["to"]
        if line["type"] == 5:
            origin = moved_from[line["moveInfo"]["linkId"]]
        if origin is not None and target is not None:
            links.add((at_a[origin], at_b[target]))
    return links


def _ratios(a: Sequence[str], b: Sequence[str]) -> NDArray[np.float64]:
    ratios = process.cdist(a, b, scorer=Indel.normalized_similarity, dtype=np.float64)
    return np.where(ratios >= ALIKE, ratios, 0.0)


def _at(texts: Sequence[str]) -> dict[int, int]:
    """Which text begins at each byte of the joined lines."""
    return {start: i for i, start in enumerate(accumulate((len(t.encode()) + 1 for t in texts), initial=0))}


def _php(code: str, stdin: str = "") -> str:
    php = shutil.which("php") or "php"
    return subprocess.run([php, "-r", code], input=stdin, capture_output=True, check=True, text=True).stdout
