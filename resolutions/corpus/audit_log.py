"""What staff did, in the admin's log: who, when, to what, in a sentence."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model


def log_action(user: User, thing: Model, sentence: str, flag: int = CHANGE) -> None:
    """A line in the log about an upload, a document or an account. To be called in the transaction of the deed."""
    rows = type(thing)._default_manager.filter(pk=thing.pk)  # noqa: SLF001  -- Django's own name for it
    LogEntry.objects.log_actions(user.pk, rows, flag, change_message=sentence, single_object=True)


def log_entries_for(thing: Model) -> list[LogEntry]:
    """What the log says of a thing, the newest first."""
    entries = LogEntry.objects.filter(object_id=str(thing.pk), content_type=ContentType.objects.get_for_model(thing))
    return list(entries.select_related("user")[:50])
