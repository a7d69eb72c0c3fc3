"""Preparation of a file for the corpus: reading, word segmentation and mentions. Uses no database."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..language.characters import BLANKS, fold
from ..reading import Reading, read
from ..reading.citations.document_mentions import DocumentMention, document_mentions
from ..un.segmentation import segment


@dataclass(frozen=True, slots=True)
class PreparedEdition:
    """A parsed file, ready to be stored, with the words of each paragraph and every mention of a document.

    `original` is true for the text of a Word file before its tracked changes. `corrections` are the steps
    with which staff corrected the reading. `as_read` maps the ids of paragraphs whose text they changed to
    the text of the file.
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


def fingerprint(data: bytes) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest_of(sha256: str, corrections: Sequence[Mapping[str, str]], *, original: bool) -> str:
    """Return the SHA-256 of a file together with how it was
    read; `sha256` itself if it was read unchanged.
    """
    if not corrections and not original:
        return sha256
    steps = json.dumps([original, *corrections], ensure_ascii=False, sort_keys=True)
    return fingerprint(f"{sha256} {steps}".encode())


def text_fingerprint(reading: Reading) -> str:
    """Return the SHA-256 of the folded paragraphs without blanks: equal for the same text in two files."""
    paragraphs = [BLANKS.sub("", fold(paragraph.text)) for paragraph in reading.paragraphs]
    return fingerprint("\n".join(paragraphs).encode())


def prepare(data: bytes, name: str) -> PreparedEdition:
    """Parse a file and prepare it for the corpus. May run in another process, since it uses no database.

    Raise ReadError if the file is not a resolution.
    """
    return prepare_reading(data, read(data, name))


def prepare_reading(
    data: bytes,
    reading: Reading,
    *,
    original: bool = False,
    corrections: tuple[Mapping[str, str], ...] = (),
    as_read: Mapping[str, str] | None = None,
) -> PreparedEdition:
    """Prepare a file that is already parsed, with the corrections that staff made."""
    return PreparedEdition(
        data=data,
        sha256=fingerprint(data),
        reading=reading,
        words=[segment(paragraph.text) for paragraph in reading.paragraphs],
        mentions=document_mentions(reading),
        original=original,
        corrections=corrections,
        as_read=as_read or {},
    )
