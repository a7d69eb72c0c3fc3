"""The style sheet of a Word file: the numbering, hidden text and superscripts of styles."""

from dataclasses import dataclass

from lxml.etree import _Element

from .package import W, attribute, child, child_value, on_off

_MAX_DEPTH = 50  # styles based on one another; a longer chain may be a circle


@dataclass(frozen=True, slots=True)
class TextProperties:
    """The properties that a style or a run of text sets; None for those that it does not set."""

    numbering: tuple[str, str] | None = None  # numId and ilvl as written, "" where absent
    hidden: bool | None = None
    superscript: bool | None = None

    def with_defaults(self, defaults: "TextProperties") -> "TextProperties":
        """Return these properties, with those that are None taken from `defaults`."""
        numbering, hidden, superscript = self.numbering, self.hidden, self.superscript
        if numbering is None:
            numbering = defaults.numbering
        if hidden is None:
            hidden = defaults.hidden
        if superscript is None:
            superscript = defaults.superscript
        return TextProperties(numbering, hidden, superscript)


PLAIN = TextProperties()


def paragraph_numbering(properties: _Element | None) -> tuple[str, str] | None:
    """Return the numId and ilvl in the properties of a paragraph or of a paragraph style."""
    numbering = child(properties, "numPr")
    if numbering is None:
        return None
    return child_value(numbering, "numId"), child_value(numbering, "ilvl")


def run_properties(properties: _Element | None) -> TextProperties:
    """Return what the properties of a run set, without those of its styles."""
    alignment = child_value(properties, "vertAlign")
    superscript = alignment == "superscript" if alignment else None
    return TextProperties(hidden=on_off(properties, "vanish"), superscript=superscript)


class Styles:
    """The style sheet. `default` is the id of the default paragraph style, "" if there is none."""

    def __init__(self, root: _Element | None) -> None:
        self._definitions: dict[str, tuple[str, TextProperties]] = {}  # with the style that it is based on
        self._resolved: dict[str, TextProperties] = {}
        self.default = ""
        if root is not None:
            for style in root.iterchildren(f"{W}style"):
                self._add(style)

    def _add(self, style: _Element) -> None:
        style_id = attribute(style, "styleId")
        run = run_properties(child(style, "rPr"))
        properties = TextProperties(paragraph_numbering(child(style, "pPr")), run.hidden, run.superscript)
        self._definitions[style_id] = child_value(style, "basedOn"), properties
        if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on"):
            self.default = style_id

    def properties(self, style_id: str) -> TextProperties:
        """Return the properties of a style, including those of the styles that it is based on."""
        if style_id not in self._resolved:
            self._resolved[style_id] = self._resolve(style_id)
        return self._resolved[style_id]

    def _resolve(self, style_id: str) -> TextProperties:
        resolved = PLAIN
        for _ in range(_MAX_DEPTH):
            if style_id not in self._definitions:
                break
            style_id, properties = self._definitions[style_id]
            resolved = resolved.with_defaults(properties)
        return resolved
