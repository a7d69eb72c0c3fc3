"""`manage.py read`: its summary, its JSON and its errors."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from resolutions.reading.public_json import as_json

from ...processes import manage
from ...texts import FIXTURES, SEEDS, seed, text
from ...word import dele, docx, ins, p, run


def read_output(path: Path, *options: str) -> str:
    """Return what the command prints."""
    out = StringIO()
    call_command("read", str(path), *options, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("name", SEEDS)
def test_json_output_equals_the_reading(name: str) -> None:
    assert json.loads(read_output(FIXTURES / SEEDS[name], "--json")) == json.loads(
        json.dumps(as_json(seed(name)))
    )


def test_the_summary_shows_metadata_paragraphs_footnotes_citations_and_character_counts() -> None:
    summary = read_output(FIXTURES / SEEDS["25/3"])
    for line in ("symbol         A/HRC/RES/25/3", "adopted_on     2014-03-27"):
        assert line in summary
    for paragraph in seed("25/3").paragraphs:
        assert f"{paragraph.id:8}{paragraph.text}" in summary
    for note in seed("25/3").footnotes:
        assert f"{note.id:8}{note.text}" in summary
    for citation in seed("25/3").citations:
        assert f"{citation.place:8}{citation.text} → {citation.target}" in summary
    assert "每个字符的归类  text " in summary


def test_a_word_file_is_read_with_or_without_its_tracked_changes(tmp_path: Path) -> None:
    file = tmp_path / "draft.docx"
    body = p("1. 请各国", dele("促进"), ins(run("增进")), "合作。")
    file.write_bytes(docx(p("70/1. 灯塔"), p("大会，"), p("回顾其决议，"), body))
    assert "op1     请各国增进合作。" in read_output(file)
    assert "op1     请各国促进合作。" in read_output(file, "--original")


def test_warnings_are_shown_with_their_place(tmp_path: Path) -> None:
    file = tmp_path / "gap.txt"
    file.write_text(text("1. 请秘书长报告；", "3. 决定继续审议。"))
    assert "提示 numbering-gap op3：" in read_output(file)


def test_headings_and_ambiguous_citations_are_read_output(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text(
        text("回顾2000年4月26日第2000/70号决议，", "一、宗旨", "1. 请秘书长报告；", "2. 决定继续审议。")
    )
    summary = read_output(file)
    assert "        【一、宗旨】\nop1     请秘书长报告；" in summary
    assert "→ ？ E/RES/2000/70 或 E/CN.4/RES/2000/70" in summary


def test_a_file_that_is_no_resolution_is_refused_with_a_message(tmp_path: Path) -> None:
    novel = tmp_path / "novel.txt"
    novel.write_text("话说天下大势，分久必合，合久必分。\n" * 50)
    with pytest.raises(CommandError, match=r"^novel\.txt: 这不像一件决议"):
        read_output(novel)
    with pytest.raises(CommandError, match="No such file"):
        read_output(tmp_path / "nowhere.txt")


def test_no_database_is_needed_and_the_exit_code_reports_failure(tmp_path: Path) -> None:
    environment = {
        "PATH": "/usr/bin:/bin",
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": "postgres://nobody@/none?host=/nowhere",
    }
    good = manage("read", FIXTURES / SEEDS["25/3"], environment=environment)
    bad = manage("read", tmp_path, environment=environment)
    assert (good.returncode, bad.returncode) == (0, 1)
    assert "A/HRC/RES/25/3" in good.stdout
    assert "Traceback" not in bad.stderr
