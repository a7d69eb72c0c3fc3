"""Build small PDF files: text at given positions, in a font that the file does not embed."""

import re
from dataclasses import dataclass, field

_FONT = [
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
    (
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500 814 939 500]"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 5 0 R >>"
    ),
    (
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
        b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
    ),
]
_IMAGE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    b"\nstream\n\x80\nendstream"
)


@dataclass(slots=True)
class Sheet:
    """A page to which text, rules and pictures are added; coordinates are in points from its lower left corner."""

    width: float = 595
    height: float = 842
    turn: int = 0  # /Rotate, in degrees clockwise
    content: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = 10.5, matrix: str = "1 0 0 1") -> "Sheet":
        """Write a text from x on the baseline y, with ¹²³ as small raised digits."""
        for piece in re.split("([¹²³])", text):
            if piece in ("¹", "²", "³"):
                self._write(str("¹²³".index(piece) + 1), x, y + 0.4 * size, size=0.6 * size, matrix=matrix)
                x += 0.3 * size
            elif piece:
                self._write(piece, x, y, size=size, matrix=matrix)
                x += size * sum(0.5 if c.isascii() else 1 for c in piece)
        return self

    def _write(self, text: str, x: float, y: float, *, size: float, matrix: str) -> None:
        self.content.append(f"BT /F1 {size} Tf {matrix} {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET")

    def lines(self, x: float, top: float, *lines: str, size: float = 10.5, pitch: float = 18) -> "Sheet":
        """Write lines from top to bottom; "" leaves half a line, and full-width blanks indent a line."""
        for line in lines:
            if not line:
                top -= pitch / 2
                continue
            text = line.lstrip("\u3000")
            self.text(x + size * (len(line) - len(text)), top, text, size)
            top -= pitch
        return self

    def rule(self, x: float, y: float, width: float) -> "Sheet":
        self.content.append(f"{x} {y} {width} 0.5 re f")
        return self

    def picture(self) -> "Sheet":
        """Cover the page with a picture."""
        self.content.append(f"q {self.width} 0 0 {self.height} 0 0 cm /I1 Do Q")
        return self


def pdf(*sheets: Sheet) -> bytes:
    """Return a PDF file of these pages."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", *_FONT, _IMAGE]
    kids = []
    for sheet in sheets:
        stream = "\n".join(sheet.content).encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.width} {sheet.height}] /Rotate {sheet.turn}"
            f" /Contents {len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /I1 6 0 R >> >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return pdf_of_objects(objects)


def pdf_of_objects(objects: list[bytes]) -> bytes:
    """Return a PDF file of objects that are numbered from 1; the first must be the catalogue."""
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(out))
    )
