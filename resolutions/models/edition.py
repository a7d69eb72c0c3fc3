"""Editions: immutable readings, each with the file that it was read from."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .resolution import Resolution


class Edition(models.Model):
    """One immutable reading of one source file; `meta` is what its head and close say."""

    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField("版本")
    file_name = models.CharField("文件名", max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
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

    class Meta:
        verbose_name = verbose_name_plural = "版本"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["resolution", "number"], name="edition_number_once"),
            models.UniqueConstraint(fields=["resolution", "sha256"], name="edition_bytes_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_number_from_one"),
        ]
        indexes = [models.Index(fields=["sha256"], name="edition_sha256")]

    def __str__(self) -> str:
        return f"{self.resolution}@{self.number}"


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
