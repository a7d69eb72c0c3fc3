"""What a text names: documents by number or symbol, instruments by title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from .edition import Edition
from .resolution import Resolution, visible
from .text import Footnote, Paragraph

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


SHOWN_BEFORE, SHOWN_AFTER = 40, 50  # characters of the text around citing words


def place_label(ident: str) -> str:
    """What a reader calls an anchor: 序3, 执行7(a), 脚注2, B部分 执行1, 附件1 第3段."""
    component, head = "", ident
    if found := re.match(r"(?:annex(?P<annex>\d+)|(?P<part>[A-Z]+))\.", ident):
        component = f"附件{found['annex']} " if found["annex"] else f"{found['part']}部分 "
        head = ident[found.end() :]
    first, *items = head.split(".")
    for prefix, name in (("pp", "序"), ("op", "执行"), ("fn", "脚注")):
        if first.startswith(prefix):
            first = f"{name}{first.removeprefix(prefix)}"
            break
    else:
        first = f"第{first}段" if first.isdigit() else first
    return f"{component}{first}{''.join(f'({item})' for item in items)}"


class InText(models.Model):
    """Words at `start` to `end` of the text of a paragraph or a footnote (`place` is its anchor)."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="%(class)ss")
    paragraph = models.ForeignKey(Paragraph, on_delete=models.PROTECT, null=True, related_name="%(class)ss")
    footnote = models.ForeignKey(Footnote, on_delete=models.PROTECT, null=True, related_name="%(class)ss")
    place = models.CharField(max_length=80)
    text = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text

    @property
    def place_label(self) -> str:
        return place_label(self.place)


class CitationQuerySet(models.QuerySet["Citation"]):
    def of_current(self, user: User | AnonymousUser) -> CitationQuerySet:
        """Those in the current editions of documents that this visitor may see."""
        return self.filter(visible(user, "edition__current_of__"), edition__current_of__isnull=False)


class Citation(InText):
    """Words that cite a document. `target` is its symbol, "" where none or several fit.

    `resolution` is the document where it is in the corpus; it is found by itself when that arrives.
    """

    target = models.CharField(max_length=120, blank=True)
    candidates = models.JSONField(default=list)
    day = models.DateField(null=True)
    verb = models.CharField(max_length=20, blank=True)
    resolution = models.ForeignKey(Resolution, on_delete=models.SET_NULL, null=True, related_name="citations_here")

    objects = CitationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "引文"
        indexes = [models.Index(fields=["target", "edition"], name="citation_target")]
        constraints = [
            models.CheckConstraint(
                condition=Q(paragraph__isnull=False) ^ Q(footnote__isnull=False), name="citation_in_one_place"
            )
        ]

    @property
    def surroundings(self) -> tuple[str, str, str]:
        """The text before the citing words, the words, and the text after, cut to a line or two."""
        owner = self.paragraph or self.footnote
        text = owner.text if owner else ""
        first, last = max(self.start - SHOWN_BEFORE, 0), self.end + SHOWN_AFTER
        head, tail = text[first : self.start], text[self.end : last]
        return ("…" if first else "") + head, self.text, tail + ("…" if last < len(text) else "")


class Instrument(InText):
    """A title in 《》."""

    class Meta:
        verbose_name = verbose_name_plural = "文书名"
        indexes = [models.Index(fields=["text"], name="instrument_text")]
        constraints = [
            models.CheckConstraint(
                condition=Q(paragraph__isnull=False) ^ Q(footnote__isnull=False), name="instrument_in_one_place"
            )
        ]
