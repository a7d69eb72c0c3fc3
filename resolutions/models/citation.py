"""Citations of documents and instruments, and decisions of staff on unclear ones."""

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
AROUND = 12  # characters on each side of settled words that identify them in another edition


class Settlement(models.Model):
    """A decision of a member of staff on the work that unclear words of a document cite: its key.

    It applies to every edition of the document that has the words between the same characters. Settlements
    never change: the latest one for the same words counts; "" makes them unclear again.
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
        """Return the citations in current editions of documents that a visitor may see."""
        return self.filter(visible(user, "edition__current_of__"), edition__current_of__isnull=False)

    def open(self) -> CitationQuerySet:
        """Return the citations without a known work."""
        return self.filter(target="")


class Citation(models.Model):
    """Words from `start` to `end` of a paragraph or a footnote (`place` is its anchor) that name a document.

    `target` is the key of the cited work: its symbol, or the key of an instrument without one; "" if no work
    or several fit. `settlement` is the decision of staff, if the reading left the citation open. `resolution`
    is the cited document if the corpus has it; it is set when that is imported.
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
    resolution = models.ForeignKey(
        Resolution, on_delete=models.SET_NULL, null=True, related_name="citations_here"
    )
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
        """The target without decisions of staff."""
        return "" if self.settlement_id else self.target

    @property
    def owner_text(self) -> str:
        """The text of the paragraph or footnote that contains the words."""
        owner = self.paragraph or self.footnote
        return owner.text if owner else ""

    @property
    def surroundings(self) -> tuple[str, str, str]:
        """The text before the words, the words, and the text after them, a line or two in all."""
        text = self.owner_text
        first, last = max(self.start - SHOWN_BEFORE, 0), self.end + SHOWN_AFTER
        head, tail = text[first : self.start], text[self.end : last]
        if first:
            head = f"…{head}"
        if last < len(text):
            tail = f"{tail}…"
        return head, self.text, tail

    @property
    def around(self) -> tuple[str, str]:
        """The characters before and after the words that identify them in another edition."""
        text = self.owner_text
        return text[max(self.start - AROUND, 0) : self.start], text[self.end : self.end + AROUND]
