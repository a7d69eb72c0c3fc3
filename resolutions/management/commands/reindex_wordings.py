"""`manage.py reindex_wordings`: make the index of shared wording anew from all current texts."""

from typing import Any

from django.core.management.base import BaseCommand

from ...reuse.index import reindex


class Command(BaseCommand):
    help = "Make the index of shared wording anew; the old one serves until it is done."

    def handle(self, **options: Any) -> None:
        reindex()
