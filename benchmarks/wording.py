"""Which words differ: how many changes a reader is shown, and whether they are words, beside other tools."""

import difflib
from collections.abc import Callable, Iterable
from itertools import accumulate, combinations
from time import perf_counter

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel
from redlines import Redlines
from redlines.processor import tokenize_text

from compare.collation.collate import collate
from compare.collation.model import Passage
from compare.collation.word_diff import word_edits

from .table import table
from .versions import originals

Stretches = list[tuple[int, int, int, int]]  # of A from, to, became of B from, to
Method = Callable[[Passage, Passage], Stretches]


def measure(_documents: int) -> str:
    """One table, over the paragraphs that differ and stand
    alone on both sides, in the ten pairs of the five.
    """
    pairs, shown = _changed()
    least = sum(Indel.distance(a.text, b.text) for a, b in pairs)
    rows = [_row("collate", pairs, shown, _ms(by_words, pairs), least)]
    for name, method in METHODS.items():
        rows.append(_row(name, pairs, [method(a, b) for a, b in pairs], _ms(method, pairs), least))
    heads = [
        "",
        "changes a paragraph",
        "edges inside a word",
        "characters marked, times the least",
        "ms a paragraph",
    ]
    return f"{len(pairs)} pairs of paragraphs.\n\n{table(heads, rows)}"


def _changed() -> tuple[list[tuple[Passage, Passage]], list[Stretches]]:
    """Pairs of paragraphs that differ, and the changes that a comparison shows in each."""
    pairs, shown = [], []
    for a, b in combinations(originals(), 2):
        of_a, of_b = {p.ident: p for p in a}, {p.ident: p for p in b}
        for row in collate(a, b).rows:
            if len(row.a) == len(row.b) == 1 and of_a[row.a[0]].text != of_b[row.b[0]].text:
                left, right = of_a[row.a[0]], of_b[row.b[0]]
                block = [(0, len(left.text), 0, len(right.text))]
                pairs.append((left, right))
                shown.append(
                    block if row.whole else [(h.a_start, h.a_end, h.b_start, h.b_end) for h in row.hunks]
                )
    return pairs, shown


def by_words(a: Passage, b: Passage) -> Stretches:
    """As `collate` compares words; what it shows is told from this, hunk by hunk."""
    return [(e.a_start, e.a_end, e.b_start, e.b_end) for e in word_edits(a.words, b.words) if not e.equal]


def by_difflib(a: Passage, b: Passage) -> Stretches:
    return _between(difflib.SequenceMatcher(None, a.text, b.text, autojunk=False).get_matching_blocks())


def by_rapidfuzz(a: Passage, b: Passage) -> Stretches:
    blocks = Indel.editops(a.text, b.text).as_matching_blocks()
    return _between((block.a, block.b, block.size) for block in blocks)


def by_diff_match_patch(a: Passage, b: Passage) -> Stretches:
    tool = diff_match_patch()
    diffs = tool.diff_main(a.text, b.text)
    tool.diff_cleanupSemantic(diffs)
    blocks, i, j = [], 0, 0
    for sign, text in diffs:
        if sign == 0:
            blocks.append((i, j, len(text)))
        i += len(text) * (sign <= 0)
        j += len(text) * (sign >= 0)
    return _between([*blocks, (i, j, 0)])


def by_redlines(a: Passage, b: Passage) -> Stretches:
    at_a, at_b = ([0, *accumulate(map(len, tokenize_text(p.text)))] for p in (a, b))
    opcodes = Redlines(a.text, b.text).opcodes
    return [(at_a[i], at_a[k], at_b[j], at_b[m]) for tag, i, k, j, m in opcodes if tag != "equal"]


METHODS: dict[str, Method] = {
    "difflib, characters": by_difflib,
    "rapidfuzz Indel, characters": by_rapidfuzz,
    "diff-match-patch, semantic": by_diff_match_patch,
    "redlines": by_redlines,
}


def _between(blocks: Iterable[tuple[int, int, int]]) -> Stretches:
    """What lies between blocks that are equal (start in A, start in B, length)."""
    stretches, i, j = [], 0, 0
    for a, b, size in blocks:
        if (i, j) != (a, b):
            stretches.append((i, a, j, b))
        i, j = a + size, b + size
    return stretches


def _row(
    name: str, pairs: list[tuple[Passage, Passage]], shown: list[Stretches], took: float, least: int
) -> list[object]:
    edges = inside = marked = 0
    for (a, b), stretches in zip(pairs, shown, strict=True):
        bounds_a, bounds_b = ({0, *accumulate(map(len, p.words))} for p in (a, b))
        for a_start, a_end, b_start, b_end in stretches:
            of_this = [(e, bounds_a) for e in {a_start, a_end}] + [(e, bounds_b) for e in {b_start, b_end}]
            edges += len(of_this)
            inside += sum(edge not in bounds for edge, bounds in of_this)
            marked += a_end - a_start + b_end - b_start
    hunks = sum(map(len, shown)) / len(pairs)
    return [name, f"{hunks:.2f}", f"{100 * inside / edges:.1f} %", f"{marked / least:.2f}", f"{took:.3f}"]


def _ms(method: Method, pairs: list[tuple[Passage, Passage]]) -> float:
    """Milliseconds that it takes for a pair, the best of three runs over all."""
    took = []
    for _ in range(3):
        start = perf_counter()
        for a, b in pairs:
            method(a, b)
        took.append(perf_counter() - start)
    return 1000 * min(took) / len(pairs)
