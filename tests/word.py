"""Word files for tests, written part by part: as a word processor would, or as none should."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import count
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from resolutions.reading import Reading
from resolutions.reading.model import Kind, Part

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="character" w:styleId="Mark"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
"""


def level(at: int, kind: str, text: str, extra: str = "", start: int = 1) -> str:
    """A level of a list."""
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*levels: str, instances: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """The part of lists: one definition of these levels, and the lists that use it."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{instances}'


UN_LEVELS = (level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "(%3)"))


def run(text: str, properties: str = "") -> str:
    """A run of text; a tab and a line end in it become elements."""
    inside = escape(text).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    inside = inside.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return f'<w:r>{properties}<w:t xml:space="preserve">{inside}</w:t></w:r>'


def p(*runs: str, number: tuple[int, int] | None = None, style: str = "", properties: str = "") -> str:
    """A paragraph of runs, or of plain texts; `number` is its list and level."""
    listed = f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = "".join(part if part.startswith("<") else run(part) for part in runs if part)
    return f"<w:p><w:pPr>{named}{listed}{properties}</w:pPr>{inside}</w:p>"


def mark(ident: int, kind: str = "footnote", chosen: str = "") -> str:
    """The reference to a note; `chosen` is a mark of the author's own."""
    custom = ' w:customMarkFollows="1"' if chosen else ""
    text = f"<w:t>{chosen}</w:t>" if chosen else ""
    return f'<w:r><w:rPr><w:rStyle w:val="Mark"/></w:rPr><w:{kind}Reference{custom} w:id="{ident}"/>{text}</w:r>'


def note(ident: int, *paragraphs: str, kind: str = "footnote") -> str:
    """A note. Its first paragraph begins with the number that Word draws, or with stars that it holds itself."""
    own = f'<w:r><w:rPr><w:rStyle w:val="Mark"/></w:rPr><w:{kind}Ref/></w:r>' if paragraphs[0][0] != "*" else ""
    inside = "".join(p("" if i else own, run(text)) for i, text in enumerate(paragraphs))
    return f'<w:{kind} w:id="{ident}">{inside}</w:{kind}>'


def ins(*runs: str) -> str:
    return f'<w:ins w:id="1" w:author="甲">{"".join(runs)}</w:ins>'


def dele(text: str) -> str:
    """A deletion."""
    return f'<w:del w:id="2" w:author="甲"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def docx(
    *blocks: str,
    notes: Sequence[str] = (),
    endnotes: Sequence[str] = (),
    lists: str = "",
    styles: str = STYLES,
    headers: Sequence[str] = (),
    section: str = "",
    settings: str = "",
    names: str = _NAMES,
) -> bytes:
    """A Word file with these blocks in its body."""
    separator = '<w:{0} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{0}>'
    parts = {"styles": styles, "numbering": lists, "settings": settings}
    parts["footnotes"] = separator.format("footnote") + "".join(notes) if notes else ""
    parts["endnotes"] = separator.format("endnote") + "".join(endnotes) if endnotes else ""
    held = {kind: (kind, inside) for kind, inside in parts.items() if inside}
    held |= {f"header{n}": ("hdr", inside) for n, inside in enumerate(headers, 1)}
    body = f"<w:body>{''.join(blocks)}<w:sectPr>{section}</w:sectPr></w:body>"
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(
            {"document": "document.main", **{name: name.rstrip("0123456789") for name in held}}
        ),
        "_rels/.rels": relations([("officeDocument", "word/document.xml")]),
        "word/document.xml": f"{_DECLARATION}<w:document {names}>{body}</w:document>",
        "word/_rels/document.xml.rels": relations([(name.rstrip("0123456789"), f"{name}.xml") for name in held]),
    }
    files |= {f"word/{n}.xml": f"{_DECLARATION}<w:{tag} {names}>{xml}</w:{tag}>" for n, (tag, xml) in held.items()}
    return packed(files)


def _types(parts: dict[str, str]) -> str:
    """The part that says of what kind each part is."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    inside = "".join(f'<Override PartName="/word/{n}.xml" ContentType="{kind}.{of}+xml"/>' for n, of in parts.items())
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{rels}{inside}</Types>'


def relations(targets: Sequence[tuple[str, str]]) -> str:
    """A part of relations: kinds and the parts that they lead to, rId1, rId2 …"""
    inside = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )


def packed(files: Mapping[str, str | bytes], compression: int = ZIP_DEFLATED) -> bytes:
    """A zip of these files."""
    out = BytesIO()
    with ZipFile(out, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# --- a resolution as a Word file -------------------------------------------------------------------


def written(reading: Reading, head: Sequence[str], *, typed: bool = False) -> bytes:
    """A reading as a Word file: these lines of the head, its own paragraphs, notes and close.

    Operative paragraphs are numbered by Word, or (`typed`) by hand. Stars in the head are references
    to the sponsors' notes.
    """
    idents = count(1)
    notes: list[str] = []

    def referred(text: str, chosen: str = "") -> str:
        notes.append(note(ident := next(idents), text))
        return mark(ident, chosen=chosen)

    stars = {sponsor_note.split()[0]: sponsor_note for sponsor_note in reading.meta.sponsor_notes}
    blocks = []
    for line in head:
        words = [w for piece in line.split("{") for w in piece.split("}")]
        blocks.append(p(*(referred(stars[w], w) if w in stars else run(w) for w in words if w)))
    of = {footnote.marker: footnote.text for footnote in reading.footnotes}
    opening = next(s for s in reading.spans if s.kind is Kind.OPENING)
    blocks.append(p(reading.raw[opening.start : opening.end]))
    for paragraph in reading.paragraphs:
        automatic = paragraph.part is Part.OPERATIVE and not typed
        runs, at = [f"{paragraph.number}\t" if paragraph.number and not automatic else ""], 0
        for place in paragraph.marks:
            runs += [paragraph.text[at : place.offset], referred(of[place.marker])]
            at = place.offset
        runs.append(paragraph.text[at:])
        blocks.append(p(*filter(None, runs), number=(1, paragraph.depth) if automatic else None))
    ends = [s for s in reading.spans if s.kind in (Kind.CLOSE, Kind.VOTE)]
    lines = [line.strip() for s in ends for line in reading.raw[s.start : s.end].splitlines()]
    blocks += [p(line) for line in lines if line]
    return docx(*blocks, notes=notes, lists=numbering(*UN_LEVELS))
