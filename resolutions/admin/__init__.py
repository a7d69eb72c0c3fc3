"""The editorial desk: what staff do goes through Django's admin, its permissions and its log."""

from . import documents, records, uploads

__all__ = ["documents", "records", "uploads"]
