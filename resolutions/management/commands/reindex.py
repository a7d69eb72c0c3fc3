"""`manage.py reindex`: make the search index anew while the old one serves."""

from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from ...models import Resolution
from ...search.building import reindex


class Command(BaseCommand):
    help = "Make the search index anew; the old one serves until it is there. Needed after an upgrade that says so."

    def handle(self, **options: Any) -> None:
        total = Resolution.objects.exclude(edition=None).count()
        with tqdm(total=total, unit="件", disable=None if options["verbosity"] else True) as progress:
            count = reindex(progress.update)
        self.stdout.write(f"索引已重做：{count:,} 件。")
