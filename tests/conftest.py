"""What many tests need."""

import os
from collections.abc import Iterator

import hypothesis
import pytest
from django.conf import settings
from django.test import override_settings

from resolutions.corpus import store
from resolutions.models import Edition

from .texts import SEEDS, prepared_seed

# Playwright runs an event loop in the thread in which Django's test client works.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# What is read once, such as the word list, is read in the first example of whichever test comes first.
hypothesis.settings.register_profile("suite", deadline=None)
hypothesis.settings.load_profile("suite")


@pytest.fixture(scope="session", autouse=True)
def plain_files_and_cache() -> Iterator[None]:
    """Static files from where they lie, without a manifest: tests run before anything is collected.

    A cache that ends with the tests: what an earlier run kept is no proof of what the code does now.
    """
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    memory = {**settings.CACHES, "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    storages = {**settings.STORAGES, "staticfiles": plain}
    with override_settings(WHITENOISE_AUTOREFRESH=True, STORAGES=storages, CACHES=memory):
        yield


@pytest.fixture
def five(db: None) -> dict[str, Edition]:
    """The five resolutions in the corpus."""
    return {name: store(prepared_seed(name))[1] for name in SEEDS}
