"""Organs named in a text, by name or as 其, 本, 理事会, 委员会."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from ...un.organs import organ_named, organ_pattern, organs
from ..verbs import verbs

WINDOW = 600  # characters before a number in which its organ and date are looked for
_ITS = re.compile(
    r"(?<![及尤与极])(?:其|本(?:机构|委员会|理事会|组织)?)"
    r"(?=\s*(?:[\d一二]|第|题为|关于|以往|以前|先前|早先|最近|上述|载于|在|各项|有关|相关))"
)
_TOLD = re.compile(r"建议|^请|促请")  # 建议大会：继其第47/1号决议 — 其 is the one told
_LAST_NAMED = 20  # how many names back 理事会 may point


@dataclass(frozen=True, slots=True)
class OrganMention:
    """An organ named at start to end; `subject` says that a resolution that follows can be its own."""

    start: int
    end: int
    code: str
    subject: bool


@cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"{organ_pattern()}|(?<!常任)(?<!董事)理事会(?!成员)|(?<!办事)委员会")


@cache
def _before_subject() -> re.Pattern[str]:
    """What stands before an organ that acts, and not before one that is acted on (设立人权理事会的…)."""
    leads = "|".join(re.escape(verb.text) for verb in verbs().values() if verb.preambular)
    return re.compile(
        rf"(?:^|[,;。:、(“《]|和|与|及|以及|按照|根据|依照|遵照|遵循|其中|提到|载于|见|由|经|在|参照|执行|落实|通过|{leads})\s*$"
    )


class OrganMentions:
    """The organs named in a folded text, by the code of the organ that speaks (None if unknown)."""

    def __init__(self, text: str, speaking: str | None) -> None:
        self.text = text
        self.speaking = speaking
        named = self._named()
        self.all = sorted([*named, *self._pronouns(named)], key=lambda m: m.start)
        self._ends = [m.end for m in self.all]

    def before(self, at: int) -> list[OrganMention]:
        """Those in the sentence before an offset, in order."""
        since = self.sentence(at)
        last = bisect_right(self._ends, at)
        first = last
        while first and self.all[first - 1].start >= since:
            first -= 1
        return self.all[first:last]

    def sentence(self, at: int, stops: str = ";。") -> int:
        """Where the sentence that holds an offset begins, no further back than the window."""
        since = max(at - WINDOW, 0)
        return max(max(self.text.rfind(stop, since, at) for stop in stops) + 1, since)

    def _named(self) -> list[OrganMention]:
        out: list[OrganMention] = []
        for match in _names().finditer(self.text):
            code = self._code(match[0], out)
            if code:
                before = self.text[max(match.start() - 12, 0) : match.start()]
                out.append(OrganMention(match.start(), match.end(), code, bool(_before_subject().search(before))))
        return out

    def _code(self, name: str, before: list[OrganMention]) -> str | None:
        """The organ that a name means here; 理事会 and 委员会 mean the one last named, or who speaks."""
        if organ := organ_named(name):
            return organ.code
        for mention in reversed(before[-_LAST_NAMED:]):
            if organs()[mention.code].name.endswith(name):
                return mention.code
        speaking = organs().get(self.speaking or "")
        if speaking and speaking.name.endswith(name):
            return speaking.code
        return "ECOSOC" if name == "理事会" else None

    def _pronouns(self, named: list[OrganMention]) -> list[OrganMention]:
        """其 and 本 mean the organ that the clause is about, else the one that speaks."""
        out, at = [], 0
        for match in _ITS.finditer(self.text):
            while at < len(named) and named[at].end <= match.start():
                at += 1
            before = named[at - 1] if at else None
            told = _TOLD.search(self.text[self.sentence(match.start()) : match.start()])
            since = self.sentence(match.start(), ";。" if told else ",;。")
            code = self.speaking
            if before is not None and before.start >= since and (before.subject or told):
                code = before.code
            if code:
                out.append(OrganMention(match.start(), match.end(), code, True))
        return out
