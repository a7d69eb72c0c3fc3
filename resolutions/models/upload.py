"""Files uploaded by staff, until they become editions."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from .edition import Edition
from .resolution import Resolution


class Upload(models.Model):
    """An uploaded file, its reading, and the corrections of staff, until it becomes an edition.

    `reading` is the Reading in the form of `reading.serialization`, null until the file was read.
    `corrections` are the steps of staff since then, in order. `version` is incremented with every change of
    either and of `state`; a change must name the version that it was made on. `taken` is the time of the last
    attempt to read the file, `tries` the number of attempts. `document` is the document that the file
    corrects or continues; null if its symbol decides. `edition` is the result. If that was published,
    `before` is the former state of the document, for undoing it. Files of one `batch` were uploaded together.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "排队"
        READING = "reading", "在读"
        FAILED = "failed", "未能读出"
        REVIEW = "review", "待审阅"
        STORED = "stored", "已入库"
        DISCARDED = "discarded", "已放弃"

    file_name = models.CharField("文件名", max_length=255)
    data = models.BinaryField()
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    original = models.BooleanField("读修订以前的文字", default=False)
    batch = models.UUIDField("批次", default=uuid4, db_index=True)
    state = models.CharField("进度", max_length=9, choices=State.choices, default=State.QUEUED)
    problem = models.TextField("问题", blank=True)
    created = models.DateTimeField("时间", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="上传人", on_delete=models.PROTECT, related_name="uploads"
    )
    taken = models.DateTimeField("开始读的时间", null=True, blank=True)
    tries = models.PositiveSmallIntegerField("读过几次", default=0)
    reading = models.JSONField(null=True, blank=True)
    corrections = models.JSONField("订正", default=list, blank=True)
    version = models.PositiveIntegerField("版次", default=0)
    document = models.ForeignKey(
        Resolution,
        verbose_name="所属文件",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="uploads",
    )
    edition = models.ForeignKey(
        Edition,
        verbose_name="入库版本",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="uploads",
    )
    before = models.JSONField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "上传与审阅"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "id"], name="upload_queue")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="stored") | Q(edition__isnull=False), name="upload_stored_has_edition"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return f"/admin/resolutions/upload/{self.pk}/review/"

    @property
    def is_open(self) -> bool:
        """Whether it can still be corrected."""
        return self.state == self.State.REVIEW
