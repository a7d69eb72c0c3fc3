"""The index of shared wording: each wording once, and the paragraphs that contain it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from .resolution import Resolution, visible
from .text import Paragraph

if TYPE_CHECKING:
    from .visitor import Visitor


class Wording(models.Model):
    """The text of one or more paragraphs in the searchable form. `digest` is its BLAKE2 hash in hexadecimal.

    A wording that no current text contains any longer stays in the table without occurrences.
    """

    digest = models.CharField(max_length=32, unique=True)
    text = models.TextField()

    class Meta:
        verbose_name = verbose_name_plural = "措辞"

    def __str__(self) -> str:
        return self.text[:40]


class Fingerprint(models.Model):
    """A hash of a wording selected by winnowing; see `reuse.fingerprinting`."""

    pk = models.CompositePrimaryKey("hash", "wording")
    hash = models.IntegerField()
    wording = models.ForeignKey(Wording, on_delete=models.CASCADE, db_index=False, db_constraint=False)

    class Meta:
        verbose_name = verbose_name_plural = "指纹"

    def __str__(self) -> str:
        return f"{self.hash} {self.wording_id}"


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def visible_to(self, user: Visitor) -> OccurrenceQuerySet:
        """Return the occurrences in documents that a visitor may see."""
        return self.filter(visible(user, "resolution__"))


class Occurrence(models.Model):
    """A paragraph of the current text of a document with its wording."""

    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="occurrences")
    paragraph = models.OneToOneField(Paragraph, on_delete=models.PROTECT, related_name="occurrence")
    resolution = models.ForeignKey(Resolution, on_delete=models.CASCADE, related_name="occurrences")

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "出处"

    def __str__(self) -> str:
        return f"{self.resolution} {self.paragraph}"
