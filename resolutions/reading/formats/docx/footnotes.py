"""The footnotes and endnotes of a Word file, numbered in the order in which the text refers to them."""

from dataclasses import dataclass

from lxml.etree import _Element

from ....language.characters import SUPERSCRIPTS
from .package import Package, W, attribute, child, child_value, parse_integer

_KINDS = ("footnote", "endnote")


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference of the text to a note: the mark, and whether it is the author's instead of a number."""

    kind: str  # "footnote" or "endnote"
    note_id: str
    mark: str
    is_custom: bool


class Notes:
    """The notes of a file. Footnotes and endnotes share one count here; Word counts them separately."""

    def __init__(self, package: Package) -> None:
        self._elements: dict[tuple[str, str], _Element] = {}
        for kind in _KINDS:
            self._add_notes(kind, package.related_root(f"{kind}s"))
        self._settings = _note_properties(package.document)
        self._settings += _note_properties(package.related_root("settings"))
        self._count = self._first_number() - 1
        self._marks: dict[tuple[str, str], str] = {}
        self.references: list[Reference] = []

    def _add_notes(self, kind: str, root: _Element | None) -> None:
        if root is None:
            return
        for element in root.iterchildren(f"{W}{kind}"):
            if attribute(element, "type") in ("", "normal"):  # the others are separators
                self._elements[kind, attribute(element, "id")] = element

    def _first_number(self) -> int:
        for element in self._settings:
            start = child_value(element, "numStart")
            if start:
                return parse_integer(start, 1)
        return 1

    def refer(self, kind: str, note_id: str, custom_mark: str = "") -> str:
        """Record a reference to a note and return its mark: `custom_mark` or the next number."""
        if (kind, note_id) not in self._marks:
            mark = custom_mark or self._next_mark()
            self._marks[kind, note_id] = mark
            self.references.append(Reference(kind, note_id, mark, is_custom=bool(custom_mark)))
        return self._marks[kind, note_id]

    def _next_mark(self) -> str:
        self._count += 1
        digits = str(max(self._count, 0))
        return "".join([SUPERSCRIPTS[int(digit)] for digit in digits])

    def element(self, reference: Reference) -> _Element | None:
        return self._elements.get((reference.kind, reference.note_id))

    def are_renumbered(self) -> bool:
        """Return whether Word prints other marks: letters, two counts, or a count that restarts."""
        numbered_kinds = {reference.kind for reference in self.references if not reference.is_custom}
        if len(numbered_kinds) > 1:
            return True
        formats = {"footnote": "decimal", "endnote": "lowerRoman"}
        for element in reversed(self._settings):
            kind = str(element.tag).removeprefix(W).removesuffix("Pr")
            if kind in numbered_kinds:
                if child_value(element, "numRestart") not in ("", "continuous"):
                    return True
                formats[kind] = child_value(element, "numFmt") or formats[kind]
        return any(formats[kind] != "decimal" for kind in numbered_kinds)


def _note_properties(root: _Element | None) -> list[_Element]:
    """Return the properties of notes in the sections of a document, or in its settings."""
    if root is None:
        return []
    holders = [root]
    if root.tag != f"{W}settings":
        holders = list(root.iter(f"{W}sectPr"))
    properties: list[_Element] = []
    for holder in holders:
        for kind in _KINDS:
            element = child(holder, f"{kind}Pr")
            if element is not None:
                properties.append(element)
    return properties
