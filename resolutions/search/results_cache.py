"""Results and pages of searches, kept in the memory of the process until the index or the corpus changes."""

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

from django.core.cache import caches

from .document_columns import DocumentColumns

Cached = TypeVar("Cached")


def get_or_make(columns: DocumentColumns, name: str, make: Callable[[], Cached]) -> Cached:
    """Return the value with this name for a kind of visitor, made now unless it was made from the same documents.

    The stamp of the columns is part of the key, so entries are never stale; old ones leave by the limit of the cache.
    """
    key = sha256(f"{columns.stamp} {name}".encode()).hexdigest()  # names are longer than keys may be
    value: Cached = caches["search"].get_or_set(key, make)
    return value
