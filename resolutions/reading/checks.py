"""What a person should look at: contradictions and losses that a reading shows by itself."""

from bisect import bisect_right

from ..un.sessions import date_fits_session
from ..un.symbols import parse, symbol_from_url
from .model import Citation, Footnote, Kind, Meta, Paragraph, Part, ReadingWarning, Span

_PAIRS = (("《", "》"), ("“", "”"))


class LineNumbers:
    """Turns offsets into 第n行."""

    def __init__(self, raw: str) -> None:
        self._starts = [0]
        for at, character in enumerate(raw):
            if character == "\n":
                self._starts.append(at + 1)

    def __call__(self, offset: int) -> str:
        return f"第{bisect_right(self._starts, offset)}行"


def check_body(meta: Meta, paragraphs: list[Paragraph], organ_found: bool) -> list[ReadingWarning]:
    """No organ, no operative part, lead verbs that were lost, quotation marks that stand alone."""
    warnings = []
    if not organ_found:
        warnings.append(ReadingWarning("no-organ", "", "没有找到“大会，”一类写明机关的行。"))
    if not any(p.part is Part.OPERATIVE for p in paragraphs):
        warnings.append(ReadingWarning("no-operative", "", "没有找到执行部分；文本可能不完整。"))
    declared = False  # 通过以下宣言：makes what follows a declaration, whose paragraphs need no verb
    for paragraph in paragraphs:
        declared = declared or paragraph.id.endswith("op0")
        if paragraph.part is Part.ANNEX or paragraph.depth or paragraph.verb or declared:
            continue
        if not paragraph.text.startswith(("我们", "我們")):
            warnings.append(ReadingWarning("verb-missing", paragraph.id, "段首没有认出动词；可能漏字，请核对原件。"))
    return warnings + _lone_marks(paragraphs)


def _lone_marks(paragraphs: list[Paragraph]) -> list[ReadingWarning]:
    """Quotation marks, brackets and 《》 of a paragraph and what stands under it that do not pair."""
    groups: dict[str, list[Paragraph]] = {}
    for paragraph in paragraphs:
        head = paragraph.id.split(".")[0] if paragraph.component == "" else paragraph.id
        groups.setdefault(head, []).append(paragraph)
    warnings = []
    for group in groups.values():
        text = "".join(p.text for p in group)
        for opening, closing in _PAIRS:
            if text.count(opening) != text.count(closing):
                message = f"“{opening}”与“{closing}”不成对：可能漏了书名号。" if opening == "《" else "引号不成对。"
                warnings.append(ReadingWarning("lone-quote", group[0].id, message))
    return warnings


def check_notes(notes: list[Footnote], marks: list[tuple[str, str]]) -> list[ReadingWarning]:
    """Marks (each with the id of its paragraph) without a note, and notes without a mark."""
    known = {note.marker for note in notes}
    marked = {marker for _, marker in marks}
    warnings = [
        ReadingWarning("mark-unmatched", place, f"脚注号 {marker} 没有对应的脚注。")
        for place, marker in marks
        if marker not in known
    ]
    warnings += [
        ReadingWarning("footnote-unmatched", note.id, f"脚注 {note.marker} 在正文中找不到脚注号。")
        for note in notes
        if note.marker not in marked
    ]
    return warnings


def check_citations(citations: list[Citation], links: list[str]) -> list[ReadingWarning]:
    """Citations that two organs fit, dates outside the session, links that lead elsewhere."""
    warnings = []
    for citation in citations:
        symbol = parse(citation.target) if citation.target else None
        if citation.target is None:
            fit = f"；可能是 {'、'.join(citation.candidates)}" if citation.candidates else ""
            message = f"“{citation.text}”未能确定是哪一件{fit}。"
            warnings.append(ReadingWarning("ambiguous-citation", citation.place, message))
        elif (
            symbol
            and symbol.number
            and citation.day
            and date_fits_session(symbol.organ, symbol.number, citation.day) is False
        ):
            message = f"“{citation.text}”的日期 {citation.day} 不在第 {symbol.number.session} 届会议期间。"
            warnings.append(ReadingWarning("date-session", citation.place, message))
    return warnings + _links(citations, links)


def _links(citations: list[Citation], links: list[str]) -> list[ReadingWarning]:
    """Links at the foot of a page whose number the text cites, but of another organ."""
    targets = {c.target: c for c in citations if c.target}
    numbers = {str(s.number): t for t in targets if (s := parse(t)) and s.number}
    warnings = []
    for link in links:
        linked = symbol_from_url(link)
        symbol = parse(linked) if linked else None
        if symbol is None or symbol.number is None or symbol.text in targets:
            continue
        cited = numbers.get(str(symbol.number))
        if cited:
            message = f"页脚链接指向 {symbol}，正文引的是 {cited}。"
            warnings.append(ReadingWarning("link-differs", targets[cited].place, message))
    return warnings


def check_unread(spans: tuple[Span, ...], raw: str, lines: LineNumbers) -> list[ReadingWarning]:
    """Text that belongs to no part of the resolution."""
    return [
        ReadingWarning("unread", lines(s.start), f"未能归类的文字：“{_short(raw[s.start : s.end])}”。")
        for s in spans
        if s.kind is Kind.UNREAD
    ]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:36]}…"
