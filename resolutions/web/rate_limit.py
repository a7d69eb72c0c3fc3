"""A budget that each visitor may spend in a span of time, counted in the shared cache."""

from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest

from .client_address import client_address


@dataclass(frozen=True, slots=True)
class Budget:
    """An allowance of `size` units in `window` seconds for each visitor. `name` begins the keys in the cache.

    A signed-in user has a budget of their own; other visitors have one for each client address. Staff have no
    limit. The window begins when a visitor first spends something.
    """

    name: str
    size: int
    window: int

    def has_budget(self, request: HttpRequest) -> bool:
        """Return whether the visitor has anything left. The last request may exceed the budget."""
        if request.user.is_staff:
            return True
        return bool(cache.get(self._key(request), 0) < self.size)

    def spend(self, request: HttpRequest, amount: int) -> None:
        """Take an amount from the budget of the visitor."""
        key = self._key(request)
        if cache.add(key, amount, self.window):
            return
        try:
            cache.incr(key, amount)
        except ValueError:  # the entry expired after add()
            cache.set(key, amount, self.window)

    def _key(self, request: HttpRequest) -> str:
        return f"{self.name}:{request.user.pk or client_address(request)}"
