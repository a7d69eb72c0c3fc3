"""Storage of prepared files as editions of documents. Each file is stored whole, in one transaction, or not
at all.
"""

from enum import StrEnum

from django.contrib.auth.models import User
from django.db import transaction

from ..models import CorpusVersion, Edition, Resolution, Visibility
from ..reading.model import Meta
from ..un.symbols import parse
from .edition_rows import write_edition
from .locking import lock_resolution
from .preparation import PreparedEdition
from .publication import set_current_edition

MAIN_COMMITTEES = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}  # of the General Assembly


class Outcome(StrEnum):
    """Result of storing a file."""

    NEW = "new"
    NEW_EDITION = "new edition"
    UNCHANGED = "unchanged"


def edition_with_hash(sha256: str) -> Edition | None:
    """Return the edition made from exactly these bytes, or None."""
    return Edition.objects.filter(sha256=sha256).select_related("resolution").first()


def existing_edition(prepared: PreparedEdition) -> Edition | None:
    """Return the edition made from the same bytes, read and corrected in the same way, or None."""
    if prepared.digest == prepared.sha256:
        return edition_with_hash(prepared.sha256)
    return Edition.objects.filter(digest=prepared.digest).select_related("resolution").first()


def predict_outcome(prepared: PreparedEdition) -> Outcome:
    """Return the outcome of storing a prepared file, without storing it."""
    if existing_edition(prepared):
        return Outcome.UNCHANGED
    symbol = prepared.reading.meta.symbol
    if symbol is not None and Resolution.objects.filter(symbol=symbol).exists():
        return Outcome.NEW_EDITION
    return Outcome.NEW


def store(
    prepared: PreparedEdition,
    *,
    reason: str = "导入",
    user: User | None = None,
    visibility: Visibility = Visibility.PUBLIC,
    document: Resolution | None = None,
) -> tuple[Outcome, Edition]:
    """Store a prepared file and return the outcome with its edition.

    The edition belongs to `document`, or to the document with its symbol, or to a new document. The same
    bytes with the same corrections make only one edition. An edition under review does not replace the
    current edition of a document that others can see. Raise CorpusError if the edition has the symbol of
    another document.
    """
    with transaction.atomic():
        edition = existing_edition(prepared)
        if edition:
            return Outcome.UNCHANGED, edition
        resolution, outcome = _locked_document(prepared, document, visibility)
        edition = existing_edition(prepared)  # another process may have stored it before the lock was granted
        if edition:
            return Outcome.UNCHANGED, edition
        edition = write_edition(resolution, prepared, reason=reason, user=user, visibility=visibility)
        if edition.is_public or resolution.edition is None or resolution.visibility == Visibility.IN_REVIEW:
            set_current_edition(resolution, edition)
        CorpusVersion.advance()
    return outcome, edition


def _locked_document(
    prepared: PreparedEdition, document: Resolution | None, visibility: Visibility
) -> tuple[Resolution, Outcome]:
    """Return the document that an edition belongs to, locked, and whether the edition makes it NEW."""
    if document:
        return lock_resolution(document.pk), Outcome.NEW_EDITION
    resolution, created = _get_or_create_document(prepared, visibility)
    outcome = Outcome.NEW if created else Outcome.NEW_EDITION
    return lock_resolution(resolution.pk), outcome


def _get_or_create_document(prepared: PreparedEdition, visibility: Visibility) -> tuple[Resolution, bool]:
    """Return the document with the symbol of a file, or with
    the address of a draft, and whether it is new.
    """
    symbol = parse(prepared.reading.meta.symbol or "")
    if symbol is None:
        address = _draft_address(prepared)
        defaults = {"visibility": visibility, "order_key": f"~{address}"}  # sorts after all symbols
        return Resolution.objects.get_or_create(address=address, defaults=defaults)
    defaults = {"visibility": visibility, "address": symbol.address, "order_key": symbol.order_key}
    return Resolution.objects.get_or_create(symbol=symbol.text, defaults=defaults)


def _draft_address(prepared: PreparedEdition) -> str:
    """Return draft/<organ or committee><session>-<first 8 digits of the SHA-256>, with more digits if that is
    taken.
    """
    meta = prepared.reading.meta
    stem = f"draft/{_draft_body(meta)}{meta.session or ''}"
    for length in range(8, 65, 8):
        address = f"{stem}-{prepared.sha256[:length]}"
        others = Edition.objects.filter(resolution__address=address).exclude(sha256=prepared.sha256)
        if not others.exists():
            break
    return address


def _draft_body(meta: Meta) -> str:
    """Return the body of a draft in its address: "c3" for 第三委员会, else the organ's code or "un"."""
    committee = MAIN_COMMITTEES.get(meta.committee[1]) if meta.committee else None
    if committee:
        return f"c{committee}"
    return (meta.organ or "un").lower()
