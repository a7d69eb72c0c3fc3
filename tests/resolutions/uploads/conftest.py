"""Fixtures of the tests of uploads: members of staff, and uploads that were read."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User

from resolutions.models import Upload
from resolutions.uploads import queue


@pytest.fixture
def editor(db: None) -> User:
    """Return a member of the group 编辑, who may upload and review."""
    user = User.objects.create_user("editor", is_staff=True)
    user.groups.add(Group.objects.get(name="编辑"))
    return user


@pytest.fixture
def publisher(db: None) -> User:
    """Return a member of the group 发布, who may also publish, correct and withdraw."""
    user = User.objects.create_user("publisher", is_staff=True)
    user.groups.add(Group.objects.get(name="发布"))
    return user


@pytest.fixture
def upload_text(publisher: User) -> Callable[..., Upload]:
    """Return a function that uploads a text, has it read, and returns the upload."""

    def upload(text: str | bytes, name: str = "text.txt") -> Upload:
        data = text.encode() if isinstance(text, str) else text
        batch = queue.enqueue([(name, data)], publisher)
        queue.process_queue()
        return Upload.objects.get(batch=batch)

    return upload
