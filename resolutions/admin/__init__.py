"""The editorial desk: what staff do goes through Django's admin, its permissions and its log."""

from . import documents, uploads

__all__ = ["documents", "uploads"]
