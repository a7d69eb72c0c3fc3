"""The index of paragraph texts used to find shared wording, updated in the same transaction as the corpus."""

from hashlib import blake2b
from itertools import islice

from django.db import transaction

from ..language.normalization import searchable
from ..models import Fingerprint, Occurrence, Paragraph, Resolution, Wording
from . import postings
from .fingerprinting import fingerprints

BATCH = 100  # documents written at a time


def digest_of(wording: str) -> str:
    """Return the digest that identifies a wording."""
    return blake2b(wording.encode(), digest_size=16).hexdigest()


def index_document(resolution: Resolution) -> None:
    """Index the current text of a document in place of an earlier one."""
    drop_document(resolution)
    if resolution.edition_id:
        _add_editions({resolution.edition_id: resolution.pk})


def drop_document(resolution: Resolution) -> None:
    """Remove a document from the index. Its wordings stay."""
    Occurrence.objects.filter(resolution=resolution).delete()


def wordings_of(texts: set[str]) -> dict[str, int]:
    """Return the primary key of the wording of each text; create missing wordings with their fingerprints."""
    digests = {digest_of(text): text for text in texts}
    existing = _stored_wordings(digests)
    new = [Wording(digest=digest, text=text) for digest, text in digests.items() if text not in existing]
    new.sort(key=lambda wording: wording.digest)  # so that concurrent writers lock rows in one order
    Wording.objects.bulk_create(new, ignore_conflicts=True)
    created = _stored_wordings({wording.digest: wording.text for wording in new})
    pairs: list[tuple[int, int]] = []
    for text, pk in created.items():
        pairs += [(fingerprint, pk) for fingerprint in fingerprints(text)]
    postings.add_postings(pairs)
    return existing | created


def reindex() -> None:
    """Rebuild the index from all current texts in one transaction. The old one is in use until the commit."""
    current = Resolution.objects.with_edition().order_by("pk").values_list("edition", "pk").iterator()
    with transaction.atomic():
        Occurrence.objects.all().delete()
        Fingerprint.objects.all().delete()
        Wording.objects.all().delete()
        while batch := dict(islice(current, BATCH)):
            _add_editions(batch)


def _add_editions(resolutions: dict[int, int]) -> None:
    """Index the paragraphs of editions. `resolutions` maps primary keys of editions to those of documents."""
    paragraphs = []
    for pk, edition, text in Paragraph.objects.filter(edition__in=resolutions).values_list(
        "pk", "edition", "text"
    ):
        wording = searchable(text)
        if wording:
            paragraphs.append((pk, resolutions[edition], wording))
    wording_pks = wordings_of({wording for _pk, _resolution, wording in paragraphs})
    Occurrence.objects.bulk_create(
        Occurrence(wording_id=wording_pks[wording], paragraph_id=pk, resolution_id=resolution)
        for pk, resolution, wording in paragraphs
    )


def _stored_wordings(digests: dict[str, str]) -> dict[str, int]:
    """Return the primary keys of stored wordings by text, for texts by digest."""
    rows = Wording.objects.filter(digest__in=digests).values_list("digest", "pk")
    return {digests[digest]: pk for digest, pk in rows}
