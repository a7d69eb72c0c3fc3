"""`manage.py rank_citations`: count and rank the citations of the public corpus."""

from typing import Any

from django.core.management.base import BaseCommand

from ...citations.ranking import update_ranking


class Command(BaseCommand):
    help = "Recompute how often each document is cited, and its PageRank. Imports do this at their end."

    def handle(self, **_options: Any) -> None:
        ranking = update_ranking()
        self.stdout.write(f"已排名：{ranking.documents:,} 件文件，{ranking.edges:,} 条引用。")
