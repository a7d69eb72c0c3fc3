"""Addresses of comparisons (/compare/A/RES/65/218@1...A/HRC/RES/25/3) and of paragraphs."""

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
    """Two editions and the requested format: html, json, png or svg."""

    a: DocumentMatch
    b: DocumentMatch
    format: str

    @property
    def pinned(self) -> bool:
        """Whether the address names both editions, so that it never shows other texts."""
        return self.a.pinned and self.b.pinned

    @property
    def address(self) -> str:
        """The address of the page, without the suffix of another format."""
        return address_of(document_name(self.a), document_name(self.b))

    @property
    def swapped(self) -> str:
        """The address with the sides swapped."""
        return address_of(document_name(self.b), document_name(self.a))

    @property
    def permanent(self) -> str:
        """The address of these two editions, which later editions do not change."""
        return address_of(_permanent_name(self.a), _permanent_name(self.b))

    @property
    def same(self) -> bool:
        """Whether both sides are the same text."""
        return (self.a.edition.pk, self.a.edition.digest) == (self.b.edition.pk, self.b.edition.digest)


@dataclass(frozen=True, slots=True)
class MissingSide:
    """A comparison of which one side or both are not in the corpus, or not visible to this visitor.

    `asked` are the two names in the address, `found` their documents.
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
        """The name of the paragraph in addresses: A/RES/65/218@1/op7."""
        return f"{self.document}/{self.paragraph.ident}"

    @property
    def document(self) -> str:
        """The name of the document in addresses: A/RES/65/218@1."""
        return document_name(self.found)


def find_paragraph(path: str, user: Visitor) -> ParagraphRef | Redirect | None:
    """Return the paragraph of a path such as A/RES/65/218/op7, or a redirect to its canonical path.

    Return None if there is no such paragraph that this visitor may see.
    """
    name, _, ident = path.removesuffix("/").rpartition("/")
    found = _find_side(name, user)
    if found is None or found.edition.working or "\0" in ident:
        return None
    paragraph = found.edition.paragraphs.filter(ident=ident).first()
    if paragraph is None:
        return None
    reference = ParagraphRef(found, paragraph)
    if path != reference.name:
        return Redirect(reference.name)
    return reference


def address_of(a: str, b: str) -> str:
    """Return the address of the comparison of two documents, given by their names in addresses."""
    return f"/compare/{a}...{b}"


def find_pair(path: str, user: Visitor) -> Pair | Redirect | MissingSide | None:
    """Return the pair of a path below /compare/, or a redirect to its canonical path.

    Return None if the path does not have two sides.
    """
    match = _PAIR.fullmatch(path)
    if match is None:
        return None
    suffix = match["format"] or ""
    a, b = _find_side(match["a"], user), _find_side(match["b"], user)
    if a is None or b is None:
        return MissingSide((match["a"], match["b"]), (a, b))
    pair = Pair(a, b, (suffix or ".html")[1:])
    canonical = pair.address + suffix
    if f"/compare/{path}" != canonical:
        return Redirect(canonical)
    return pair


def _find_side(name: str, user: Visitor) -> DocumentMatch | None:
    """Return the edition of one side by any of its addresses; upload/17 is an edition under review."""
    if upload := _UPLOAD.fullmatch(name):
        return working_copy(int(upload[1]), user)
    match lookup(name, user):
        case Redirect(path=path):
            return _find_side(path.removeprefix("/"), user)
        case DocumentMatch(format="html") as found:
            return found
    return None


def _permanent_name(found: DocumentMatch) -> str:
    """Return the name of an edition with its number; an edition under review has no number."""
    if not found.edition.number:
        return found.resolution.address
    return f"{found.resolution.address}@{found.edition.number}"


def document_name(found: DocumentMatch) -> str:
    """Return the name of a document in addresses: A/RES/65/218, or A/RES/65/218@1 for a pinned edition."""
    if not found.pinned:
        return found.resolution.address
    return f"{found.resolution.address}@{found.edition.number}"


def lookup_by_name(text: str, user: Visitor) -> DocumentMatch | None:
    """Return the document with an address, a symbol or a number such as 65/218.

    Return None if there is none, or if several have the number.
    """
    if found := _find_side(text, user):
        return found
    number = parse_number(text)
    visible = Resolution.objects.published_to(user).select_related("edition")
    matches = list(visible.filter(number=str(number))[:2]) if number else []
    if len(matches) != 1 or not matches[0].edition:
        return None
    return DocumentMatch(matches[0], matches[0].edition, pinned=False, format="html")
