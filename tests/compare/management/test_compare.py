"""`manage.py compare`: stored documents and plain files, for a person and for programs."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from resolutions.models import Edition, Visibility

from ...processes import environment_in, manage
from ...texts import FIXTURES, SEEDS, text

A, B = (str(FIXTURES / SEEDS[name]) for name in ("65/218", "25/3"))


def shown(*arguments: str) -> str:
    out = StringIO()
    call_command("compare", *arguments, stdout=out)
    return out.getvalue()


def test_two_files_need_no_database(tmp_path: Path) -> None:
    nowhere = {**environment_in(tmp_path), "DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3"}
    done = manage("compare", A, B, "--json", environment=nowhere)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["a"]["symbol"], found["b"]["symbol"]) == ("A/RES/65/218", "A/HRC/RES/25/3")
    assert found["summary"]["split"] == 1


@pytest.mark.django_db
def test_stored_documents_and_files_give_the_same_rows(five: dict[str, Edition]) -> None:
    stored, files = (
        json.loads(shown(*pair, "--json")) for pair in (("A/RES/65/218", "a/hrc/res/25/3"), (A, B))
    )
    assert stored["rows"] == files["rows"]
    assert stored["a"] == {
        "symbol": "A/RES/65/218", "address": "A/RES/65/218", "edition": 1, "title": "加强人权领域的国际合作",
    }  # fmt: skip


def test_every_row_and_hunk_has_the_keys_of_the_contract() -> None:
    found = json.loads(shown(A, B, "--json"))
    assert set(found) == {"a", "b", "findings", "summary", "substitutions", "rows"}
    for row in found["rows"]:
        assert set(row) - {"crossed", "whole", "notes"} == {
            "a",
            "b",
            "kind",
            "moved",
            "similarity",
            "sure",
            "why",
            "hunks",
        }
        for hunk in row["hunks"]:
            assert set(hunk) - {"shift", "sure", "backward"} == {
                "a",
                "a_start",
                "a_end",
                "b",
                "b_start",
                "b_end",
                "class",
            }


def test_the_summary_shows_kinds_places_and_changed_words() -> None:
    summary = shown(A, B)
    assert "甲 A/RES/65/218  加强人权领域的国际合作" in summary
    assert "；删除 1 段（序9）；新增 12 段（序7、8、执行7、9、11–15、17、18、21）；" in summary
    assert "拆  pp2 : pp2+pp3  相似" in summary
    assert "包括切实〔促进〕［增进］和保护所有人权，…" in summary
    assert "反复替换  促进→增进" in summary


@pytest.mark.django_db
def test_what_is_neither_a_file_nor_an_address_is_said_to_be_none(
    five: dict[str, Edition], tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match="没有这个文件，库中也没有这个地址：A/RES/1/1"):
        shown("A/RES/65/218", "A/RES/1/1")
    bad = tmp_path / "bad.txt"
    bad.write_text("这不是决议。")
    with pytest.raises(CommandError, match=r"bad\.txt"):
        shown(A, str(bad))


@pytest.mark.django_db
def test_whoever_runs_commands_may_compare_what_is_under_review(five: dict[str, Edition]) -> None:
    document = five["25/3"].resolution
    document.visibility = Visibility.IN_REVIEW
    document.save()
    assert "A/HRC/RES/25/3" in shown("A/RES/65/218", "A/HRC/RES/25/3")


def test_characters_may_be_compared_instead_of_words(tmp_path: Path) -> None:
    for name, word in (("a", "增强"), ("b", "加强")):
        (tmp_path / name).write_text(text(f"1. 决定{word}国际合作，以处理危机。"))
    assert "〔增〕［加］" in shown(str(tmp_path / "a"), str(tmp_path / "b"), "--characters")
    assert "〔增强〕［加强］" in shown(str(tmp_path / "a"), str(tmp_path / "b"))
