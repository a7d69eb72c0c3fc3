"""Plain text of an edition."""

from datetime import date

from ..models import Edition, Resolution
from .text_page import ParagraphView, text_page

INDENT = "\u3000"  # an ideographic space for each level


def plain_text(resolution: Resolution, edition: Edition) -> str:
    """Return the text with a paragraph a line, then the footnotes, then the source."""
    page = text_page(edition)
    lines = [line for line in (resolution.label, resolution.title, resolution.body) if line]
    for section in page.sections:
        lines.append("")
        for paragraph in section.lines:
            lines += [heading.text for heading in paragraph.headings]
            lines.append(_paragraph_line(paragraph))
    if page.notes:
        lines.append("")
        lines += [f"{note.footnote.marker} {note.footnote.text}" for note in page.notes]
    created = date.isoformat(edition.created.date())
    lines += [
        "",
        f"决议对照文本第 {edition.number} 版（{created}）",
        f"原文件 {edition.file_name}，SHA-256 {edition.sha256}",
        "",
    ]
    return "\n".join(lines)


def _paragraph_line(view: ParagraphView) -> str:
    paragraph = view.paragraph
    indent = INDENT * paragraph.depth
    if paragraph.number:
        return f"{indent}{paragraph.number} {paragraph.text}"
    return f"{indent}{paragraph.text}"
