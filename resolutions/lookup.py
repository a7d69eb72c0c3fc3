"""From the path of a request to the document that it means."""

import re
from dataclasses import dataclass

from django.db.models import Q

from .models import AddressChange, Edge, Edition, Resolution, Visibility
from .models.visitor import Visitor
from .reading.serialization import meta_from_json
from .un.symbols import address_of, parse, parse_number

DEEPEST = 8  # parts of an address that are taken away to find what is like it
_PATH = re.compile(r"(?P<address>[^\0]+?)(?:@(?P<edition>\d{1,9}))?(?P<format>\.(?:json|txt|ris|bib))?/?")


@dataclass(frozen=True, slots=True)
class DocumentMatch:
    """A document in the corpus: one of its editions, and whether the address names it (`@2`).

    A document found by an edition bears what that edition says, whatever came later.
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
    """A document that was public and is no longer: who may not see it is told why."""

    resolution: Resolution


@dataclass(frozen=True, slots=True)
class Redirect:
    """The document lives at another path."""

    path: str


@dataclass(frozen=True, slots=True)
class CitedOnly:
    """A work that the corpus knows from citations only: its symbol, or the key of an instrument."""

    key: str


def lookup(path: str, user: Visitor) -> DocumentMatch | Withdrawn | Redirect | CitedOnly | None:
    """What a path without its leading slash means to this visitor; None where it means nothing.

    Formats follow the address: A/RES/65/218@2.json.
    """
    match = _PATH.fullmatch(path)
    if match is None:
        return None
    visible = Resolution.objects.published_to(user).select_related("edition")
    address, suffix = match["address"], (f"@{match['edition']}" if match["edition"] else "") + (match["format"] or "")
    resolution = visible.filter(address=address).first()
    if resolution:
        if path != address + suffix:
            return Redirect(f"/{address}{suffix}")
        return _edition(resolution, match["edition"], match["format"], user)
    change = AddressChange.objects.filter(address=address, resolution__in=visible).select_related("resolution").first()
    if change:
        return Redirect(f"/{change.resolution.address}{suffix}")
    symbol = parse(address)
    key = symbol.text if symbol else address
    known = visible.filter(symbol=key).first()
    if known:
        return Redirect(f"/{known.address}{suffix}")
    if withdrawn := _withdrawn(address, key):
        return Withdrawn(withdrawn)
    if suffix or not Edge.objects.visible_to(user).filter(work=key).exists():
        return None
    return CitedOnly(key) if path == address_of(key) else Redirect(f"/{address_of(key)}")


def _withdrawn(address: str, symbol: str) -> Resolution | None:
    """The withdrawn document that lives, or once lived, at an address."""
    lives = Q(address=address) | Q(symbol=symbol) | Q(former_addresses__address=address)
    return Resolution.objects.filter(lives, visibility=Visibility.WITHDRAWN).first()


def _edition(resolution: Resolution, number: str | None, form: str | None, user: Visitor) -> DocumentMatch | None:
    editions = Edition.objects.visible_to(user).filter(resolution=resolution)
    edition = editions.filter(number=int(number)).first() if number else resolution.edition
    if edition is None:
        return None
    edition.resolution = resolution
    if number:
        resolution.apply_metadata(meta_from_json(edition.meta))
    return DocumentMatch(resolution, edition, number is not None, (form or ".html")[1:])


def suggest_similar(path: str, user: Visitor, most: int = 6) -> list[Resolution]:
    """Documents whose symbols are like a path that leads nowhere: the same number, then its neighbours."""
    visible = Resolution.objects.published_to(user)
    text = path.strip("/")
    symbol, number = parse(text), parse_number(re.sub(r"^.*?(?=[^/]*/[^/]*$)", "", text))
    number = symbol.number if symbol and symbol.number else number
    out: list[Resolution] = []
    if number is not None:
        out += visible.filter(number=str(number))[:most]
        siblings = visible.filter(session=number.session, symbol__isnull=False)
        siblings = siblings.filter(organ=symbol.organ) if symbol and symbol.organ else siblings
        ranked = sorted(siblings.values_list("pk", "number")[:3000], key=lambda row: _distance(row[1], number.serial))
        near = visible.in_bulk([pk for pk, _ in ranked[:most]])
        out += [near[pk] for pk, _ in ranked[:most]]
    prefix = symbol.text if symbol else text.upper()
    for _ in range(min(prefix.count("/"), DEEPEST)):
        if len(out) >= most:
            break
        prefix = prefix.rpartition("/")[0]
        out += visible.filter(symbol__startswith=f"{prefix}/").order_by("order_key")[:most]
    return list({r.pk: r for r in out}.values())[:most]


def _distance(printed: str, serial: int) -> int:
    parsed = parse_number(printed)
    return abs(parsed.serial - serial) if parsed else 10**6
