"""Making the index anew beside the one in use, and proving that index and texts agree."""

from collections.abc import Callable, Iterator

from django.db import connection, transaction
from django.db.models import QuerySet

from ..models import Edition, IndexedEdition, IndexedLines, IndexState, Resolution
from .backends import engine
from .index_entry import IndexEntry, entry_id, serialize_lines
from .indexing import index_version, indexed_entry, touch_index

BATCH = 200  # documents in a transaction
_NEW = "_new"


def reindex(progress: Callable[[int], object] = id) -> int:
    """Make a new index while the old one serves and is written to, then put it in its place.

    What changed meanwhile is brought up to date in the transaction that swaps them. Gives how many
    documents the index holds.
    """
    made: dict[int, int] = {}  # ids by edition
    with transaction.atomic(), connection.cursor() as cursor:
        engine().make(cursor, _NEW)
    documents = list(_indexable())
    for at in range(0, len(documents), BATCH):
        with transaction.atomic(), connection.cursor() as cursor:
            lines = []
            for entry, edition in _entries(documents[at : at + BATCH]):
                engine().add(cursor, entry, _NEW)
                made[edition] = entry.id
                lines.append(IndexedLines(edition_id=edition, text=serialize_lines(entry.lines)))
            # Of an edition they are always the same, so those in use need no new ones beside them.
            IndexedLines.objects.bulk_create(
                lines, update_conflicts=True, unique_fields=["edition"], update_fields=["text"]
            )
        progress(len(documents[at : at + BATCH]))
    with transaction.atomic(), connection.cursor() as cursor:
        engine().finish(cursor, _NEW)
    with transaction.atomic(), connection.cursor() as cursor:
        touch_index()  # takes the lock that writers take, so that nothing changes from here on
        _catch_up(made)
        engine().swap(cursor, _NEW)
        IndexedEdition.objects.all().delete()
        IndexedEdition.objects.bulk_create(
            (IndexedEdition(id=ident, edition_id=edition) for edition, ident in made.items()), 1000
        )
        IndexedLines.objects.filter(edition__indexed=None).delete()
        IndexState.objects.update(version=index_version())
    return len(made)


def find_inconsistencies() -> Iterator[str]:
    """Where index and texts do not agree, a sentence each; none where all is well."""
    version = IndexState.objects.values_list("version", flat=True).first()
    if version is not None and version != index_version():
        yield f"索引由另一版程序制成（{version}），要重做：manage.py reindex"
    if found := engine().sound():
        yield f"索引表损坏：{found}"
    yield from _editions_apart()
    for entry, edition in _entries(list(_indexable())):
        held = engine().holding(entry)
        if not IndexedLines.objects.filter(edition=edition, text=serialize_lines(entry.lines)).exists():
            held.append("lines")
        for what in held:
            yield f"版本 {edition} 与索引不符：{what}"


def _editions_apart() -> Iterator[str]:
    """Current editions that the index lacks, others that it has, and tables of another length."""
    kept = dict(IndexedEdition.objects.values_list("edition", "id"))
    current = list(Resolution.objects.exclude(edition=None).values_list("edition", "sort_date", "address"))
    for edition, day, address in current:
        if kept.pop(edition, None) != entry_id(day.toordinal(), edition):
            yield f"/{address} 的现行版本不在索引中"
    for edition in kept:
        yield f"索引中多出版本 {edition}"
    for table in engine().TABLES:
        if (n := engine().count(table)) != len(current):
            yield f"{table} 有 {n:,} 件，文件有 {len(current):,} 件"


def _indexable() -> QuerySet[Resolution, int]:
    return Resolution.objects.exclude(edition=None).order_by("pk").values_list("pk", flat=True)


def _entries(documents: list[int]) -> Iterator[tuple[IndexEntry, int]]:
    for at in range(0, len(documents), BATCH):
        found = Resolution.objects.filter(pk__in=documents[at : at + BATCH]).exclude(edition=None)
        for one in found.select_related("edition").order_by("pk"):
            if one.edition:
                yield indexed_entry(one.edition, entry_id(one.sort_date.toordinal(), one.edition.pk)), one.edition.pk


def _catch_up(made: dict[int, int]) -> None:
    """Bring the new index up to what was imported, corrected or withdrawn while it was made."""
    current = dict(Resolution.objects.exclude(edition=None).values_list("edition", "pk"))
    with connection.cursor() as cursor:
        for old in Edition.objects.filter(pk__in=made.keys() - current.keys()):
            engine().remove(cursor, indexed_entry(old, made.pop(old.pk)), _NEW)
        for entry, edition in _entries([pk for edition, pk in current.items() if edition not in made]):
            engine().add(cursor, entry, _NEW)
            made[edition] = entry.id
