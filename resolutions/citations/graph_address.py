"""The documents that an address below /graph/ asks for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..lookup import CitedOnly, DocumentMatch, Redirect, lookup
from ..models import Resolution
from ..models.visitor import Visitor
from ..un.symbols import address_of, parse_number
from .graph.model import MOST_ASKED

_PATH = re.compile(r"(?P<names>[^\0]+?)(?:\.(?P<form>csv|graphml|json|svg))?/?")
LONGEST = 200  # characters of a name


@dataclass(frozen=True, slots=True)
class GraphRequest:
    """Documents of the corpus, or keys of works that it has no text of, in the order asked.

    `unknown` are names that mean nothing here; `form` is "html" or what follows the address.
    """

    documents: tuple[Resolution | str, ...]
    unknown: tuple[str, ...]
    too_many: bool
    form: str = "html"

    @property
    def names(self) -> str:
        return ",".join(one.address if isinstance(one, Resolution) else address_of(one) for one in self.documents)

    @property
    def address(self) -> str:
        """The address of the page, without the suffix of other forms."""
        return f"/graph/{self.names}"

    @property
    def file_name(self) -> str:
        """What a file of this is called."""
        return f"{self.names.replace('/', '-').replace(',', '_')}.{self.form}"

    @property
    def path(self) -> str:
        """The one path below /graph/ that means this."""
        return self.names if self.form == "html" else f"{self.names}.{self.form}"


def graph_request_from_path(path: str, user: Visitor) -> GraphRequest | None:
    """What a path below /graph/ asks for; None where it names nothing."""
    match = _PATH.fullmatch(path)
    return graph_request_from_names(match["names"].split(","), user, match["form"] or "html") if match else None


def graph_request_from_names(names: Iterable[str], user: Visitor, form: str = "html") -> GraphRequest:
    """The documents of these names, each once, MOST_ASKED at most."""
    found: dict[str, Resolution | str] = {}
    unknown: list[str] = []
    for name in filter(None, dict.fromkeys(_clean(name) for name in names)):
        if max(len(found), len(unknown)) > MOST_ASKED:
            break  # an address may hold a thousand names
        one = _named(name, user)
        if one is None:
            unknown.append(name)
        else:
            found.setdefault(one if isinstance(one, str) else one.address, one)
    return GraphRequest(tuple(found.values())[:MOST_ASKED], tuple(unknown), len(found) > MOST_ASKED, form)


def _clean(name: str) -> str:
    return " ".join(name.replace("\0", "").split())[:LONGEST].strip("/")


def _named(name: str, user: Visitor) -> Resolution | str | None:
    """The one document that an address, a symbol or a number means: 65/218."""
    match lookup(name, user):
        case Redirect(path=path):
            return _named(path.removeprefix("/"), user)
        case DocumentMatch(format="html") as found:
            return found.resolution
        case CitedOnly() as cited:
            return cited.key
    number = parse_number(name)
    visible = Resolution.objects.published_to(user)
    match_ = list(visible.filter(number=str(number))[:2]) if number else []
    return match_[0] if len(match_) == 1 else None
