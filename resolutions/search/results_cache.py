"""Results and pages of searches, kept in the memory of the process until the index or the corpus changes."""

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar, cast

from django.core.cache import caches

from .document_columns import DocumentColumns

Cached = TypeVar("Cached")


def get_or_make(columns: DocumentColumns, name: str, make: Callable[[], Cached]) -> Cached:
    """Return the value with this name, from the cache if it was made from the same documents, else new.

    The stamp of the columns is part of the key, so entries are never stale; the cache evicts old ones when it
    is full.
    """
    key = sha256(f"{columns.stamp} {name}".encode()).hexdigest()  # names are longer than keys may be
    return cast("Cached", caches["search"].get_or_set(key, make))
