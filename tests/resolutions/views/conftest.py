"""Fixtures of the tests of pages for staff."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from resolutions.models import Upload

from ...uploads import TEXT, upload_files


@pytest.fixture
def staff_client(client: Client, db: None) -> Client:
    """Return a client signed in as a member of the group 发布."""
    user = User.objects.create_user("publisher", is_staff=True)
    user.groups.add(Group.objects.get(name="发布"))
    client.force_login(user)
    return client


@pytest.fixture
def upload(staff_client: Client) -> Upload:
    """Return an upload that was read and is under review: TEXT."""
    return upload_files(staff_client, TEXT.encode())
