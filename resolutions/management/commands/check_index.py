"""`manage.py check_index`: check that the search index agrees with the texts."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...search.rebuild import find_inconsistencies

MAX_SHOWN = 20  # inconsistencies printed


class Command(BaseCommand):
    help = "Compare the search index with the current text of each document. Exit with code 1 if they differ."

    def handle(self, **_options: Any) -> None:
        inconsistencies = list(find_inconsistencies())
        for sentence in inconsistencies[:MAX_SHOWN]:
            self.stdout.write(sentence)
        if inconsistencies:
            raise CommandError(
                f"索引与文本有 {len(inconsistencies):,} 处不符；manage.py reindex 重做索引。", returncode=1
            )
        self.stdout.write("索引与文本相符。")
