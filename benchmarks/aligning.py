"""Which paragraphs belong together: how many are found, how fast, and how that grows, beside other tools.

ALIGNMENT_GOLD may name a JSON file of hand-made alignments of the five resolutions:
{"documents": {"001": file name, …}, "pairs": [{"a": "001", "b": "004", "links": [{"a": "pp1", "b": "pp1",
"kind": "variant", "certainty": "sure"}, …]}, …]}. Links of another certainty count neither for nor against.
"""

import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path

from compare.collation.collate import collate, passages
from compare.collation.model import Comparison, ComparisonRow, Passage
from resolutions.reading import read

from .aligning_speed import measure_growth, measure_seeds
from .documents import FIXTURES
from .hard_versions import HARD
from .peers import Links, peers
from .table import table
from .versions import REPORTED, STRENGTHS, Version, versions

GRADED = {"same", "variant", "updated", "amended"}  # kinds of rows of one paragraph on each side


def measure(_documents: int) -> str:
    """Tables of what is found in hand-made and made-up alignments, of speed, and of growth."""
    gold = os.environ.get("ALIGNMENT_GOLD")
    parts = [f"### Hand-made alignments\n\n{_by_hand(Path(gold))}"] if gold else []
    made = {name: list(versions(strength, REPORTED)) for name, strength in STRENGTHS.items()}
    parts.append(f"### Made-up next versions, {len(made['light'])} of each strength\n\n{_made_up(made)}")
    hard = {name: list(make(REPORTED)) for name, make in HARD.items()}
    parts.append(f"### Made-up versions with one difficulty, as many of each\n\n{_made_up(hard)}")
    parts.append(f"### Speed: the longest pair of the five\n\n{measure_seeds()}")
    parts.append(f"### Growth with paragraphs that are all different\n\n{measure_growth()}")
    return "\n\n".join(parts)


def _by_hand(gold: Path) -> str:
    stored = json.loads(gold.read_text())
    texts = {
        key: passages(read((FIXTURES / name).read_bytes(), name)) for key, name in stored["documents"].items()
    }
    rows: list[list[object]] = []
    for pair in stored["pairs"]:
        sure = {(k["a"], k["b"]): k["kind"] for k in pair["links"] if k["certainty"] == "sure"}
        arguable = {(k["a"], k["b"]) for k in pair["links"]} - set(sure)
        comparison = collate(texts[pair["a"]], texts[pair["b"]])
        found = {(x, y): row.kind.value for row in comparison.rows for x in row.a for y in row.b}
        right = set(found) & set(sure)
        graded = [link for link in right if sure[link] in GRADED]
        score = _scores(len(right), len(set(found) - arguable), len(sure))
        kinds = sum(found[link] == sure[link] for link in graded)
        rows.append([f"{pair['a']}, {pair['b']}", len(sure), *score, f"{kinds} of {len(graded)}"])
    return table(["pair", "links", "precision", "recall", "F", "right kind"], rows)


def _made_up(made: dict[str, list[Version]]) -> str:
    rows: list[list[object]] = []
    flags = []
    for strength, drafts in made.items():
        ours = [collate(v.a, v.b) for v in drafts]
        links = [_links(v, c.rows) for v, c in zip(drafts, ours, strict=True)]
        sure = [_links(v, [row for row in c.rows if row.sure]) for v, c in zip(drafts, ours, strict=True)]
        share = sum(map(len, sure)) / sum(map(len, links))
        rows.append(
            [
                f"{strength}: collate",
                *_found(drafts, links),
                f"{_found(drafts, sure)[0]} ({100 * share:.0f} %)",
            ]
        )
        for name, peer in peers().items():
            paired = [peer([p.text for p in v.a], [p.text for p in v.b]) for v in drafts]
            rows.append([f"{strength}: {name}", *_found(drafts, paired), ""])
        flags.append(f"{strength} {_flags(drafts, ours)}")
    heads = [
        "",
        "precision",
        "recall",
        "F",
        "of splits and merges",
        "of the moved",
        "precision where sure (share)",
    ]
    absent = "" if "wikidiff2" in peers() else " wikidiff2 is not installed on this machine."
    moved = f"Rows of collate rightly called moved, of all so called: {', '.join(flags)}"
    return f"{table(heads, rows)}\n\n{moved}.{absent}"


def _links(version: Version, rows: Iterable[ComparisonRow]) -> Links:
    """The pairs of positions that rows stand for."""
    at_a, at_b = _places(version.a), _places(version.b)
    return {(at_a[x], at_b[y]) for row in rows for x in row.a for y in row.b}


def _places(side: Sequence[Passage]) -> dict[str, int]:
    return {p.ident: i for i, p in enumerate(side)}


def _found(made: list[Version], results: list[Links]) -> list[str]:
    """Precision, recall and F of all links, and the recall of
    links of splits and merges, and of moved ones.
    """
    total = Counter[str]()
    for version, found in zip(made, results, strict=True):
        at_a, at_b = _places(version.a), _places(version.b)
        total["found"] += len(found)
        for link in version.links:
            marks = ["all", *["parted"] * (link.kind != "one"), *["moved"] * link.moved]
            total.update(f"true {mark}" for mark in marks)
            if (at_a[link.a], at_b[link.b]) in found:
                total.update(f"right {mark}" for mark in marks)
    shares = [_share(total[f"right {mark}"], total[f"true {mark}"]) for mark in ("parted", "moved")]
    return [*_scores(total["right all"], total["found"], total["true all"]), *shares]


def _share(right: int, true: int) -> str:
    return f"{right / true:.2f}" if true else ""


def _scores(right: int, found: int, true: int) -> list[str]:
    """Precision, recall and F."""
    return [f"{score:.3f}" for score in (right / max(1, found), right / true, 2 * right / (found + true))]


def _flags(made: list[Version], ours: list[Comparison]) -> str:
    called = right = true = 0
    for version, comparison in zip(made, ours, strict=True):
        moved = {(link.a, link.b) for link in version.links if link.moved}
        for row in comparison.rows:
            is_true = not moved.isdisjoint(product(row.a, row.b))
            called, right, true = called + row.moved, right + (row.moved and is_true), true + is_true
    return f"{right} of {called} ({true} have a paragraph that moved)"
