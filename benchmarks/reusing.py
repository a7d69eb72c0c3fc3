"""What finding shared wording costs on a made corpus, and what it misses, beside comparing with every
wording.

`python -m benchmarks.reusing` measures on the database of DATABASE_URL, made by benchmarks.finding.
"""

from __future__ import annotations

import os
import random
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

import django

from .table import table

Given = TypeVar("Given")
Made = TypeVar("Made")

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SAMPLE = 80  # paragraphs that are looked for, one in four of them edited
EVERY = 20  # of them are looked for in every posting
BEST = 50  # wordings of the most alike that must be found, of each paragraph
DRAFT = 60  # paragraphs
ADDED = 30  # documents


def on_this_database() -> str:
    return f"{_finding()}\n\n{_adding()}"


def _finding() -> str:
    """A table of what each search takes and finds."""
    from django.contrib.auth.models import AnonymousUser

    from resolutions.models import Paragraph, Resolution, Wording
    from resolutions.reuse.matching import find_matches, similar_wordings
    from resolutions.reuse.similar_documents import nearest_documents

    rng = random.Random(SAMPLE)
    known = dict(Wording.objects.values_list("pk", "text"))
    asked = [known[pk] for pk in rng.sample(sorted(known), SAMPLE)]
    asked[::4] = [_edited(rng, text) for text in asked[::4]]
    anyone = AnonymousUser()
    find_matches(asked[0], anyone)
    brute, truths = _timed(lambda text: _brute(known, text), asked)
    some, found = _timed(similar_wordings, asked)
    whole, _uses = _timed(lambda text: find_matches(text, anyone), asked)
    every, all_found = _timed(lambda text: similar_wordings(text, every=True), asked[:EVERY])
    pks = list(Resolution.objects.values_list("pk", flat=True))
    drafts = [
        list(
            Paragraph.objects.filter(edition__current_of__in=rng.sample(pks, 3)).values_list(
                "text", flat=True
            )[:DRAFT]
        )
        for _ in range(5)
    ]
    checking, _found = _timed(lambda draft: [find_matches(text, anyone) for text in draft], drafts)
    nearest, _near = _timed(lambda draft: nearest_documents(draft, anyone), drafts)
    base = median(brute)
    rows = [
        ["one paragraph, wordings verified (p95 at most 60)", *_cells(some, base), *_recall(truths, found)],
        ["one paragraph, with where it stands", *_cells(whole, base), "", "", ""],
        ["one paragraph, all postings", *_cells(every, base), *_recall(truths[:EVERY], all_found)],
        ["compared with every wording", *_cells(brute, base), "1.000", "1.000", "1.000"],
        [f"checking a draft of {DRAFT} paragraphs (at most 3,000)", *_cells(checking, base), "", "", ""],
        ["the documents most like that draft", *_cells(nearest, base), "", "", ""],
    ]
    heads = [
        "median, ms",
        "p95",
        "times comparing with all",
        "recall from .9 (1.00)",
        "from .7 (.99)",
        "from .5 (all: .95)",
    ]
    return table(["looking for", *heads], rows)


def _adding() -> str:
    """A sentence: what one more document costs the full index."""
    from django.db import transaction

    from resolutions.models import Resolution
    from resolutions.reuse.indexing import index_document

    rng = random.Random(ADDED)
    pks = rng.sample(list(Resolution.objects.values_list("pk", flat=True)), ADDED)
    chosen = list(Resolution.objects.filter(pk__in=pks))
    for one in chosen:
        _forget(one.pk)

    def add(one: Resolution) -> None:
        with transaction.atomic():
            index_document(one)

    took, _ = _timed(add, chosen)
    middle, p95, _ratio = _cells(took, 1)
    return f"Adding one document to the index of wordings: p50 {middle} ms, p95 {p95} ms."


def _forget(resolution: int) -> None:
    """Take a document out of the index, with the wordings that are its alone."""
    from resolutions.models import Fingerprint, Occurrence, Wording

    wordings = list(Occurrence.objects.filter(resolution=resolution).values_list("wording", flat=True))
    Occurrence.objects.filter(resolution=resolution).delete()
    alone = Wording.objects.filter(pk__in=wordings, occurrences=None)
    pks = list(alone.values_list("pk", flat=True))
    from resolutions.reuse.fingerprinting import fingerprints

    for pk, text in alone.values_list("pk", "text"):
        for h in fingerprints(text):
            Fingerprint.objects.filter(hash=h, wording=pk)._raw_delete("default")  # noqa: SLF001  -- one key at a time
    Wording.objects.filter(pk__in=pks)._raw_delete("default")  # noqa: SLF001  -- without asking for fingerprints


def _brute(known: dict[int, str], text: str) -> dict[int, float]:
    """What is at least half alike, by comparing with everything on one core."""
    from resolutions.reuse.matching import wording_similarity

    return dict(wording_similarity(text, known, 0.5))


def _edited(rng: random.Random, text: str) -> str:
    """The text with its clauses in another order and six characters taken out."""
    clauses = text.split(",")
    rng.shuffle(clauses)
    out = list(",".join(clauses))
    for _ in range(min(6, len(out) - 1)):
        del out[rng.randrange(len(out))]
    return "".join(out)


def _recall(truths: Sequence[dict[int, float]], found: Sequence[dict[int, float]]) -> list[str]:
    """Of the BEST that are so alike, the share that was found."""
    cells = []
    for least in (0.9, 0.7, 0.5):
        best = [
            sorted((pk for pk in truth if truth[pk] >= least), key=lambda pk: -truth[pk])[:BEST]
            for truth in truths
        ]
        hits = sum(pk in got for pks, got in zip(best, found, strict=True) for pk in pks)
        cells.append(f"{hits / max(1, sum(map(len, best))):.3f}")
    return cells


def _timed(work: Callable[[Given], Made], given: Sequence[Given]) -> tuple[list[float], list[Made]]:
    """The milliseconds that each takes, and what it gives."""
    took, out = [], []
    for one in given:
        start = perf_counter()
        out.append(work(one))
        took.append(1000 * (perf_counter() - start))
    return took, out


def _cells(times: Sequence[float], base: float) -> list[str]:
    p95 = quantiles(times, n=20, method="inclusive")[-1]
    return [f"{median(times):.1f}", f"{p95:.1f}", f"{median(times) / base:.3f}"]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    print(on_this_database())
