"""Build a web page of a resolution: paragraphs, ordered lists, superscripts, notes at the end."""

from collections.abc import Sequence
from html import escape

from resolutions.reading import Reading
from resolutions.reading.model import Footnote, Kind, Paragraph, Part

from .word import closing_lines


def page(reading: Reading, head: Sequence[str], *, typed: bool = False) -> bytes:
    """Return a reading as a web page: the lines of `head`, then the paragraphs, close and notes of the reading.

    Operative paragraphs are items of a list, which a browser numbers, or are numbered by hand if `typed`.
    """
    opening = next(s for s in reading.spans if s.kind is Kind.OPENING)
    blocks = [f"<p>{escape(line.replace('{', '').replace('}', ''))}</p>" for line in head]
    blocks.append(f"<p>{reading.raw[opening.start : opening.end]}</p>")
    blocks += [_block(p, typed=typed) for p in reading.paragraphs]
    blocks += [f"<p align=right>{escape(line)}</p>" for line in closing_lines(reading)]
    notes = [f"<p>{escape(note)}</p>" for note in reading.meta.sponsor_notes]
    notes += [_note(note) for note in reading.footnotes]
    body = "\n".join(blocks)
    return (
        f"<!DOCTYPE html><html lang=zh><head><meta charset=utf-8><title>决议</title>"
        f"<style>p {{ margin: 1em }}</style></head><body>{body}<hr>{''.join(notes)}</body></html>"
    ).encode()


def _block(paragraph: Paragraph, *, typed: bool) -> str:
    content = ""
    offset = 0
    for mark in paragraph.marks:
        content += escape(paragraph.text[offset : mark.offset])
        content += f"<sup><a href='#n{mark.marker}'>{mark.marker}</a></sup>"
        offset = mark.offset
    content += escape(paragraph.text[offset:])
    if typed or paragraph.part is not Part.OPERATIVE:
        return f"<p>{paragraph.number} {content}</p>"
    style = ("1", "a", "i")[paragraph.depth]
    return f"<ol type={style}><li value={_item_value(paragraph)}>{content}</ol>"


def _item_value(paragraph: Paragraph) -> int:
    label = paragraph.id.rpartition(".")[2].removeprefix("op")
    return int(label) if label.isdigit() else ord(label) - 96


def _note(note: Footnote) -> str:
    return f"<p id=n{note.marker}><sup>{note.marker}</sup> {escape(note.text)}</p>"
