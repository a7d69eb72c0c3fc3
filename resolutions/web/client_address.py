"""The address of a visitor, behind a proxy too."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

NETWORK = 64  # bits of an IPv6 address that one household or office has for itself


def client_address(request: HttpRequest) -> str | None:
    """The address from which somebody asks; None where the server does not know.

    Behind a trusted proxy it is the last that X-Forwarded-For names, which the proxy itself put there:
    what stands before it came from the visitor, who may write anything. IPv6 addresses of one network
    are one, for its owner may take any of them.
    """
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.TRUST_PROXY else ""
    for named in (forwarded.rpartition(",")[2], request.META.get("REMOTE_ADDR", "")):
        try:
            return str(_one_guesser(ip_address(named.strip())))
        except ValueError:
            continue
    return None


def _one_guesser(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(address, IPv4Address):
        return address
    return address.ipv4_mapped or ip_network((int(address), NETWORK), strict=False).network_address
