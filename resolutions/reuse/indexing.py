"""What shared wording is found by, kept in step with the corpus: in the transaction of every change of it."""

from hashlib import blake2b
from itertools import islice

from django.db import transaction

from ..language.normalization import searchable
from ..models import Fingerprint, Occurrence, Paragraph, Resolution, Wording
from . import postings
from .fingerprinting import fingerprints

BATCH = 100  # documents written at a time


def digest_of(wording: str) -> str:
    """By what a wording is known."""
    return blake2b(wording.encode(), digest_size=16).hexdigest()


def index_document(resolution: Resolution) -> None:
    """Let the current text of a document be found, in place of its earlier one."""
    drop_document(resolution)
    _add({resolution.edition_id: resolution.pk} if resolution.edition_id else {})


def drop_document(resolution: Resolution) -> None:
    """Let a document be found no longer."""
    Occurrence.objects.filter(resolution=resolution).delete()


def wordings_of(texts: set[str]) -> dict[str, int]:
    """The primary keys of wordings; those that are new are written, with their fingerprints."""
    digests = {digest_of(text): text for text in texts}
    known = _known(digests)
    new = [Wording(digest=digest, text=text) for digest, text in digests.items() if text not in known]
    Wording.objects.bulk_create(sorted(new, key=lambda row: row.digest), ignore_conflicts=True)
    written = _known({row.digest: row.text for row in new})
    postings.add_posting((h, pk) for text, pk in written.items() for h in fingerprints(text))
    return known | written


def reindex() -> None:
    """Make the index anew from all current texts, while the old one serves."""
    current = Resolution.objects.with_edition().order_by("pk").values_list("edition", "pk").iterator()
    with transaction.atomic():
        Occurrence.objects.all().delete()
        Fingerprint.objects.all().delete()
        Wording.objects.all().delete()
        while batch := dict(islice(current, BATCH)):
            _add(batch)


def _add(resolutions: dict[int, int]) -> None:
    """Let the paragraphs of editions be found as those of documents; both by primary key."""
    rows = Paragraph.objects.filter(edition__in=resolutions).values_list("pk", "edition", "text")
    texts = [(pk, resolutions[edition], wording) for pk, edition, text in rows if (wording := searchable(text))]
    known = wordings_of({wording for _pk, _resolution, wording in texts})
    Occurrence.objects.bulk_create(
        Occurrence(wording_id=known[wording], paragraph_id=pk, resolution_id=resolution)
        for pk, resolution, wording in texts
    )


def _known(digests: dict[str, str]) -> dict[str, int]:
    rows = Wording.objects.filter(digest__in=digests).values_list("digest", "pk")
    return {digests[digest]: pk for digest, pk in rows}
