"""The five resolutions as the UN prints them: A4 pages for a browser to turn into PDF.

Lines are broken here, so that pages break inside paragraphs and notes stand at the foot of the page
that holds their marks.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from resolutions.reading import Reading
from resolutions.reading.model import Kind, Paragraph

_WIDTH = 37.0  # characters of a line
_HEIGHT = 640.0  # points of a page for text and notes
_NEVER_FIRST = "，。；：、！？》”’）」】)"
_STYLE = """
@page { size: A4; margin: 0 }
body { margin: 0; font: 10.5pt/18pt "Noto Serif CJK SC", serif; color: black }
section { position: relative; box-sizing: border-box; width: 210mm; height: 297mm; padding: 32mm 35mm 0; break-after: page }
section:last-child { break-after: auto }
header, footer { position: absolute; left: 35mm; right: 35mm; font-size: 9pt }
header { top: 15mm } footer { bottom: 15mm; text-align: right }
aside { position: absolute; left: 35mm; right: 35mm; bottom: 24mm; font-size: 9pt; line-height: 13.5pt }
aside::before { content: ""; display: block; width: 45mm; border-top: 0.5pt solid black; margin-bottom: 3pt }
div { white-space: pre; height: 18pt } aside div { height: 13.5pt }
.full { text-align-last: justify } .space { margin-top: 6pt }
b { display: inline-block; width: 2em; font-weight: normal; text-align-last: left }
sup { font-size: 6.5pt; line-height: 0 }
"""


@dataclass(slots=True)
class _Printed:
    """A printed line, and the markers of the notes that it calls for."""

    markup: str
    marks: list[str] = field(default_factory=list)


def printed(reading: Reading, *, hanging: bool, symbol: str) -> str:
    """A reading as a web page of A4 pages: `hanging` sets the numbers of paragraphs in the margin."""
    notes = {f.marker: list(_note(f.marker, f.text, raised=True)) for f in reading.footnotes}
    stars = [n for s in reading.meta.sponsor_notes for n in _note(*s.split(" ", 1), raised=False)]
    pages: list[tuple[list[str], list[str]]] = [([], list(stars))]
    left = _HEIGHT - 13.5 * len(stars)
    for line in _lines(reading, hanging=hanging):
        called = [n for mark in line.marks for n in notes.pop(mark)]
        height = (24.0 if "space" in line.markup else 18.0) + 13.5 * len(called)
        if height > left:
            pages.append(([], []))
            left = _HEIGHT
        left -= height
        pages[-1][0].append(line.markup)
        pages[-1][1].extend(called)
    sections = "".join(_page(n, len(pages), text, foot, symbol) for n, (text, foot) in enumerate(pages, 1))
    return f"<!doctype html><html lang=zh-Hans><meta charset=utf-8><style>{_STYLE}</style>{sections}</html>"


def _page(number: int, of: int, text: list[str], foot: list[str], symbol: str) -> str:
    head = f"<header>{symbol}</header>" if number > 1 else ""
    notes = f"<aside>{''.join(foot)}</aside>" if foot else ""
    count = f"{number}/{of}" if "HRC" in symbol else str(number)
    return f"<section>{head}{''.join(text)}{notes}<footer>{count}</footer></section>"


def _lines(reading: Reading, *, hanging: bool) -> Iterator[_Printed]:
    opening = next(s for s in reading.spans if s.kind is Kind.OPENING)
    for text in _of(reading, Kind.HEAD, 0, opening.start):
        yield _Printed(f'<div class="space">{html.escape(text)}</div>')
    yield _Printed(f'<div class="space">&emsp;&emsp;{reading.raw[opening.start : opening.end]}</div>')
    for paragraph in reading.paragraphs:
        yield from _paragraph(paragraph, hanging=hanging)
    for text in [*_of(reading, Kind.CLOSE), *_of(reading, Kind.VOTE)]:
        yield from _broken(text, [], "", first=0, rest=0)


def _of(reading: Reading, kind: Kind, start: int = 0, end: int = 10**9) -> Iterator[str]:
    for span in reading.spans:
        if span.kind is kind and start <= span.start < end:
            yield from filter(None, (x.strip() for x in reading.raw[span.start : span.end].split("\n")))


def _paragraph(paragraph: Paragraph, *, hanging: bool) -> Iterator[_Printed]:
    marks = [(m.offset, m.marker) for m in paragraph.marks]
    if not paragraph.number:
        yield from _broken(paragraph.text, marks, "&emsp;&emsp;", first=2, rest=0)
    elif hanging:
        yield from _broken(paragraph.text, marks, f"<b>{paragraph.number}</b>", first=2, rest=2)
    else:
        yield from _broken(paragraph.text, marks, f"&emsp;&emsp;<b>{paragraph.number}</b>", first=4, rest=0)


def _note(marker: str, text: str, *, raised: bool) -> Iterator[str]:
    label = f"<sup>{marker}</sup>" if raised else marker
    for line in _broken(text, [], f"&emsp;&emsp;{label} ", first=3, rest=0, width=43.0):
        yield line.markup.replace(' class="space"', "").replace("full space", "full")


def _broken(
    text: str, marks: list[tuple[int, str]], label: str, *, first: int, rest: int, width: float = _WIDTH
) -> Iterator[_Printed]:
    """A paragraph in lines: its label and indent before the first, `rest` characters before others."""
    line, taken, classes = _Printed(label), float(first), "space"
    for token in re.finditer(r"[A-Za-z0-9/.()\-]+|\S|\s+", text):
        size = sum(0.5 if c.isascii() else 1.0 for c in token[0])
        if taken + size > width and token[0] not in _NEVER_FIRST:
            yield _Printed(f'<div class="full {classes}">{line.markup}</div>', line.marks)
            line, taken, classes = _Printed("&emsp;" * rest), float(rest), ""
        here = [marker for offset, marker in marks if token.start() < offset <= token.end()]
        line.markup += html.escape(token[0]) + "".join(f"<sup>{m}</sup>" for m in here)
        line.marks += here
        taken += size
    yield _Printed(f'<div class="{classes}">{line.markup}</div>', line.marks)
