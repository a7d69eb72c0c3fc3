"""No change of substance is called less: made-up changes in the rows of the five resolutions that differ only
in wording, translation or figures.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations

import pytest

from compare.collation.classification import classify_changes, row_kind
from compare.collation.collate import collate
from compare.collation.model import Passage, RowKind
from compare.collation.tokens import TokenKind
from resolutions.reading.verbs import lead_verb
from resolutions.un.segmentation import segment

from ...texts import SEEDS
from ..texts import side

Pair = tuple[Passage, Passage]
SUBSTANCE = {RowKind.AMENDED, RowKind.UNCLEAR}
PUT_IN = (
    *(
        "不",
        "以色列",
        "巴勒斯坦国",
        "贩毒",
        "仅",
        "在可行时",
        "应请求",
        "至少",
        "暂停",
        "非政府组织",
        "一些",
        "可以",
    ),
    *("必须", "除外", "三个", "会员国", "被占领的", "核武器"),
)


@cache
def rows_without_substance() -> tuple[Pair, ...]:
    """Return the pairs of paragraphs of two of the five resolutions that are called variant or updated."""
    pairs: list[Pair] = []
    for a, b in combinations(sorted(SEEDS), 2):
        old, new = ({p.ident: p for p in side(name)} for name in (a, b))
        rows = [
            row for row in collate(side(a), side(b)).rows if row.kind in (RowKind.VARIANT, RowKind.UPDATED)
        ]
        pairs += [(old[row.a[0]], new[row.b[0]]) for row in rows]
    return tuple(pairs)


def kind(a: Passage, words: list[str]) -> RowKind:
    """Return the kind of the row of a paragraph and one of these words, cut anew."""
    text = "".join(words)
    b = replace(a, words=tuple(segment(text)), text=text, verb=lead_verb(text))
    return row_kind(classify_changes(a.as_text, b.as_text))


def content_words(passage: Passage) -> list[int]:
    """Return the places of the content words that are no variants, which may be put in each other's place."""
    text = passage.as_text
    variants = [range(o.start, o.end) for o in text.variants]
    return [
        k
        for k, token in enumerate(passage.tokens)
        if token.kind is TokenKind.CONTENT and not any(text.starts[k] in places for places in variants)
    ]


def put_in(passage: Passage, rng: random.Random) -> Iterator[list[str]]:
    for word in PUT_IN:
        at = rng.randrange(1, len(passage.words))
        yield [*passage.words[:at], word, *passage.words[at:]]


def taken_out(passage: Passage, _rng: random.Random) -> Iterator[list[str]]:
    for k in content_words(passage):
        yield [*passage.words[:k], *passage.words[k + 1 :]]


def exchanged(passage: Passage, rng: random.Random) -> Iterator[list[str]]:
    """Yield the words with two of them in each other's place, unless these are items of one list."""
    places = content_words(passage)
    for k in places:
        m = rng.choice(places)
        first, second = sorted((k, m))
        if passage.words[first] != passage.words[second] and not set("、和及") & set(
            "".join(passage.words[first:second])
        ):
            words = list(passage.words)
            words[first], words[second] = words[second], words[first]
            yield words


@pytest.mark.parametrize("change", [put_in, taken_out, exchanged])
def test_a_change_of_substance_in_any_row_is_seen(
    change: Callable[[Passage, random.Random], Iterator[list[str]]],
) -> None:
    rng = random.Random(2026)  # noqa: S311  -- the same examples every time
    rows = rows_without_substance()
    assert len(rows) > 30
    hidden = []
    for old, new in rows:
        for words in change(new, rng):
            found = kind(old, words)
            if found not in SUBSTANCE:
                hidden.append((found.value, old.text, "".join(words)))
    assert hidden == []
