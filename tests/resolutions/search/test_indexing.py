"""The index: updates, rebuilds and checks."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from resolutions.models import Edition, IndexedEdition, IndexedLines, IndexState
from resolutions.search.backends import engine
from resolutions.search.indexing import drop_document, index_document

from ...texts import stored
from .queries import found, note


def test_an_index_of_another_dictionary_still_finds_everything(five: dict[str, Edition]) -> None:
    before = {query: found(query) for query in ("人权理事会", "op:不容忍", '"发展中国家"')}
    assert all(before.values())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("UPDATE search_documents SET long = '{}'")
        else:
            cursor.execute("INSERT INTO search_long (search_long) VALUES ('delete-all')")
    IndexState.objects.update(version="other", stamp="another")
    assert {query: found(query) for query in before} == before
    with pytest.raises(CommandError):
        call_command("check_index")


def test_a_correction_replaces_the_earlier_text(db: None) -> None:
    stored(note("海岸安静"), "one.txt")
    stored(note("灯塔明亮"), "two.txt")
    assert found("海岸") == set()
    assert found("明亮") == {"70/1"}
    call_command("check_index")


def test_a_rolled_back_transaction_leaves_the_index_unchanged(db: None) -> None:
    stored(note("海岸安静"))
    with transaction.atomic():
        stored(note("灯塔明亮", head="70/2. 另一件"))
        assert found("明亮") == {"70/2"}
        transaction.set_rollback(True)
    assert found("明亮") == set()
    assert found("海岸") == {"70/1"}


def test_a_dropped_document_is_not_found(five: dict[str, Edition]) -> None:
    document = five["65/218"].resolution
    drop_document(document)
    assert "65/218" not in found("合作")
    assert IndexedEdition.objects.count() == IndexedLines.objects.count() == 4
    index_document(document)
    assert "65/218" in found("合作")
    call_command("check_index")


def test_a_rebuilt_index_finds_the_same_and_follows_changes(five: dict[str, Edition]) -> None:
    before = found("合作")
    call_command("reindex", verbosity=0)
    assert found("合作") == before
    call_command("check_index")
    stored(note("灯塔明亮"))
    assert found("明亮") == {"70/1"}


def test_the_check_reports_a_missing_text(five: dict[str, Edition]) -> None:
    IndexedEdition.objects.filter(edition=five["65/218"]).delete()
    with pytest.raises(CommandError, match="1 处不符"):
        call_command("check_index")
    call_command("reindex", verbosity=0)
    call_command("check_index")


def test_the_check_reports_missing_and_different_lines(five: dict[str, Edition]) -> None:
    IndexedLines.objects.filter(edition=five["65/218"]).delete()
    IndexedLines.objects.filter(edition=five["25/3"]).update(text="[]")
    with pytest.raises(CommandError, match="2 处不符"):
        call_command("check_index")
    call_command("reindex", verbosity=0)
    call_command("check_index")


def test_a_rebuild_deletes_the_lines_of_earlier_editions(db: None) -> None:
    earlier = stored(note("海岸安静"), "one.txt")
    later = stored(note("灯塔明亮"), "two.txt")
    IndexedLines.objects.create(edition=earlier, text="[]")
    call_command("reindex", verbosity=0)
    assert [lines.edition for lines in IndexedLines.objects.all()] == [later]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="tests the tables of PostgreSQL")
def test_queries_use_the_index_even_for_words_that_all_documents_contain(five: dict[str, Edition]) -> None:
    with connection.cursor() as cursor:
        rows = "SELECT -n, '联合国' || n, '联合国', '{3联合国}' FROM generate_series(1, 1000) AS n"
        cursor.execute(f"INSERT INTO search_documents {rows}")
        cursor.execute("ANALYZE search_documents")  # the planner scans small tables, index or not
    for term, part in (("际合作", ""), ("联合国", "op"), ("2010年", ""), ("联合", ""), ("国际", "title")):
        with CaptureQueriesContext(connection) as queries:
            engine().find_term(term, part, has_all_long_words=True)
        plans = []
        for query in queries:
            with connection.cursor() as cursor:
                if "FROM search_documents" in query["sql"]:
                    cursor.execute(f"EXPLAIN {query['sql']}")
                    plans.append("\n".join(row[0] for row in cursor.fetchall()))
                else:
                    cursor.execute(query["sql"])
        assert plans
        assert all("search_documents_all" in plan for plan in plans)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="tests the tables of PostgreSQL")
def test_the_database_keeps_no_statistics_of_units_and_words(five: dict[str, Edition]) -> None:
    call_command("reindex", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT attname FROM pg_stats WHERE tablename LIKE 'search_documents%'")
        assert cursor.fetchall() == [("id",)]
        cursor.execute(
            "SELECT attrelid::regclass::text, attname FROM pg_attribute WHERE attstattarget = 0 AND attnum > 0 "
            "AND attrelid IN ('search_documents'::regclass, 'search_documents_all'::regclass)"
        )
        assert set(cursor.fetchall()) == {
            ("search_documents", "words"),
            ("search_documents", "long"),
            ("search_documents_all", "search_units"),
        }
