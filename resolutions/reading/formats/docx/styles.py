"""The styles of a Word file, as far as they decide what is read: numbers, hidden text, raised text."""

from dataclasses import dataclass

from lxml.etree import _Element

from .package import W, child, switch, value, value_of

_DEEPEST = 50  # styles based on one another; more is no style sheet, and may be a circle


@dataclass(frozen=True, slots=True)
class TextProperties:
    """What a style or a run of text says of itself; None where it says nothing."""

    numbering: tuple[str, str] | None = None  # numId and ilvl as written, "" where absent
    hidden: bool | None = None
    raised: bool | None = None

    def over(self, other: "TextProperties") -> "TextProperties":
        """The look, and what it leaves unsaid from the other."""
        return TextProperties(
            other.numbering if self.numbering is None else self.numbering,
            other.hidden if self.hidden is None else self.hidden,
            other.raised if self.raised is None else self.raised,
        )


PLAIN = TextProperties()


def numbering_in(properties: _Element | None) -> tuple[str, str] | None:
    """The numId and ilvl in the properties of a paragraph or of a paragraph style."""
    found = child(properties, "numPr")
    return None if found is None else (value_of(found, "numId"), value_of(found, "ilvl"))


def run_look(properties: _Element | None) -> TextProperties:
    """What the properties of a run say by themselves."""
    align = value_of(properties, "vertAlign")
    return TextProperties(None, switch(properties, "vanish"), align == "superscript" if align else None)


class Styles:
    """The style sheet: what a style looks like, what it is based on included."""

    def __init__(self, root: _Element | None) -> None:
        self._own: dict[str, tuple[str, TextProperties]] = {}
        self._whole: dict[str, TextProperties] = {}
        self.default = ""  # of paragraphs
        for style in root.iterchildren(f"{W}style") if root is not None else ():
            ident, run = value(style, "styleId"), run_look(child(style, "rPr"))
            look = TextProperties(numbering_in(child(style, "pPr")), run.hidden, run.raised)
            self._own[ident] = value_of(style, "basedOn"), look
            if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on"):
                self.default = ident

    def look(self, ident: str) -> TextProperties:
        if ident not in self._whole:
            whole, name = PLAIN, ident
            for _ in range(_DEEPEST):
                if name not in self._own:
                    break
                name, own = self._own[name]
                whole = whole.over(own)
            self._whole[ident] = whole
        return self._whole[ident]
