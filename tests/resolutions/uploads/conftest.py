"""Members of staff, and files that they brought in."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User

from resolutions.models import Upload
from resolutions.uploads import queue


@pytest.fixture
def editor(db: None) -> User:
    """Somebody of the group 编辑: uploads and reviews."""
    user = User.objects.create_user("editor", is_staff=True)
    user.groups.add(Group.objects.get(name="编辑"))
    return user


@pytest.fixture
def publisher(db: None) -> User:
    """Somebody of the group 发布: publishes, corrects, withdraws."""
    user = User.objects.create_user("publisher", is_staff=True)
    user.groups.add(Group.objects.get(name="发布"))
    return user


@pytest.fixture
def brought(publisher: User) -> Callable[..., Upload]:
    """A text brought in and read: `brought(text)`."""

    def bring(text: str | bytes, name: str = "text.txt") -> Upload:
        data = text.encode() if isinstance(text, str) else text
        batch = queue.enqueue([(name, data)], publisher)
        queue.process_queue()
        return Upload.objects.get(batch=batch)

    return bring
