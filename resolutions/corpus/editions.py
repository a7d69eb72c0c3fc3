"""A Reading becomes rows, in one transaction."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max

from ..language.characters import BLANKS, fold
from ..models import (
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
from ..reading import READER_VERSION, Reading, read
from ..reading.citations.document_mentions import DocumentMention, document_mentions
from ..reading.serialization import meta_to_json
from ..un.segmentation import segment, words_version
from ..un.symbols import parse
from .citations import write_citations
from .publication import set_current_edition


@dataclass(frozen=True, slots=True)
class PreparedEdition:
    """A file read, ready to be stored: the words of each paragraph, and every mention of a document.

    `original`: of a Word file, it is the text before its tracked changes. `corrections` are the steps
    by which staff mended the reading, `as_read` what the file says of the paragraphs, by id, whose text
    they changed.
    """

    data: bytes
    sha256: str
    reading: Reading
    words: list[list[str]]
    mentions: list[DocumentMention]
    original: bool = False
    corrections: tuple[Mapping[str, str], ...] = ()
    as_read: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        return digest_of(self.sha256, self.corrections, original=self.original)


class Outcome(StrEnum):
    """What storing a file did."""

    NEW = "new"
    NEW_EDITION = "new edition"
    UNCHANGED = "unchanged"


def fingerprint(data: bytes) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest_of(sha256: str, corrections: Sequence[Mapping[str, str]], *, original: bool) -> str:
    """The SHA-256 of a file and of how it was read; that of the file where it was read as it is."""
    if not corrections and not original:
        return sha256
    steps = json.dumps([original, *corrections], ensure_ascii=False, sort_keys=True)
    return fingerprint(f"{sha256} {steps}".encode())


def text_fingerprint(reading: Reading) -> str:
    """The SHA-256 of the paragraphs alone, folded and without blanks: the same for one text from two files."""
    return fingerprint("\n".join(BLANKS.sub("", fold(p.text)) for p in reading.paragraphs).encode())


def prepare(data: bytes, name: str) -> PreparedEdition:
    """Read a file, cut its words, find what it names. Touches no database, so it may run in another process.

    Raises ReadError where the file is no resolution.
    """
    return prepared(data, read(data, name))


def prepared(
    data: bytes,
    reading: Reading,
    *,
    original: bool = False,
    corrections: tuple[Mapping[str, str], ...] = (),
    as_read: Mapping[str, str] | None = None,
) -> PreparedEdition:
    """The same of a file that was read already, and perhaps corrected."""
    words = [segment(p.text) for p in reading.paragraphs]
    found = document_mentions(reading)
    return PreparedEdition(data, fingerprint(data), reading, words, found, original, corrections, as_read or {})


def edition_with_hash(sha256: str) -> Edition | None:
    """The edition that these very bytes made, if they were imported before."""
    return Edition.objects.filter(sha256=sha256).select_related("resolution").first()


def predict_outcome(prepared: PreparedEdition) -> Outcome:
    """What storing would do, without doing it."""
    if existing_edition(prepared):
        return Outcome.UNCHANGED
    symbol = prepared.reading.meta.symbol
    exists = symbol is not None and Resolution.objects.filter(symbol=symbol).exists()
    return Outcome.NEW_EDITION if exists else Outcome.NEW


def store(
    prepared: PreparedEdition,
    *,
    reason: str = "导入",
    user: User | None = None,
    visibility: Visibility = Visibility.PUBLIC,
    document: Resolution | None = None,
) -> tuple[Outcome, Edition]:
    """Store a prepared file: all of it or nothing. The same bytes, corrected alike, twice make one edition.

    The edition is one of `document`, else of the document whose symbol it bears, else of a new one. An
    edition under review does not become what a document shows that others can see. Raises ValueError
    where its symbol is that of another document.
    """
    with transaction.atomic():
        if edition := existing_edition(prepared):
            return Outcome.UNCHANGED, edition
        resolution, created = (_locked(document), False) if document else _resolution_for(prepared, visibility)
        if edition := existing_edition(prepared):  # which another stored meanwhile
            return Outcome.UNCHANGED, edition
        edition = _write_edition(resolution, prepared, reason, user, visibility)
        if edition.is_public or resolution.edition is None or resolution.visibility == Visibility.IN_REVIEW:
            set_current_edition(resolution, edition)
        CorpusVersion.advance()
    return (Outcome.NEW if created else Outcome.NEW_EDITION), edition


# --- writing --------------------------------------------------------------------------------------


def _resolution_for(prepared: PreparedEdition, visibility: Visibility) -> tuple[Resolution, bool]:
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
    return _locked(resolution), created


def _locked(resolution: Resolution) -> Resolution:
    return Resolution.objects.select_for_update().get(pk=resolution.pk)


def existing_edition(prepared: PreparedEdition) -> Edition | None:
    """The edition of the same bytes, read in the same way."""
    if prepared.digest == prepared.sha256:
        return edition_with_hash(prepared.sha256)
    return Edition.objects.filter(digest=prepared.digest).select_related("resolution").first()


def _draft_address(prepared: PreparedEdition) -> str:
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


def _write_edition(
    resolution: Resolution, prepared: PreparedEdition, reason: str, user: User | None, visibility: Visibility
) -> Edition:
    reading = prepared.reading
    last: int | None = resolution.editions.aggregate(last=Max("number"))["last"]
    edition = Edition.objects.create(
        resolution=resolution,
        number=(last or 0) + 1,
        file_name=reading.source[:255],
        sha256=prepared.sha256,
        digest=prepared.digest,
        text_sha256=text_fingerprint(reading),
        reader_version=READER_VERSION,
        words_version=words_version(),
        created_by=user,
        reason=reason,
        meta=meta_to_json(reading.meta),
        warnings=[[w.code, w.where, w.message] for w in reading.warnings],
        original=prepared.original,
        corrections=list(prepared.corrections),
        visibility=visibility,
        **reading.paragraph_counts,
    )
    spans = [[s.start, s.end, s.kind.value, s.where] for s in reading.spans]
    Source.objects.create(edition=edition, data=prepared.data, text=reading.raw, spans=spans)
    paragraphs = Paragraph.objects.bulk_create(
        Paragraph(
            edition=edition, position=i, ident=p.id, part=p.part.value, component=p.component, number=p.number,
            depth=p.depth, text=p.text, as_read=prepared.as_read.get(p.id, ""), words="\n".join(words),
            verb=p.verb or "", start=p.start, end=p.end,
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
    edition: Edition, prepared: PreparedEdition, paragraphs: list[Paragraph], footnotes: list[Footnote]
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
