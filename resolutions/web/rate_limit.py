"""A budget for each visitor."""

from django.core.cache import cache
from django.http import HttpRequest

from .client_address import client_address

ALLOWED = 400_000  # characters that one visitor may have looked for in WINDOW; ten drafts of the greatest length

WINDOW = 600  # seconds


def has_budget(request: HttpRequest) -> bool:
    """Whether this visitor has characters left; staff always have."""
    return bool(request.user.is_staff) or cache.get(_key(request), 0) < ALLOWED


def spend(request: HttpRequest, characters: int) -> None:
    key = _key(request)
    if not cache.add(key, characters, WINDOW):
        try:
            cache.incr(key, characters)
        except ValueError:  # it ran out between the two
            cache.set(key, characters, WINDOW)


def _key(request: HttpRequest) -> str:
    return f"checked:{request.user.pk or client_address(request)}"
