"""Convert a Reading or its metadata to plain JSON values and back without loss.

Readings pass between processes and are stored with uploads in this form; editions store their metadata in it.
Input is not trusted: `from_json` checks types, keys, texts, numbers and offsets. Fields with a default may be
missing, because earlier releases wrote fewer fields.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from .model import Citation, Footnote, Heading, Instrument, Meta, Paragraph, Reading, Span

Json = dict[str, Any]
Model = TypeVar("Model", Reading, Meta)
_INTEGER_LIMIT = 2**31  # exclusive; integer columns of the database hold 32 bits


def to_json(reading: Reading) -> Json:
    """Return the reading as nested dicts, lists, strings, integers and None."""
    return _object_to_json(reading)


def from_json(plain: Json) -> Reading:
    """Return the reading that `to_json` wrote. Raise ValueError if `plain` is no consistent reading."""
    reading = _convert(plain, Reading)
    for fault in _faults(reading):
        raise ValueError(fault)
    return reading


def meta_to_json(meta: Meta) -> Json:
    """Return the metadata in the same form as `to_json`."""
    return _object_to_json(meta)


def meta_from_json(plain: Json) -> Meta:
    """Return the metadata that `meta_to_json` wrote. Raise ValueError if `plain` is not valid metadata."""
    return _convert(plain, Meta)


def _object_to_json(item: Any) -> Json:
    """Return the fields of a dataclass as a dict.

    msgspec is not used here: the sandbox process only writes, and the import would add 8 % (30 ms) to its
    start.
    """
    return {name: _value_to_json(getattr(item, name)) for name in item.__dataclass_fields__}


def _value_to_json(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return str(value)
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, tuple):
        return [_value_to_json(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return _object_to_json(value)


def _convert(plain: Json, model: type[Model]) -> Model:
    """Return `plain` as an instance of `model`. Raise ValueError where it does not fit."""
    import msgspec  # noqa: PLC0415  -- the sandbox process imports this module and reads no JSON

    converted = msgspec.convert(plain, model)  # its ValidationError is a ValueError
    _check_values(plain, converted)
    return converted


def _check_values(plain: Any, converted: Any) -> None:
    """Raise ValueError for what msgspec accepts: unknown keys, texts and integers that no database stores."""
    kind = type(plain)
    if kind is str:
        _check_text(plain)
    elif kind is int:
        if not 0 <= plain < _INTEGER_LIMIT:
            raise ValueError("an integer out of range")
    elif kind is list:
        for item, value in zip(plain, converted, strict=True):
            _check_values(item, value)
    elif kind is dict:
        if not plain.keys() <= converted.__dataclass_fields__.keys():
            raise ValueError(f"unknown fields of {type(converted).__name__}")
        for name, item in plain.items():
            _check_values(item, getattr(converted, name))
    elif plain is not None:
        raise ValueError(f"{kind.__name__} is no type of JSON")


def _check_text(text: str) -> None:
    if "\0" in text:
        raise ValueError("a text with a NUL character")
    text.encode()  # raises UnicodeEncodeError, a ValueError, for a lone surrogate


def _faults(reading: Reading) -> Iterator[str]:
    """Yield a message for each inconsistency between the parts of a reading."""
    parts: tuple[Paragraph | Heading | Footnote | Span, ...] = (
        *reading.paragraphs, *reading.headings, *reading.footnotes, *reading.spans,
    )  # fmt: skip
    if any(not part.start <= part.end <= len(reading.raw) for part in parts):
        yield "offsets outside the text"
    texts = {paragraph.id: paragraph.text for paragraph in reading.paragraphs}
    if any(heading.before and heading.before not in texts for heading in reading.headings):
        yield "a heading before an unknown paragraph"
    texts |= {footnote.id: footnote.text for footnote in reading.footnotes}
    if len(texts) < len(reading.paragraphs) + len(reading.footnotes):
        yield "a duplicate id"
    for paragraph in reading.paragraphs:
        if any(mark.offset > len(paragraph.text) for mark in paragraph.marks):
            yield "a footnote mark outside its paragraph"
    cited: tuple[Citation | Instrument, ...] = (*reading.citations, *reading.instruments)
    for item in cited:
        if item.start > item.end or texts.get(item.place, "")[item.start : item.end] != item.text:
            yield "a citation whose words are not at its offsets"
