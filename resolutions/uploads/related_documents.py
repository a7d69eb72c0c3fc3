"""Documents related to an upload: the same text, similar ones, and the previous one in its series."""

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

MAX_NEAREST = 3
MAX_SAME = 5


@dataclass(frozen=True, slots=True)
class RelatedDocuments:
    """Documents related to an upload.

    `same` are editions with the same text, `nearest` other documents, the most similar first, and `previous`
    the latest earlier document of the same series.
    """

    same: list[Edition]
    nearest: list[SimilarDocument]
    previous: Resolution | None


def related_documents(upload: Upload, reading: Reading, user: User) -> RelatedDocuments:
    """Return the documents related to an upload with this reading that `user` may see."""
    same = Edition.objects.visible_to(user).filter(text_sha256=text_fingerprint(reading))
    paragraphs = [paragraph.text for paragraph in reading.paragraphs]
    nearest = nearest_documents(paragraphs, user, most=MAX_NEAREST, but=upload.document)
    return RelatedDocuments(
        same=list(same.select_related("resolution")[:MAX_SAME]),
        nearest=nearest,
        previous=_previous_in_series(upload, reading, user),
    )


def _previous_in_series(upload: Upload, reading: Reading, user: User) -> Resolution | None:
    series = series_key(reading.meta.title or "")
    if not series:
        return None
    others = Resolution.objects.published_to(user).filter(series=series)
    if upload.document:
        others = others.exclude(pk=upload.document.pk)
    if reading.meta.symbol:
        others = others.exclude(symbol=reading.meta.symbol)
    if reading.meta.adopted_on:
        others = others.filter(sort_date__lt=reading.meta.adopted_on)
    return others.newest_first().first()
