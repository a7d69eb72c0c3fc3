"""Current edition, publication, withdrawal and symbol of a document."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..language.characters import is_traditional
from ..models import AddressChange, CorpusVersion, Edition, Resolution, Visibility
from ..reading.serialization import meta_from_json
from ..reuse import indexing as reuse_index
from ..search import indexing as search_index
from ..un.symbols import Symbol, parse
from .citations import link_waiting_citations, write_edges
from .exceptions import CorpusError
from .locking import lock_resolution

UNDOABLE = timedelta(hours=24)  # how long staff can undo a publication


def set_current_edition(resolution: Resolution, edition: Edition) -> None:
    """Make `edition` current and rebuild citations and search indexes. Call inside a transaction.

    Raise CorpusError if the edition has the symbol of another document.
    """
    meta = meta_from_json(edition.meta)
    resolution.apply_metadata(meta)
    resolution.language = "zh-Hant" if is_traditional(edition.source.text) else "zh-Hans"
    resolution.edition = edition
    symbol = parse(meta.symbol or "")
    if symbol and symbol.text != resolution.symbol:
        _set_symbol(resolution, symbol)
    resolution.save()
    link_waiting_citations(resolution)
    write_edges(resolution)
    reuse_index.index_document(resolution)
    search_index.index_document(resolution)


def publish(edition: Edition) -> None:
    """Make an edition public and current; `unpublish` undoes that within UNDOABLE.

    A withdrawn document stays withdrawn. Raise CorpusError if the edition has the symbol of another document.
    """
    with transaction.atomic():
        resolution = lock_resolution(edition.resolution_id)
        edition.visibility = Visibility.PUBLIC
        edition.final_from = timezone.now() + UNDOABLE
        edition.save(update_fields=["visibility", "final_from"])
        if resolution.visibility == Visibility.IN_REVIEW:
            resolution.visibility = Visibility.PUBLIC
        set_current_edition(resolution, edition)
        CorpusVersion.advance()


def unpublish(edition: Edition, before: Edition | None, address: str) -> None:
    """Put a published edition under review again, and make the edition `before` current at `address`.

    Without an earlier edition the document itself is under review. Raise CorpusError if UNDOABLE is over or a
    later edition is current.
    """
    with transaction.atomic():
        resolution = lock_resolution(edition.resolution_id)
        if edition.is_final:
            raise CorpusError(_("已过 24 小时，不能撤销；可以订正，也可以撤回。"))
        if resolution.edition_id != edition.pk:
            raise CorpusError(_("这件文件已有更新的版本，不能撤销这一版。"))
        edition.visibility = Visibility.IN_REVIEW
        edition.final_from = None
        edition.save(update_fields=["visibility", "final_from"])
        if before is None:
            resolution.visibility = Visibility.IN_REVIEW
            resolution.save(update_fields=["visibility"])
        else:
            _restore_address(resolution, before, address)
            set_current_edition(resolution, before)
        CorpusVersion.advance()


def withdraw(resolution: Resolution, reason: str) -> None:
    """Hide a document from the public; its address answers with the reason. Raise CorpusError without a
    reason.
    """
    if not reason.strip():
        raise CorpusError(_("撤回要写明缘由。"))
    _set_visibility(resolution, Visibility.WITHDRAWN, reason.strip())


def restore(resolution: Resolution) -> None:
    """Make a withdrawn document public again."""
    _set_visibility(resolution, Visibility.PUBLIC, "")


def assign_symbol(resolution: Resolution, text: str) -> None:
    """Give a document a symbol; its old address redirects permanently.

    Raise CorpusError if `text` is not a symbol, or is the symbol of another document.
    """
    symbol = parse(text)
    if symbol is None:
        raise CorpusError(_("“%(symbol)s”不是文号。") % {"symbol": text})
    with transaction.atomic():
        _set_symbol(resolution, symbol)
        resolution.save(update_fields=["symbol", "address", "order_key"])
        link_waiting_citations(resolution)
        write_edges(resolution)
        CorpusVersion.advance()


def _set_visibility(resolution: Resolution, visibility: Visibility, reason: str) -> None:
    with transaction.atomic():
        resolution.visibility = visibility
        resolution.withdrawn_because = reason
        resolution.save(update_fields=["visibility", "withdrawn_because"])
        CorpusVersion.advance()


def _restore_address(resolution: Resolution, before: Edition, address: str) -> None:
    """Give a document the symbol of its edition `before`, or no symbol and `address`. Does not save it."""
    if resolution.address == address:
        return
    symbol = parse(meta_from_json(before.meta).symbol or "")
    if symbol:
        _set_symbol(resolution, symbol)
        return
    resolution.symbol = None
    resolution.order_key = f"~{address}"
    _set_address(resolution, address)


def _set_symbol(resolution: Resolution, symbol: Symbol) -> None:
    """Set a document's symbol, address and order key without saving it. Raise CorpusError if the symbol is
    taken.
    """
    others = Resolution.objects.filter(symbol=symbol.text).exclude(pk=resolution.pk)
    if others.exists():
        raise CorpusError(_("文号 %(symbol)s 已属于另一件文件。") % {"symbol": symbol.text})
    resolution.symbol = symbol.text
    resolution.order_key = symbol.order_key
    _set_address(resolution, symbol.address)


def _set_address(resolution: Resolution, address: str) -> None:
    """Set a document's address, and redirect its old one. Does not save the document."""
    old_address = resolution.address
    resolution.address = address
    if address != old_address:
        AddressChange.objects.filter(address=address).delete()
        AddressChange.objects.create(address=old_address, resolution=resolution)
