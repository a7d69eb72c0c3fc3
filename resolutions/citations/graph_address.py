"""Addresses below /graph/ and the documents that they ask for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..lookup import CitedOnly, DocumentMatch, Redirect, lookup
from ..models import Resolution
from ..models.visitor import Visitor
from ..un.symbols import address_of, parse_number
from .graph.model import MOST_ASKED

_PATH = re.compile(r"(?P<names>[^\0]+?)(?:\.(?P<form>csv|graphml|json|svg))?/?")
LONGEST_NAME = 200  # characters


@dataclass(frozen=True, slots=True)
class GraphRequest:
    """Documents asked for, in order: documents of the corpus, or keys of works whose text it does not have.

    `unknown` are the names of neither. `form` is "html" or the suffix of the address.
    """

    documents: tuple[Resolution | str, ...]
    unknown: tuple[str, ...]
    too_many: bool
    form: str = "html"

    @property
    def names(self) -> str:
        """The addresses of the documents, joined by commas."""
        return ",".join(_address(document) for document in self.documents)

    @property
    def address(self) -> str:
        """The address of the page, without the suffix of other forms."""
        return f"/graph/{self.names}"

    @property
    def file_name(self) -> str:
        """The name of a file with the graph in this form."""
        return f"{self.names.replace('/', '-').replace(',', '_')}.{self.form}"

    @property
    def path(self) -> str:
        """The canonical path below /graph/."""
        return self.names if self.form == "html" else f"{self.names}.{self.form}"


def graph_request_from_path(path: str, user: Visitor) -> GraphRequest | None:
    """Return what a path below /graph/ asks for; None if it has no names."""
    match = _PATH.fullmatch(path)
    if match is None:
        return None
    return graph_request_from_names(match["names"].split(","), user, match["form"] or "html")


def graph_request_from_names(names: Iterable[str], user: Visitor, form: str = "html") -> GraphRequest:
    """Return the documents with these names, each once, MOST_ASKED at most."""
    documents: dict[str, Resolution | str] = {}
    unknown: list[str] = []
    for name in dict.fromkeys(_clean_name(name) for name in names):
        if not name:
            continue
        if max(len(documents), len(unknown)) > MOST_ASKED:
            break  # an address may have a thousand names
        document = _lookup_name(name, user)
        if document is None:
            unknown.append(name)
        else:
            documents.setdefault(_identity(document), document)
    return GraphRequest(
        documents=tuple(documents.values())[:MOST_ASKED],
        unknown=tuple(unknown),
        too_many=len(documents) > MOST_ASKED,
        form=form,
    )


def _address(document: Resolution | str) -> str:
    return document.address if isinstance(document, Resolution) else address_of(document)


def _identity(document: Resolution | str) -> str:
    return document.address if isinstance(document, Resolution) else document


def _clean_name(name: str) -> str:
    return " ".join(name.replace("\0", "").split())[:LONGEST_NAME].strip("/")


def _lookup_name(name: str, user: Visitor) -> Resolution | str | None:
    """Return the only document with this address, symbol or
    number (65/218); the key of a work without text.
    """
    match lookup(name, user):
        case Redirect(path=path):
            return _lookup_name(path.removeprefix("/"), user)
        case DocumentMatch(format="html") as found:
            return found.resolution
        case CitedOnly() as cited:
            return cited.key
    number = parse_number(name)
    if number is None:
        return None
    documents = Resolution.objects.published_to(user).filter(number=str(number))[:2]
    return documents[0] if len(documents) == 1 else None
