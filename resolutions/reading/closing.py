"""Closing lines of a resolution: date, meeting, vote."""

import re
from dataclasses import dataclass
from datetime import date

from ..language.dates import PLAIN_DATE, find_date
from ..language.numerals import NUMERAL, parse_numeral
from ..un.states import split_states
from .model import Vote

_N = f"[{NUMERAL}]+"
_MEETING = rf"第(?:{_N})次(?:全体)?(?:会议|全会|会)(?:\((?:续会|复会|续|复)\))?"
_END = r"[,.。|\s]*"
_DATE_LINE = re.compile(rf"{PLAIN_DATE}{_END}")
_MEETING_LINE = re.compile(rf"{_MEETING}{_END}")
_BOTH = re.compile(rf"(?:{PLAIN_DATE}[,.]?{_MEETING}|{_MEETING}[,.]?{PLAIN_DATE}){_END}")
_VOTE_LINE = re.compile(
    rf"(?:决议草案|本决议)?(?:在?{_MEETING}上?)?.{{0,12}}?"
    rf"(?:以{_N}票.*通过|一致通过|未经表决(?:而|获得)?通过|经?(?:记录|唱名)表决.*通过|.*{_N}票(?:赞成|对).*通过).*",
)
_BRACKET = re.compile(r"\[[^\]]{0,20}(?:表决|获得通过|一致通过)")
MEETING = re.compile(_MEETING)

_TALLY = re.compile(
    rf"(?:以|经)(?P<for>{_N})票(?:赞成)?(?:对|[,、])(?P<against>{_N})(?:票(?:反对)?)?"
    rf"(?:[,、]?(?P<abstain>{_N})票弃权)?"
)
_ABSTAIN_AFTER = re.compile(rf"弃权者?(?P<abstain>{_N})")
_ABSTAIN_BEFORE = re.compile(rf"(?P<abstain>{_N})票弃权")
_LISTS = re.compile(r"(赞成|反对|弃权)\s*[:]")


def is_closing(key: str) -> bool:
    """Return whether a line, folded and without blanks, is a date, a meeting or the sentence of a vote."""
    return bool(is_date_or_meeting(key) or _VOTE_LINE.fullmatch(key) or _BRACKET.match(key))


def is_date_or_meeting(key: str) -> bool:
    return bool(_DATE_LINE.fullmatch(key) or _MEETING_LINE.fullmatch(key) or _BOTH.fullmatch(key))


def opens_vote(key: str) -> bool:
    """Return whether a line begins the statement of the vote."""
    return bool(_BRACKET.match(key) or (_VOTE_LINE.fullmatch(key) and not is_date_or_meeting(key)))


@dataclass(frozen=True, slots=True)
class Closing:
    """Data from the closing lines. `contradiction` is a
    sentence if the totals and lists of the vote differ.
    """

    adopted_on: date | None = None
    meeting: str | None = None
    vote: Vote | None = None
    contradiction: str | None = None


def read_closing(dates: str, votes: str, original_dates: str, original_votes: str) -> Closing:
    """Return the data of the date and meeting lines and of the vote, each folded and as printed, without
    blanks.
    """
    meeting = MEETING.search(dates) or MEETING.search(votes)
    source = original_dates if MEETING.search(dates) else original_votes
    vote, contradiction = read_vote(votes, original_votes)
    meeting_name = source[meeting.start() : meeting.end()] if meeting else None
    return Closing(find_date(dates) or find_date(votes), meeting_name, vote, contradiction)


def read_vote(folded: str, printed: str) -> tuple[Vote | None, str | None]:
    """Return the vote that a text states, and a sentence if its totals are not those of its lists."""
    if not folded:
        return None, None
    lists = _state_lists(folded, printed)
    tally = _TALLY.search(folded)
    if tally is None:
        if "未经表决" in folded:
            return Vote("without_vote"), None
        if "一致通过" in folded:
            return Vote("recorded", against=0, abstaining=0), None
        return None, None
    abstain = tally["abstain"]
    if abstain is None:
        after = _ABSTAIN_AFTER.search(folded) or _ABSTAIN_BEFORE.search(folded, tally.end())
        abstain = after["abstain"] if after else None
    vote = Vote(
        kind="recorded",
        in_favour=parse_numeral(tally["for"]),
        against=parse_numeral(tally["against"]),
        abstaining=parse_numeral(abstain or ""),
        states_in_favour=tuple(lists["赞成"]),
        states_against=tuple(lists["反对"]),
        states_abstaining=tuple(lists["弃权"]),
    )
    return vote, _contradiction(vote)


def _state_lists(folded: str, printed: str) -> dict[str, list[str]]:
    """Return States by name, from lists headed 赞成： 反对： 弃权：, or from brackets after their number."""
    lists: dict[str, list[str]] = {"赞成": [], "反对": [], "弃权": []}
    heads = list(_LISTS.finditer(folded))
    for head, following in zip(heads, [*heads[1:], None], strict=False):
        end = following.start() if following else len(folded)
        names = printed[head.end() : end].strip(" ]。.、，,；;")
        lists[head[1]] += [] if re.fullmatch(r"[无零—–-]*", names) else split_states(names)
    if heads:
        return lists
    for kind, pattern in (
        ("反对", rf"对{_N}票\(([^)]*)\)"),
        ("弃权", rf"弃权(?:者?{_N})?\(([^)]*)\)"),
    ):
        if found := re.search(pattern, folded):
            lists[kind] = split_states(printed[found.start(1) : found.end(1)])
    return lists


def _contradiction(vote: Vote) -> str | None:
    pairs = (
        ("赞成", vote.in_favour, vote.states_in_favour),
        ("反对", vote.against, vote.states_against),
        ("弃权", vote.abstaining, vote.states_abstaining),
    )
    wrong = [
        f"{name} {total} 票，名单有 {len(listed)} 国"
        for name, total, listed in pairs
        if listed and total is not None and total != len(listed)
    ]
    return f"表决票数与名单不符：{'；'.join(wrong)}。" if wrong else None
