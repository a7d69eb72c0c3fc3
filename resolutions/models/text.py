"""The text of an edition: paragraphs, headings, footnotes and their marks."""

from django.db import models

from .edition import Edition


class Paragraph(models.Model):
    """One paragraph of an edition. `ident` is its anchor: pp3, op7.a, annex1.2.

    `as_read` is the text of the file if staff changed it, else "".
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="paragraphs")
    position = models.PositiveIntegerField()
    ident = models.CharField(max_length=80)
    part = models.CharField(max_length=10)
    component = models.CharField(max_length=10, blank=True)
    number = models.CharField(max_length=20, blank=True)
    depth = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    as_read = models.TextField(blank=True)
    words = models.TextField(help_text="The words of the text in order, one a line.")
    verb = models.CharField(max_length=20, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        verbose_name = verbose_name_plural = "段落"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="paragraph_position_once"),
            models.UniqueConstraint(fields=["edition", "ident"], name="paragraph_ident_once"),
        ]

    def __str__(self) -> str:
        return self.ident


class Heading(models.Model):
    """A heading inside the text. `before` is the paragraph below it, null at the end."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="headings")
    position = models.PositiveIntegerField()
    before = models.ForeignKey(Paragraph, on_delete=models.PROTECT, null=True, related_name="headings")
    text = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        verbose_name = verbose_name_plural = "标题"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["edition", "position"], name="heading_position_once")]

    def __str__(self) -> str:
        return self.text


class Footnote(models.Model):
    """A numbered footnote of an edition."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="footnotes")
    position = models.PositiveIntegerField()
    ident = models.CharField(max_length=20)
    marker = models.CharField(max_length=8)
    text = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        verbose_name = verbose_name_plural = "脚注"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["edition", "position"], name="footnote_position_once")]

    def __str__(self) -> str:
        return self.ident


class FootnoteMark(models.Model):
    """A footnote mark in a paragraph, before the character at `offset`. The footnote may be missing."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="marks")
    offset = models.PositiveIntegerField()
    marker = models.CharField(max_length=8)
    footnote = models.ForeignKey(Footnote, on_delete=models.PROTECT, null=True, related_name="marks")

    class Meta:
        verbose_name = verbose_name_plural = "脚注号"
        ordering = ["offset", "pk"]

    def __str__(self) -> str:
        return self.marker
