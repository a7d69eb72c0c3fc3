"""Registration of the models in Django's admin, whose permissions and log the staff pages use."""

from . import documents, records, uploads

__all__ = ["documents", "records", "uploads"]
