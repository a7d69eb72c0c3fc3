"""The fields of a document's head and close, as a person types them."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from ...language.characters import UNPRINTABLE, fold
from ...un.organs import organ_named, organs
from ...un.symbols import parse
from ..header.sponsors import parse_sponsor
from ..model import Meta
from .editable_item import clean_text
from .model import Correction, CorrectionError

FIELDS = (
    "symbol", "number", "body", "organ", "committee", "status", "session", "session_dates", "agenda_item",
    "agenda_title", "title", "sponsors", "adopted_on", "meeting",
)  # fmt: skip
_SESSION = re.compile(r"(?:E?S-)?(?:\d{1,4}|[IVXLC]+)")


def field_text(meta: Meta, key: str) -> str:
    """A field as a person types it: sponsors one a line, dates as 2015-09-25, "" for what the text does not say."""
    if key == "sponsors":
        return "\n".join(sponsor.name + "".join(sponsor.stars) for sponsor in meta.sponsors)
    value = getattr(meta, key)
    return "" if value is None else str(value)


def with_field(meta: Meta, key: str, value: str) -> Meta:
    """The metadata with one field set. Raises CorrectionError where that cannot be its value."""
    if key not in FIELDS:
        raise CorrectionError(f"元数据里没有“{key}”这一项。")
    fields: dict[str, Any] = {key: _value(key, value.translate(UNPRINTABLE).strip())}
    return replace(meta, **fields)


def _value(key: str, typed: str) -> Any:
    """What a field holds where this was typed."""
    if key == "sponsors":
        names = [clean_text(line)[0] for line in typed.splitlines()]
        return tuple(parse_sponsor(name) for name in names if name.rstrip("*"))
    value = clean_text(typed)[0]
    if not value:
        return "" if key == "organ" else None
    read = {"symbol": _symbol, "organ": _organ, "status": _status, "session": _session, "adopted_on": _day}.get(key)
    return read(value) if read else value


def field_differences(meta: Meta, posted: dict[str, str]) -> list[Correction]:
    """The corrections that lead from the metadata to what a form posted of it. Raises CorrectionError."""
    wanted = meta
    for key, value in posted.items():
        wanted = with_field(wanted, key, value)
    changed = [key for key in FIELDS if key in posted and getattr(wanted, key) != getattr(meta, key)]
    return [Correction("meta", "", key, field_text(wanted, key)) for key in changed]


def _symbol(value: str) -> str:
    symbol = parse(value)
    if symbol is None:
        raise CorrectionError(f"“{value}”不是文号；文号写作 A/RES/65/218。")
    return symbol.text


def _status(value: str) -> str:
    if value not in ("draft", "adopted"):
        raise CorrectionError("状态只能是草案（draft）或已通过（adopted）。")
    return value


def _organ(value: str) -> str:
    organ = organs().get(value.upper()) or organ_named(fold(value))
    if organ is None:
        raise CorrectionError(f"不认识机关“{value}”。")
    return organ.code


def _session(value: str) -> int | str:
    folded = fold(value).upper()
    if not _SESSION.fullmatch(folded):
        raise CorrectionError(f"“{value}”不是届次；届次写作 65 或 ES-11。")
    return int(folded) if folded.isdigit() else folded


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise CorrectionError(f"“{value}”不是日期；日期写作 2015-09-25。") from None
