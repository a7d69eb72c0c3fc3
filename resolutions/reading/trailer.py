"""Lines below the close: notes, statements on States that did not vote, the foot of a web page."""

import re

from ..un.symbols import IN_TEXT
from .character_ledger import CharacterLedger
from .footnotes import FoundNote
from .lines import Line
from .model import Kind
from .numbering import NumberStyle, find_markers
from .structure import Body

_NOT_VOTING = re.compile(r".{2,60}(?:没有|未)(?:参加|参与)(?:表决|投票)。?")
_NOTE_TEXT = re.compile(
    r"[另又参]?见|参[阅看照]|同上|[另刊]?载于|第|《|“|\(?[A-Z]{1,5}[/.]|联合国|[^,;。]{1,30}[《(]"
)
_FRAME = re.compile(
    r"作品|公有领域|Publicdomain|著作权|版权|©|copyright|转载|来源|维基|文库|授权|联合国文件|官方[纪记]录|带有联合国|主要设计"
    r"|公开[信讯]息|根据ST/|返回|首页|上一|下一|打印|分享|编辑|字体|本[站网]|声明|扫码|关键词|标签|分类|阅读|评论|^[|·•.\-\s*]",
    re.IGNORECASE,
)
_CHINESE_WORDS = re.compile(r"[一-龥]{4}")


def read_tail(body: Body, notes: list[FoundNote], ledger: CharacterLedger) -> list[FoundNote]:
    """Claim the lines below the close, and return the footnotes among them.

    Notes numbered like paragraphs (1. 2.) are recognised by their wording and by continuing the
    numbers of `notes`; other lists belong to the page. A sentence that nothing explains stays unread.
    """
    tail_notes: list[FoundNote] = []
    expected = max((int(note.marker) for note in notes if not note.starred), default=0) + 1
    for line in body.tail:
        if note := _numbered_note(line, expected):
            tail_notes.append(note)
            expected += 1
        elif _NOT_VOTING.fullmatch(line.key):
            ledger.claim_line(line, Kind.VOTE)
        elif _FRAME.search(line.key) or not _is_sentence(line):
            ledger.claim_line(line, Kind.FRAME)
    return tail_notes


def _is_sentence(line: Line) -> bool:
    return "。" in line.key and _CHINESE_WORDS.search(line.key) is not None


def _numbered_note(line: Line, expected: int) -> FoundNote | None:
    """Return the note with the expected number that a line holds, or None."""
    for marker in find_markers(line.text):
        text = line.text[marker.length :]
        if marker.style is not NumberStyle.ARABIC or marker.value != expected:
            continue
        if _NOTE_TEXT.match("".join(text.split())) or IN_TEXT.search(text):
            start = line.start + marker.length
            return FoundNote(str(marker.value), (line.start, start), [(start, line.end)])
    return None
