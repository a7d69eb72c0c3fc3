"""What many tests need."""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import override_settings

from resolutions.corpus import store
from resolutions.models import Edition

from .texts import SEEDS, prepared_seed

# Playwright runs an event loop in the thread in which Django's test client works.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session", autouse=True)
def plain_static_files() -> Iterator[None]:
    """Static files from where they lie, without a manifest: tests run before anything is collected."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(WHITENOISE_AUTOREFRESH=True, STORAGES={**settings.STORAGES, "staticfiles": plain}):
        yield


@pytest.fixture
def five(db: None) -> dict[str, Edition]:
    """The five resolutions in the corpus."""
    return {name: store(prepared_seed(name))[1] for name in SEEDS}
