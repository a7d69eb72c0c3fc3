"""The citation graph: works, and the documents whose current texts cite them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from .resolution import Resolution, visible

if TYPE_CHECKING:
    from .visitor import Visitor


class Work(models.Model):
    """A document that is cited or that cites, whether the corpus has its text or not.

    `key` is its symbol, or the key of an instrument without one. `lane` is the code of the organ that adopted
    it, or a name from `citations.graph.model`. `day` is the day of adoption according to its own text, or
    else to most public texts that cite it; if no text gives it, an approximate day (`exact` is false) or
    None. `cited_by` (the number of public documents) and `score` (PageRank; the sum over all works is 1) are
    as of the last Ranking.
    """

    key = models.CharField(max_length=120, primary_key=True)
    lane = models.CharField(max_length=12)
    day = models.DateField(null=True)
    exact = models.BooleanField(default=True)
    cited_by = models.PositiveIntegerField(default=0)
    score = models.FloatField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "被引文件"
        indexes = [
            models.Index(fields=["-cited_by", "key"], name="work_most_cited"),
            models.Index(fields=["-score", "key"], name="work_highest"),
        ]

    def __str__(self) -> str:
        return self.key


class EdgeQuerySet(models.QuerySet["Edge"]):
    def visible_to(self, user: Visitor) -> EdgeQuerySet:
        """Return the edges of citing documents that a visitor may see."""
        return self.filter(visible(user, "citing__"))


class Edge(models.Model):
    """A citation of a work by the current text of a document, in `places` paragraphs and footnotes.

    `verb` is the leading verb of the first citing paragraph, "" if it has none. `only_notes`: only footnotes
    cite the work. `day` is the date that the text gives for the work.
    """

    citing = models.ForeignKey(Resolution, on_delete=models.CASCADE, related_name="edges")
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="edges")
    verb = models.CharField(max_length=20, blank=True)
    only_notes = models.BooleanField(default=False)
    places = models.PositiveIntegerField()
    day = models.DateField(null=True)

    objects = EdgeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "引用"
        constraints = [
            models.UniqueConstraint(fields=["citing", "work"], name="edge_once"),
            models.CheckConstraint(condition=Q(places__gte=1), name="edge_has_places"),
        ]

    def __str__(self) -> str:
        return f"{self.citing} → {self.work_id}"


class Ranking(models.Model):
    """A computation of the ranks of works: its time, and the size of the graph."""

    created = models.DateTimeField(auto_now_add=True)
    documents = models.PositiveIntegerField()
    edges = models.PositiveIntegerField()

    class Meta:
        verbose_name = verbose_name_plural = "排名"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.created:%Y-%m-%d}"
