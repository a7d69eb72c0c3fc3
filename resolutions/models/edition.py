"""Editions: immutable readings, each with the file that it was read from."""

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
        """Those that this visitor may see: public ones of public documents; staff all."""
        return self.filter(visible(user), visible(user, "resolution__"))


class Edition(models.Model):
    """One immutable reading of one source file; `meta` is what its head and close say.

    `original`: of a Word file, the text before its tracked changes was read. `corrections` are the
    steps by which staff mended what was read, in the form of `reading.corrections`; `digest` is the
    SHA-256 of the file and of both, for files read as they are that of the file. `text_sha256` is that
    of the text alone, folded and without blanks, so that one text from two files is known to be one.
    Only `visibility` and `final_from` ever change:
    until `final_from` its publication may be undone.
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
    visibility = models.CharField("可见", max_length=10, choices=Visibility.choices, default=Visibility.PUBLIC)
    final_from = models.DateTimeField("可撤销至", null=True, blank=True)

    objects = EditionQuerySet.as_manager()
    working: Reading | None = None  # the reading itself, where it is of an upload that has no rows yet

    class Meta:
        verbose_name = verbose_name_plural = "版本"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["resolution", "number"], name="edition_number_once"),
            models.UniqueConstraint(fields=["resolution", "digest"], name="edition_digest_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_number_from_one"),
            models.CheckConstraint(
                condition=Q(visibility__in=[Visibility.PUBLIC, Visibility.IN_REVIEW]), name="edition_visibility_known"
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
    """A number that grows with every change that readers can see; one row. What caches are told to compare.

    It grows in the transaction of the change, as its last step, so that both appear together.
    """

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "语料版本"

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        """0 for a corpus that nothing was ever written to."""
        return cls.objects.values_list("number", flat=True).first() or 0

    @classmethod
    def advance(cls) -> None:
        """Count one more change. To be called in the transaction that makes it."""
        cls.objects.get_or_create(pk=1)
        cls.objects.update(number=F("number") + 1)


class Source(models.Model):
    """The file of an edition: its bytes, its text, and what every character of the text is.

    `spans` holds [start, end, kind, where] in order. Apart from Edition, so that lists never load it.
    """

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="source", primary_key=True)
    data = models.BinaryField()
    text = models.TextField()
    spans = models.JSONField()

    class Meta:
        verbose_name = verbose_name_plural = "原文件"

    def __str__(self) -> str:
        return self.edition.file_name
