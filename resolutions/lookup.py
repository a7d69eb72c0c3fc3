"""Lookup of the document that the path of a request identifies."""

import re
from dataclasses import dataclass

from django.db.models import Q

from .models import AddressChange, Edge, Edition, Resolution, ResolutionQuerySet, Visibility
from .models.visitor import Visitor
from .reading.serialization import meta_from_json
from .un.symbols import Number, Symbol, address_of, parse, parse_number

MOST_PREFIXES = 8  # of a path that are searched for similar documents
MOST_RANKED = 3000  # documents of a session that are ranked by their numbers
_PATH = re.compile(r"(?P<address>[^\0]+?)(?:@(?P<edition>\d{1,9}))?(?P<format>\.(?:json|txt|ris|bib))?/?")


@dataclass(frozen=True, slots=True)
class DocumentMatch:
    """A document, one of its editions, and a format ("html", "json", …).

    `pinned`: the path names the edition (`@2`). The metadata of a pinned document are those of that edition,
    whatever later ones say.
    """

    resolution: Resolution
    edition: Edition
    pinned: bool
    format: str

    @property
    def is_public(self) -> bool:
        """Whether everybody may see it."""
        return self.resolution.is_public and self.edition.is_public


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A document that was public and no longer is. Visitors get the reason."""

    resolution: Resolution


@dataclass(frozen=True, slots=True)
class Redirect:
    """Another path of the same document."""

    path: str


@dataclass(frozen=True, slots=True)
class CitedOnly:
    """A work that the corpus has only citations of. `key` is its symbol, or the key of an instrument."""

    key: str


def lookup(path: str, user: Visitor) -> DocumentMatch | Withdrawn | Redirect | CitedOnly | None:
    """Return what a path without its leading slash identifies for a visitor, or None.

    An edition and a format may follow the address: A/RES/65/218@2.json.
    """
    match = _PATH.fullmatch(path)
    if match is None:
        return None
    visible = Resolution.objects.published_to(user).select_related("edition")
    address = match["address"]
    suffix = f"@{match['edition']}" if match["edition"] else ""
    suffix += match["format"] or ""
    resolution = visible.filter(address=address).first()
    if resolution:
        if path != address + suffix:
            return Redirect(f"/{address}{suffix}")
        return _match_edition(resolution, match["edition"], match["format"], user)
    change = (
        AddressChange.objects.filter(address=address, resolution__in=visible)
        .select_related("resolution")
        .first()
    )
    if change:
        return Redirect(f"/{change.resolution.address}{suffix}")
    symbol = parse(address)
    key = symbol.text if symbol else address
    resolution_with_symbol = visible.filter(symbol=key).first()
    if resolution_with_symbol:
        return Redirect(f"/{resolution_with_symbol.address}{suffix}")
    if withdrawn := _withdrawn(address, key):
        return Withdrawn(withdrawn)
    if suffix or not Edge.objects.visible_to(user).filter(work=key).exists():
        return None
    canonical_path = address_of(key)
    return CitedOnly(key) if path == canonical_path else Redirect(f"/{canonical_path}")


def _withdrawn(address: str, symbol: str) -> Resolution | None:
    """Return the withdrawn document with this address, former address or symbol."""
    condition = Q(address=address) | Q(symbol=symbol) | Q(former_addresses__address=address)
    return Resolution.objects.filter(condition, visibility=Visibility.WITHDRAWN).first()


def _match_edition(
    resolution: Resolution, number: str | None, suffix: str | None, user: Visitor
) -> DocumentMatch | None:
    """Return the match of the edition with this number or the current one. `suffix` is that of the format."""
    edition = resolution.edition
    if number:
        edition = Edition.objects.visible_to(user).filter(resolution=resolution, number=int(number)).first()
    if edition is None:
        return None
    edition.resolution = resolution
    if number:
        resolution.apply_metadata(meta_from_json(edition.meta))
    return DocumentMatch(resolution, edition, pinned=number is not None, format=(suffix or ".html")[1:])


# --- similar documents ----------------------------------------------------------------------------


def suggest_similar(path: str, user: Visitor, most: int = 6) -> list[Resolution]:
    """Return documents whose symbols are similar to a path.

    First those with the same number, then those with the nearest numbers of its session, then those whose
    symbols have the longest prefix in common with the path.
    """
    visible = Resolution.objects.published_to(user)
    text = path.strip("/")
    symbol = parse(text)
    number = parse_number(re.sub(r"^.*?(?=[^/]*/[^/]*$)", "", text))
    if symbol and symbol.number:
        number = symbol.number
    similar: list[Resolution] = []
    if number is not None:
        similar += visible.filter(number=str(number))[:most]
        similar += _with_nearest_numbers(visible, number, symbol, most)
    prefix = symbol.text if symbol else text.upper()
    for _attempt in range(min(prefix.count("/"), MOST_PREFIXES)):
        if len(similar) >= most:
            break
        prefix = prefix.rpartition("/")[0]
        similar += visible.filter(symbol__startswith=f"{prefix}/").order_by("order_key")[:most]
    by_pk = {document.pk: document for document in similar}
    return list(by_pk.values())[:most]


def _with_nearest_numbers(
    documents: ResolutionQuerySet, number: Number, symbol: Symbol | None, most: int
) -> list[Resolution]:
    """Return the documents with the nearest numbers in the
    session, and of the organ of the symbol if known.
    """
    siblings = documents.filter(session=number.session, symbol__isnull=False)
    if symbol and symbol.organ:
        siblings = siblings.filter(organ=symbol.organ)
    rows = list(siblings.values_list("pk", "number")[:MOST_RANKED])
    rows.sort(key=lambda row: _distance(row[1], number.serial))
    pks = [pk for pk, _number in rows[:most]]
    by_pk = documents.in_bulk(pks)
    return [by_pk[pk] for pk in pks]


def _distance(printed: str, serial: int) -> int:
    """Return the difference between a printed number and a serial one; a large one if it cannot be read."""
    number = parse_number(printed)
    return abs(number.serial - serial) if number else 10**6
