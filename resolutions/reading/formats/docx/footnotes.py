"""The footnotes and endnotes of a Word file: counted as they are referred to, and drawn after the text."""

from dataclasses import dataclass

from lxml.etree import _Element

from ....language.characters import SUPERSCRIPTS
from .package import Package, W, child, integer, value, value_of


@dataclass(frozen=True, slots=True)
class Reference:
    """A note that the text refers to: its mark, and whether its author chose that."""

    kind: str  # "footnote" or "endnote"
    ident: str
    mark: str
    chosen: bool


class Notes:
    """The notes of a file. Footnotes and endnotes share one count, which Word keeps apart."""

    def __init__(self, package: Package) -> None:
        self._elements: dict[tuple[str, str], _Element] = {}
        for kind in ("footnote", "endnote"):
            root = package.first(f"{kind}s")
            for element in root.iterchildren(f"{W}{kind}") if root is not None else ():
                if value(element, "type") in ("", "normal"):
                    self._elements[kind, value(element, "id")] = element
        self._settings = [*_settings(package.document), *_settings(package.first("settings"))]
        starts = (value_of(element, "numStart") for element in self._settings)
        self._count = next((integer(start, 1) for start in starts if start), 1) - 1
        self._known: dict[tuple[str, str], str] = {}
        self.references: list[Reference] = []

    def refer(self, kind: str, ident: str, chosen: str = "") -> str:
        """The mark of a note that the text refers to: `chosen` by its author, else the next number, raised."""
        if (kind, ident) not in self._known:
            if not chosen:
                self._count += 1
            mark = chosen or "".join(SUPERSCRIPTS[int(digit)] for digit in str(max(self._count, 0)))
            self._known[kind, ident] = mark
            self.references.append(Reference(kind, ident, mark, bool(chosen)))
        return self._known[kind, ident]

    def element(self, reference: Reference) -> _Element | None:
        return self._elements.get((reference.kind, reference.ident))

    def renumbered(self) -> bool:
        """Whether Word prints other marks than these: letters, a count anew on each page, two counts."""
        counted = {reference.kind for reference in self.references if not reference.chosen}
        formats = {kind: "decimal" if kind == "footnote" else "lowerRoman" for kind in counted}
        restarts = False
        for element in reversed(self._settings):
            kind = str(element.tag).removeprefix(W).removesuffix("Pr")
            if kind in counted:
                formats[kind] = value_of(element, "numFmt") or formats[kind]
                restarts = restarts or value_of(element, "numRestart") not in ("", "continuous")
        return restarts or len(counted) > 1 or any(kind != "decimal" for kind in formats.values())


def _settings(root: _Element | None) -> list[_Element]:
    """The properties of notes in a document's sections, or in its settings."""
    if root is None:
        return []
    places = [root] if root.tag == f"{W}settings" else list(root.iter(f"{W}sectPr"))
    found = (child(place, f"{kind}Pr") for place in places for kind in ("footnote", "endnote"))
    return [element for element in found if element is not None]
