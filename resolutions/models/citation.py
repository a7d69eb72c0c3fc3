"""What a text names: documents by number or symbol, instruments by title; and what staff said of the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..reading.anchors import place_label
from .edition import Edition
from .resolution import Resolution, visible
from .text import Footnote, Paragraph

if TYPE_CHECKING:
    from .visitor import Visitor


SHOWN_BEFORE, SHOWN_AFTER = 40, 50  # characters of the text around citing words
AROUND = 12  # characters on each side of settled words, by which they are known again in another edition


class Settlement(models.Model):
    """What a member of staff said that open words of a document mean: the key of a work.

    It holds in every edition of the document in which the words stand between the same characters.
    Settlements are never changed: a later one for the same words counts, with "" for "open again".
    """

    resolution = models.ForeignKey(Resolution, on_delete=models.CASCADE, related_name="settlements")
    text = models.TextField("文字")
    before = models.CharField(max_length=AROUND, blank=True)
    after = models.CharField(max_length=AROUND, blank=True)
    target = models.CharField("所指文件", max_length=120, blank=True)
    created = models.DateTimeField("时间", auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="经手人", on_delete=models.PROTECT)

    class Meta:
        verbose_name = verbose_name_plural = "引文判定"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.text} → {self.target or '未定'}"


class CitationQuerySet(models.QuerySet["Citation"]):
    def of_current(self, user: Visitor) -> CitationQuerySet:
        """Those in the current editions of documents that this visitor may see."""
        return self.filter(visible(user, "edition__current_of__"), edition__current_of__isnull=False)

    def open(self) -> CitationQuerySet:
        """Those of which nobody knows what they mean."""
        return self.filter(target="")


class Citation(models.Model):
    """Words at `start` to `end` of a paragraph or a footnote (`place` is its anchor) that name a document.

    `target` is the key of the work that they mean: its symbol, or the key of an instrument without one;
    "" where none or several fit. Where the reading left it open and staff settled it, `settlement` says
    who did. `resolution` is the document where it is in the corpus; it is found by itself when that
    arrives.
    """

    class By(models.TextChoices):
        NUMBER = "number", "编号或文号"
        TITLE = "title", "书名号内的题名"
        NAME = "name", "题名"

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="citations")
    paragraph = models.ForeignKey(Paragraph, on_delete=models.PROTECT, null=True, related_name="citations")
    footnote = models.ForeignKey(Footnote, on_delete=models.PROTECT, null=True, related_name="citations")
    place = models.CharField(max_length=80)
    text = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    by = models.CharField(max_length=6, choices=By.choices, default=By.NUMBER)
    target = models.CharField(max_length=120, blank=True)
    candidates = models.JSONField(default=list)
    day = models.DateField(null=True)
    verb = models.CharField(max_length=20, blank=True)
    resolution = models.ForeignKey(Resolution, on_delete=models.SET_NULL, null=True, related_name="citations_here")
    settlement = models.ForeignKey(Settlement, on_delete=models.SET_NULL, null=True, related_name="citations")

    objects = CitationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "引文"
        permissions = [("settle_citation", "判定引文所指")]
        indexes = [models.Index(fields=["target", "edition"], name="citation_target")]
        constraints = [
            models.CheckConstraint(
                condition=Q(paragraph__isnull=False) ^ Q(footnote__isnull=False), name="citation_in_one_place"
            ),
            models.CheckConstraint(condition=Q(by__in=["number", "title", "name"]), name="citation_by_known"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def place_label(self) -> str:
        return place_label(self.place)

    @property
    def target_as_read(self) -> str:
        """What the reading alone says that the words mean."""
        return "" if self.settlement_id else self.target

    @property
    def owner_text(self) -> str:
        """The text of the paragraph or footnote in which the words stand."""
        owner = self.paragraph or self.footnote
        return owner.text if owner else ""

    @property
    def surroundings(self) -> tuple[str, str, str]:
        """The text before the citing words, the words, and the text after, cut to a line or two."""
        text = self.owner_text
        first, last = max(self.start - SHOWN_BEFORE, 0), self.end + SHOWN_AFTER
        head, tail = text[first : self.start], text[self.end : last]
        return ("…" if first else "") + head, self.text, tail + ("…" if last < len(text) else "")

    @property
    def around(self) -> tuple[str, str]:
        """The few characters before and after the words, by which they are known again."""
        text = self.owner_text
        return text[max(self.start - AROUND, 0) : self.start], text[self.end : self.end + AROUND]
