"""The fields of a document's metadata as an editor types them."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from ...language.characters import UNPRINTABLE, fold
from ...un.organs import organ_named, organs
from ...un.symbols import parse
from ..header.sponsors import parse_sponsor
from ..model import Meta, Sponsor
from .editable_item import clean_text
from .model import Correction, CorrectionError

FIELDS = (
    "symbol", "number", "body", "organ", "committee", "status", "session", "session_dates", "agenda_item",
    "agenda_title", "title", "sponsors", "adopted_on", "meeting",
)  # fmt: skip
_SESSION = re.compile(r"(?:E?S-)?(?:\d{1,4}|[IVXLC]+)")


def field_text(meta: Meta, key: str) -> str:
    """Return a field as an editor types it: one sponsor per line, dates as 2015-09-25, "" for None."""
    if key == "sponsors":
        return "\n".join([sponsor.name + "".join(sponsor.stars) for sponsor in meta.sponsors])
    value = getattr(meta, key)
    return "" if value is None else str(value)


def with_field(meta: Meta, key: str, value: str) -> Meta:
    """Return the metadata with one field replaced.

    Raise CorrectionError if `value` is not valid for the field.
    """
    if key not in FIELDS:
        raise CorrectionError(f"元数据里没有“{key}”这一项。")
    fields: dict[str, Any] = {key: _parse_field(key, value.translate(UNPRINTABLE).strip())}
    return replace(meta, **fields)


def field_differences(meta: Meta, posted: dict[str, str]) -> list[Correction]:
    """Return the corrections that change the metadata to the posted fields.

    Raise CorrectionError if one is invalid.
    """
    wanted = meta
    for key, value in posted.items():
        wanted = with_field(wanted, key, value)
    changed = [key for key in FIELDS if key in posted and getattr(wanted, key) != getattr(meta, key)]
    return [Correction("meta", "", key, field_text(wanted, key)) for key in changed]


def _parse_field(key: str, typed: str) -> Any:
    """Return the value of a field for what an editor typed."""
    if key == "sponsors":
        return _parse_sponsors(typed)
    value = clean_text(typed)[0]
    if not value:
        return "" if key == "organ" else None
    if key in _PARSERS:
        return _PARSERS[key](value)
    return value


def _parse_sponsors(typed: str) -> tuple[Sponsor, ...]:
    """Return the sponsors of some lines, each a name with the stars after it."""
    names = [clean_text(line)[0] for line in typed.splitlines()]
    return tuple(parse_sponsor(name) for name in names if name.rstrip("*"))


def _parse_symbol(value: str) -> str:
    symbol = parse(value)
    if symbol is None:
        raise CorrectionError(f"“{value}”不是文号；文号写作 A/RES/65/218。")
    return symbol.text


def _parse_status(value: str) -> str:
    if value not in ("draft", "adopted"):
        raise CorrectionError("状态只能是草案（draft）或已通过（adopted）。")
    return value


def _parse_organ(value: str) -> str:
    organ = organs().get(value.upper()) or organ_named(fold(value))
    if organ is None:
        raise CorrectionError(f"不认识机关“{value}”。")
    return organ.code


def _parse_session(value: str) -> int | str:
    folded = fold(value).upper()
    if not _SESSION.fullmatch(folded):
        raise CorrectionError(f"“{value}”不是届次；届次写作 65 或 ES-11。")
    return int(folded) if folded.isdigit() else folded


def _parse_date(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise CorrectionError(f"“{value}”不是日期；日期写作 2015-09-25。") from None


_PARSERS: dict[str, Callable[[str], object]] = {
    "symbol": _parse_symbol,
    "organ": _parse_organ,
    "status": _parse_status,
    "session": _parse_session,
    "adopted_on": _parse_date,
}
