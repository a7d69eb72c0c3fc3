"""Row lock that serializes the changes of one document."""

from ..models import Resolution


def lock_resolution(pk: int) -> Resolution:
    """Return the document from the database, locked until the end of the caller's transaction."""
    return Resolution.objects.select_for_update().get(pk=pk)
