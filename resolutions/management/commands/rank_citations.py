"""`manage.py rank_citations`: count and score what is cited, over the whole public corpus."""

from typing import Any

from django.core.management.base import BaseCommand

from ...citations.ranking import update_ranking


class Command(BaseCommand):
    help = "Work out anew how often each document is cited, and its PageRank. Imports do so by themselves."

    def handle(self, **_options: Any) -> None:
        made = update_ranking()
        self.stdout.write(f"已排名：{made.documents:,} 件文件，{made.edges:,} 条引用。")
