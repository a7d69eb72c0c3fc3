"""Build Word files for tests part by part, also such as no word processor writes."""

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
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
    """Return a level of a list."""
    numbers = f'<w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{extra}'
    return f'<w:lvl w:ilvl="{at}">{numbers}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(
    *levels: str, instances: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
) -> str:
    """Return the content of the numbering part: a definition with these levels, and the lists that use it."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{instances}'


UN_LEVELS = (level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "(%3)"))


def run(text: str, properties: str = "") -> str:
    """Return a run of text, with tabs and line ends as elements."""
    inside = escape(text).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    inside = inside.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return f'<w:r>{properties}<w:t xml:space="preserve">{inside}</w:t></w:r>'


def p(*runs: str, number: tuple[int, int] | None = None, style: str = "", properties: str = "") -> str:
    """Return a paragraph of runs or plain texts; `number` is its list and level."""
    if number:
        properties = (
            f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>{properties}'
        )
    if style:
        properties = f'<w:pStyle w:val="{style}"/>{properties}'
    content = "".join([part if part.startswith("<") else run(part) for part in runs if part])
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def mark(ident: int, kind: str = "footnote", chosen: str = "") -> str:
    """Return the reference to a note; `chosen` is a custom mark."""
    attributes, text = "", ""
    if chosen:
        attributes, text = ' w:customMarkFollows="1"', f"<w:t>{chosen}</w:t>"
    reference = f'<w:{kind}Reference{attributes} w:id="{ident}"/>'
    return f'<w:r><w:rPr><w:rStyle w:val="Mark"/></w:rPr>{reference}{text}</w:r>'


def note(ident: int, *paragraphs: str, kind: str = "footnote") -> str:
    """Return a note. Its first paragraph begins with the number that Word writes, or with stars in the text."""
    number = ""
    if not paragraphs[0].startswith("*"):
        number = f'<w:r><w:rPr><w:rStyle w:val="Mark"/></w:rPr><w:{kind}Ref/></w:r>'
    first, *others = [run(text) for text in paragraphs]
    content = p(number, first) + "".join([p(text) for text in others])
    return f'<w:{kind} w:id="{ident}">{content}</w:{kind}>'


def ins(*runs: str) -> str:
    """Return a tracked insertion."""
    return f'<w:ins w:id="1" w:author="甲">{"".join(runs)}</w:ins>'


def dele(text: str) -> str:
    """Return a tracked deletion."""
    return (
        f'<w:del w:id="2" w:author="甲"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'
    )


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
    """Return a Word file with these blocks in its body."""
    separator = '<w:{0} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{0}>'
    parts = {"styles": styles, "numbering": lists, "settings": settings}
    parts["footnotes"] = separator.format("footnote") + "".join(notes) if notes else ""
    parts["endnotes"] = separator.format("endnote") + "".join(endnotes) if endnotes else ""
    contents = {kind: (kind, content) for kind, content in parts.items() if content}
    contents |= {f"header{n}": ("hdr", content) for n, content in enumerate(headers, 1)}
    kinds = {name: name.rstrip("0123456789") for name in contents}
    body = f"<w:body>{''.join(blocks)}<w:sectPr>{section}</w:sectPr></w:body>"
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types({"document": "document.main", **kinds}),
        "_rels/.rels": relations([("officeDocument", "word/document.xml")]),
        "word/document.xml": f"{_DECLARATION}<w:document {names}>{body}</w:document>",
        "word/_rels/document.xml.rels": relations([(kind, f"{name}.xml") for name, kind in kinds.items()]),
    }
    for name, (tag, content) in contents.items():
        files[f"word/{name}.xml"] = f"{_DECLARATION}<w:{tag} {names}>{content}</w:{tag}>"
    return zip_of(files)


def _content_types(kinds: dict[str, str]) -> str:
    """Return the part with the content type of each part."""
    types = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    for name, kind in kinds.items():
        content_type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
        types += f'<Override PartName="/word/{name}.xml" ContentType="{content_type}"/>'
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{types}</Types>'


def relations(targets: Sequence[tuple[str, str]]) -> str:
    """Return a part with the relationships rId1, rId2 …, each a kind and its target."""
    inside = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'


def zip_of(files: Mapping[str, str | bytes], compression: int = ZIP_DEFLATED) -> bytes:
    """Return a zip of these files."""
    out = BytesIO()
    with ZipFile(out, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def unzip(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# --- a resolution as a Word file -------------------------------------------------------------------


def resolution_docx(reading: Reading, head: Sequence[str], *, typed: bool = False) -> bytes:
    """Return a reading as a Word file: the lines of `head`, then the paragraphs, close and notes of the reading.

    Operative paragraphs are numbered by Word, or by hand if `typed`. Stars in braces in the head are references to
    the notes of the sponsors.
    """
    notes: list[str] = []

    def add_note(text: str, chosen: str = "") -> str:
        ident = len(notes) + 1
        notes.append(note(ident, text))
        return mark(ident, chosen=chosen)

    stars = {sponsor_note.split()[0]: sponsor_note for sponsor_note in reading.meta.sponsor_notes}
    blocks = []
    for line in head:
        words = [word for word in re.split("[{}]", line) if word]
        blocks.append(p(*[add_note(stars[word], word) if word in stars else run(word) for word in words]))
    note_texts = {footnote.marker: footnote.text for footnote in reading.footnotes}
    opening = next(s for s in reading.spans if s.kind is Kind.OPENING)
    blocks.append(p(reading.raw[opening.start : opening.end]))
    for paragraph in reading.paragraphs:
        runs: list[str] = []
        number = None
        if paragraph.part is Part.OPERATIVE and not typed:
            number = (1, paragraph.depth)
        elif paragraph.number:
            runs.append(f"{paragraph.number}\t")
        offset = 0
        for footnote_mark in paragraph.marks:
            runs += [
                paragraph.text[offset : footnote_mark.offset],
                add_note(note_texts[footnote_mark.marker]),
            ]
            offset = footnote_mark.offset
        runs.append(paragraph.text[offset:])
        blocks.append(p(*runs, number=number))
    blocks += [p(line) for line in closing_lines(reading)]
    return docx(*blocks, notes=notes, lists=numbering(*UN_LEVELS))


def closing_lines(reading: Reading) -> list[str]:
    """Return the lines of the date, the meeting and the vote."""
    lines: list[str] = []
    for span in reading.spans:
        if span.kind in (Kind.CLOSE, Kind.VOTE):
            lines += reading.raw[span.start : span.end].splitlines()
    return [line.strip() for line in lines if line.strip()]
