"""From the path of a comparison to its two editions: /compare/A/RES/65/218@1...A/HRC/RES/25/3."""

import re
from dataclasses import dataclass

from resolutions.lookup import DocumentMatch, Redirect, lookup
from resolutions.models import Paragraph, Resolution
from resolutions.models.visitor import Visitor
from resolutions.un.symbols import parse_number
from resolutions.uploads.review import working_copy

_PAIR = re.compile(r"(?P<a>[^\0]+?)\.\.\.(?P<b>[^\0]+?)(?P<format>\.(?:json|png|svg))?/?")
_UPLOAD = re.compile(r"upload/(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two editions, the address that means them, and the form that was asked for: html, json, png or svg."""

    a: DocumentMatch
    b: DocumentMatch
    format: str

    @property
    def pinned(self) -> bool:
        """Whether the address names both editions, so that it means the same for ever."""
        return self.a.pinned and self.b.pinned

    @property
    def address(self) -> str:
        """The address of the page, without the suffix of other forms."""
        return address_of(document_name(self.a), document_name(self.b))

    @property
    def swapped(self) -> str:
        """The page with the sides changed."""
        return address_of(document_name(self.b), document_name(self.a))

    @property
    def permanent(self) -> str:
        """The page of these two editions, whatever comes later."""
        return address_of(*(_permanent(f) for f in (self.a, self.b)))

    @property
    def same(self) -> bool:
        return (self.a.edition.pk, self.a.edition.digest) == (self.b.edition.pk, self.b.edition.digest)


@dataclass(frozen=True, slots=True)
class MissingSide:
    """One side or both are not in the corpus, as far as this visitor may know.

    `asked` are the two names as they were given, `found` those that are there.
    """

    asked: tuple[str, str]
    found: tuple[DocumentMatch | None, DocumentMatch | None]


@dataclass(frozen=True, slots=True)
class ParagraphRef:
    """A paragraph of an edition."""

    found: DocumentMatch
    paragraph: Paragraph

    @property
    def name(self) -> str:
        """What an address calls it: A/RES/65/218@1/op7."""
        return f"{self.document}/{self.paragraph.ident}"

    @property
    def document(self) -> str:
        """What an address calls its document: A/RES/65/218@1."""
        return document_name(self.found)


def find_paragraph(path: str, user: Visitor) -> ParagraphRef | Redirect | None:
    """The paragraph that a path means to this visitor: A/RES/65/218/op7; None where it means nothing."""
    name, _, ident = path.removesuffix("/").rpartition("/")
    found = _side(name, user)
    if found is None or found.edition.working or "\0" in ident:
        return None
    paragraph = found.edition.paragraphs.filter(ident=ident).first()
    if paragraph is None:
        return None
    place = ParagraphRef(found, paragraph)
    return place if path == place.name else Redirect(place.name)


def address_of(a: str, b: str) -> str:
    return f"/compare/{a}...{b}"


def find_pair(path: str, user: Visitor) -> Pair | Redirect | MissingSide | None:
    """What a path below /compare/ means to this visitor; None where it has no two sides."""
    match = _PAIR.fullmatch(path)
    if match is None:
        return None
    suffix = match["format"] or ""
    a, b = (_side(match[side], user) for side in "ab")
    if a is None or b is None:
        return MissingSide((match["a"], match["b"]), (a, b))
    pair = Pair(a, b, (suffix or ".html")[1:])
    proper = pair.address + suffix
    return pair if f"/compare/{path}" == proper else Redirect(proper)


def _side(name: str, user: Visitor) -> DocumentMatch | None:
    """The edition that one side names, by whichever of its addresses; upload/17 is one that staff review."""
    if upload := _UPLOAD.fullmatch(name):
        return working_copy(int(upload[1]), user)
    match lookup(name, user):
        case Redirect(path=path):
            return _side(path.removeprefix("/"), user)
        case DocumentMatch(format="html") as found:
            return found
    return None


def _permanent(found: DocumentMatch) -> str:
    """What always names this side's edition; one under review has only the name of its upload."""
    return found.resolution.address + (f"@{found.edition.number}" if found.edition.number else "")


def document_name(found: DocumentMatch) -> str:
    """What an address calls a side: A/RES/65/218, or A/RES/65/218@1 where it is pinned."""
    return found.resolution.address + (f"@{found.edition.number}" if found.pinned else "")


def lookup_by_name(text: str, user: Visitor) -> DocumentMatch | None:
    """The one document that a reader means by an address, a symbol or a number: 65/218."""
    if found := _side(text, user):
        return found
    number = parse_number(text)
    visible = Resolution.objects.published_to(user).select_related("edition")
    match = list(visible.filter(number=str(number))[:2]) if number else []
    if len(match) != 1 or not match[0].edition:
        return None
    return DocumentMatch(match[0], match[0].edition, pinned=False, format="html")
