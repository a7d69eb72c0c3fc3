"""What stands below the close: notes, a word on who did not vote, the foot of a web page."""

import re

from ..un.symbols import IN_TEXT
from .character_ledger import CharacterLedger
from .footnotes import FoundNote
from .lines import Line
from .model import Kind
from .numbering import NumberStyle, find_markers
from .structure import Body

_NOT_VOTING = re.compile(r".{2,60}(?:没有|未)(?:参加|参与)(?:表决|投票)。?")
_NOTE_TEXT = re.compile(r"[另又参]?见|参[阅看照]|同上|[另刊]?载于|第|《|“|\(?[A-Z]{1,5}[/.]|联合国|[^,;。]{1,30}[《(]")
_FRAME = re.compile(
    r"作品|公有领域|Publicdomain|著作权|版权|©|copyright|转载|来源|维基|文库|授权|联合国文件|官方[纪记]录|带有联合国|主要设计"
    r"|公开[信讯]息|根据ST/|返回|首页|上一|下一|打印|分享|编辑|字体|本[站网]|声明|扫码|关键词|标签|分类|阅读|评论|^[|·•.\-\s*]",
    re.IGNORECASE,
)


def read_tail(body: Body, notes: list[FoundNote], ledger: CharacterLedger) -> list[FoundNote]:
    """Claim every line below the close; the footnotes among them.

    Notes numbered like paragraphs (1. 2.) are told by what they say; a list that begins anew or is
    no reference belongs to the page. A line with a full stop that nothing accounts for stays unread.
    """
    found: list[FoundNote] = []
    expected = max((int(n.marker) for n in notes if not n.starred), default=0) + 1
    for line in body.tail:
        note = _numbered_note(line, expected)
        if note:
            found.append(note)
            expected += 1
        elif _NOT_VOTING.fullmatch(line.key):
            ledger.claim_line(line, Kind.VOTE)
        elif _FRAME.search(line.key) or "。" not in line.key or not re.search(r"[一-龥]{4}", line.key):
            ledger.claim_line(line, Kind.FRAME)
    return found


def _numbered_note(line: Line, expected: int) -> FoundNote | None:
    for marker in find_markers(line.text):
        rest = line.text[marker.length :]
        if marker.style is not NumberStyle.ARABIC or marker.value != expected:
            continue
        if _NOTE_TEXT.match("".join(rest.split())) or IN_TEXT.search(rest):
            begin = line.start + marker.length
            return FoundNote(str(marker.value), (line.start, begin), [(begin, line.end)])
    return None
