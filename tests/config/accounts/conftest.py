"""What tests of signing in share."""

import pytest
from django.conf import settings as project
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """Hashes that cost nothing, before those of the project, which are meant to cost."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *project.PASSWORD_HASHERS]
