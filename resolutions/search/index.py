"""Keeping the index in step with the corpus: called in the transaction of every change of a text."""

import secrets

from django.db import connection, transaction

from ..folding import searchable
from ..models import Edition, Indexed, IndexState, Resolution
from ..words import cut, words_version
from .engine import engine
from .entry import PART_OF, VERSION, Entry, entry_id, index_words


def index_document(resolution: Resolution) -> None:
    """Let the index hold the current text of a document in place of an earlier one."""
    with transaction.atomic():
        drop_document(resolution)
        if resolution.edition is None:
            return
        with connection.cursor() as cursor:
            if not Indexed.objects.exists():
                engine().clear(cursor)  # what a flush of the models left
            entry = entry_of(resolution.edition, entry_id(resolution.sort_date.toordinal(), resolution.edition.pk))
            engine().add(cursor, entry)
        Indexed.objects.create(id=entry.id, edition=resolution.edition)


def drop_document(resolution: Resolution) -> None:
    """Let the index hold nothing of a document."""
    with transaction.atomic():
        changed()
        for one in Indexed.objects.filter(edition__resolution=resolution).select_related("edition"):
            with connection.cursor() as cursor:
                engine().remove(cursor, entry_of(one.edition, one.id))
            one.delete()


def changed() -> None:
    """A new stamp: what was found before may not hold any more.

    First of all changes of the index, so that one writer waits for another before it touches a table.
    """
    stamp = secrets.token_hex(8)
    if not IndexState.objects.update(stamp=stamp):
        IndexState.objects.create(pk=1, stamp=stamp, version=index_version())


def index_version() -> str:
    """Names what makes entries; an index made by another needs to be made anew."""
    return f"{VERSION}, {words_version()}"


def entry_of(edition: Edition, ident: int) -> Entry:
    """What the index holds of an edition, in three queries. The words of paragraphs were cut at import."""
    heads = [edition.meta.get("title") or "", *edition.headings.values_list("text", flat=True)]
    heads = [head for head in heads if head]
    texts: dict[str, list[str]] = {"title": [searchable(head) for head in heads]}
    words: dict[str, list[str]] = {"title": [word for head in heads for word in index_words(cut(head))]}
    for part, text, cut_words in edition.paragraphs.values_list("part", "text", "words"):
        texts.setdefault(PART_OF[part], []).append(searchable(text))
        words.setdefault(PART_OF[part], []).extend(index_words(cut_words.split("\n")))
    for text in edition.footnotes.values_list("text", flat=True):
        texts.setdefault("fn", []).append(searchable(text))
        words.setdefault("fn", []).extend(index_words(cut(text)))
    return Entry(ident, texts, words)
