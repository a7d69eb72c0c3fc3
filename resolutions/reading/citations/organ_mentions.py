"""Organs mentioned in a text, by name or as 其, 本, 理事会 or 委员会."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from ...un.organs import organ_named, organ_pattern, organs
from ..verbs import verbs

WINDOW = 600  # characters before a number in which its organ and date are searched
_ITS = re.compile(
    r"(?<![及尤与极])(?:其|本(?:机构|委员会|理事会|组织)?)"
    r"(?=\s*(?:[\d一二]|第|题为|关于|以往|以前|先前|早先|最近|上述|载于|在|各项|有关|相关))"
)
_ADDRESSING = re.compile(r"建议|^请|促请")  # in 建议大会：继其第47/1号决议, 其 means the organ addressed
_LAST_NAMED = 20  # the number of previous names to which 理事会 may refer


@dataclass(frozen=True, slots=True)
class OrganMention:
    """A mention of an organ at `start` to `end` of a text.

    `subject` is true if a resolution cited after it can be the organ's own.
    """

    start: int
    end: int
    code: str
    subject: bool


@cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"{organ_pattern()}|(?<!常任)(?<!董事)理事会(?!成员)|(?<!办事)委员会")


@cache
def _before_subject() -> re.Pattern[str]:
    """Return the pattern of words before an organ that acts.

    They do not come before an organ that is acted on, as in 设立人权理事会的….
    """
    leads = "|".join(re.escape(verb.text) for verb in verbs().values() if verb.preambular)
    return re.compile(
        rf"(?:^|[,;。:、(“《]|和|与|及|以及|按照|根据|依照|遵照|遵循|其中|提到|载于|见|由|经|在|参照|执行|落实|通过|{leads})\s*$"
    )


class OrganMentions:
    """The mentions of organs in a folded text. `speaking` is the code of the speaking organ, or None."""

    def __init__(self, text: str, speaking: str | None) -> None:
        self.text = text
        self.speaking = speaking
        named = self._find_names()
        self.all = sorted([*named, *self._find_pronouns(named)], key=lambda mention: mention.start)
        self._ends = [mention.end for mention in self.all]

    def before(self, at: int) -> list[OrganMention]:
        """Return the mentions before an offset in its sentence, in order."""
        since = self.sentence(at)
        last = bisect_right(self._ends, at)
        first = last
        while first and self.all[first - 1].start >= since:
            first -= 1
        return self.all[first:last]

    def sentence(self, at: int, stops: str = ";。") -> int:
        """Return the start of the sentence that contains an offset, at most WINDOW characters before it."""
        since = max(at - WINDOW, 0)
        last_stop = max(self.text.rfind(stop, since, at) for stop in stops)
        return max(last_stop + 1, since)

    def _find_names(self) -> list[OrganMention]:
        mentions: list[OrganMention] = []
        for match in _names().finditer(self.text):
            code = self._code(match[0], mentions)
            if code:
                words_before = self.text[max(match.start() - 12, 0) : match.start()]
                is_subject = _before_subject().search(words_before) is not None
                mentions.append(OrganMention(match.start(), match.end(), code, is_subject))
        return mentions

    def _code(self, name: str, previous: list[OrganMention]) -> str | None:
        """Return the organ that a name means here.

        理事会 and 委员会 mean the organ last named that ends so, else the speaking organ.
        """
        if organ := organ_named(name):
            return organ.code
        for mention in reversed(previous[-_LAST_NAMED:]):
            if organs()[mention.code].name.endswith(name):
                return mention.code
        speaking = organs().get(self.speaking or "")
        if speaking and speaking.name.endswith(name):
            return speaking.code
        return "ECOSOC" if name == "理事会" else None

    def _find_pronouns(self, named: list[OrganMention]) -> list[OrganMention]:
        """Return the mentions by 其 and 本, which mean the subject of the clause or the speaking organ."""
        mentions, at = [], 0
        for match in _ITS.finditer(self.text):
            while at < len(named) and named[at].end <= match.start():
                at += 1
            nearest = named[at - 1] if at else None
            code = self._antecedent(match.start(), nearest) or self.speaking
            if code:
                mentions.append(OrganMention(match.start(), match.end(), code, subject=True))
        return mentions

    def _antecedent(self, at: int, nearest: OrganMention | None) -> str | None:
        """Return the organ named in the clause that 其 at an
        offset means, given the nearest name before it.
        """
        if nearest is None:
            return None
        is_addressed = _ADDRESSING.search(self.text[self.sentence(at) : at]) is not None
        stops = ";。" if is_addressed else ",;。"
        since = self.sentence(at, stops)
        if nearest.start >= since and (nearest.subject or is_addressed):
            return nearest.code
        return None
