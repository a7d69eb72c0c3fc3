"""The index: as the corpus changes, made anew, and proved."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from resolutions.models import Edition, IndexedEdition, IndexedLines, IndexState
from resolutions.search.backends import engine
from resolutions.search.indexing import drop_document, index_document

from ...texts import stored
from .queries import found, note


def test_an_index_made_with_other_words_still_finds_all(five: dict[str, Edition]) -> None:
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


def test_the_index_follows_a_correction(db: None) -> None:
    stored(note("海岸安静"), "one.txt")
    stored(note("灯塔明亮"), "two.txt")
    assert found("海岸") == set()
    assert found("明亮") == {"70/1"}
    call_command("check_index")


def test_the_index_follows_a_transaction_that_is_undone(db: None) -> None:
    stored(note("海岸安静"))
    with transaction.atomic():
        stored(note("灯塔明亮", head="70/2. 另一件"))
        assert found("明亮") == {"70/2"}
        transaction.set_rollback(True)
    assert found("明亮") == set()
    assert found("海岸") == {"70/1"}


def test_what_is_dropped_is_not_found(five: dict[str, Edition]) -> None:
    document = five["65/218"].resolution
    drop_document(document)
    assert "65/218" not in found("合作")
    assert IndexedEdition.objects.count() == IndexedLines.objects.count() == 4
    index_document(document)
    assert "65/218" in found("合作")
    call_command("check_index")


def test_the_index_is_made_anew_and_agrees(five: dict[str, Edition]) -> None:
    before = found("合作")
    call_command("reindex", verbosity=0)
    assert found("合作") == before
    call_command("check_index")
    stored(note("灯塔明亮"))
    assert found("明亮") == {"70/1"}


def test_an_index_that_lacks_a_text_is_told(five: dict[str, Edition]) -> None:
    IndexedEdition.objects.filter(edition=five["65/218"]).delete()
    with pytest.raises(CommandError, match="1 处不符"):
        call_command("check_index")
    call_command("reindex", verbosity=0)
    call_command("check_index")


def test_an_index_that_lacks_the_lines_of_a_text_or_has_others_is_told(five: dict[str, Edition]) -> None:
    IndexedLines.objects.filter(edition=five["65/218"]).delete()
    IndexedLines.objects.filter(edition=five["25/3"]).update(text="[]")
    with pytest.raises(CommandError, match="2 处不符"):
        call_command("check_index")
    call_command("reindex", verbosity=0)
    call_command("check_index")


def test_lines_of_an_earlier_edition_do_not_outlive_a_new_index(db: None) -> None:
    earlier = stored(note("海岸安静"), "one.txt")
    later = stored(note("灯塔明亮"), "two.txt")
    IndexedLines.objects.create(edition=earlier, text="[]")
    call_command("reindex", verbosity=0)
    assert [lines.edition for lines in IndexedLines.objects.all()] == [later]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a matter of PostgreSQL")
def test_the_index_is_used_for_words_that_all_documents_have_too(five: dict[str, Edition]) -> None:
    with connection.cursor() as cursor:
        rows = "SELECT -n, '联合国' || n, '联合国', '{3联合国}' FROM generate_series(1, 1000) AS n"
        cursor.execute(f"INSERT INTO search_documents {rows}")
        cursor.execute("ANALYZE search_documents")  # of a few rows the planner may well read all
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


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a matter of PostgreSQL")
def test_the_database_gathers_no_statistics_of_units_and_words(five: dict[str, Edition]) -> None:
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
