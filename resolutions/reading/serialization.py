"""A Reading as plain JSON values and back, nothing lost: how one passes between processes and is kept while in work.

What comes in is trusted in nothing: every value is checked for its type, every offset for its text. A field that has
a default may be missing, so that what an earlier release kept can still be read.
"""

import dataclasses
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from .model import Citation, Footnote, Heading, Instrument, Meta, Paragraph, Reading, Span

Json = dict[str, Any]
_LARGEST = 2**31  # what a database keeps as an integer


def to_json(reading: Reading) -> Json:
    """The reading as a dict of dicts, lists, strings, integers and None."""
    plain: Json = _plain(reading)
    return plain


def from_json(kept: Json) -> Reading:
    """The same reading again. Raises ValueError where it is none, or where a part of it does not fit the rest."""
    reading: Reading = _maker(Reading)(kept)
    for fault in _faults(reading):
        raise ValueError(fault)
    return reading


def meta_to_json(meta: Meta) -> Json:
    """The head and close alone, in the same form."""
    plain: Json = _plain(meta)
    return plain


def meta_from_json(kept: Json) -> Meta:
    """The same, as it was read. Raises ValueError where it is none."""
    meta: Meta = _maker(Meta)(kept)
    return meta


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value


# --- values of each type ----------------------------------------------------------------------------


@cache
def _maker(kind: Any) -> Callable[[object], Any]:
    """What makes a value of a type from its plain form, and raises ValueError where it is of another."""
    if dataclasses.is_dataclass(kind):
        return _object_maker(kind)
    if get_origin(kind) is tuple:
        return _tuple_maker(get_args(kind)[0])
    if get_origin(kind) is UnionType:
        return _union_maker(get_args(kind))
    return {str: _text, int: _integer, date: _day, NoneType: _none}.get(kind) or _enum_maker(kind)


def _object_maker(kind: Any) -> Callable[[object], Any]:
    hints = get_type_hints(kind)
    makers = {f.name: _maker(hints[f.name]) for f in dataclasses.fields(kind)}
    needed = {f.name for f in dataclasses.fields(kind) if f.default is dataclasses.MISSING}

    def make(value: object) -> Any:
        if type(value) is not dict or not needed <= value.keys() <= makers.keys():
            raise ValueError(f"not the fields of a {kind.__name__}")
        return kind(**{name: makers[name](item) for name, item in value.items()})

    return make


def _tuple_maker(kind: Any) -> Callable[[object], Any]:
    maker = _maker(kind)

    def make(value: object) -> Any:
        if type(value) is not list:
            raise ValueError("not a list")
        return tuple(map(maker, value))

    return make


def _union_maker(kinds: tuple[Any, ...]) -> Callable[[object], Any]:
    makers = [_maker(kind) for kind in kinds]

    def make(value: object) -> Any:
        for maker in makers[:-1]:
            try:
                return maker(value)
            except ValueError:
                continue
        return makers[-1](value)

    return make


def _enum_maker(kind: type[StrEnum]) -> Callable[[object], Any]:
    return lambda value: kind(_text(value))


def _text(value: object) -> str:
    if type(value) is not str or "\0" in value:
        raise ValueError("not a text")
    value.encode()  # UnicodeEncodeError, a ValueError, for a lone surrogate
    return value


def _integer(value: object) -> int:
    if type(value) is not int or not 0 <= value < _LARGEST:
        raise ValueError("not an integer from 0 on")
    return value


def _day(value: object) -> date:
    day = date.fromisoformat(_text(value))
    if day.isoformat() != value:
        raise ValueError("not a date as YYYY-MM-DD")
    return day


def _none(value: object) -> None:
    if value is not None:
        raise ValueError("not null")


# --- what must fit ----------------------------------------------------------------------------------


def _faults(reading: Reading) -> Iterator[str]:
    """What in a reading does not fit the rest of it."""
    end = len(reading.raw)
    parts: tuple[Paragraph | Heading | Footnote | Span, ...] = (
        *reading.paragraphs, *reading.headings, *reading.footnotes, *reading.spans,
    )  # fmt: skip
    if any(not part.start <= part.end <= end for part in parts):
        yield "a place outside the text"
    texts = {p.id: p.text for p in reading.paragraphs}
    if any(h.before and h.before not in texts for h in reading.headings):
        yield "a heading before a paragraph that is not there"
    texts |= {f.id: f.text for f in reading.footnotes}
    if len(texts) < len(reading.paragraphs) + len(reading.footnotes):
        yield "an id that is there twice"
    if any(mark.offset > len(p.text) for p in reading.paragraphs for mark in p.marks):
        yield "a mark outside its paragraph"
    cited: tuple[Citation | Instrument, ...] = (*reading.citations, *reading.instruments)
    if any(c.start > c.end or texts.get(c.place, "")[c.start : c.end] != c.text for c in cited):
        yield "words that are not where they are said to be"
