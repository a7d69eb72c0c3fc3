"""What many tests need."""

import os

import pytest
from pytest_django.fixtures import Settings

from resolutions.corpus import store
from resolutions.models import Edition

from .texts import SEEDS, prepared_seed

# Playwright runs an event loop in the thread in which Django's test client works.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(autouse=True)
def plain_static_files(settings: Settings) -> None:
    """Static files from where they lie, without a manifest: tests run before anything is collected."""
    settings.WHITENOISE_AUTOREFRESH = True
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def five(db: None) -> dict[str, Edition]:
    """The five resolutions in the corpus."""
    return {name: store(prepared_seed(name))[1] for name in SEEDS}
