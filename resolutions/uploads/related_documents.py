"""What the corpus holds that is like an upload: the same text, the nearest, the one before in its series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..corpus import text_fingerprint
from ..models import Edition, Resolution
from ..reuse.similar_documents import SimilarDocument, nearest_documents
from ..un.series import series_key

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from ..models import Upload
    from ..reading import Reading


@dataclass(frozen=True, slots=True)
class RelatedDocuments:
    """`same` are editions of this very text; `nearest` other documents, the most like first; `previous` the last
    of its series.
    """

    same: list[Edition]
    nearest: list[SimilarDocument]
    previous: Resolution | None


def related_documents(upload: Upload, reading: Reading, user: User) -> RelatedDocuments:
    """What is like an upload as mended so far, as far as this member of staff may see it."""
    same = Edition.objects.visible_to(user).filter(text_sha256=text_fingerprint(reading)).select_related("resolution")
    near = nearest_documents([p.text for p in reading.paragraphs], user, most=3, but=upload.document)
    series = series_key(reading.meta.title or "")
    others = Resolution.objects.published_to(user)
    if upload.document:
        others = others.exclude(pk=upload.document.pk)
    if reading.meta.symbol:
        others = others.exclude(symbol=reading.meta.symbol)
    if reading.meta.adopted_on:
        others = others.filter(sort_date__lt=reading.meta.adopted_on)
    previous = others.filter(series=series).newest_first().first() if series else None
    return RelatedDocuments(list(same[:5]), near, previous)
