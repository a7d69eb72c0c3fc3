"""Facts about a work that its key gives: its lane, its name, its date."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from .instruments import KnownInstrument, instruments
from .organs import organs
from .sessions import approximate_date, date_fits_session
from .symbols import Symbol, parse

_MODIFIERS = re.compile(r"(?:/(?:Rev|Add|Corr|Amend)\.\d+)+$")
INSTRUMENTS = "instruments"  # the lane of treaties, declarations and world conferences
OTHERS = "others"  # the lane of documents of organs that are not in organs.tsv
LANE_NAMES = {INSTRUMENTS: "国际文书", OTHERS: "其他文件"}


@dataclass(frozen=True, slots=True)
class WorkInfo:
    """The facts about a work that its key gives.

    `name` is its symbol, or the title of an instrument without one. `address` is its path without
    the leading slash. `day` is the day of adoption if our list has it (`exact`), else a day near it
    or None.
    """

    name: str
    address: str
    lane: str
    label: str
    title: str
    day: date | None
    exact: bool


@lru_cache(maxsize=4096)
def work_info(key: str) -> WorkInfo:
    """Return the facts about a work that need no text of it.

    A resolution is in the lane of its organ even if it is known by a title, as the Millennium
    Declaration is. A corrigendum is in the lane of the document that it corrects.
    """
    symbol, instrument = parse(key), instruments().get(key)
    corrected = instruments().get(_MODIFIERS.sub("", key))
    lane, label = _lane_and_label(key, symbol, instrument, corrected)
    title = instrument.title if instrument else ""
    exact_day = instrument.day if instrument else None
    near_day = corrected.day if corrected else None
    if near_day is None and symbol:
        near_day = approximate_date(symbol)
    name, address = (key, symbol.address) if symbol else (title or key, key)
    return WorkInfo(
        name=name,
        address=address,
        lane=lane,
        label=label,
        title=title,
        day=exact_day or near_day,
        exact=exact_day is not None,
    )


def _lane_and_label(
    key: str, symbol: Symbol | None, instrument: KnownInstrument | None, corrected: KnownInstrument | None
) -> tuple[str, str]:
    """Return the lane of a work, and its short label for a figure."""
    if symbol and symbol.number and symbol.organ:
        return symbol.organ, str(symbol.number)
    if instrument:
        return INSTRUMENTS, instrument.label
    first_symbol = key.split("-E/", maxsplit=1)[0]  # of the two symbols of one document
    is_instrument = corrected is not None or key.startswith("A/CONF.")
    return (INSTRUMENTS if is_instrument else OTHERS), first_symbol


def out_of_session(key: str, day: date) -> bool:
    """Return whether the organ cannot have adopted a document of this number on this day."""
    symbol = parse(key)
    if symbol is None or symbol.number is None or not symbol.organ:
        return False
    return date_fits_session(symbol.organ, symbol.number, day) is False


def date_doubts(key: str, days: Iterable[date], own: date | None = None) -> list[str]:
    """Return why the days that citing texts give for a work cannot all be right.

    `own` is the day in the work's own text.
    """
    cited = sorted(set(days))
    others = [day for day in cited if own and day != own]
    outside = [day for day in cited if out_of_session(key, day)]
    doubts = []
    if others:
        doubts.append(f"文件本身载 {own}，引文作 {_join(others)}")
    if not own and len(cited) > 1:
        doubts.append(f"同一文号有几个日期：{_join(cited)}")
    if outside:
        doubts.append(f"{_join(outside)} 不在该届会期之内")
    return doubts


def _join(days: list[date]) -> str:
    return "、".join(map(str, days))


def lane_name(lane: str) -> str:
    """Return the name of a lane for readers."""
    organ = organs().get(lane)
    return organ.name if organ else LANE_NAMES.get(lane, lane)
