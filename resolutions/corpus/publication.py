"""What a document shows, to whom, and under which symbol: its current edition, publication, withdrawal."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ..language.characters import is_traditional
from ..models import AddressChange, CorpusVersion, Edition, Resolution, Visibility
from ..reading.serialization import meta_from_json
from ..reuse import indexing as wordings
from ..search import indexing as words
from ..un.symbols import parse
from .citations import link_waiting_citations, write_edges

UNDOABLE = timedelta(hours=24)  # how long what staff published can be taken back


def set_current_edition(resolution: Resolution, edition: Edition) -> None:
    """Let a document show an edition of it, with all that follows from its text. In a transaction of the caller.

    Raises ValueError where the edition bears the symbol of another document.
    """
    meta = meta_from_json(edition.meta)
    resolution.apply_metadata(meta)
    resolution.language = "zh-Hant" if is_traditional(edition.source.text) else "zh-Hans"
    resolution.edition = edition
    symbol = parse(meta.symbol or "")
    if symbol and symbol.text != resolution.symbol:
        _rename(resolution, symbol.text)
    resolution.save()
    link_waiting_citations(resolution)
    write_edges(resolution)
    wordings.index_document(resolution)
    words.index_document(resolution)


def publish(edition: Edition) -> None:
    """Let everybody read an edition as the current text of its document; `take_back` undoes that for a day.

    A document that was withdrawn stays so. Raises ValueError as `make_current` does.
    """
    with transaction.atomic():
        resolution = _locked(edition)
        edition.visibility, edition.final_from = Visibility.PUBLIC, timezone.now() + UNDOABLE
        edition.save(update_fields=["visibility", "final_from"])
        if resolution.visibility == Visibility.IN_REVIEW:
            resolution.visibility = Visibility.PUBLIC
        set_current_edition(resolution, edition)
        CorpusVersion.advance()


def unpublish(edition: Edition, before: Edition | None, address: str) -> None:
    """Put a published edition under review again; its document shows the edition `before`, at `address`, as it did.

    Where there was none, the document itself is under review. Raises ValueError where a day has
    passed, or a later edition is shown already.
    """
    with transaction.atomic():
        resolution = _locked(edition)
        if edition.is_final:
            raise ValueError("已过 24 小时，不能撤销；可以订正，也可以撤回。")
        if resolution.edition_id != edition.pk:
            raise ValueError("这件文件已有更新的版本，不能撤销这一版。")
        edition.visibility, edition.final_from = Visibility.IN_REVIEW, None
        edition.save(update_fields=["visibility", "final_from"])
        if before is None:
            resolution.visibility = Visibility.IN_REVIEW
            resolution.save(update_fields=["visibility"])
        else:
            if resolution.address != address:
                _rename(resolution, meta_from_json(before.meta).symbol, address)
            set_current_edition(resolution, before)
        CorpusVersion.advance()


def withdraw(resolution: Resolution, reason: str) -> None:
    """Take a document from the public; its address says why. Raises ValueError without a reason."""
    if not reason.strip():
        raise ValueError("撤回要写明缘由。")
    _stand(resolution, Visibility.WITHDRAWN, reason.strip())


def restore(resolution: Resolution) -> None:
    """Let everybody read again what was withdrawn."""
    _stand(resolution, Visibility.PUBLIC, "")


def assign_symbol(resolution: Resolution, symbol: str) -> None:
    """Give a document the symbol it now bears; its old address redirects for ever.

    Raises ValueError where the text is no symbol, or that of another document.
    """
    if parse(symbol) is None:
        raise ValueError(f"“{symbol}”不是文号。")
    with transaction.atomic():
        _rename(resolution, symbol)
        resolution.save(update_fields=["symbol", "address", "order_key"])
        link_waiting_citations(resolution)
        write_edges(resolution)
        CorpusVersion.advance()


def _locked(edition: Edition) -> Resolution:
    return Resolution.objects.select_for_update().get(pk=edition.resolution_id)


def _stand(resolution: Resolution, visibility: Visibility, reason: str) -> None:
    with transaction.atomic():
        resolution.visibility, resolution.withdrawn_because = visibility, reason
        resolution.save(update_fields=["visibility", "withdrawn_because"])
        CorpusVersion.advance()


def _rename(resolution: Resolution, symbol: str | None, address: str = "") -> None:
    """Another symbol, or none and this address; the old address redirects. Does not save the document."""
    parsed = parse(symbol or "")
    if parsed and Resolution.objects.filter(symbol=parsed.text).exclude(pk=resolution.pk).exists():
        raise ValueError(f"文号 {parsed.text} 已属于另一件文件。")
    old = resolution.address
    if parsed:
        resolution.symbol, resolution.address, resolution.order_key = parsed.text, parsed.address, parsed.order_key
    else:
        resolution.symbol, resolution.address, resolution.order_key = None, address, f"~{address}"
    if resolution.address != old:
        AddressChange.objects.filter(address=resolution.address).delete()
        AddressChange.objects.create(address=old, resolution=resolution)
