"""What paragraphs say, each wording once, and where it stands: how shared wording is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from .resolution import Resolution, visible
from .text import Paragraph

if TYPE_CHECKING:
    from .visitor import Visitor


class Wording(models.Model):
    """What one or more paragraphs say, in the searchable form of text. `digest` is its BLAKE2 in hexadecimal.

    A wording that no current text has any longer stays, and is found nowhere.
    """

    digest = models.CharField(max_length=32, unique=True)
    text = models.TextField()

    class Meta:
        verbose_name = verbose_name_plural = "措辞"

    def __str__(self) -> str:
        return self.text[:40]


class Fingerprint(models.Model):
    """A hash that the winnowing of a wording keeps (`reuse.winnowing`)."""

    pk = models.CompositePrimaryKey("hash", "wording")
    hash = models.IntegerField()
    wording = models.ForeignKey(Wording, on_delete=models.CASCADE, db_index=False, db_constraint=False)

    class Meta:
        verbose_name = verbose_name_plural = "指纹"

    def __str__(self) -> str:
        return f"{self.hash} {self.wording_id}"


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def visible_to(self, user: Visitor) -> OccurrenceQuerySet:
        """Those in documents that this visitor may see."""
        return self.filter(visible(user, "resolution__"))


class Occurrence(models.Model):
    """A wording stands in a paragraph of the current text of a document."""

    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="occurrences")
    paragraph = models.OneToOneField(Paragraph, on_delete=models.PROTECT, related_name="occurrence")
    resolution = models.ForeignKey(Resolution, on_delete=models.CASCADE, related_name="occurrences")

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "出处"

    def __str__(self) -> str:
        return f"{self.resolution} {self.paragraph}"
