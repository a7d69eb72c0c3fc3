"""A resolution as a web page: paragraphs, an ordered list, raised marks, notes at the end."""

from collections.abc import Sequence
from html import escape

from resolutions.reading import Reading
from resolutions.reading.model import Footnote, Kind, Paragraph, Part


def page(reading: Reading, head: Sequence[str], *, typed: bool = False) -> bytes:
    """A reading as a web page: these lines of the head, its own paragraphs, close and notes.

    Operative paragraphs are items of a list, which a browser numbers, or (`typed`) numbered by hand.
    """
    opening = next(s for s in reading.spans if s.kind is Kind.OPENING)
    blocks = [f"<p>{escape(line.replace('{', '').replace('}', ''))}</p>" for line in head]
    blocks.append(f"<p>{reading.raw[opening.start : opening.end]}</p>")
    blocks += [_block(p, typed=typed) for p in reading.paragraphs]
    ends = [s for s in reading.spans if s.kind in (Kind.CLOSE, Kind.VOTE)]
    lines = [line.strip() for s in ends for line in reading.raw[s.start : s.end].splitlines()]
    blocks += [f"<p align=right>{escape(line)}</p>" for line in lines if line]
    notes = [*(f"<p>{escape(note)}</p>" for note in reading.meta.sponsor_notes), *map(_note, reading.footnotes)]
    body = "\n".join(blocks)
    return (
        f"<!DOCTYPE html><html lang=zh><head><meta charset=utf-8><title>决议</title>"
        f"<style>p {{ margin: 1em }}</style></head><body>{body}<hr>{''.join(notes)}</body></html>"
    ).encode()


def _block(paragraph: Paragraph, *, typed: bool) -> str:
    inside, at = "", 0
    for mark in paragraph.marks:
        inside += f"{escape(paragraph.text[at : mark.offset])}<sup><a href='#n{mark.marker}'>{mark.marker}</a></sup>"
        at = mark.offset
    inside += escape(paragraph.text[at:])
    if typed or paragraph.part is not Part.OPERATIVE:
        return f"<p>{paragraph.number} {inside}</p>"
    kind = ("1", "a", "i")[paragraph.depth]
    return f"<ol type={kind}><li value={_value(paragraph)}>{inside}</ol>"


def _value(paragraph: Paragraph) -> int:
    label = paragraph.id.rpartition(".")[2].removeprefix("op")
    return int(label) if label.isdigit() else ord(label) - 96


def _note(note: Footnote) -> str:
    return f"<p id=n{note.marker}><sup>{note.marker}</sup> {escape(note.text)}</p>"
