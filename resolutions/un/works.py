"""What the key of a work tells of it: in which lane it stands, what it is called, when it was adopted."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from .instruments import instruments
from .organs import organs
from .sessions import approximate_date, date_fits_session
from .symbols import parse

_MODIFIERS = re.compile(r"(?:/(?:Rev|Add|Corr|Amend)\.\d+)+$")
INSTRUMENTS = "instruments"  # the lane of treaties, declarations and world conferences
OTHERS = "others"  # the lane of documents that no organ of ours adopted
LANE_NAMES = {INSTRUMENTS: "国际文书", OTHERS: "其他文件"}


@dataclass(frozen=True, slots=True)
class WorkInfo:
    """`name` is what stands for the work in a list: its symbol, or the title of an instrument without one.

    `address` is its path, without the leading slash.

    `day` is the day of adoption where our list knows it, else one near it (`exact` is false), or None.
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
    """What is known of a work without its text.

    A resolution stands with its organ even where it is known by a title, as the Millennium Declaration;
    a corrigendum stands beside what it corrects.
    """
    symbol, instrument = parse(key), instruments().get(key)
    base = instruments().get(_MODIFIERS.sub("", key))
    numbered = symbol is not None and symbol.number is not None and symbol.organ
    if symbol is not None and numbered:
        lane, label = symbol.organ, str(symbol.number)
    elif instrument is not None:
        lane, label = INSTRUMENTS, instrument.label
    else:
        lane = INSTRUMENTS if base or key.startswith("A/CONF.") else OTHERS
        label = key.split("-E/", maxsplit=1)[0]  # of the two symbols of one document the first
    title = instrument.title if instrument else ""
    name, address = (key, symbol.address) if symbol else (title or key, key)
    if instrument and instrument.day:
        return WorkInfo(name, address, lane, label, title, instrument.day, True)
    near = base.day if base else None
    return WorkInfo(name, address, lane, label, title, near or (approximate_date(symbol) if symbol else None), False)


def out_of_session(key: str, day: date) -> bool:
    """Whether the organ cannot have adopted a document of this number on this day."""
    symbol = parse(key)
    return bool(
        symbol and symbol.number and symbol.organ and date_fits_session(symbol.organ, symbol.number, day) is False
    )


def date_doubts(key: str, days: Iterable[date], own: date | None = None) -> list[str]:
    """Why the days that texts give a work cannot all be right; `own` is the day that its own text bears."""
    said = sorted(set(days))
    others = [day for day in said if own and day != own]
    doubts = [f"文件本身载 {own}，引文作 {'、'.join(map(str, others))}"] if others else []
    if not own and len(said) > 1:
        doubts.append(f"同一文号有几个日期：{'、'.join(map(str, said))}")
    outside = [day for day in said if out_of_session(key, day)]
    return [*doubts, f"{'、'.join(map(str, outside))} 不在该届会期之内"] if outside else doubts


def lane_name(lane: str) -> str:
    """What readers call a lane."""
    organ = organs().get(lane)
    return organ.name if organ else LANE_NAMES.get(lane, lane)
