"""Actions of staff in the log of Django's admin: user, time, object and a sentence."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

MOST_ENTRIES = 50


def log_action(user: User, target: Model, sentence: str, flag: int = CHANGE) -> None:
    """Log an action on an upload, a document or an account. Call it in the transaction of the action."""
    rows = type(target)._default_manager.filter(pk=target.pk)  # noqa: SLF001  -- Django's own name for it
    LogEntry.objects.log_actions(user.pk, rows, flag, change_message=sentence, single_object=True)


def log_entries_for(target: Model) -> list[LogEntry]:
    """Return the last MOST_ENTRIES log entries of an object, newest first."""
    content_type = ContentType.objects.get_for_model(target)
    entries = LogEntry.objects.filter(object_id=str(target.pk), content_type=content_type)
    return list(entries.select_related("user")[:MOST_ENTRIES])
