"""Made resolutions, as many as a measurement needs and the same every time.

Each is a General Assembly resolution on one of 500 topics, taken up every session from the
thirty-first to the eightieth: 25,000 documents of 40 paragraphs. Their paragraphs are those of the
five resolutions; a topic keeps its paragraphs from session to session, but for about one in eight
that is dealt anew, and each recalls its predecessor, so that neighbours compare as real ones do.
"""

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from resolutions.reading import model, read

FIXTURES = Path(__file__).parent.parent / "fixtures"
TOPICS, SESSIONS = 500, range(31, 81)
PREAMBULAR, OPERATIVE = 14, 26
LINE = 38  # characters in a line, as in the seeds
_OF_THE_ASSEMBLY = re.compile(r"大会(\d+年\d+月\d+日)?第?\d+/\d+(?=号)")
_SUBJECTS = [
    "国际合作",
    "人权教育",
    "海洋法",
    "裁军",
    "粮食安全",
    "可持续发展",
    "和平文化",
    "灾害管理",
    "信息安全",
    "卫生",
]
_VERBS = ("增进", "加强", "促进", "审查", "支持")


def documents(count: int) -> Iterator[tuple[str, str]]:
    """File names and texts, oldest session first. At most 25,000."""
    for i in range(count):
        yield document(SESSIONS[i // TOPICS], i % TOPICS + 1)


def document(session: int, topic: int, times: int = 1) -> tuple[str, str]:
    """The name and text of one resolution; `times` repeats its paragraphs for a longer one."""
    title = f"{_VERBS[topic % 5]}{_SUBJECTS[topic // 5 % 10]}方面的第{topic}号方案"
    preamble = [p for k in range(times) for p in _dealt(model.Part.PREAMBLE, PREAMBULAR, session, topic, k)]
    operative = [p for k in range(times) for p in _dealt(model.Part.OPERATIVE, OPERATIVE, session, topic, k)]
    operative[-1] = operative[-1].rstrip("；。") + "。"
    numbered = [f"{i}. {p}" for i, p in enumerate(operative, 1)]
    preamble[0] = f"回顾其{_last_resolution(session, topic)}号决议，"
    lines = [f"{session}/{topic}. {title}", "", " 大会，", ""]
    for paragraph in [*preamble, *numbered]:
        lines += [*(f" {paragraph}"[i : i + LINE] for i in range(0, len(paragraph) + 1, LINE)), ""]
    lines += [f"{session + 1945}年12月{topic % 28 + 1}日", f"第{topic % 90 + 1}次全体会议", ""]
    return f"A-RES-{session}-{topic}.txt", "\n".join(lines)


def _dealt(part: model.Part, count: int, session: int, topic: int, times: int) -> Iterator[str]:
    """The paragraphs of a topic at a session; each place is
    dealt anew every eight sessions, not all at once.
    """
    pool = _pool(part)
    for place in range(count):
        deal = random.Random(f"{topic} {times} {place} {(session + place) // 8}")
        yield _OF_THE_ASSEMBLY.sub(f"大会{_last_resolution(session, topic)}", deal.choice(pool))


def _last_resolution(session: int, topic: int) -> str:
    return f"{session + 1944}年12月{topic % 28 + 1}日第{session - 1}/{topic}"


@cache
def _pool(part: model.Part) -> list[str]:
    """The paragraphs of the five resolutions that stand
    alone: none that opens a list or is an item of one.
    """
    readings = [read(path.read_bytes(), path.name) for path in sorted(FIXTURES.glob("*.txt"))]
    return [
        p.text
        for r in readings
        for p in r.paragraphs
        if p.part is part and not p.depth and p.text.endswith(("，", "；"))
    ]
