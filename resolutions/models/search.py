"""The editions in the search index, and their lines. Migrations create its other tables for each database."""

from django.db import models

from .edition import Edition


class IndexedEdition(models.Model):
    """An edition in the index. Ids are in the order of the dates of documents."""

    id = models.BigIntegerField(primary_key=True)
    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="indexed")

    class Meta:
        verbose_name = verbose_name_plural = "索引"

    def __str__(self) -> str:
        return str(self.edition_id)


class IndexedLines(models.Model):
    """The lines of an indexed edition that results show, as `index_entry.serialize_lines()` writes them."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, primary_key=True, related_name="lines")
    text = models.TextField()

    class Meta:
        verbose_name = verbose_name_plural = "索引中的行"

    def __str__(self) -> str:
        return str(self.edition_id)


class IndexState(models.Model):
    """A single row: the version of the index, and a stamp that changes with every change of it."""

    version = models.CharField(max_length=80)
    stamp = models.CharField(max_length=32)

    class Meta:
        verbose_name = verbose_name_plural = "索引状态"

    def __str__(self) -> str:
        return self.stamp
