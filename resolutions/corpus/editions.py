"""A Reading becomes rows, in one transaction."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from ..characters import is_traditional
from ..models import (
    AddressChange,
    CorpusVersion,
    Edition,
    Footnote,
    FootnoteMark,
    Heading,
    Paragraph,
    Resolution,
    Source,
    Visibility,
)
from ..network.mentions import Mention, mentions
from ..reading import READER_VERSION, Reading, model, read
from ..search.index import index_document
from ..stored import describe, meta_to_json
from ..symbols import parse
from ..words import cut, words_version
from .links import lead_here, write_citations, write_edges


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file read, ready to be stored: the words of each paragraph, and every mention of a document."""

    data: bytes
    sha256: str
    reading: Reading
    words: list[list[str]]
    mentions: list[Mention]


class Outcome(StrEnum):
    """What storing a file did."""

    NEW = "new"
    NEW_EDITION = "new edition"
    UNCHANGED = "unchanged"


def fingerprint(data: bytes) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def prepare(data: bytes, name: str) -> Prepared:
    """Read a file, cut its words, find what it names. Touches no database, so it may run in another process.

    Raises ReadError where the file is no resolution.
    """
    reading = read(data, name)
    return Prepared(data, fingerprint(data), reading, [cut(p.text) for p in reading.paragraphs], mentions(reading))


def known(sha256: str) -> Edition | None:
    """The edition that these very bytes made, if they were imported before."""
    return Edition.objects.filter(sha256=sha256).select_related("resolution").first()


def outcome_of(prepared: Prepared) -> Outcome:
    """What storing would do, without doing it."""
    if known(prepared.sha256):
        return Outcome.UNCHANGED
    symbol = prepared.reading.meta.symbol
    exists = symbol is not None and Resolution.objects.filter(symbol=symbol).exists()
    return Outcome.NEW_EDITION if exists else Outcome.NEW


def store(
    prepared: Prepared,
    *,
    reason: str = "导入",
    user: User | None = None,
    visibility: Visibility = Visibility.PUBLIC,
) -> tuple[Outcome, Edition]:
    """Store a prepared file: all of it or nothing. The same bytes twice make one edition."""
    with transaction.atomic():
        resolution, created = _resolution_for(prepared, visibility)
        if edition := known(prepared.sha256):
            return Outcome.UNCHANGED, edition
        edition = _write_edition(resolution, prepared, reason, user)
        describe(resolution, prepared.reading.meta)
        resolution.language = "zh-Hant" if is_traditional(prepared.reading.raw) else "zh-Hans"
        resolution.edition = edition
        resolution.save()
        if created:
            lead_here(resolution)
        write_edges(resolution)
        index_document(resolution)
        CorpusVersion.advance()
    return (Outcome.NEW if created else Outcome.NEW_EDITION), edition


def give_symbol(resolution: Resolution, symbol: str) -> None:
    """Give a document the symbol it now bears; its old address redirects for ever.

    Raises ValueError where the text is no symbol.
    """
    parsed = parse(symbol)
    if parsed is None:
        raise ValueError(f"{symbol!r} is no document symbol")
    with transaction.atomic():
        if resolution.address != parsed.address:
            AddressChange.objects.create(address=resolution.address, resolution=resolution)
            AddressChange.objects.filter(address=parsed.address).delete()
        resolution.symbol, resolution.address, resolution.order_key = parsed.text, parsed.address, parsed.order_key
        resolution.save(update_fields=["symbol", "address", "order_key"])
        lead_here(resolution)
        write_edges(resolution)
        index_document(resolution)
        CorpusVersion.advance()


# --- writing --------------------------------------------------------------------------------------


def _resolution_for(prepared: Prepared, visibility: Visibility) -> tuple[Resolution, bool]:
    """The document that a file is an edition of, locked; made where it is new."""
    symbol = parse(prepared.reading.meta.symbol or "")
    if symbol is None:
        address = _draft_address(prepared)
        key: dict[str, Any] = {"address": address}
        fresh: dict[str, Any] = {"visibility": visibility, "order_key": f"~{address}"}  # after all symbols
    else:
        key = {"symbol": symbol.text}
        fresh = {"visibility": visibility, "address": symbol.address, "order_key": symbol.order_key}
    resolution, created = Resolution.objects.get_or_create(**key, defaults=fresh)
    return Resolution.objects.select_for_update().get(pk=resolution.pk), created


def _draft_address(prepared: Prepared) -> str:
    """draft/<organ or committee><session>-<first 8 of its SHA-256>, longer where that is taken."""
    meta = prepared.reading.meta
    committees = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
    committee = committees.get((meta.committee or " 一")[1]) if meta.committee else None
    place = f"c{committee}" if committee else (meta.organ or "un").lower()
    for length in range(8, 65, 8):
        address = f"draft/{place}{meta.session or ''}-{prepared.sha256[:length]}"
        other = Edition.objects.filter(resolution__address=address).exclude(sha256=prepared.sha256)
        if not other.exists():
            break
    return address


def _write_edition(resolution: Resolution, prepared: Prepared, reason: str, user: User | None) -> Edition:
    reading = prepared.reading
    last = resolution.editions.order_by("-number").values_list("number", flat=True).first()
    edition = Edition.objects.create(
        resolution=resolution,
        number=(last or 0) + 1,
        file_name=reading.source[:255],
        sha256=prepared.sha256,
        reader_version=READER_VERSION,
        words_version=words_version(),
        created_by=user,
        reason=reason,
        preambular=sum(1 for p in reading.paragraphs if p.part is model.Part.PREAMBLE and not p.depth),
        operative=sum(1 for p in reading.paragraphs if p.part is model.Part.OPERATIVE and not p.depth),
        meta=meta_to_json(reading.meta),
        warnings=[[w.code, w.where, w.message] for w in reading.warnings],
    )
    spans = [[s.start, s.end, s.kind.value, s.where] for s in reading.spans]
    Source.objects.create(edition=edition, data=prepared.data, text=reading.raw, spans=spans)
    paragraphs = Paragraph.objects.bulk_create(
        Paragraph(
            edition=edition, position=i, ident=p.id, part=p.part.value, component=p.component, number=p.number,
            depth=p.depth, text=p.text, words="\n".join(words), verb=p.verb or "", start=p.start, end=p.end,
        )
        for i, (p, words) in enumerate(zip(reading.paragraphs, prepared.words, strict=True))
    )  # fmt: skip
    footnotes = Footnote.objects.bulk_create(
        Footnote(edition=edition, position=i, ident=f.id, marker=f.marker, text=f.text, start=f.start, end=f.end)
        for i, f in enumerate(reading.footnotes)
    )
    _write_details(edition, prepared, paragraphs, footnotes)
    return edition


def _write_details(
    edition: Edition, prepared: Prepared, paragraphs: list[Paragraph], footnotes: list[Footnote]
) -> None:
    """Headings, footnote marks and citations, tied to their paragraphs and notes."""
    reading = prepared.reading
    by_ident = {p.ident: p for p in paragraphs}
    notes = {f.marker: f for f in reversed(footnotes)}
    Heading.objects.bulk_create(
        Heading(edition=edition, position=i, before=by_ident.get(h.before), text=h.text, start=h.start, end=h.end)
        for i, h in enumerate(reading.headings)
    )
    FootnoteMark.objects.bulk_create(
        FootnoteMark(paragraph=by_ident[p.id], offset=m.offset, marker=m.marker, footnote=notes.get(m.marker))
        for p in reading.paragraphs
        for m in p.marks
    )
    write_citations(edition, prepared.mentions, by_ident | {f.ident: f for f in reversed(footnotes)})
