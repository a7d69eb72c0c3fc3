"""Made-up next versions of the five resolutions, whose alignment with the original is known.

What a strength of 15 % does to each paragraph, each with that chance: it is dropped; it is split or
merged with the one that follows (half of the chance each); it is moved in its part (and, with a
quarter of the chance, to the other); a paragraph of another text is put after it. Then 15 % of its
words are dropped or doubled. Of dates, sessions and numbers every second is rolled forward, and of
house variants every second is swapped, whatever the strength.
"""

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import count, pairwise

from rapidfuzz import fuzz, process

from compare.collation.collate import passages
from compare.collation.model import Passage
from resolutions.language.characters import is_traditional
from resolutions.language.numerals import parse_numeral
from resolutions.reading import read
from resolutions.reading.model import Part
from resolutions.reading.verbs import lead_verb
from resolutions.un.segmentation import segment

from .documents import FIXTURES

STRENGTHS = {"light": 0.05, "middle": 0.15, "heavy": 0.35}
TUNED, REPORTED = range(100, 106), range(6)  # seeds: what a threshold was chosen on is never reported
SAMPLES = FIXTURES.parent / "tests" / "data" / "samples"
CROSSING = 0.25  # of the chance to be moved
FOREIGN = 0.3  # a paragraph less alike than this to all of a document has no counterpart in it
SHORT, LONG = 10, 120  # characters: no piece of a split is shorter; a longer text may be split in three
_ENDS = {Part.PREAMBLE: "，", Part.OPERATIVE: "；"}
_IDENTS = {Part.PREAMBLE: "pp", Part.OPERATIVE: "op"}
_PAUSE = re.compile("[，；：]")
_FIGURE = re.compile(
    r"(?P<year>\d{4})(?=年)|(?P<session>\d+)(?=/\d+号)|(?<=/)(?P<item>\d+)(?=号)"
    r"|(?<=第)(?P<ordinal>[一二三四五六七八九十]{1,3})(?=届)"
)
_DIGITS = "零一二三四五六七八九"
_VARIANTS = """
增进|促进 增强|加强 仇外心理|仇外 不容忍现象|不容忍行为 召开|举行 相互谅解|相互理解 透明度|透明
基本内容|重要内容|基本要素|重要元素 人的尊严|人类尊严 共同责任|集体责任 在全球一级|在全球
容忍和尊重|宽容和尊重
为此|在这方面 有关|相关 之间及内部|之间及其内部 确认|认识到 宗旨之一|一项宗旨 迫切任务|紧迫任务
进行|开展 作出|做出
依照|按照 充分落实|充分实现 客观及透明|客观和透明 所载|所规定 吁请|促请
互相|相互 有关人权|相关人权 及程序|和程序
磋商|协商 增强了解|增进理解 途径和方法|方法和途径|方式和途径 人权机制|人权机构
三角合作|三方合作 全球性危机|全球危机
享受|享有 以人为本|以人为中心 致力于|决心 尤其是|特别是 第三款|第三项 再次申明|重申
平等对待|一视同仁 供资|融资
极大地|大力 推动履行|促进履行 这个问题|此事 国际社区|国际社会 人权领域国际合作|人权领域的国际合作
"""  # what renders one English phrase in the five resolutions
_SWAPS = {
    word: tuple(o for o in row.split("|") if o != word)
    for row in _VARIANTS.split()
    for word in row.split("|")
}
_VARIANT = re.compile("|".join(sorted(_SWAPS, key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class Link:
    """Paragraph `a` became paragraph `b`: kind "one", or one of the links of a "split" or "merge"."""

    a: str
    b: str
    kind: str = "one"
    moved: bool = False
    crossed: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """A document, its next version, and what became of each paragraph. What no link names was dropped or put
    in.
    """

    a: tuple[Passage, ...]
    b: tuple[Passage, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A paragraph of the next version in the making, and the paragraphs that it came from."""

    part: Part
    text: str
    sources: tuple[Passage, ...] = ()
    kind: str = "one"
    crossed: bool = False


@cache
def originals() -> tuple[tuple[Passage, ...], ...]:
    """The paragraphs of the five resolutions."""
    return tuple(passages(read(path.read_bytes(), path.name)) for path in sorted(FIXTURES.glob("*.txt")))


def versions(strength: float, seeds: Iterable[int]) -> Iterator[Version]:
    """One next version of each of the five for each seed."""
    for seed in seeds:
        for document in originals():
            yield next_version(document, foreign(document), strength, seed)


@cache
def foreign(document: tuple[Passage, ...]) -> tuple[str, ...]:
    """Paragraphs of the other resolutions, then of other subjects, that are unlike all of this one."""
    family = [p.text for other in originals() if other is not document for p in other]
    files = [(path.read_bytes(), path.name) for path in sorted(SAMPLES.glob("*.txt"))]
    far = [p.text for data, name in files for p in read(data, name).paragraphs if not is_traditional(p.text)]
    own = [p.text for p in document]
    candidates = dict.fromkeys([*family, *far])
    return tuple(
        c for c in candidates if not process.extractOne(c, own, scorer=fuzz.ratio, score_cutoff=100 * FOREIGN)
    )


def next_version(
    document: tuple[Passage, ...], strangers: Sequence[str], strength: float, seed: int
) -> Version:
    """The version that this seed makes; of the strangers it puts in as many as it has use for, unchanged."""
    rng = random.Random(f"{document[0].text} {strength} {seed}")
    drafts = [Draft(p.part, p.text, (p,)) for p in document if rng.random() >= strength]
    drafts = list(_merged(drafts, strength / 2, rng))
    for crosses, chance in ((False, strength), (True, strength * CROSSING)):
        for draft in [d for d in drafts if rng.random() < chance]:
            _move(drafts, draft, rng, crosses=crosses)
    drafts = list(_joined_by(rng.sample(strangers, len(strangers)), drafts, strength, rng))
    drafts = [piece for draft in drafts for piece in _split(draft, strength / 2, rng)]
    return build_version(document, drafts, strength=strength, rng=rng)


def build_version(
    document: tuple[Passage, ...], drafts: Sequence[Draft], *, strength: float, rng: random.Random
) -> Version:
    """Return the version that has these paragraphs, once their words are changed."""
    texts = [_reworded(d.text, strength, rng) if d.sources else d.text for d in drafts]
    counts = {part: count(1) for part in _IDENTS}
    b = tuple(
        Passage(
            f"{_IDENTS[d.part]}{next(counts[d.part])}",
            d.part,
            text,
            tuple(segment(text)),
            verb=lead_verb(text),
        )
        for d, text in zip(drafts, texts, strict=True)
    )
    links = [
        Link(s.ident, p.ident, d.kind, d.crossed, d.crossed)
        for d, p in zip(drafts, b, strict=True)
        for s in d.sources
    ]
    return Version(document, b, with_moves(document, b, links))


def with_moves(a: Sequence[Passage], b: Sequence[Passage], links: Sequence[Link]) -> tuple[Link, ...]:
    """The links in the order of A. Those that cross are moved, and those out of the longest common order.

    Longest is the order that keeps most paragraphs, a split or merged one counted once; of two, most text.
    """
    texts_a, texts_b = ({p.ident: (i, p.text) for i, p in enumerate(side)} for side in (a, b))
    parts = Counter(link.a for link in links), Counter(link.b for link in links)
    orders: list[tuple[float, tuple[Link, ...]]] = []  # the best that ends with each link, and what it keeps
    ordered = sorted(links, key=lambda link: (texts_a[link.a], texts_b[link.b]))
    for link in ordered:
        if not link.crossed:
            (_, old), (place, new) = texts_a[link.a], texts_b[link.b]
            before = [order for order in orders if texts_b[order[1][-1].b][0] <= place]
            kept, order = max(before, key=lambda o: o[0], default=(0.0, ()))
            worth = 1 / max(parts[0][link.a], parts[1][link.b]) + min(len(old), len(new)) / 1_000_000
            orders.append((kept + worth, (*order, link)))
    in_order = set(max(orders, default=(0.0, ()), key=lambda o: o[0])[1])
    return tuple(link if link in in_order else replace(link, moved=True) for link in ordered)


def pieces(text: str, parts: int) -> list[str]:
    """A text cut at the punctuation nearest its half, or its
    thirds; whole where a piece would be too short.
    """
    marks = [m.end() for m in _PAUSE.finditer(text)] or [0]
    stops = [min(marks, key=lambda mark: abs(mark - len(text) * k / parts)) for k in range(1, parts)]
    cuts = [text[i:j] for i, j in pairwise([0, *stops, len(text)])]
    return cuts if min(map(len, cuts)) >= SHORT else [text]


def _merged(drafts: list[Draft], chance: float, rng: random.Random) -> Iterator[Draft]:
    rest = iter(drafts)
    for draft in rest:
        following = next(rest, None) if rng.random() < chance else None
        if following is None:
            yield draft
        elif following.part is draft.part:
            yield Draft(draft.part, draft.text + following.text, draft.sources + following.sources, "merge")
        else:
            yield from (draft, following)


def _move(drafts: list[Draft], draft: Draft, rng: random.Random, *, crosses: bool) -> None:
    """To any place in its part, or in the other."""
    part = next(p for p in _ENDS if (p is draft.part) != crosses)
    drafts.remove(draft)
    border = sum(d.part is Part.PREAMBLE for d in drafts)
    place = rng.randint(0, border) if part is Part.PREAMBLE else rng.randint(border, len(drafts))
    drafts.insert(place, replace(draft, part=part, text=with_end(draft.text, part), crossed=crosses))


def _joined_by(
    strangers: list[str], drafts: list[Draft], chance: float, rng: random.Random
) -> Iterator[Draft]:
    for draft in drafts:
        yield draft
        if strangers and rng.random() < chance:
            yield Draft(draft.part, with_end(strangers.pop(), draft.part))


def _split(draft: Draft, chance: float, rng: random.Random) -> list[Draft]:
    if len(draft.sources) != 1 or rng.random() >= chance:
        return [draft]
    cuts = pieces(draft.text, 3 if len(draft.text) > LONG and rng.random() < 0.5 else 2)
    return [replace(draft, text=with_end(c, draft.part), kind="split") for c in cuts] if cuts[1:] else [draft]


def with_end(text: str, part: Part) -> str:
    return text[:-1] + _ENDS[part]


def _reworded(text: str, strength: float, rng: random.Random) -> str:
    ahead = rng.randint(1, 4)
    text = _FIGURE.sub(lambda m: _rolled(m, ahead) if rng.random() < 0.5 else m[0], text)
    text = _VARIANT.sub(lambda m: rng.choice(_SWAPS[m[0]]) if rng.random() < 0.5 else m[0], text)
    words = segment(text)
    times = [rng.choices((0, 1, 2), (strength / 2, 1 - strength, strength / 2))[0] for _ in words]
    return "".join(w * n if w[0].isalnum() else w for w, n in zip(words, times, strict=True))


def _rolled(figure: re.Match[str], ahead: int) -> str:
    """Some years or sessions later."""
    value = (parse_numeral(figure[0]) or 0) + ahead
    if not figure["ordinal"]:
        return str(value)
    tens, units = divmod(value, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + "十" * (tens > 0) + (_DIGITS[units] if units else "")
