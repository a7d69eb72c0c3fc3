"""Migrations: what they import, and what they make of a database that holds documents."""

import hashlib
from collections.abc import Iterator
from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from resolutions.models import Edition, IndexedLines, IndexState
from resolutions.search.index_entry import deserialize_lines
from resolutions.search.indexing import drop_document, index_document

from ..texts import stored
from .search.queries import found, note

DIGESTS = import_module("resolutions.migrations.0003_groups_and_digests")
LONG_WORDS = import_module("resolutions.migrations.0009_search_lines_and_long_words")
QUERIES = ("人权", "人权理事会", "op:不容忍", "pp:大会", '"发展中国家"', "2015年", "fn:决议")
MUST_REINDEX = "索引由另一版程序制成（migration 0009, no long words），要重做：manage.py reindex"


@pytest.fixture
def latest_afterwards(transactional_db: None) -> Iterator[None]:
    """A database that is brought up to date after the test."""
    yield
    call_command("migrate", verbosity=0)


def upgrade() -> None:
    """Take the database back to migration 0008, and to the latest again."""
    call_command("migrate", "resolutions", "0008", verbosity=0)
    call_command("migrate", verbosity=0)


def lines_by_edition() -> dict[int, list[tuple[str, str, str]]]:
    """The part, anchor and text of each line, without its searchable form, which may change."""
    rows = IndexedLines.objects.values_list("edition", "text")
    return {edition: [line[:3] for line in deserialize_lines(text)] for edition, text in rows}


def test_after_migration_0009_search_finds_the_same_and_a_reindex_completes_the_index(
    latest_afterwards: None, five: dict[str, Edition]
) -> None:
    before = {query: found(query) for query in QUERIES}
    lines = lines_by_edition()
    assert all(lines.values())
    upgrade()
    assert {query: found(query) for query in QUERIES} == before
    assert lines_by_edition() == lines
    out = StringIO()
    with pytest.raises(CommandError, match=r"manage\.py reindex 重做索引"):
        call_command("check_index", stdout=out)
    assert out.getvalue().startswith(MUST_REINDEX)
    call_command("reindex", verbosity=0)
    call_command("check_index")
    assert {query: found(query) for query in QUERIES} == before


def test_documents_come_and_go_after_migration_0009(
    latest_afterwards: None, five: dict[str, Edition]
) -> None:
    upgrade()
    document = five["65/218"].resolution
    drop_document(document)
    assert "65/218" not in found("国际合作")
    index_document(document)
    assert "65/218" in found("国际合作")
    drop_document(five["25/3"].resolution)
    index_document(five["25/3"].resolution)
    stored(note("灯塔明亮"), "one.txt")
    assert found("灯塔明亮") == {"70/1"}
    stored(note("海岸安静"), "two.txt")
    assert found("灯塔明亮") == set()
    call_command("reindex", verbosity=0)
    call_command("check_index")


def test_migration_0009_leaves_the_index_of_an_empty_database_trusted(latest_afterwards: None) -> None:
    upgrade()
    assert not IndexState.objects.exists()
    stored(note("灯塔明亮"))
    call_command("check_index")


def test_migration_0003_fills_in_the_digest_of_folded_text_without_blanks(db: None) -> None:
    edition = stored(note("「燈塔」 明亮"))
    Edition.objects.filter(pk=edition.pk).update(digest="", text_sha256="")
    DIGESTS.fill_digests(apps, None)
    edition.refresh_from_db()
    folded = "回顾往事,\n促请会员国注意:“灯塔”明亮。"
    assert edition.digest == edition.sha256
    assert edition.text_sha256 == hashlib.sha256(folded.encode()).hexdigest()


def test_the_folding_of_migration_0003() -> None:
    folded = "Ａ／Ｃ．２ С² 「國」『际』 〈曆〉 吿屆著覈羣 –‐ ⼀".translate(DIGESTS.make_folding())
    assert folded == "A/C.2 C2 “国”‘际’ 《历》 告届著核群 -- 一"


def test_the_searchable_form_of_migration_0009() -> None:
    form = "Ａ／Ｃ．２ С² “國”「际」‘一’ ㈠…\u3000É σΣ\u200b吿屆⼀".translate(LONG_WORDS.SearchableForms())
    assert form == 'a/c.2c2"国""际"\'一\'(一)...eσσ告届一'
