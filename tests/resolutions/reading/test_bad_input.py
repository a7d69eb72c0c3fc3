"""Tests of bad input: it is refused with a sentence, in time proportional to its length."""

import re
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from resolutions.reading import ReadError, read

from ...texts import FIXTURES, SEEDS, text

NOVEL = "第一章\n“你好，”他推开门说道。回顾往事，她沉默了。大会的消息传到村里，已经是三天之后了。\n"
NEWSPAPER = (
    "本报讯 联合国大会今日通过决议，敦促各国合作。记者获悉，安全理事会1. 将于下周开会；2. 讨论该问题。\n"
)


@pytest.mark.parametrize("source", [NOVEL * 2000, NEWSPAPER * 2000, "字" * 1_900_000, "回顾大会，" * 300_000])
def test_other_texts_are_refused_quickly(source: str) -> None:
    began = time.process_time()
    with pytest.raises(ReadError):
        read(source.encode(), "novel.txt")
    assert time.process_time() - began < 20


def test_fifty_megabytes_and_a_line_of_five_million_characters_are_refused_at_once() -> None:
    for data in (b"x" * 50_000_000, ("大会，回顾" * 1_000_000).encode()):
        began = time.monotonic()
        with pytest.raises(ReadError):
            read(data, "large.txt")
        assert time.monotonic() - began < 2


@pytest.mark.parametrize("digits", [12, 60, 5000])
def test_very_long_numbers_do_not_fail(digits: int) -> None:
    """They may be in dates, sessions, symbols, votes, paragraphs and notes."""
    whole = (FIXTURES / SEEDS["38/3"]).read_text(encoding="utf-8")
    numbers = list(re.finditer(r"[0-9]+|[〇一二三四五六七八九十]+", whole))
    for found in numbers[:: len(numbers) // 80]:
        with suppress(ReadError):
            read((whole[: found.start()] + found[0][0] * digits + whole[found.end() :]).encode(), "long.txt")
    close = f"{'7' * digits}年9月25日"
    assert (
        read(text("回顾其决议，", "1. 请秘书长。", close=close).encode(), "long.txt").meta.adopted_on is None
    )


def lengthened(times: int) -> str:
    """Return a seed with its operative paragraphs repeated and numbered on."""
    head, body = (FIXTURES / SEEDS["38/3"]).read_text(encoding="utf-8").split("1. 重申", 1)
    operative = [
        line for line in ("1. 重申" + body).split("2018 年 7 月 5 日")[0].split("\n") if line.strip()
    ]
    many = [f"{n}. {line.split('. ', 1)[-1]}" for n, line in enumerate((operative * times)[:999], 1)]
    return head + "\n\n".join(many)


STRESS: dict[str, Callable[[int], str]] = {
    "paragraphs": lengthened,
    "organs named": lambda n: "大会，\n回顾" + "大会、人权理事会和其第51/2号、" * (100 * n) + "\n1. 请。",
    "open quotations": lambda n: "大会，\n1. 请：“\n" + "“2. 甲：\n" * (200 * n),
    "items": lambda n: "大会，\n1. 请；\n" + "(i) 甲；\n" * (200 * n),
    "votes": lambda n: "大会，\n1. 请甲。\n" + "[经记录表决，以28票对14票\n赞成：\n中国、法国\n" * (100 * n),
    "notes": lambda n: (
        "大会，\n1. 请甲；\n" + "".join(f"{i} 见第55/{i}号决议。\n" for i in range(1, 100)) * n
    ),
    "dates": lambda n: "大会，\n1. 请" + "2010年12月21日" * (300 * n),
    "running text": lambda n: "大会，回顾其决议，" + "又回顾其第70/1号决议，" * (200 * n) + "1.请。",
}


@pytest.mark.parametrize("kind", STRESS)
def test_time_grows_no_faster_than_length(kind: str) -> None:
    """Eight times the text takes at most sixteen times as long (processor time, the best of three, on a noisy machine)."""

    def seconds(times: int) -> float:
        data = STRESS[kind](times).encode()
        best = 1e9
        for _ in range(3):
            began = time.process_time()
            with suppress(ReadError):
                read(data, "long.txt")
            best = min(best, time.process_time() - began)
        return best

    assert seconds(16) < 16 * seconds(2)


@pytest.mark.parametrize("number", ["４４/… 灯塔", "⁴⁴/… 灯塔"])
def test_a_session_in_unusual_digits_is_read(number: str) -> None:
    assert read(text("回顾其决议，", "1. 请秘书长。", head=number).encode(), "draft.txt").meta.session == 44
