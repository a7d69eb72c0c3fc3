"""`manage.py reindex`: rebuild the indexes of words and of shared wording."""

from typing import Any

from django.core.management.base import BaseCommand

from ...models import Resolution
from ...reuse import indexing as reuse_indexing
from ...search.rebuild import reindex
from ..progress import progress_bar


class Command(BaseCommand):
    help = (
        "Rebuild both text indexes while the old ones remain in use. Run it after upgrades that ask for it."
    )

    def handle(self, **options: Any) -> None:
        total = Resolution.objects.with_edition().count()
        with progress_bar(total, options["verbosity"]) as progress:
            count = reindex(progress.update)
        reuse_indexing.reindex()
        self.stdout.write(f"索引已重做：{count:,} 件。")
