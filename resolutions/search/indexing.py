"""Updates of the search index. Called in the transaction of every change of a text."""

import secrets

from django.db import connection, transaction

from ..models import Edition, IndexedEdition, IndexedLines, IndexState, Resolution
from ..un.segmentation import segment, words_version
from .backends import engine
from .index_entry import PART_OF, VERSION, IndexEntry, TextRow, build_entry, entry_id, serialize_lines


def index_document(resolution: Resolution) -> None:
    """Index the current text of a document in place of an earlier one."""
    with transaction.atomic():
        drop_document(resolution)
        if resolution.edition is None:
            return
        with connection.cursor() as cursor:
            if not IndexedEdition.objects.exists():
                engine().clear(cursor)  # flushing the models leaves the rows of the engine's tables
            entry = indexed_entry(
                resolution.edition, entry_id(resolution.sort_date.toordinal(), resolution.edition.pk)
            )
            engine().add(cursor, entry)
        IndexedEdition.objects.create(id=entry.id, edition=resolution.edition)
        IndexedLines.objects.create(edition=resolution.edition, text=serialize_lines(entry.lines))


def drop_document(resolution: Resolution) -> None:
    """Remove a document from the index."""
    with transaction.atomic():
        touch_index()
        for indexed in IndexedEdition.objects.filter(edition__resolution=resolution).select_related(
            "edition"
        ):
            with connection.cursor() as cursor:
                engine().remove(cursor, indexed_entry(indexed.edition, indexed.id))
            indexed.delete()
            IndexedLines.objects.filter(edition=indexed.edition).delete()


def touch_index() -> None:
    """Set a new stamp, which makes cached results stale.

    This is the first step of every change of the index, so that writers wait for each other before they touch
    a table.
    """
    stamp = secrets.token_hex(8)
    if not IndexState.objects.update(stamp=stamp):
        IndexState.objects.create(pk=1, stamp=stamp, version=index_version())


def index_version() -> str:
    """Return the version of entries and of the dictionary. An index of another version needs a rebuild."""
    return f"{VERSION}, {words_version()}"


def indexed_entry(edition: Edition, ident: int) -> IndexEntry:
    """Return the index entry of an edition. Three queries; paragraphs were segmented at import."""
    title = edition.meta.get("title") or ""
    rows: list[TextRow] = [("title", "", title, segment(title))]
    for anchor, text in edition.headings.values_list("before__ident", "text"):
        rows.append(("title", anchor or "", text, segment(text)))
    for part, anchor, text, words in edition.paragraphs.values_list("part", "ident", "text", "words"):
        rows.append((PART_OF[part], anchor, text, words.split("\n")))
    for anchor, text in edition.footnotes.values_list("ident", "text"):
        rows.append(("fn", anchor, text, segment(text)))
    return build_entry(ident, rows)
