"""Consistency checks on a reading. Each returns warnings for an editor."""

from bisect import bisect_right

from ..un.sessions import date_fits_session
from ..un.symbols import parse, symbol_from_url
from .model import Citation, Footnote, Kind, Meta, Paragraph, Part, ReadingWarning, Span

_PAIRS = (("《", "》"), ("“", "”"))
_LONGEST_QUOTE = 40  # characters of unread text in a warning


class LineNumbers:
    """The lines of a text. An instance, called with an offset, returns 第n行."""

    def __init__(self, raw: str) -> None:
        self._starts = [0]
        for at, character in enumerate(raw):
            if character == "\n":
                self._starts.append(at + 1)

    def __call__(self, offset: int) -> str:
        return f"第{bisect_right(self._starts, offset)}行"


def check_body(meta: Meta, paragraphs: list[Paragraph], organ_found: bool) -> list[ReadingWarning]:
    """Return warnings of a missing organ, operative part or lead verb, and of unpaired quotation marks."""
    warnings = []
    if not organ_found:
        warnings.append(ReadingWarning("no-organ", "", "没有找到“大会，”一类写明机关的行。"))
    if not any(paragraph.part is Part.OPERATIVE for paragraph in paragraphs):
        warnings.append(ReadingWarning("no-operative", "", "没有找到执行部分；文本可能不完整。"))
    return [*warnings, *_missing_verbs(paragraphs), *_unpaired_marks(paragraphs)]


def _missing_verbs(paragraphs: list[Paragraph]) -> list[ReadingWarning]:
    """Return warnings of top-level paragraphs without a lead verb, except in annexes and declarations."""
    warnings = []
    for paragraph in paragraphs:
        if paragraph.id.endswith("op0"):
            break  # 通过以下宣言： begins a declaration, whose paragraphs need no verb
        if paragraph.part is Part.ANNEX or paragraph.depth or paragraph.verb:
            continue
        if not paragraph.text.startswith(("我们", "我們")):
            warnings.append(
                ReadingWarning("verb-missing", paragraph.id, "段首没有认出动词；可能漏字，请核对原件。")
            )
    return warnings


def _unpaired_marks(paragraphs: list[Paragraph]) -> list[ReadingWarning]:
    """Return warnings of “” and 《》 that do not pair in a paragraph and its sub-paragraphs."""
    groups: dict[str, list[Paragraph]] = {}
    for paragraph in paragraphs:
        head = paragraph.id if paragraph.component else paragraph.id.split(".")[0]
        groups.setdefault(head, []).append(paragraph)
    warnings = []
    for group in groups.values():
        text = "".join(paragraph.text for paragraph in group)
        for opening, closing in _PAIRS:
            if text.count(opening) == text.count(closing):
                continue
            message = "引号不成对。"
            if opening == "《":
                message = f"“{opening}”与“{closing}”不成对：可能漏了书名号。"
            warnings.append(ReadingWarning("lone-quote", group[0].id, message))
    return warnings


def check_notes(notes: list[Footnote], marks: list[tuple[str, str]]) -> list[ReadingWarning]:
    """Return warnings of marks without a note, and of notes without a mark.

    `marks` are pairs of a paragraph id and a marker.
    """
    note_markers = {note.marker for note in notes}
    marked = {marker for _, marker in marks}
    warnings = [
        ReadingWarning("mark-unmatched", place, f"脚注号 {marker} 没有对应的脚注。")
        for place, marker in marks
        if marker not in note_markers
    ]
    warnings += [
        ReadingWarning("footnote-unmatched", note.id, f"脚注 {note.marker} 在正文中找不到脚注号。")
        for note in notes
        if note.marker not in marked
    ]
    return warnings


def check_citations(citations: list[Citation], links: list[str]) -> list[ReadingWarning]:
    """Return warnings of ambiguous citations, dates outside the session, and links to other documents."""
    warnings = []
    for citation in citations:
        if citation.target is None:
            warnings.append(_ambiguous_citation(citation))
        elif warning := _date_outside_session(citation, citation.target):
            warnings.append(warning)
    return warnings + _differing_links(citations, links)


def _ambiguous_citation(citation: Citation) -> ReadingWarning:
    candidates = f"；可能是 {'、'.join(citation.candidates)}" if citation.candidates else ""
    message = f"“{citation.text}”未能确定是哪一件{candidates}。"
    return ReadingWarning("ambiguous-citation", citation.place, message)


def _date_outside_session(citation: Citation, target: str) -> ReadingWarning | None:
    symbol = parse(target)
    if symbol is None or symbol.number is None or citation.day is None:
        return None
    if date_fits_session(symbol.organ, symbol.number, citation.day) is not False:
        return None
    message = f"“{citation.text}”的日期 {citation.day} 不在第 {symbol.number.session} 届会议期间。"
    return ReadingWarning("date-session", citation.place, message)


def _differing_links(citations: list[Citation], links: list[str]) -> list[ReadingWarning]:
    """Return warnings of links at the foot of a page with a cited number but another organ."""
    of_target = {citation.target: citation for citation in citations if citation.target}
    of_number = {}
    for target in of_target:
        symbol = parse(target)
        if symbol and symbol.number:
            of_number[str(symbol.number)] = target
    warnings = []
    for link in links:
        linked = symbol_from_url(link)
        symbol = parse(linked) if linked else None
        if symbol is None or symbol.number is None or symbol.text in of_target:
            continue
        cited = of_number.get(str(symbol.number))
        if cited:
            message = f"页脚链接指向 {symbol}，正文引的是 {cited}。"
            warnings.append(ReadingWarning("link-differs", of_target[cited].place, message))
    return warnings


def check_unread(spans: tuple[Span, ...], raw: str, lines: LineNumbers) -> list[ReadingWarning]:
    """Return warnings of text that belongs to no part of the resolution."""
    return [
        ReadingWarning(
            "unread", lines(span.start), f"未能归类的文字：“{_shorten(raw[span.start : span.end])}”。"
        )
        for span in spans
        if span.kind is Kind.UNREAD
    ]


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:36]}…"
