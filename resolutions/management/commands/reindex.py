"""`manage.py reindex`: make the indexes of words and of shared wording anew while the old ones serve."""

from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from ...models import Resolution
from ...reuse import indexing as wordings
from ...search.rebuild import reindex


class Command(BaseCommand):
    help = "Make the indexes of texts anew; the old ones serve until then. Needed after an upgrade that says so."

    def handle(self, **options: Any) -> None:
        total = Resolution.objects.exclude(edition=None).count()
        with tqdm(total=total, unit="件", disable=None if options["verbosity"] else True) as progress:
            count = reindex(progress.update)
        wordings.reindex()
        self.stdout.write(f"索引已重做：{count:,} 件。")
