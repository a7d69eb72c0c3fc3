"""Editions: immutable readings of documents, each with its source file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .resolution import Resolution, Visibility, visible

if TYPE_CHECKING:
    from ..reading import Reading
    from .visitor import Visitor


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, user: Visitor) -> EditionQuerySet:
        """Return the editions that a visitor may see: public ones of public documents; all for staff."""
        return self.filter(visible(user), visible(user, "resolution__"))


class Edition(models.Model):
    """One immutable reading of one source file. `meta` is the metadata of its head and close.

    `original`: the text of a Word file was read as it was before its tracked changes. `corrections` are the
    steps of staff, in the form of `reading.corrections`. `digest` is the SHA-256 of the file, or of the file,
    `original` and `corrections` if there are any. `text_sha256` is that of the normalized text without
    blanks, so that the same text from two files is recognized. Only `visibility` and `final_from` ever
    change: until `final_from` the publication may be undone.
    """

    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField("版本")
    file_name = models.CharField("文件名", max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    digest = models.CharField("文件与订正的 SHA-256", max_length=64)
    text_sha256 = models.CharField("文字的 SHA-256", max_length=64)
    reader_version = models.CharField("读本程序版本", max_length=20)
    words_version = models.CharField("分词版本", max_length=60)
    created = models.DateTimeField("时间", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="经手人", on_delete=models.PROTECT, null=True, blank=True
    )
    reason = models.CharField("缘由", max_length=200, blank=True)
    preambular = models.PositiveIntegerField("序言段数")
    operative = models.PositiveIntegerField("执行段数")
    meta = models.JSONField("文头所载")
    warnings = models.JSONField("提示", default=list)
    original = models.BooleanField("读修订以前的文字", default=False)
    corrections = models.JSONField("订正", default=list, blank=True)
    visibility = models.CharField(
        "可见", max_length=10, choices=Visibility.choices, default=Visibility.PUBLIC
    )
    final_from = models.DateTimeField("可撤销至", null=True, blank=True)

    objects = EditionQuerySet.as_manager()
    working: Reading | None = None  # the reading, if the edition is of an upload and has no rows yet

    class Meta:
        verbose_name = verbose_name_plural = "版本"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["resolution", "number"], name="edition_number_once"),
            models.UniqueConstraint(fields=["resolution", "digest"], name="edition_digest_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_number_from_one"),
            models.CheckConstraint(
                condition=Q(visibility__in=[Visibility.PUBLIC, Visibility.IN_REVIEW]),
                name="edition_visibility_known",
            ),
        ]
        indexes = [
            models.Index(fields=["sha256"], name="edition_sha256"),
            models.Index(fields=["text_sha256"], name="edition_text_sha256"),
        ]

    def __str__(self) -> str:
        return f"{self.resolution}@{self.number}"

    @property
    def is_public(self) -> bool:
        return self.visibility == Visibility.PUBLIC

    @property
    def is_final(self) -> bool:
        """Whether its publication can no longer be undone."""
        return self.final_from is None or self.final_from <= timezone.now()


class CorpusVersion(models.Model):
    """A single-row counter, incremented on every publicly visible change. Used in ETags and cache keys.

    It is incremented as the last step of the transaction of the change, so that both become visible together.
    """

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "语料版本"

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        """Return the number; 0 for a corpus that was never written to."""
        return cls.objects.values_list("number", flat=True).first() or 0

    @classmethod
    def advance(cls) -> None:
        """Increment the number. Call in the transaction of the change."""
        cls.objects.get_or_create(pk=1)
        cls.objects.update(number=F("number") + 1)


class Source(models.Model):
    """The file of an edition: its bytes, its text, and the kind of every character of the text.

    `spans` is a list of [start, end, kind, where] in order. It is not part of Edition, so that lists never
    load it.
    """

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="source", primary_key=True)
    data = models.BinaryField()
    text = models.TextField()
    spans = models.JSONField()

    class Meta:
        verbose_name = verbose_name_plural = "原文件"

    def __str__(self) -> str:
        return self.edition.file_name
