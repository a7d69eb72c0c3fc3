"""Which paragraphs belong together: how many are found, how fast, and how that grows, beside other tools.

ALIGNMENT_GOLD may name a JSON file of hand-made alignments of the five resolutions:
{"documents": {"001": file name, …}, "pairs": [{"a": "001", "b": "004", "links": [{"a": "pp1", "b": "pp1",
"kind": "variant", "certainty": "sure"}, …]}, …]}. Links of another certainty count neither for nor against.
"""

import difflib
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import combinations, product
from pathlib import Path
from statistics import median
from time import perf_counter

from diff_match_patch import diff_match_patch

from compare.collation.collate import collate, passages
from compare.collation.model import Comparison, ComparisonRow, Passage
from resolutions.reading import read

from .documents import FIXTURES, OPERATIVE, PREAMBULAR, document
from .hard_versions import HARD
from .peers import Links, peers
from .table import table
from .versions import REPORTED, STRENGTHS, Version, originals, versions

GRADED = {"same", "variant", "updated", "amended"}  # kinds of rows of one paragraph on each side
SIZES = (50, 100, 200, 400)


def measure(_documents: int) -> str:
    """Tables of what is found in hand-made and made-up alignments, of speed, and of growth."""
    gold = os.environ.get("ALIGNMENT_GOLD")
    parts = [f"### Hand-made alignments\n\n{_by_hand(Path(gold))}"] if gold else []
    made = {name: list(versions(strength, REPORTED)) for name, strength in STRENGTHS.items()}
    parts.append(f"### Made-up next versions, {len(made['light'])} of each strength\n\n{_made_up(made)}")
    hard = {name: list(make(REPORTED)) for name, make in HARD.items()}
    parts.append(f"### Made-up versions with one difficulty, as many of each\n\n{_made_up(hard)}")
    parts.append(f"### Speed: the longest pair of the five\n\n{_speed()}")
    parts.append(f"### Growth\n\n{_growth()}")
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


def _speed() -> str:
    """The longest pair, and all ten."""
    longest = tuple(sorted(originals(), key=len)[-2:])
    tables = []
    for name, pairs in (
        (f"{len(longest[0])} and {len(longest[1])} paragraphs", [longest]),
        ("all ten pairs", list(combinations(originals(), 2))),
    ):
        ours = sum(_ms(partial(collate, a, b), 15) for a, b in pairs)
        others = {
            "difflib.HtmlDiff": sum(_ms(partial(_by_html_diff, a, b), 3) for a, b in pairs),
            "diff-match-patch, whole texts": sum(
                _ms(partial(_by_diff_match_patch, a, b), 1) for a, b in pairs
            ),
        }
        rows: list[list[object]] = [["collate: paragraphs, words, kinds", f"{ours:.1f}", "1"]]
        rows += [[peer, f"{took:.1f}", f"{took / ours:.1f}"] for peer, took in others.items()]
        tables.append(table([name, "ms", "times collate"], rows))
    return "\n\n".join(tables)


def _by_html_diff(a: Sequence[Passage], b: Sequence[Passage]) -> None:
    difflib.HtmlDiff().make_table([p.text for p in a], [p.text for p in b])


def _by_diff_match_patch(a: Sequence[Passage], b: Sequence[Passage]) -> None:
    tool = diff_match_patch()
    tool.Diff_Timeout = 0  # no limit: it would give up and call everything changed
    tool.diff_cleanupSemantic(tool.diff_main("\n".join(p.text for p in a), "\n".join(p.text for p in b)))


def _growth() -> str:
    """Two neighbouring sessions of one made document, cut to size."""
    rows: list[list[object]] = []
    before = None
    for size in SIZES:
        times = -(-size // (PREAMBULAR + OPERATIVE))
        texts = [passages(read(document(session, 7, times)[1].encode(), "made.txt")) for session in (60, 61)]
        a, b = (side[:size] for side in texts)
        took = _ms(partial(collate, a, b), 5)
        rows.append([size, f"{took:.0f}", f"{took / before:.1f}" if before else ""])
        before = took
    return table(["paragraphs a side", "ms", "times the row above"], rows)


def _ms(work: Callable[[], object], repeats: int) -> float:
    """The median of the milliseconds that it takes."""

    def once() -> float:
        start = perf_counter()
        work()
        return 1000 * (perf_counter() - start)

    return median(once() for _ in range(repeats))
