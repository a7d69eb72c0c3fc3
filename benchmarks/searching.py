"""Search over a made corpus: the whole page from request to response, beside a scan of every paragraph.

`python -m benchmarks.searching` measures on the database of DATABASE_URL, made by benchmarks.finding.
"""

import os
import random
from collections.abc import Iterable
from functools import cache
from time import perf_counter
from typing import TYPE_CHECKING

import django
import numpy as np

from .table import table

if TYPE_CHECKING:
    from django.test import Client

SEED = 2026
OF_A_KIND = 60  # queries
ROUNDS = 12  # of each page, from nothing each time; the quickest counts, since the machine is shared
PHRASES = 300  # whose answers are compared with those of a scan
LENGTHS = range(1, 13)  # characters
ADDED = 40  # documents
SCANS = 5
WARM_UP = 20  # pages
AGAIN = "hottest again"
HOT = (
    "国际合作", "人权", "促进和保护", "基本自由", "联合国", "会员国", "人权领域", "发展中国家",
    "人权理事会", "回顾",
    "重申", "决议", "高级专员", "和平", "在人权",
)  # fmt: skip


def on_this_database() -> str:
    """What is found of what is there, what pages take, and what one more document costs."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)  # for the whole page
    texts = _texts()
    return "\n\n".join([_recall(texts), _pages(texts), _adding()])


def _texts() -> dict[int, str]:
    """The searchable text of each document, its paragraphs apart, by its key."""
    from resolutions.language.normalization import searchable
    from resolutions.models import Paragraph, Resolution

    out: dict[int, list[str]] = {}
    for title, pk in Resolution.objects.values_list("title", "pk"):
        out[pk] = [searchable(title)]
    rows = Paragraph.objects.order_by("edition", "position").values_list("edition__resolution", "text")
    for pk, text in rows.iterator(chunk_size=5000):
        out[pk].append(searchable(text))
    return {pk: "\n".join(texts) for pk, texts in out.items()}


def _phrases(texts: dict[int, str], lengths: Iterable[int], each: int) -> list[str]:
    """Phrases that stand somewhere, across punctuation too."""
    rng = random.Random(SEED)
    documents = list(texts.values())
    out = []
    for length in lengths:
        of_length: list[str] = []
        while len(of_length) < each:
            text = rng.choice(documents)
            at = rng.randrange(len(text) - length)
            if not set(text[at : at + length]) & set('\n"'):
                of_length.append(text[at : at + length])
        out += of_length
    return out


def _recall(texts: dict[int, str]) -> str:
    from django.contrib.auth.models import AnonymousUser

    from resolutions.search.document_columns import document_columns
    from resolutions.search.term_matches import documents_with

    columns = document_columns(AnonymousUser())
    found = missed = wrong = short = 0
    for phrase in _phrases(texts, LENGTHS, PHRASES // len(LENGTHS)):
        truth = {pk for pk, text in texts.items() if phrase in text}
        has, may = documents_with(columns, [(phrase, "")])
        given, open_ = (set(columns.documents[np.flatnonzero(mask)].tolist()) for mask in (has, may))
        short += bool(open_)
        found += len(truth & given)
        missed += len(truth - given - open_)
        wrong += len(given - truth)
    return (
        f"{PHRASES} phrases of {LENGTHS[0]} to {LENGTHS[-1]} characters: "
        f"{found:,} documents found, {missed:,} missed, {wrong:,} wrong; "
        f"{short} phrases answered with “at least”."
    )


def _pages(texts: dict[int, str]) -> str:
    rng = random.Random(SEED)
    kinds = {
        "common word": _words(0, 300, rng),
        "rarer word": _words(1000, 20_000, rng),
        "two words": [" ".join(pair) for pair in zip(_words(0, 300, rng), _words(0, 3000, rng), strict=True)],
        "phrase of 2": [f'"{p}"' for p in _phrases(texts, [2], OF_A_KIND)],
        "phrase of 4": [f'"{p}"' for p in _phrases(texts, [4], OF_A_KIND)],
        "phrase of 8": [f'"{p}"' for p in _phrases(texts, [8], OF_A_KIND)],
        "phrase of 12": [f'"{p}"' for p in _phrases(texts, [12], OF_A_KIND)],
        "hottest": [f'"{p}"' for p in HOT],
        AGAIN: [f'"{p}"' for p in HOT],
    }
    scan = _scan(texts)
    warm_up = _words(20_000, 40_000, rng)[:WARM_UP]
    rounds = [_round(kinds, warm_up) for _ in range(ROUNDS)]
    rows = []
    for name in kinds:
        times = np.min([times[name] for times in rounds], axis=0)
        p50, p95 = np.percentile(times, [50, 95])
        slowest = max(np.percentile(times[name], 95) for times in rounds)
        rows.append([name, f"{p50:.0f}", f"{p95:.0f}", f"{slowest:.0f}", f"{scan / p50:.0f}×"])
    head = (
        f"A scan of all paragraphs (instr) takes {scan:.0f} ms; "
        f"the page from request to response, of a server "
        f"that has shown {WARM_UP} others, each the quickest of {ROUNDS}:"
    )
    return (
        f"{head}\n\n{table(['query', 'p50 ms', 'p95 ms', 'p95 ms of the slowest round', 'scan ÷ p50'], rows)}"
    )


def _round(kinds: dict[str, list[str]], warm_up: list[str]) -> dict[str, list[float]]:
    """Milliseconds for each page; of those of a kind the server knows nothing yet, except of the hottest
    again.
    """
    from resolutions.search.indexing import touch_index

    out = {}
    for name, queries in kinds.items():
        if name != AGAIN:
            touch_index()
            for word in warm_up:
                _get(word)
        out[name] = [_get(query) for query in queries]
    return out


def _words(first: int, last: int, rng: random.Random) -> list[str]:
    from benchmarks.corpus import vocabulary

    words = [word for word in vocabulary()[first:last] if "|" not in word and len(word) > 1]
    return rng.sample(words, min(OF_A_KIND, len(words)))


@cache
def _client() -> "Client":
    """One for all: a new one reads the list of static files again. The process is as the server has it."""
    from django.test import Client

    import config.wsgi  # noqa: F401  -- loads and settles everything

    return Client(headers={"host": "localhost"})


def _get(query: str) -> float:
    """Milliseconds for a page of answers."""
    from resolutions.search.filters import SearchFilters

    start = perf_counter()
    response = _client().get(SearchFilters(text=query).url())
    took = 1000 * (perf_counter() - start)
    if response.status_code != 200:
        raise SystemExit(f"{query}: {response.status_code} {response.headers.get('Location', '')}")
    return took


def _scan(texts: dict[int, str]) -> float:
    """Milliseconds of a scan for a phrase of four characters, the middle one of some."""
    from django.db import connection

    times = []
    with connection.cursor() as cursor:
        word = "strpos" if connection.vendor == "postgresql" else "instr"
        for phrase in _phrases(texts, [4], SCANS):
            start = perf_counter()
            cursor.execute(f"SELECT count(*) FROM resolutions_paragraph WHERE {word}(text, %s) > 0", [phrase])  # noqa: S608
            cursor.fetchall()
            times.append(1000 * (perf_counter() - start))
    return float(np.median(times))


def _adding() -> str:
    """What it costs to add one document to the full index, its commit with it."""
    from resolutions.models import Resolution
    from resolutions.search.indexing import drop_document, index_document

    rng = random.Random(SEED)
    keys = list(Resolution.objects.values_list("pk", flat=True))
    times = []
    for pk in rng.sample(keys, min(ADDED, len(keys))):
        one = Resolution.objects.select_related("edition").get(pk=pk)
        drop_document(one)
        start = perf_counter()
        index_document(one)
        times.append(1000 * (perf_counter() - start))
    p50, p95 = np.percentile(times, [50, 95])
    return f"Adding one document to the index of words: p50 {p50:.0f} ms, p95 {p95:.0f} ms."


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    print(on_this_database())
