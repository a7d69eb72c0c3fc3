"""A made citation network: 25,000 documents of 1946 to 2025 and some 150,000 citations, the same every time.

Whom a document cites follows Price's model (https://doi.org/10.1002/asi.4630270505): most often what an
earlier one cites, so that few works are cited by very many and most by a handful; else its predecessor in
an annual series, any older document, or a work that is known from citations alone.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, islice

from django.db import connection, transaction
from django.db.models import OuterRef, Subquery

from resolutions.citations.ranking import update_ranking
from resolutions.corpus.citations import cited_work, edges_of
from resolutions.models import (
    Citation,
    CorpusVersion,
    Edge,
    Edition,
    Paragraph,
    Resolution,
    Status,
    Visibility,
    Work,
)
from resolutions.un.instruments import instruments
from resolutions.un.series import series_key
from resolutions.un.symbols import Number, Symbol, resolution_symbol

DOCUMENTS = 25_000
FIRST_YEAR, YEARS = 1946, 80
CHARTER = "instrument/charter"
# Chances, each of what the ones before leave.
TO_CHARTER, COPIED, TO_PREDECESSOR, TO_OLDER = 0.2, 0.65, 0.4, 0.7
CITES = range(2, 11)  # citations of a document
ANNUAL = 80  # of what an organ adopts in a year, so many are of annual series
REPORTS = 60  # a year's reports, known from citations alone
DRAFTS = IN_REVIEW = 0.02  # chances that a document bears no symbol, and that it is under review
DATED = 0.5  # chance that a citation says the day
BATCH = 1000  # documents written at a time
SHARES = {"GA": 60, "ECOSOC": 16, "SC": 12, "HRC": 12}  # of each organ's documents in a hundred
COUNCIL = 2008  # the first year of the Human Rights Council here
VERBS = ("回顾", "重申", "注意到", "铭记", "欢迎")


@dataclass(frozen=True, slots=True)
class Made:
    """A document, `symbol` None for a draft, and the keys of what it cites, one for each mention."""

    symbol: Symbol | None
    organ: str
    day: date
    title: str
    cites: tuple[str, ...]


def documents() -> Iterator[Made]:
    """All of them, the oldest first; they cite what is older, or what has no text here."""
    rng = random.Random(FIRST_YEAR)
    known = [key for key in instruments() if "/RES/" not in key and key != CHARTER]
    older: list[str] = []
    copied: list[str] = []  # a key for each citation so far
    last: dict[str, str] = {}  # the newest of each series
    for day, organ, serial in _places(rng):
        year = day.year
        title = f"第{serial}个年度项目" if serial <= ANNUAL else f"{year}年第{serial}个项目"
        reports = [f"A/{year - FIRST_YEAR + 1}/{number}" for number in range(1, REPORTS)]
        cites = []
        for _ in range(rng.choice(CITES)):
            if copied and rng.random() < COPIED:
                cites.append(rng.choice(copied))
            elif organ + title in last and rng.random() < TO_PREDECESSOR:
                cites.append(last[organ + title])
            elif older and rng.random() < TO_OLDER:
                cites.append(rng.choice(older))
            else:
                cites.append(rng.choice(rng.choice((known, reports))))
        copied += cites
        cites += [CHARTER] * (rng.random() < TO_CHARTER)
        symbol = None if rng.random() < DRAFTS else resolution_symbol(organ, _number(organ, year, serial))
        yield Made(symbol, organ, day, title, tuple(cites))
        if symbol:
            older.append(symbol.text)
            last[organ + title] = symbol.text


def _places(rng: random.Random) -> Iterator[tuple[date, str, int]]:
    """The day, organ and serial number of each document; no two are of one day."""
    for k in range(YEARS):
        year, serials = FIRST_YEAR + k, dict.fromkeys(SHARES, 0)
        count = DOCUMENTS * (k + 1) // YEARS - DOCUMENTS * k // YEARS
        for i in range(count):
            organ = rng.choices(list(SHARES), list(SHARES.values()))[0]
            organ = organ if year >= COUNCIL or organ != "HRC" else "GA"
            serials[organ] += 1
            yield date(year, 1, 1) + timedelta(days=365 * i // count), organ, serials[organ]


_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def _number(organ: str, year: int, serial: int) -> Number:
    """A number as the organ counts: 217(III), 65/218, 2712(2023), 1990/5, 25/3."""
    session = year - FIRST_YEAR + 1
    if organ == "GA" and session <= 30:
        return Number("X" * (session // 10) + _ROMAN[session % 10], serial, "", "roman")
    if organ == "SC":
        return Number(str(year), serial, "", "year")
    return Number(str({"GA": session, "HRC": 3 * (year - COUNCIL) + 7}.get(organ, year)), serial)


def build() -> None:
    """All of them in the database, with the edges that follow from what they cite, and ranked."""
    rng = random.Random(FIRST_YEAR)
    made = documents()
    days: dict[str, date] = {}
    keys: dict[str, int] = {}
    with transaction.atomic():
        while batch := list(islice(made, BATCH)):
            rows = Resolution.objects.bulk_create(_resolution(one, rng) for one in batch)
            days |= {one.symbol.text: one.day for one in batch if one.symbol}
            keys |= {row.symbol: row.pk for row in rows if row.symbol}
            _write(rows, batch, days, keys, rng)
        own = Edition.objects.filter(resolution=OuterRef("pk")).values("pk")
        Resolution.objects.update(edition=Subquery(own))
        CorpusVersion.advance()
    update_ranking()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _resolution(made: Made, rng: random.Random) -> Resolution:
    number = made.symbol.number if made.symbol else None
    address = made.symbol.address if made.symbol else f"draft/{made.organ.lower()}-{rng.getrandbits(32):08x}"
    return Resolution(
        symbol=made.symbol.text if made.symbol else None,
        address=address,
        number=str(number or ""),
        organ=made.organ,
        session=number.session if number else "",
        status=Status.ADOPTED if made.symbol else Status.DRAFT,
        title=made.title,
        series=series_key(made.title),
        adopted_on=made.day if made.symbol else None,
        sort_date=made.day,
        order_key=made.symbol.order_key if made.symbol else f"~{address}",
        visibility=Visibility.IN_REVIEW if rng.random() < IN_REVIEW else Visibility.PUBLIC,
    )


def _write(
    rows: list[Resolution], batch: list[Made], days: dict[str, date], keys: dict[str, int], rng: random.Random
) -> None:
    """Editions of one paragraph, which cites everything, and the edges that follow."""
    texts = [[f"第{key}号" for key in one.cites] for one in batch]
    editions = Edition.objects.bulk_create(
        Edition(
            resolution=row,
            number=1,
            file_name="made.txt",
            sha256=f"{row.pk:064x}",
            preambular=1,
            operative=0,
            meta={},
        )
        for row in rows
    )
    paragraphs = Paragraph.objects.bulk_create(
        Paragraph(
            edition=edition, position=0, ident="pp1", part="preamble", text="".join(words),
            words="\n".join(words),
            verb=rng.choice(VERBS), start=0, end=len("".join(words)),
        )
        for edition, words in zip(editions, texts, strict=True)
    )  # fmt: skip
    citations: list[Citation] = []
    edges: list[Edge] = []
    for row, paragraph, one, words in zip(rows, paragraphs, batch, texts, strict=True):
        starts = accumulate(map(len, words[:-1]), initial=0)
        own = [
            Citation(
                edition=paragraph.edition, paragraph=paragraph, place="pp1", text=text, start=start,
                end=start + len(text), target=key, day=days.get(key) if rng.random() < DATED else None,
                verb=paragraph.verb, resolution_id=keys.get(key),
            )
            for key, text, start in zip(one.cites, words, starts, strict=True)
        ]  # fmt: skip
        citations += own
        edges += edges_of(row, own)
    public = {row.pk for row in rows if row.is_public}
    Citation.objects.bulk_create(citations)
    Work.objects.bulk_create(
        (cited_work(edge, public=edge.citing_id in public) for edge in edges), ignore_conflicts=True
    )
    Edge.objects.bulk_create(edges)
