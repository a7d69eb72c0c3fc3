"""What the citation network costs: neighbourhoods, their pages, ranking, and all of it for other programs.

`python -m benchmarks.citing STEP` takes one step on the database of DATABASE_URL, which is empty before the
first. Each step has a process of its own, so that none finds in memory what another left there.
"""

from __future__ import annotations

import os
import random
import re
import sys
from collections import Counter
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING

import django

from .databases import on_each, run
from .table import table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from resolutions.models import Resolution

    Asked = Resolution | str
    Times = list[float]  # milliseconds, of each document

SAMPLE = 60  # documents of a kind
REPEATS = 5  # of each measurement, of which the median counts
MIB = 2**20
PICTURE = re.compile(rb'<svg class="graph".*?</svg>', re.DOTALL)


def measure(_documents: int) -> str:
    """The figures of a made network on SQLite and on PostgreSQL."""
    return on_each("benchmarks.citing", "all_steps")


def all_steps() -> str:
    return "\n\n".join(
        run("benchmarks.citing", step) for step in ("build", "neighbourhoods", "pages", "exports")
    )


def build() -> str:
    """Two sentences: how much it is and how long it took to make, and how long to rank."""
    from django.core.management import call_command

    from resolutions.citations.ranking import update_ranking
    from resolutions.models import Citation, Edge, Resolution, Work

    from .network import build as build_network

    call_command("migrate", verbosity=0)
    start = perf_counter()
    build_network()
    took = perf_counter() - start
    documents, citations, edges, works = (
        model.objects.count() for model in (Resolution, Citation, Edge, Work)
    )
    return (
        f"{documents:,} documents with {citations:,} citations, which make {edges:,} edges "
        f"to {works:,} works, "
        f"in {took:.0f} s. Ranking them anew takes {_ms(update_ranking) / 1000:.1f} s (at most 10)."
    )


def neighbourhoods() -> str:
    """A table of finding neighbourhoods, each beside a lookup by primary key."""
    from django.contrib.auth.models import AnonymousUser

    from resolutions.citations.neighbourhood import neighbourhood_of
    from resolutions.models import Resolution

    keys = list(Resolution.objects.values_list("pk", flat=True)[:SAMPLE])

    def lookup(one: Asked) -> None:
        Resolution.objects.get(pk=keys[0] if isinstance(one, str) else one.pk)

    def find(one: Asked, depth: int) -> None:
        neighbourhood_of([one], AnonymousUser(), depth=depth)

    rows: list[list[object]] = []
    for name, documents in _samples().items():
        lookups, *steps = _side_by_side([lookup, partial(find, depth=1), partial(find, depth=2)], documents)
        cells = [(*_cells(times), f"{median(times) / median(lookups):.1f}") for times in steps]
        rows.append([name, f"{median(lookups):.2f}", *cells[0], *cells[1]])
    heads = ["p95", "times the lookup (at most 20)"]
    return table(["neighbourhood of", "lookup, ms", "one step, ms", *heads, "two steps, ms", *heads], rows)


def pages() -> str:
    """A table of whole pages, pictures included, through every middleware, without the network."""
    from django.core.management import call_command
    from django.test import Client

    from resolutions.models import Resolution
    from resolutions.un.symbols import address_of

    call_command("collectstatic", interactive=False, verbosity=0)
    client = Client(headers={"host": "localhost"})

    def got(one: Asked, query: str) -> bytes:
        address = one.address if isinstance(one, Resolution) else address_of(one)
        return client.get(f"/graph/{address}{query}").content

    rows: list[list[object]] = []
    for name, documents in _samples().items():
        row: list[object] = [name]
        for get in (partial(got, query=""), partial(got, query="?depth=2")):
            pictures = [sum(map(len, PICTURE.findall(get(one)))) for one in documents]
            row += [*_cells(*_side_by_side([get], documents)), f"{median(pictures):,.0f}"]
        rows.append(row)
    heads = ["p95", "picture, bytes"]
    return table(["page of", "one step, ms (at most 150)", *heads, "two steps, ms", *heads], rows)


def exports() -> str:
    """A table of the whole network as files, streamed; memory is the most that the process had until then."""
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.get("/citations/")  # loads all of the application
    rows: list[list[object]] = []
    for form in ("csv", "graphml", "json"):
        size, memory = 0, [_most_memory()]
        start = perf_counter()
        for piece in client.get(f"/citations/all.{form}"):
            size += len(piece)
            if size > MIB and len(memory) == 1:
                memory.append(_most_memory())
        took = perf_counter() - start
        memory.append(_most_memory())
        rows.append([form, f"{size / MIB:.1f}", f"{took:.1f}", *(f"{mib:.0f}" for mib in memory)])
    return table(["all as", "MiB", "s", "memory before, MiB", "after the first MiB", "at the end"], rows)


def _samples() -> dict[str, list[Asked]]:
    """Public documents of the median degree and of any, the one most cited, and the Charter, which has no
    text here.
    """
    from resolutions.models import Edge, Resolution

    from .network import CHARTER

    edges = list(Edge.objects.filter(citing__visibility="public").values_list("citing_id", "work_id"))
    cites, cited_by = Counter(citing for citing, _ in edges), Counter(work for _, work in edges)
    symbols = dict(Resolution.objects.filter(visibility="public").order_by("pk").values_list("pk", "symbol"))
    degrees = {pk: cites[pk] + cited_by[symbol or ""] for pk, symbol in symbols.items()}
    middle = median(degrees.values())
    alike = [pk for pk, degree in degrees.items() if degree == middle]
    most = max(symbols, key=lambda pk: cited_by[symbols[pk] or ""])
    rng = random.Random(SAMPLE)
    kinds = {
        f"{SAMPLE} documents of the median degree, {middle:.0f}": rng.sample(alike, SAMPLE),
        f"{SAMPLE} documents of any degree": rng.sample(list(degrees), SAMPLE),
        f"the document most cited, {cited_by[symbols[most] or '']:,} times": [most],
    }
    documents = Resolution.objects.select_related("edition").in_bulk(
        [pk for pks in kinds.values() for pk in pks]
    )
    samples: dict[str, list[Asked]] = {kind: [documents[pk] for pk in pks] for kind, pks in kinds.items()}
    return samples | {f"the Charter, cited {cited_by[CHARTER]:,} times": [CHARTER]}


def _side_by_side(works: Sequence[Callable[[Asked], object]], documents: Sequence[Asked]) -> list[Times]:
    """What each work takes with each document, one work after the other, so that noise meets all alike."""
    took: list[Times] = [[] for _ in works]
    for one in documents:
        for times, work in zip(took, works, strict=True):
            times.append(_ms(partial(work, one)))
    return took


def _cells(times: Times) -> list[str]:
    """The median and the 95th percentile."""
    p95 = quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]
    return [f"{median(times):.1f}", f"{p95:.1f}"]


def _ms(work: Callable[[], object]) -> float:
    """The median of the milliseconds that it takes."""

    def once() -> float:
        start = perf_counter()
        work()
        return 1000 * (perf_counter() - start)

    return median(once() for _ in range(REPEATS))


def _most_memory() -> float:
    """The most memory that this process ever had, in MiB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


STEPS = {step.__name__: step for step in (all_steps, build, neighbourhoods, pages, exports)}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    print(STEPS[sys.argv[1]]())
