"""A made corpus: 25,000 documents of 40 paragraphs, 1,000,000 in all, the same every time.

Words follow Zipf's law: those of the five resolutions by how often they stand there, then those of the
segmenter's dictionary; among them fixed expressions of several words (促进和保护), which are as frequent as
real ones. A document belongs to a series that is taken up every year: most of its paragraphs stand as
they stood the year before, some are amended, some are new.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import islice

import numpy as np
from django.db import connection, transaction
from django.db.models import OuterRef, Subquery

from resolutions.language.characters import HAN
from resolutions.models import CorpusVersion, Edition, Resolution, Status
from resolutions.reading import read
from resolutions.un.segmentation import dictionary, segment, words_version
from resolutions.un.series import series_key
from resolutions.un.symbols import Number, resolution_symbol

from .documents import FIXTURES

DOCUMENTS = 25_000
PREAMBULAR, OPERATIVE = 14, 26
SERIES = 500  # taken up every year
FIRST_YEAR = 1976
ORGANS = ("GA", "GA", "GA", "HRC", "ECOSOC")  # of one series after another
WORDS = 95_000  # in the vocabulary
# Of Zipf's law as Mandelbrot has it: the chance of rank r is (r + OFFSET) ** -EXPONENT.
OFFSET, EXPONENT = 40, 1.0
TOKENS = (8, 64)  # drawn for a paragraph, fewest and most
SAME, AMENDED = 0.72, 0.16  # chances that a paragraph stands as last year, or with some words changed
CHANGED = 0.12  # of the words of an amended paragraph
BATCH = 500  # documents written at a time
SEED = 2026

Text = tuple[str, ...]  # the words of a paragraph


def build(documents: int = DOCUMENTS) -> None:
    """So many of them, the oldest first, in an empty database; searched and compared by nothing yet."""
    made = texts(documents)
    at = 0
    while batch := list(islice(made, BATCH)):
        with transaction.atomic():
            _write(at, batch)
        at += len(batch)
    with transaction.atomic():
        own = Edition.objects.filter(resolution=OuterRef("pk")).values("pk")
        Resolution.objects.filter(edition=None).update(edition=Subquery(own))
        CorpusVersion.advance()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def texts(documents: int) -> Iterator[list[Text]]:
    """The paragraphs of each document in order, the preambular ones first."""
    rng = np.random.default_rng(SEED)
    draw = _Words(rng)
    last: dict[int, list[Text]] = {}
    for i in range(documents):
        before = last.get(i % SERIES)
        chances = rng.random(PREAMBULAR + OPERATIVE)
        paragraphs = []
        for place, chance in enumerate(chances):
            if before is None or chance > SAME + AMENDED:
                paragraphs.append(_paragraph(draw, place))
            else:
                paragraphs.append(before[place] if chance < SAME else _amended(draw, before[place]))
        last[i % SERIES] = paragraphs
        yield paragraphs


@cache
def title(topic: int) -> str:
    """The title of a series."""
    return "".join(
        vocabulary()[rank].replace("|", "") for rank in (100 + topic, 1000 + 7 * topic, 9000 + topic)
    )


@cache
def vocabulary() -> tuple[str, ...]:
    """Words and expressions, the most frequent first."""
    counts: Counter[str] = Counter()
    for path in sorted(FIXTURES.glob("*.txt")):
        for paragraph in read(path.read_bytes(), path.name).paragraphs:
            words = [word for word in segment(paragraph.text) if HAN.match(word)]
            counts.update(words)
            counts.update(_expressions(paragraph.text))
    own = [word for word, _n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    frequent = dictionary()
    others = sorted(
        (w for w in frequent if 2 <= len(w) <= 4 and w not in counts), key=lambda w: (-frequent[w], w)
    )
    return tuple([*own, *others][:WORDS])


def _expressions(text: str) -> Iterator[str]:
    """Runs of two and three words between stops."""
    for clause in text.replace("；", "，").replace("。", "，").replace("、", "，").split("，"):
        words = [word for word in segment(clause) if HAN.match(word)]
        for size in (2, 3):
            yield from ("|".join(words[i : i + size]) for i in range(len(words) - size + 1))


class _Words:
    """Ranks of words drawn by Zipf's law, many at a time."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        self.words = [tuple(word.split("|")) for word in vocabulary()]
        chances = (np.arange(len(self.words)) + OFFSET) ** -EXPONENT
        self.chances = np.cumsum(chances / chances.sum())
        self.left: list[int] = []

    def take(self, count: int) -> list[Text]:
        while len(self.left) < count:
            drawn = np.searchsorted(self.chances, self.rng.random(1_000_000))
            self.left += drawn.clip(max=len(self.words) - 1).tolist()
        taken, self.left[-count:] = self.left[-count:], []
        return [self.words[rank] for rank in taken]


def _paragraph(draw: _Words, place: int) -> Text:
    """Clauses of a few words each, with a stop after each; an
    operative one ends in ；, a preambular one in ，.
    """
    words: list[str] = []
    until = clause = int(draw.rng.integers(3, 9))
    for k, taken in enumerate(draw.take(int(draw.rng.integers(*TOKENS)))):
        words += taken
        if k == until:
            words.append("，")
            until += clause
    return (*words, "，" if place < PREAMBULAR else "；")


def _amended(draw: _Words, text: Text) -> Text:
    """The same paragraph with some words changed."""
    chances = draw.rng.random(len(text))
    return tuple(
        draw.take(1)[0][0] if chance < CHANGED and HAN.match(word) else word
        for word, chance in zip(text, chances, strict=True)
    )


def _write(at: int, batch: Sequence[list[Text]]) -> None:
    """Documents `at` and those that follow, with an edition each."""
    rows = Resolution.objects.bulk_create(_resolution(at + k) for k in range(len(batch)))
    editions = Edition.objects.bulk_create(
        Edition(
            resolution=row, number=1, file_name="made.txt", sha256=f"{at + k:064x}", digest=f"{at + k:064x}",
            words_version=words_version(),
            preambular=PREAMBULAR, operative=OPERATIVE, meta={"title": row.title},
        )
        for k, row in enumerate(rows)
    )  # fmt: skip
    _copy(
        (edition.pk, *row)
        for edition, paragraphs in zip(editions, batch, strict=True)
        for row in _paragraph_rows(paragraphs)
    )


COLUMNS = (
    "edition_id", "position", "ident", "part", "component", "number", "depth", "text", "words",
    "verb", "start", "end",
    "as_read",
)  # fmt: skip


def _paragraph_rows(paragraphs: list[Text]) -> Iterator[tuple[int | str, ...]]:
    at = 0
    for position, words in enumerate(paragraphs):
        text, preambular = "".join(words), position < PREAMBULAR
        number = position + 1 if preambular else position - PREAMBULAR + 1
        ident, printed = (f"pp{number}", "") if preambular else (f"op{number}", str(number))
        part = "preamble" if preambular else "operative"
        yield (
            position,
            ident,
            part,
            "",
            printed,
            0,
            text,
            "\n".join(words),
            words[0][:20],
            at,
            at + len(text),
            "",
        )
        at += len(text) + 1


def _copy(rows: Iterable[tuple[int | str, ...]]) -> None:
    """Paragraphs into their table as fast as the database takes them."""
    table = connection.ops.quote_name("resolutions_paragraph")
    columns = ", ".join(map(connection.ops.quote_name, COLUMNS))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(COLUMNS))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", list(rows))  # noqa: S608  -- our own names


def _resolution(i: int) -> Resolution:
    """Document i: its series, its year, an organ that keeps to the series."""
    year, organ = FIRST_YEAR + i // SERIES, ORGANS[i % SERIES % len(ORGANS)]
    session = {"GA": year - 1945, "HRC": 3 * (year - FIRST_YEAR) + 1}.get(organ, year)
    symbol = resolution_symbol(organ, Number(str(session), i % SERIES + 1))
    day = date(year, 1, 1) + timedelta(days=(i * 7) % 365)
    return Resolution(
        symbol=symbol.text,
        address=symbol.address,
        number=str(symbol.number),
        organ=organ,
        session=str(session),
        status=Status.ADOPTED if i % 10 else Status.DRAFT,
        title=title(i % SERIES),
        series=series_key(title(i % SERIES)),
        adopted_on=day,
        sort_date=day,
        order_key=symbol.order_key,
    )
