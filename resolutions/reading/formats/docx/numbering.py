"""The numbers that Word writes before paragraphs: ECMA-376 part 1, §17.9."""

import re
from dataclasses import dataclass

from lxml.etree import _Element

from .number_formats import format_number
from .package import W, attribute, child, child_value, on_off, parse_integer
from .styles import Styles

LEVELS = 9
_SUFFIXES = {"space": " ", "nothing": ""}
_MAX_PATTERN = 60  # characters of a pattern such as "%1."
_MAX_LINKS = 5  # from a definition to a list style to another definition


@dataclass(frozen=True, slots=True)
class NumberingLevel:
    """A level of a list; `restart` is the level (0 to 8) after which it starts again, -1 for none."""

    start: int
    format: str
    pattern: str
    suffix: str
    restart: int
    legal: bool
    style: str


@dataclass(frozen=True, slots=True)
class _NumberedList:
    """A list that paragraphs refer to. Lists with the same `definition` id share their counts."""

    definition: str
    levels: dict[int, NumberingLevel]
    starts: dict[int, int]

    def start(self, level: int) -> int:
        return self.starts.get(level, self.levels[level].start)


class Numbering:
    """The lists of a file, which count as paragraphs are read.

    `unsure` holds formats that cannot be written.
    """

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions: dict[str, _Element] = {}
        self._instances: dict[str, _Element] = {}
        self._definition_levels: dict[str, dict[int, NumberingLevel]] = {}
        self._lists: dict[str, _NumberedList | None] = {}
        self._counts: dict[str, dict[int, int]] = {}  # of each level, by definition
        self._begun: set[tuple[str, int]] = set()  # levels of lists that have counted
        self.unsure: set[str] = set()
        if root is not None:
            self._definitions = {
                attribute(e, "abstractNumId"): e for e in root.iterchildren(f"{W}abstractNum")
            }
            self._instances = {attribute(e, "numId"): e for e in root.iterchildren(f"{W}num")}

    def next_label(self, numbering: tuple[str, str] | None, style: str) -> str:
        """Return the number of the next paragraph with the blank after it, "" if it has none.

        `numbering` is the numId and ilvl of the paragraph itself; those of its style apply where it has none.
        """
        style_numbering = self._styles.properties(style).numbering or ("", "")
        direct_id, direct_level = numbering or ("", "")
        list_id = direct_id or style_numbering[0]
        numbered_list = self._list(list_id)
        if numbered_list is None:
            return ""
        if direct_level:
            level = parse_integer(direct_level, 0)
        else:
            level = _style_level(numbered_list, style, default=parse_integer(style_numbering[1], 0))
        if level not in numbered_list.levels:
            return ""
        counts = self._advance(list_id, numbered_list, level)
        return self._format_label(numbered_list, level, counts)

    def _advance(self, list_id: str, numbered_list: _NumberedList, level: int) -> dict[int, int]:
        """Count one more paragraph at a level and return the counts of all levels."""
        counts = self._counts.setdefault(numbered_list.definition, {})
        overrides_start = level in numbered_list.starts and (list_id, level) not in self._begun
        if overrides_start or level not in counts:
            counts[level] = numbered_list.start(level)
        else:
            counts[level] += 1
        self._begun.add((list_id, level))
        for deeper in [counted for counted in counts if counted > level]:
            restart = deeper
            if deeper in numbered_list.levels:
                restart = numbered_list.levels[deeper].restart
            if level <= restart:
                del counts[deeper]
        return counts

    def _format_label(self, numbered_list: _NumberedList, level: int, counts: dict[int, int]) -> str:
        definition = numbered_list.levels[level]
        if definition.format == "bullet":
            text = re.sub(r"[\ue000-\uf8ff]", "•", definition.pattern)
        else:
            parts = re.split(r"%([1-9])", definition.pattern)  # every second part is the number of a level
            for index in range(1, len(parts), 2):
                referred = int(parts[index]) - 1
                parts[index] = self._format_count(numbered_list, referred, counts, legal=definition.legal)
            text = "".join(parts)
        return text + definition.suffix if text else ""

    def _format_count(
        self, numbered_list: _NumberedList, level: int, counts: dict[int, int], *, legal: bool
    ) -> str:
        """Return the count of a level as written: in Arabic digits if `legal` or if the format is unsure."""
        if level not in numbered_list.levels:
            return ""
        number = counts.get(level, numbered_list.start(level))
        number_format = numbered_list.levels[level].format
        if legal:
            return str(number)
        text = format_number(number, number_format)
        if text is None:
            self.unsure.add(number_format)
            return str(number)
        return text

    def _list(self, list_id: str) -> _NumberedList | None:
        if list_id not in self._lists:
            self._lists[list_id] = self._read_list(list_id)
        return self._lists[list_id]

    def _read_list(self, list_id: str) -> _NumberedList | None:
        instance = self._instances.get(list_id)
        definition_id = self._resolve_links(child_value(instance, "abstractNumId"))
        if instance is None or definition_id not in self._definitions:
            return None
        levels = dict(self._levels_of(definition_id))
        starts: dict[int, int] = {}
        for override in instance.iterchildren(f"{W}lvlOverride"):
            level = parse_integer(attribute(override, "ilvl"), -1)
            definition = child(override, "lvl")
            if definition is not None:
                levels[level] = _read_level(definition)
            start = child_value(override, "startOverride")
            if start:
                starts[level] = parse_integer(start, 1)
        return _NumberedList(definition_id, _valid_levels(levels), starts)

    def _resolve_links(self, definition_id: str) -> str:
        """Follow the links from a definition to a list style and its list.

        Return the id of the last definition.
        """
        for _ in range(_MAX_LINKS):
            link = child_value(self._definitions.get(definition_id), "numStyleLink")
            if not link:
                break
            linked_numbering = self._styles.properties(link).numbering or ("", "")
            definition_id = child_value(self._instances.get(linked_numbering[0]), "abstractNumId")
        return definition_id

    def _levels_of(self, definition_id: str) -> dict[int, NumberingLevel]:
        if definition_id not in self._definition_levels:
            elements = self._definitions[definition_id].iterchildren(f"{W}lvl")
            levels = {parse_integer(attribute(e, "ilvl"), -1): _read_level(e) for e in elements}
            self._definition_levels[definition_id] = _valid_levels(levels)
        return self._definition_levels[definition_id]


def _style_level(numbered_list: _NumberedList, style: str, *, default: int) -> int:
    """Return the level of a list that is linked to a paragraph style."""
    if style:
        for level, definition in numbered_list.levels.items():
            if definition.style == style:
                return level
    return default


def _valid_levels(levels: dict[int, NumberingLevel]) -> dict[int, NumberingLevel]:
    return {level: definition for level, definition in levels.items() if 0 <= level < LEVELS}


def _read_level(element: _Element) -> NumberingLevel:
    level = parse_integer(attribute(element, "ilvl"), 0)
    restart_after = parse_integer(child_value(element, "lvlRestart"), level)
    return NumberingLevel(
        start=parse_integer(child_value(element, "start"), 0),
        format=attribute(element.find(f".//{W}numFmt")) or "decimal",
        pattern=child_value(element, "lvlText")[:_MAX_PATTERN],
        suffix=_SUFFIXES.get(child_value(element, "suff"), "\t"),
        restart=min(restart_after, level) - 1,
        legal=bool(on_off(element, "isLgl")),
        style=child_value(element, "pStyle"),
    )
