"""Rebuilding the index while the old one is in use, and checking that index and texts agree."""

from collections.abc import Callable, Iterator

from django.db import connection, transaction
from django.db.models import QuerySet

from ..models import Edition, IndexedEdition, IndexedLines, IndexState, Resolution
from .backends import engine
from .index_entry import IndexEntry, entry_id, serialize_lines
from .indexing import index_version, indexed_entry, touch_index

BATCH = 200  # documents in a transaction
_NEW = "_new"  # suffix of the tables of the new index


def reindex(progress: Callable[[int], object] = id) -> int:
    """Build a new index while the old one is in use, then swap them. Return how many documents it has.

    Changes made meanwhile are applied to the new index in the transaction of the swap. `progress` is called
    with the number of documents in each batch.
    """
    ids: dict[int, int] = {}  # of entries, by edition
    with transaction.atomic(), connection.cursor() as cursor:
        engine().create_tables(cursor, _NEW)
    documents = list(_indexable())
    for start in range(0, len(documents), BATCH):
        batch = documents[start : start + BATCH]
        ids |= _add_batch(batch)
        progress(len(batch))
    with transaction.atomic(), connection.cursor() as cursor:
        engine().optimize_tables(cursor, _NEW)
    with transaction.atomic(), connection.cursor() as cursor:
        touch_index()  # takes the lock that writers take, so that no text changes until the commit
        _catch_up(ids)
        engine().swap_tables(cursor, _NEW)
        IndexedEdition.objects.all().delete()
        IndexedEdition.objects.bulk_create(
            (IndexedEdition(id=ident, edition_id=edition) for edition, ident in ids.items()), 1000
        )
        IndexedLines.objects.filter(edition__indexed=None).delete()
        IndexState.objects.update(version=index_version())
    return len(ids)


def find_inconsistencies() -> Iterator[str]:
    """Yield a sentence for each inconsistency between the index and the stored texts."""
    version = IndexState.objects.values_list("version", flat=True).first()
    if version is not None and version != index_version():
        yield f"索引由另一版程序制成（{version}），要重做：manage.py reindex"
    if error := engine().integrity_error():
        yield f"索引表损坏：{error}"
    yield from _inconsistent_rows()
    for entry, edition in _entries(list(_indexable())):
        missing = engine().missing_terms(entry)
        if not IndexedLines.objects.filter(edition=edition, text=serialize_lines(entry.lines)).exists():
            missing.append("lines")
        for name in missing:
            yield f"版本 {edition} 与索引不符：{name}"


def _inconsistent_rows() -> Iterator[str]:
    """Yield a sentence for each missing and each superfluous edition in the index, and each wrong count."""
    indexed = dict(IndexedEdition.objects.values_list("edition", "id"))
    current = list(Resolution.objects.with_edition().values_list("edition", "sort_date", "address"))
    for edition, day, address in current:
        if indexed.pop(edition, None) != entry_id(day.toordinal(), edition):
            yield f"/{address} 的现行版本不在索引中"
    for edition in indexed:
        yield f"索引中多出版本 {edition}"
    for table in engine().TABLES:
        count = engine().count_rows(table)
        if count != len(current):
            yield f"{table} 有 {count:,} 件，文件有 {len(current):,} 件"


def _indexable() -> QuerySet[Resolution, int]:
    return Resolution.objects.with_edition().order_by("pk").values_list("pk", flat=True)


def _entries(documents: list[int]) -> Iterator[tuple[IndexEntry, int]]:
    """Yield the entry and the edition of each document that has a current text."""
    for start in range(0, len(documents), BATCH):
        batch = Resolution.objects.with_edition().filter(pk__in=documents[start : start + BATCH])
        for document in batch.select_related("edition").order_by("pk"):
            edition = document.edition
            if edition:
                yield indexed_entry(edition, entry_id(document.sort_date.toordinal(), edition.pk)), edition.pk


def _add_batch(documents: list[int]) -> dict[int, int]:
    """Add documents to the new index. Return the ids of their entries by edition."""
    ids: dict[int, int] = {}
    lines = []
    with transaction.atomic(), connection.cursor() as cursor:
        for entry, edition in _entries(documents):
            engine().add(cursor, entry, _NEW)
            ids[edition] = entry.id
            lines.append(IndexedLines(edition_id=edition, text=serialize_lines(entry.lines)))
        # The lines of an edition never change, so the table in use serves the new index too.
        IndexedLines.objects.bulk_create(
            lines, update_conflicts=True, unique_fields=["edition"], update_fields=["text"]
        )
    return ids


def _catch_up(ids: dict[int, int]) -> None:
    """Apply to the new index what was imported, corrected or withdrawn while it was built. Update `ids`."""
    current = dict(Resolution.objects.with_edition().values_list("edition", "pk"))
    with connection.cursor() as cursor:
        for outdated in Edition.objects.filter(pk__in=ids.keys() - current.keys()):
            engine().remove(cursor, indexed_entry(outdated, ids.pop(outdated.pk)), _NEW)
        new_documents = [document for edition, document in current.items() if edition not in ids]
        for entry, edition in _entries(new_documents):
            engine().add(cursor, entry, _NEW)
            ids[edition] = entry.id
