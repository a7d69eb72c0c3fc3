"""Which editions the search index holds, and their lines. Its other tables are made for each database by migrations."""

from django.db import models

from .edition import Edition


class IndexedEdition(models.Model):
    """An edition that the index holds. Ids are in order of the dates of documents."""

    id = models.BigIntegerField(primary_key=True)
    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="indexed")

    class Meta:
        verbose_name = verbose_name_plural = "索引"

    def __str__(self) -> str:
        return str(self.edition_id)


class IndexedLines(models.Model):
    """The lines of an indexed edition, as answers show them, in one piece: `search.index_entry.packed()` of them."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, primary_key=True, related_name="lines")
    text = models.TextField()

    class Meta:
        verbose_name = verbose_name_plural = "索引中的行"

    def __str__(self) -> str:
        return str(self.edition_id)


class IndexState(models.Model):
    """One row: what the index was made with, and a stamp that is new after every change of it."""

    version = models.CharField(max_length=80)
    stamp = models.CharField(max_length=32)

    class Meta:
        verbose_name = verbose_name_plural = "索引状态"

    def __str__(self) -> str:
        return self.stamp
