"""The network address of a visitor, behind a proxy or not."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

NETWORK = 64  # bits of an IPv6 address that identify one household or office


def client_address(request: HttpRequest) -> str | None:
    """Return the address that a request came from, or None if the server does not know it.

    Behind a trusted proxy this is the last address of X-Forwarded-For, which the proxy itself appended: the
    visitor may have sent any others. IPv6 addresses are cut to their network, because its owner may use any
    of them.
    """
    forwarded = ""
    if settings.TRUST_PROXY:
        forwarded = request.headers.get("X-Forwarded-For", "")
    for text in (forwarded.rpartition(",")[2], request.META.get("REMOTE_ADDR", "")):
        try:
            return str(_network_of(ip_address(text.strip())))
        except ValueError:
            continue
    return None


def _network_of(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return an IPv4 address as it is, also when mapped to IPv6; the network address of any other."""
    if isinstance(address, IPv4Address):
        return address
    return address.ipv4_mapped or ip_network((int(address), NETWORK), strict=False).network_address
