"""Frame of a web page around a resolution: its title, its navigation, and metadata that only they state."""

import re

from ...language.dates import PLAIN_DATE, find_date
from ...language.numerals import NUMERAL, parse_numeral
from ...un.organs import organ_named, organ_pattern
from ...un.symbols import Number, parse_number
from ..lines import Line
from .fields import Head
from .number_line import old_number

_N = f"[{NUMERAL}]+"
_TITLE = re.compile(
    rf"(?P<organ>{organ_pattern()})(?P<old>决议案|第)?"
    rf"(?P<n>(?:E?S-)?\d{{1,4}}/\d{{1,4}}|\d{{1,4}}\((?:\d{{4}}|[IVXLC]+)\)|{_N}\({_N}\)|{_N})(?P<tail>号决议案?|号)?"
)
_NAVIGATION = re.compile(r"[←→<>×|]|.*←")
_FIELD = re.compile(r"主题|原始文本|查看|来源|作者|日期|更新|发布|跳转|搜索|浏览|字号")
_LONGEST = 120


class WebPage:
    """The title of the page, set by the first line that has its form: 联合国大会第65/119号决议."""

    def __init__(self) -> None:
        self._title: re.Match[str] | None = None

    def owns(self, line: Line) -> bool:
        """Return whether a line is the title or navigation of the page."""
        found = _TITLE.match(line.key) if len(line.key) < _LONGEST else None
        if found and (found["tail"] or found["old"] == "决议案"):
            self._title = self._title or found
            return True
        return bool(_NAVIGATION.match(line.key))

    @staticmethod
    def is_field(line: Line) -> bool:
        """Return whether a line is a label of the page: 作者, 来源, 原始文本 …"""
        return bool(_FIELD.match(line.key))

    @property
    def number(self) -> Number | None:
        """The number in the title, or None if it has no session."""
        printed = self._title["n"] if self._title else ""
        return parse_number(printed) or old_number(printed)

    def complete(self, head: Head, lines: list[Line]) -> None:
        """Set the fields of the head that only the page states: organ, number, the day next to the title."""
        if self._title is None:
            return
        for line in lines:
            _, found, after = line.key.partition(self._title[0])
            day = re.match(rf"[^年|]{{0,30}}?(?P<d>{PLAIN_DATE})", after[:80]) if found else None
            if day and head.adopted_on is None:
                head.adopted_on = find_date(day["d"])
        organ = organ_named(self._title["organ"])
        head.organ = head.organ or (organ.code if organ else None)
        if head.number is None and (parsed := self.number or self._by_year(head)):
            head.set_number(parsed)
            head.adopted = True

    def _by_year(self, head: Head) -> Number | None:
        """Return the number of a Council resolution, which
        needs no session: 决议案一七一 of 1962 is 171(1962).
        """
        serial = parse_numeral(self._title["n"]) if self._title else None
        if serial and head.organ == "SC" and head.adopted_on:
            return Number(str(head.adopted_on.year), serial, "", "year")
        return None
