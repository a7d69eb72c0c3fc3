"""`manage.py check_index`: prove that the search index and the texts agree."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...search.rebuild import find_inconsistencies

SHOWN = 20


class Command(BaseCommand):
    help = "Compare the search index with every current text. Exit code 1 where they disagree."

    def handle(self, **_options: Any) -> None:
        found = list(find_inconsistencies())
        for sentence in found[:SHOWN]:
            self.stdout.write(sentence)
        if found:
            raise CommandError(f"索引与文本有 {len(found):,} 处不符；manage.py reindex 重做索引。", returncode=1)
        self.stdout.write("索引与文本相符。")
